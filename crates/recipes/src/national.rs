//! National clouds: Microsoft 365 once more, at hosts of its own.
//!
//! A file of a cloud says only what differs from the worldwide provider: names of hosts, and where a name stands for one. The same
//! list makes the provider of the cloud and the recipes for it, so that none can name a host the other does not know.

use std::{collections::BTreeSet, ops::Range, sync::LazyLock};

use jiff::civil::Date;
use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use url::Url;

use crate::{
    cloud::OtherCloud,
    mail_servers::MailServers,
    provider::{Provider, ProviderId, is_trusted, opens},
    read::{Checked, Misfit, RecipeError, line_and_column, read, require},
    text::{Label, Text},
};

/// The files, by their names.
const FILES: [(&str, &str); 3] = [
    (
        "recipes/providers/microsoft-us-government.toml",
        include_str!("../../../recipes/providers/microsoft-us-government.toml"),
    ),
    (
        "recipes/providers/microsoft-us-defense.toml",
        include_str!("../../../recipes/providers/microsoft-us-defense.toml"),
    ),
    ("recipes/providers/microsoft-china.toml", include_str!("../../../recipes/providers/microsoft-china.toml")),
];

/// The question by which a set-up is put into a cloud.
const QUESTION: &str = include_str!("../../../recipes/providers/microsoft-clouds.toml");

/// One cloud, checked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct National {
    schema: u32,
    pub(crate) id: ProviderId,
    /// Its name as people know it.
    name: Label,
    /// The cloud as a sentence names it.
    cloud: Label,
    instances: Vec<String>,
    part: Option<String>,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    checked: Date,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    source: Text,
    script: ScriptWords,
    instead: Vec<Instead>,
}

/// What scripts for a cloud need to say.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptWords {
    /// The cloud as Azure CLI names it: `az cloud set --name`.
    pub azure_cli: Label,
    /// Graph as Azure CLI must be told it, where the name stands for another cloud as well:
    /// `az cloud update --endpoint-microsoft-graph-resource-id`.
    pub azure_cli_graph: Option<Label>,
    /// The same in Microsoft Graph PowerShell: `Connect-MgGraph -Environment`.
    pub graph_powershell: Label,
    /// Scheme and host of Microsoft Graph.
    pub graph: Label,
    /// Where a shell is opened in the browser.
    pub shell: Label,
}

/// A name of the worldwide cloud, and what it is here.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Instead {
    of: String,
    here: String,
    confirmed: bool,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    source: Text,
}

/// All of them. They are part of the program and tested, so one that cannot be read is a mistake of a build.
pub(crate) fn all() -> Result<&'static [National], RecipeError> {
    static ALL: LazyLock<Result<Vec<National>, RecipeError>> =
        LazyLock::new(|| FILES.iter().map(|(file, text)| read(file, text)).collect());
    ALL.as_deref().map_err(Clone::clone)
}

/// The text of a recipe with the question for the cloud as its last; the lines before stay where they are.
pub(crate) fn asking(recipe: &str) -> String {
    format!("{recipe}\n{QUESTION}")
}

/// Refuses a text in which a name that another cloud has something in place of is written so that it would stay: with escapes, or
/// in letters of another size. What is read must be what is replaced.
pub(crate) fn whole(file: &str, text: &str) -> Result<(), RecipeError> {
    let Ok(document) = DeTable::parse(text) else { return Ok(()) };
    let names: BTreeSet<&str> = all()?.iter().flat_map(|cloud| &cloud.instead).map(|one| one.of.as_str()).collect();
    let mut strings = Vec::new();
    document.get_ref().values().for_each(|value| collect(value, &mut strings));
    let hidden = |(at, read): &(Range<usize>, &str)| {
        let (written, read) = (plainly(text.get(at.clone()).unwrap_or_default()), read.to_lowercase());
        let stays = |name: &&&str| read.matches(&name.to_lowercase()).count() > written.matches(**name).count();
        names.iter().find(stays).map(|name| (at.start, *name))
    };
    let Some((at, name)) = strings.iter().find_map(hidden) else { return Ok(()) };
    let (line, column) = line_and_column(text, at);
    let what =
        format!("with `clouds = true`, {name} is written out in exactly these letters, so that it can be replaced");
    Err(RecipeError::Inconsistent { file: file.to_owned(), line, column, key: "clouds".to_owned(), what })
}

/// What of a string is written as it is read, with a gap for each escape (TOML 1.0 and 1.1, "String").
fn plainly(written: &str) -> String {
    let mut plain = String::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('\\').filter(|_| written.starts_with('"')) {
        plain.push_str(before);
        plain.push('\0');
        let length = match after.chars().next() {
            Some('x') => 3,
            Some('u') => 5,
            Some('U') => 9,
            _ => 1,
        };
        rest = after.get(length..).unwrap_or_default();
    }
    plain + rest
}

/// Every text in a value, with where it is written.
fn collect<'a>(value: &'a Spanned<DeValue<'_>>, strings: &mut Vec<(Range<usize>, &'a str)>) {
    match value.get_ref() {
        DeValue::String(text) => strings.push((value.span(), text)),
        DeValue::Array(list) => list.iter().for_each(|one| collect(one, strings)),
        DeValue::Table(table) => table.values().for_each(|one| collect(one, strings)),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

impl National {
    /// A text written for the worldwide cloud as it is here.
    pub(crate) fn rewritten(&self, text: &str) -> String {
        self.instead.iter().fold(text.to_owned(), |text, one| text.replace(&one.of, &one.here))
    }

    /// How other providers tell it apart.
    pub(crate) fn as_other(&self) -> OtherCloud {
        let Self { cloud, instances, part, .. } = self.clone();
        OtherCloud { name: cloud, instances, part, provider: Some(self.id), confirmed: false }
    }

    /// The provider of this cloud; nothing where an address is none.
    pub(crate) fn provider(&self, worldwide: &Provider) -> Option<Provider> {
        let mut provider = worldwide.clone();
        (provider.id, provider.name) = (self.id, self.name.clone());
        provider.cloud = Some(self.cloud.clone());
        provider.script = Some(self.script.clone());
        provider.unconfirmed = self.instead.iter().filter(|one| !one.confirmed).map(|one| one.here.clone()).collect();
        for address in [&mut provider.login, &mut provider.browser, &mut provider.graph] {
            *address = self.moved(address)?;
        }
        provider.graph_resource = self.rewritten(&worldwide.graph_resource);
        for link in provider.pages.values_mut() {
            (link.base, link.confirmed) = (self.moved(&link.base)?, false);
        }
        for server in provider.mail.iter_mut().flat_map(MailServers::all_mut) {
            server.host = self.rewritten(&server.host);
        }
        let others = worldwide.other_portals.iter().map(|host| Label::try_from(self.rewritten(host.as_str())).ok());
        provider.other_portals = others.collect::<Option<_>>()?;
        Some(provider)
    }

    fn moved(&self, address: &Url) -> Option<Url> {
        Url::parse(&self.rewritten(address.as_str())).ok()
    }
}

impl Checked for National {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        let of: BTreeSet<&str> = self.instead.iter().map(|one| one.of.as_str()).collect();
        require(of.len() == self.instead.len(), "instead", "a name stands twice")?;
        let known = |one: &Instead| !is_host(&one.of) || is_trusted(self.id, &one.here) || opens(self.id, &one.here);
        let stranger = self.instead.iter().find(|one| !known(one)).map_or("", |one| one.here.as_str());
        require(stranger.is_empty(), "instead", format!("{stranger} is not a host that is known of this cloud"))
    }
}

/// Whether it is the name of a host, and not words or a command.
fn is_host(name: &str) -> bool {
    name.contains('.') && !name.contains(' ')
}

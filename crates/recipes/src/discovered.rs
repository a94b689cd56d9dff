//! A provider that a set-up names itself: what holds for all of them, and one of them once it is found.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sendoff_values::RedirectAddress;
use serde::Deserialize;
use url::Url;

use crate::{
    cloud::Clouds,
    found::FoundProvider,
    provider::{Provider, ProviderId},
    read::{Checked, Misfit, RecipeError, inconsistent, read, require},
    redirect::can_be_registered,
    text::{Label, Text},
};

/// Where nothing is: a name that leads nowhere (RFC 6761 section 6.4), until a provider is found.
const NOWHERE: &str = "https://provider.invalid/";

/// `recipes/providers/discovered.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiscoveredFile {
    schema: u32,
    id: ProviderId,
    name: Label,
    spoken: Label,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    checked: Date,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    source: Text,
    assistant_redirect: RedirectAddress,
    identity_requests: Vec<Label>,
}

impl Checked for DiscoveredFile {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        require(self.id == ProviderId::Discovered, "id", "it is a provider of its own")?;
        require(can_be_registered(&self.assistant_redirect), "assistant_redirect", "it cannot be registered")
    }
}

impl Provider {
    /// Reads what holds for every provider that is found; `file` names it in errors.
    pub(crate) fn read_discovered(file: &str, text: &str) -> Result<Self, RecipeError> {
        let discovered: DiscoveredFile = read(file, text)?;
        let misfit = || Misfit { key: "id".to_owned(), what: "it makes no provider".to_owned() };
        discovered.into_provider().ok_or_else(|| inconsistent(file, text, misfit()))
    }

    /// This one, which is anybody's, as the provider that was found. Where a practice office plays it, its addresses stay the
    /// office's.
    pub fn as_found(&self, found: &FoundProvider) -> Self {
        let host =
            Url::parse(&found.issuer).ok().and_then(|issuer| Label::try_from(issuer.host_str()?.to_owned()).ok());
        let host = host.unwrap_or_else(|| self.name.clone());
        let named = Self { spoken: host.clone(), name: host, ..self.clone() };
        if self.is_played {
            return named;
        }
        let (login, browser) = (start(&found.token), start(&found.authorize));
        Self { login, browser, mail: Some(found.names.mail.clone()), ..named }
    }
}

/// Scheme, host and port alone.
fn start(address: &Url) -> Url {
    let mut start = address.clone();
    start.set_path("");
    start
}

impl DiscoveredFile {
    fn into_provider(self) -> Option<Provider> {
        let nowhere = Url::parse(NOWHERE).ok()?;
        Some(Provider {
            id: self.id,
            name: self.name,
            spoken: self.spoken,
            assistant_redirect: self.assistant_redirect,
            identity_requests: self.identity_requests,
            labels: Vec::new(),
            cloud: None,
            script: None,
            live_accesses: None,
            unconfirmed: Vec::new(),
            login: nowhere.clone(),
            browser: nowhere.clone(),
            graph: nowhere,
            graph_resource: String::new(),
            endpoints: BTreeMap::new(),
            issuer: "/".parse().ok()?,
            pages: BTreeMap::new(),
            other_portals: Vec::new(),
            clouds: Clouds { name: None, own: Vec::new(), part: None, others: Vec::new() },
            mail: None,
            is_played: false,
        })
    }
}

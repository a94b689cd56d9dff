//! Which of our kinds an error of Microsoft's sign-in is.
//!
//! Microsoft says that the numbers may change and must not steer a program; they choose the explanation only.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use sendoff_problem::{Kind, WhoActs};
use serde::Deserialize;

use crate::{
    read::{Checked, Misfit, RecipeError, read, require},
    source::Source,
    text::{Label, Text},
    told::Told,
};

/// The checked catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorCatalogue {
    numbers: BTreeMap<u32, Kind>,
    patient: BTreeSet<u32>,
    answers: BTreeMap<String, Kind>,
    told: BTreeMap<u32, Told>,
    told_answers: BTreeMap<String, Told>,
    pages: Vec<PageText>,
}

/// A text of an error page that comes without a number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageText {
    /// The words on the page, compared in lower case.
    pub says: Label,
    /// What it means.
    pub kind: Kind,
    /// What it says in plain words.
    pub title: Text,
    /// Who must act.
    pub who: WhoActs,
    /// Where it was seen.
    pub source: Text,
}

impl ErrorCatalogue {
    /// Reads a catalogue; `file` names it in errors.
    pub fn read(file: &str, text: &str) -> Result<Self, RecipeError> {
        let file: CatalogueFile = read(file, text)?;
        let patient = file.aadsts.iter().filter(|entry| entry.patience).map(|entry| entry.number).collect();
        let told = |title: &Text, who: WhoActs| Told { title: title.clone(), who };
        let told_numbers = file.aadsts.iter().map(|entry| (entry.number, told(&entry.title, entry.who))).collect();
        let told_answers =
            file.oauth.iter().map(|entry| (entry.error.to_string(), told(&entry.title, entry.who))).collect();
        let numbers = file.aadsts.into_iter().map(|entry| (entry.number, entry.kind)).collect();
        let answers = file.oauth.into_iter().map(|entry| (entry.error.into(), entry.kind)).collect();
        Ok(Self { numbers, patient, answers, told: told_numbers, told_answers, pages: file.page })
    }

    /// The kind of an error: by its whole number, else by the `error` value of the answer (RFC 6749 sections 4.1.2.1
    /// and 5.2), else [`Kind::MicrosoftRefused`].
    pub fn kind_of(&self, aadsts: Option<u32>, oauth_error: Option<&str>) -> Kind {
        let by_number = aadsts.and_then(|number| self.numbers.get(&number));
        let by_answer = || oauth_error.and_then(|error| self.answers.get(error));
        by_number.or_else(by_answer).copied().unwrap_or(Kind::MicrosoftRefused)
    }

    /// What the row of this number says.
    pub(crate) fn told(&self, aadsts: u32) -> Option<&Told> {
        self.told.get(&aadsts)
    }

    /// What the row of this `error` value says.
    pub(crate) fn told_answer(&self, error: &str) -> Option<&Told> {
        self.told_answers.get(error)
    }

    /// Whether the number is in the catalogue.
    pub fn knows(&self, aadsts: u32) -> bool {
        self.numbers.contains_key(&aadsts)
    }

    /// Whether the same request may succeed in a minute or two when registration, secret or approval were made
    /// moments ago: a copy of the directory has not heard of it yet.
    pub fn may_be_too_early(&self, aadsts: u32) -> bool {
        self.patient.contains(&aadsts)
    }

    /// The kind of a page that shows no number, by its words.
    pub fn kind_of_page(&self, text: &str) -> Option<Kind> {
        let text = text.to_lowercase();
        self.pages.iter().find(|page| text.contains(page.says.as_str())).map(|page| page.kind)
    }

    /// How many numbers it knows.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CatalogueFile {
    schema: u32,
    #[expect(dead_code, reason = "the date is for whoever reads the file; the schema insists on it")]
    checked: Date,
    source: Vec<Source>,
    aadsts: Vec<Entry>,
    oauth: Vec<OauthError>,
    page: Vec<PageText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    number: u32,
    kind: Kind,
    title: Text,
    who: WhoActs,
    #[serde(default)]
    patience: bool,
    source: Label,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OauthError {
    error: Label,
    kind: Kind,
    title: Text,
    who: WhoActs,
    source: Label,
}

impl Checked for CatalogueFile {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        let sources = Source::ids(&self.source);
        let mut seen = BTreeSet::new();
        for entry in &self.aadsts {
            let key = format!("aadsts {}", entry.number);
            require(seen.insert(entry.number), &key, "the number stands twice")?;
            require(sources.contains(&entry.source), &key, "there is no such source")?;
        }
        let sourced = self.oauth.iter().find(|entry| !sources.contains(&entry.source));
        require(sourced.is_none(), "oauth", "an entry names no source of the file")?;
        let lower = self.page.iter().all(|page| page.says.as_str().to_lowercase() == page.says.as_str());
        require(lower, "page.says", "it is compared in lower case and must be written so")
    }
}

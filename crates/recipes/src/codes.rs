//! Which of our kinds an error code of Graph's is.

use std::collections::BTreeSet;

use jiff::civil::Date;
use sendoff_problem::{CodeRule, Kind};
use serde::Deserialize;

use crate::{
    read::{Checked, Misfit, RecipeError, read, require},
    source::Source,
    text::{Label, Text},
    told::Told,
};

/// The checked table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeCatalogue {
    rules: Vec<CodeRule>,
    told: Vec<Told>,
}

impl CodeCatalogue {
    /// Reads a table; `file` names it in errors.
    pub fn read(file: &str, text: &str) -> Result<Self, RecipeError> {
        let file: CodeFile = read(file, text)?;
        let told = file.code.iter().map(|entry| Told { title: entry.title.clone(), who: entry.who }).collect();
        let rules = file
            .code
            .into_iter()
            .map(|entry| CodeRule { code: entry.code.into(), says: None, kind: entry.kind })
            .collect();
        Ok(Self { rules, told })
    }

    /// The rows as rules.
    pub fn rules(&self) -> &[CodeRule] {
        &self.rules
    }

    /// What the row of this code says.
    pub(crate) fn told(&self, code: &str) -> Option<&Told> {
        self.told.get(self.rules.iter().position(|rule| rule.fits(code, ""))?)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeFile {
    schema: u32,
    #[expect(dead_code, reason = "the date is for whoever reads the file; the schema insists on it")]
    checked: Date,
    source: Vec<Source>,
    code: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: Label,
    kind: Kind,
    title: Text,
    who: sendoff_problem::WhoActs,
    source: Label,
}

impl Checked for CodeFile {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        let sources = Source::ids(&self.source);
        let mut seen = BTreeSet::new();
        for entry in &self.code {
            let key = format!("code {}", entry.code);
            require(seen.insert(entry.code.as_str().to_ascii_lowercase()), &key, "the code stands twice")?;
            require(sources.contains(&entry.source), &key, "there is no such source")?;
        }
        Ok(())
    }
}

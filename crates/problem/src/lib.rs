//! What can go wrong, as a small closed type: kind, values, and what the provider said.
//!
//! A [`Kind`] is decided where something went wrong and never by reading a text. From it follow, in one table
//! ([`kind`]), who must act, which step mends it and whether doing the same again may help. The sentences live in
//! the room `words`, one entry a kind; the chain for the log lives in the error types of each room. Where a mail server
//! refuses, rows of a table say which kind that is ([`ReplyRule`]).

mod details;
mod fit;
pub mod kind;
mod reply;
mod value;

pub use details::Details;
pub use fit::{HIDDEN, is_unfit, without};
pub use kind::{Kind, Severity, WhoActs};
pub use reply::{CodeRule, NotAReplyCode, Refusal, ReplyCode, ReplyRule, kind_of_reply};
pub use value::ValueName;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One thing that went wrong, for the program (kind), the person (values) and a ticket (details).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What it is.
    pub kind: Kind,
    /// What the sentences about it name: a mailbox, an address, a permission. Never a secret.
    #[serde(default)]
    pub values: BTreeMap<ValueName, String>,
    /// What goes under *Details*: codes, identifiers, the provider's own words.
    #[serde(default)]
    pub details: Details,
}

impl Problem {
    /// A problem of this kind with nothing more to say yet.
    pub fn new(kind: Kind) -> Self {
        Self { kind, values: BTreeMap::new(), details: Details::default() }
    }

    /// The same, naming one more value. `value` must not be a secret.
    pub fn with(mut self, name: ValueName, value: impl Into<String>) -> Self {
        self.values.insert(name, value.into());
        self
    }

    /// The same with these details.
    pub fn with_details(mut self, details: Details) -> Self {
        self.details = details;
        self
    }
}

impl From<Kind> for Problem {
    fn from(kind: Kind) -> Self {
        Self::new(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_survives_being_written_down() {
        let problem = Problem::new(Kind::RedirectUnknown).with(ValueName::RedirectUri, "http://localhost/mail-setup");
        let text = serde_json::to_string(&problem).unwrap();
        assert_eq!(serde_json::from_str::<Problem>(&text).unwrap(), problem);
    }

    #[test]
    fn every_kind_has_its_own_word() {
        let mut words: Vec<_> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Kind::ALL.len());
    }
}

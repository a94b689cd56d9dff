//! Entries to write.

use jiff::Timestamp;
use sendoff_ledger::{EntryKind, Header, Ledger, Summary};
use sendoff_values::ConnectionId;
use serde::{Deserialize, Serialize};

/// What these tests keep beside a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Note {
    pub(crate) text: String,
    pub(crate) steps: Vec<String>,
}

pub(crate) type Notes = Ledger<Note>;

pub(crate) fn note(text: &str) -> Note {
    Note { text: text.to_owned(), steps: vec!["tenant".to_owned(), "client-secret".to_owned()] }
}

pub(crate) fn now() -> Timestamp {
    "2026-11-21T10:58:00Z".parse().unwrap()
}

pub(crate) fn id(number: u32) -> ConnectionId {
    format!("00000000-0000-4000-8000-{number:012}").parse().unwrap()
}

pub(crate) fn header(number: u32) -> Header {
    Header {
        id: id(number),
        kind: EntryKind::SetUp,
        changed_at: now(),
        summary: Summary {
            organisation: "Harbour Travel".to_owned(),
            mailbox: "office@harbour.example".to_owned(),
            application: "tourtools".to_owned(),
            state: "preparing".to_owned(),
            ..Summary::default()
        },
    }
}

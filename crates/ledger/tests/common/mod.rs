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

/// Which bits to flip in a file of this many bytes: 500 spread over all of it, with `SENDOFF_DEEP` 10,000.
#[allow(dead_code, reason = "not every test binary damages files")]
pub(crate) fn flips(length: usize) -> Vec<(usize, u8)> {
    let count = if std::env::var_os("SENDOFF_DEEP").is_some() { 10_000 } else { 500 };
    // A linear congruential generator (Knuth, TAOCP 3.3.4): the same in every run, so that a failure can be met again.
    let draw =
        |number: u64| number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) >> 16;
    (0..count)
        .map(|number| (usize::try_from(draw(number) % length as u64).unwrap(), (draw(number + count) % 8) as u8))
        .collect()
}

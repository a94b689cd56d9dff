//! Text as runs: what the window lays out one after the other.
//!
//! A run says what its characters are, so that portal labels and values look like themselves wherever they stand.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a run of characters is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RunKind {
    /// A part of our own sentence.
    Plain,
    /// A label exactly as it stands in a portal or an application.
    Portal,
    /// A value: an address, an ID, a name, a date. Never a secret.
    Value,
    /// The first characters of a secret, three at most; hidden while a screen is shared.
    Start,
}

/// Characters of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// What they are.
    pub kind: RunKind,
    /// The characters.
    pub text: String,
}

/// One sentence or more, as runs in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Text(pub Vec<Run>);

impl Text {
    /// One run of our own words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::of(RunKind::Plain, text)
    }

    /// One label of a portal or an application.
    pub fn portal(text: impl Into<String>) -> Self {
        Self::of(RunKind::Portal, text)
    }

    /// One value.
    pub fn value(text: impl Into<String>) -> Self {
        Self::of(RunKind::Value, text)
    }

    /// The first characters of a secret, three at most.
    pub fn start(text: impl Into<String>) -> Self {
        Self::of(RunKind::Start, text)
    }

    fn of(kind: RunKind, text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::default() } else { Self(vec![Run { kind, text }]) }
    }

    /// The characters without their kinds, for a terminal, a title, a copied note.
    pub fn line(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// The same with a capital at its beginning, unless it begins with a value or a label.
    pub(crate) fn begin_large(mut self) -> Self {
        if let Some(first) = self.0.first_mut().filter(|run| run.kind == RunKind::Plain) {
            let mut characters = first.text.chars();
            if let Some(begin) = characters.next() {
                first.text = begin.to_uppercase().chain(characters).collect();
            }
        }
        self
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| run.text.is_empty())
    }
}

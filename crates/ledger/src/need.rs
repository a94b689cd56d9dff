//! How urgently an entry needs somebody. Which days count as soon, and when a check is old, is for the caller to say.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{EntryKind, Header};

/// How urgently, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Its date is past.
    Ended,
    /// Its date is near.
    EndsSoon,
    /// It is still being set up.
    Unfinished,
    /// It was not seen to work for a while.
    NotChecked,
    /// Nothing.
    Well,
}

/// The days by which it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// A date before this one is past.
    pub today: Date,
    /// A date from today up to this one is near.
    pub soon: Date,
    /// What was last seen to work before this is not checked.
    pub checked_since: Timestamp,
}

impl Need {
    /// What this entry needs.
    pub fn of(header: &Header, days: &Days) -> Self {
        let summary = &header.summary;
        if header.kind == EntryKind::SetUp {
            return Self::Unfinished;
        }
        match summary.next_date {
            Some(day) if day < days.today => Self::Ended,
            Some(day) if day <= days.soon => Self::EndsSoon,
            Some(_) | None if summary.checked_at.is_none_or(|at| at < days.checked_since) => Self::NotChecked,
            Some(_) | None => Self::Well,
        }
    }
}

/// How many entries have each need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// [`Need::Ended`].
    pub ended: usize,
    /// [`Need::EndsSoon`].
    pub ends_soon: usize,
    /// [`Need::Unfinished`].
    pub unfinished: usize,
    /// [`Need::NotChecked`].
    pub not_checked: usize,
    /// [`Need::Well`].
    pub well: usize,
}

impl Counts {
    /// All of them.
    pub const fn all(&self) -> usize {
        self.ended + self.ends_soon + self.unfinished + self.not_checked + self.well
    }

    pub(crate) fn add(&mut self, need: Need) {
        *match need {
            Need::Ended => &mut self.ended,
            Need::EndsSoon => &mut self.ends_soon,
            Need::Unfinished => &mut self.unfinished,
            Need::NotChecked => &mut self.not_checked,
            Need::Well => &mut self.well,
        } += 1;
    }
}

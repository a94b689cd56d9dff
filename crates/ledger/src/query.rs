//! The list is a question: which rows, in what order, from where to where.

use std::{cmp::Ordering, ops::Range};

use serde::{Deserialize, Serialize};

use crate::{EntryKind, Header};

/// What to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// Rows of the whole result, counted from 0; an end beyond the last row is no error.
    pub range: Range<usize>,
    /// By what it is ordered; rows that are equal keep the order of their IDs.
    pub sort: SortBy,
    /// Which way.
    pub direction: Direction,
    /// Which rows count at all.
    pub filter: Filter,
    /// Words that must all occur in organisation, mailbox or application, in upper or lower case.
    pub search: String,
}

/// By what a list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SortBy {
    /// When it was last changed.
    #[default]
    Changed,
    /// The organisation, without regard to upper and lower case.
    Organisation,
    /// The mailbox's address.
    Mailbox,
    /// The application's ID.
    Application,
    /// The state's word.
    State,
    /// The next date; rows without one come last in either direction.
    NextDate,
}

/// Which way a list runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Smallest or earliest first.
    Rising,
    /// Largest or latest first.
    #[default]
    Falling,
}

/// Which rows count; `None` means any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Filter {
    /// Set-ups or connections only.
    pub kind: Option<EntryKind>,
    /// This application only.
    pub application: Option<String>,
    /// This state only.
    pub state: Option<String>,
}

/// The rows that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPage {
    /// How many rows the filter and the search leave in all.
    pub total: usize,
    /// Which rows these are.
    pub range: Range<usize>,
    /// The rows.
    pub rows: Vec<Header>,
}

impl ListQuery {
    /// Carries it out on the headers, which come in the order of their IDs.
    pub(crate) fn run<'a>(&self, headers: impl Iterator<Item = &'a Header>) -> ListPage {
        let words: Vec<String> = self.search.split_whitespace().map(str::to_lowercase).collect();
        let mut found: Vec<&Header> =
            headers.filter(|header| self.filter.lets_through(header) && holds_all(header, &words)).collect();
        found.sort_by(|left, right| self.order(left, right));
        let end = self.range.end.min(found.len());
        let range = self.range.start.min(end)..end;
        ListPage {
            total: found.len(),
            rows: found[range.clone()].iter().map(|header| (*header).clone()).collect(),
            range,
        }
    }

    fn order(&self, left: &Header, right: &Header) -> Ordering {
        let (ours, theirs) = (&left.summary, &right.summary);
        let rising = match self.sort {
            SortBy::Changed => left.changed_at.cmp(&right.changed_at),
            SortBy::Organisation => ours.organisation.to_lowercase().cmp(&theirs.organisation.to_lowercase()),
            SortBy::Mailbox => ours.mailbox.to_lowercase().cmp(&theirs.mailbox.to_lowercase()),
            SortBy::Application => ours.application.cmp(&theirs.application),
            SortBy::State => ours.state.cmp(&theirs.state),
            SortBy::NextDate => match (ours.next_date, theirs.next_date) {
                (Some(ours), Some(theirs)) => ours.cmp(&theirs),
                (ours, theirs) => return ours.is_none().cmp(&theirs.is_none()),
            },
        };
        match self.direction {
            Direction::Rising => rising,
            Direction::Falling => rising.reverse(),
        }
    }
}

impl Filter {
    fn lets_through(&self, header: &Header) -> bool {
        let summary = &header.summary;
        self.kind.is_none_or(|kind| kind == header.kind)
            && self.application.as_ref().is_none_or(|application| *application == summary.application)
            && self.state.as_ref().is_none_or(|state| *state == summary.state)
    }
}

fn holds_all(header: &Header, words: &[String]) -> bool {
    let summary = &header.summary;
    let text = format!("{}\n{}\n{}", summary.organisation, summary.mailbox, summary.application).to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}

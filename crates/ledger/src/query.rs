//! The list is a question: which rows, in what order, from where to where.

use std::{cmp::Ordering, ops::Range};

use jiff::civil::Date;
use sendoff_values::{ConnectionId, folded};
use serde::{Deserialize, Serialize};

use crate::{
    EntryKind, Header,
    need::{Counts, Days, Need},
    row::Row,
};

/// What to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// Rows of the whole result, counted from 0; an end beyond the last row is no error.
    pub range: Range<usize>,
    /// A row that is to be among them: if it is in the result, as many rows around it are given instead.
    pub around: Option<ConnectionId>,
    /// By what it is ordered; rows that are equal keep the order of their IDs.
    pub sort: SortBy,
    /// Which way.
    pub direction: Direction,
    /// Which rows count at all.
    pub filter: Filter,
    /// Words that must all occur in organisation, mailbox or application, without regard to case and accents.
    pub search: String,
    /// The days by which the need of a row is told.
    pub days: Days,
}

/// By what a list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SortBy {
    /// When it was last changed.
    #[default]
    Changed,
    /// How urgently it needs somebody, the most urgent first; among equals the earliest date, then the organisation.
    Need,
    /// The organisation, without regard to case and accents.
    Organisation,
    /// The mailbox's address.
    Mailbox,
    /// The application's name.
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

/// Which rows count; `None`, and an empty list, mean any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Filter {
    /// Set-ups or connections only.
    pub kind: Option<EntryKind>,
    /// This application only.
    pub application: Option<String>,
    /// This state only.
    pub state: Option<String>,
    /// These needs only.
    pub needs: Vec<Need>,
}

/// The rows that were asked for, and what is known of all the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPage {
    /// How many rows the filter and the search leave in all.
    pub total: usize,
    /// Which rows these are.
    pub range: Range<usize>,
    /// The rows.
    pub rows: Vec<Header>,
    /// What the search leaves, before the needs are filtered.
    pub found: Counts,
    /// All there is.
    pub all: Counts,
    /// The next day from today on, and whose it is.
    pub next: Option<(Date, String)>,
}

/// A row that fits, with what it needs.
type Hit<'a> = (Need, &'a Row);

impl ListQuery {
    /// Carries it out on the rows, which come in the order of their IDs.
    pub(crate) fn run<'a>(&self, rows: impl Iterator<Item = &'a Row>) -> ListPage {
        let words: Vec<String> = self.search.split_whitespace().map(folded).collect();
        let (mut all, mut found, mut next) = (Counts::default(), Counts::default(), None);
        let mut hits: Vec<Hit<'_>> = Vec::new();
        for row in rows {
            let need = Need::of(&row.header, &self.days);
            all.add(need);
            next = earlier(next, row, &self.days);
            if row.holds_all(&words) && self.filter.lets_through(&row.header) {
                found.add(need);
                if self.filter.needs.is_empty() || self.filter.needs.contains(&need) {
                    hits.push((need, row));
                }
            }
        }
        let range = self.part_of(&hits);
        self.put_in_place(&mut hits, &range);
        ListPage {
            total: hits.len(),
            rows: hits[range.clone()].iter().map(|(_, row)| row.header.clone()).collect(),
            range,
            found,
            all,
            next: next.map(|(day, row)| (day, row.header.summary.organisation.clone())),
        }
    }

    /// The rows of the result that are given.
    fn part_of(&self, hits: &[Hit<'_>]) -> Range<usize> {
        let count = self.range.end.saturating_sub(self.range.start);
        let wanted = self.around.as_ref().and_then(|id| hits.iter().find(|(_, row)| row.header.id == *id));
        let before = |wanted: &Hit<'_>| hits.iter().filter(|hit| self.order(**hit, *wanted).is_lt()).count();
        let start = wanted.map_or(self.range.start, |wanted| before(wanted).saturating_sub(count / 2));
        let end = start.saturating_add(count).min(hits.len());
        start.min(end)..end
    }

    /// Brings the rows of the range to their places, in order, and leaves the others unsorted.
    fn put_in_place(&self, hits: &mut [Hit<'_>], range: &Range<usize>) {
        let order = |left: &Hit<'_>, right: &Hit<'_>| self.order(*left, *right);
        if range.start > 0 && range.start < hits.len() {
            hits.select_nth_unstable_by(range.start, order);
        }
        let rest = &mut hits[range.start..];
        if range.len() < rest.len() {
            rest.select_nth_unstable_by(range.len(), order);
        }
        rest[..range.len()].sort_unstable_by(order);
    }

    /// No two rows are equal: their IDs decide at last.
    fn order(&self, left: Hit<'_>, right: Hit<'_>) -> Ordering {
        self.by_sort(left, right).then_with(|| left.1.header.id.cmp(&right.1.header.id))
    }

    fn by_sort(&self, left: Hit<'_>, right: Hit<'_>) -> Ordering {
        let (ours, theirs) = (&left.1.header.summary, &right.1.header.summary);
        let by_name = || left.1.organisation.cmp(&right.1.organisation);
        let by_date = || none_last(ours.next_date, theirs.next_date);
        let rising = match self.sort {
            SortBy::Changed => left.1.header.changed_at.cmp(&right.1.header.changed_at),
            SortBy::Need => left.0.cmp(&right.0).then_with(by_date).then_with(by_name),
            SortBy::Organisation => by_name(),
            SortBy::Mailbox => left.1.mailbox.cmp(&right.1.mailbox),
            SortBy::Application => left.1.application.cmp(&right.1.application).then_with(by_name),
            SortBy::State => ours.state.cmp(&theirs.state),
            SortBy::NextDate if ours.next_date.is_none() || theirs.next_date.is_none() => return by_date(),
            SortBy::NextDate => by_date(),
        };
        match self.direction {
            Direction::Rising => rising,
            Direction::Falling => rising.reverse(),
        }
    }
}

fn none_last(ours: Option<Date>, theirs: Option<Date>) -> Ordering {
    ours.is_none().cmp(&theirs.is_none()).then(ours.cmp(&theirs))
}

/// The earlier of the next day so far and this connection's.
fn earlier<'a>(next: Option<(Date, &'a Row)>, row: &'a Row, days: &Days) -> Option<(Date, &'a Row)> {
    let day = row.header.summary.next_date.filter(|day| *day >= days.today);
    let ours = day.filter(|_| row.header.kind == EntryKind::Connection).map(|day| (day, row));
    match (next, ours) {
        (Some(next), Some(ours)) if next.0 <= ours.0 => Some(next),
        (next, None) => next,
        (_, ours) => ours,
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

//! The place of the list of connections and set-ups. It is a query on the ledger; this place keeps one part of the answer.

use jiff::Timestamp;
use sendoff_problem::Problem;
use sendoff_values::ConnectionId;

use crate::{
    effect::{Effect, Query},
    event::ConnectionsFound,
    health,
    lists::{ConnectionFilter, ConnectionSort},
    world::World,
};

/// Rows asked for at a time.
pub(crate) const PART: u64 = 90;

/// What the person wants to see of the list. It outlives the place: coming back shows the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) text: String,
    pub(crate) show: ConnectionFilter,
    pub(crate) sort: ConnectionSort,
    pub(crate) backwards: bool,
}

/// The place of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Connections {
    pub(crate) wanted: Wanted,
    /// Rises when the text was changed by something else than typing.
    pub(crate) version: u64,
    /// What was asked last; only its answer counts.
    pub(crate) asked: Query,
    pub(crate) found: Option<ConnectionsFound>,
    /// Why the list could not be read.
    pub(crate) unread: Option<Problem>,
    /// Why one entry could not be opened.
    pub(crate) not_loaded: Option<Problem>,
    /// The entry the person comes back from.
    pub(crate) returned: Option<ConnectionId>,
}

impl Connections {
    /// The list as it was wanted before, around the entry the person comes back from.
    pub(crate) fn showing(wanted: Wanted, returned: Option<ConnectionId>) -> Self {
        Self { wanted, returned, ..Self::default() }
    }

    /// Asks for the beginning of the list, or for the rows around the entry the person comes back from.
    pub(crate) fn ask(&mut self, now: Timestamp, world: &World<'_>) -> Effect {
        let around = self.returned.clone();
        self.ask_for(0, around, now, world)
    }

    fn ask_for(&mut self, from: u64, around: Option<ConnectionId>, now: Timestamp, world: &World<'_>) -> Effect {
        let Wanted { text, show, sort, backwards } = self.wanted.clone();
        let days = health::days(now, &world.surroundings.zone);
        self.asked = Query { text, show, sort, backwards, from, count: PART, around, days };
        Effect::QueryConnections(self.asked.clone())
    }

    /// Takes an answer over, if it answers what was asked last.
    pub(crate) fn take(&mut self, found: ConnectionsFound) -> bool {
        let answers = found.query == self.asked;
        if answers {
            self.found = Some(found);
            self.unread = None;
        }
        answers
    }

    /// The person wants something else: from its beginning, and nothing is marked any more.
    fn ask_anew(&mut self, now: Timestamp, world: &World<'_>) -> Vec<Effect> {
        (self.returned, self.not_loaded) = (None, None);
        vec![self.ask(now, world)]
    }

    pub(crate) fn search(&mut self, text: String, now: Timestamp, world: &World<'_>) -> Vec<Effect> {
        self.wanted.text = text;
        self.ask_anew(now, world)
    }

    pub(crate) fn filter(&mut self, show: ConnectionFilter, now: Timestamp, world: &World<'_>) -> Vec<Effect> {
        self.wanted.show = show;
        self.ask_anew(now, world)
    }

    /// The head of a column: sorts by it, or turns its order round.
    pub(crate) fn sort(&mut self, sort: ConnectionSort, now: Timestamp, world: &World<'_>) -> Vec<Effect> {
        self.wanted.backwards = self.wanted.sort == sort && !self.wanted.backwards;
        self.wanted.sort = sort;
        self.ask_anew(now, world)
    }

    /// Everything is shown again: first without the text, and without one without the filter.
    pub(crate) fn clear(&mut self, now: Timestamp, world: &World<'_>) -> Vec<Effect> {
        if self.wanted.text.trim().is_empty() {
            self.wanted.show = ConnectionFilter::All;
        }
        self.wanted.text.clear();
        self.version += 1;
        self.ask_anew(now, world)
    }

    /// The list was scrolled. Asking for the same part twice asks nothing.
    pub(crate) fn scroll(&mut self, from: u64, now: Timestamp, world: &World<'_>) -> Vec<Effect> {
        if self.asked.around.is_none() && self.asked.from == from {
            return Vec::new();
        }
        vec![self.ask_for(from, None, now, world)]
    }
}

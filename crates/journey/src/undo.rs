//! A connection that was deleted moments ago and can still be put back. The engine keeps its secret for that long.

use jiff::Timestamp;
use sendoff_problem::Problem;
use sendoff_values::ConnectionId;
use sendoff_words::{Args, Known};

use crate::{
    action::Action,
    answer::Said,
    assistant::{Assistant, Place},
    effect::Effect,
    event::Event,
    screen::Toast,
    view::outlined,
    world::World,
};

/// What was deleted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Undo {
    pub(crate) id: ConnectionId,
    pub(crate) organisation: String,
    /// It is being put back.
    pub(crate) under_way: bool,
    /// Why it could not be put back.
    pub(crate) problem: Option<Problem>,
}

impl Undo {
    pub(crate) fn toast(&self, world: &World<'_>) -> Toast {
        let words = world.words;
        let args = Args::none().name("organisation", &self.organisation);
        let text = match &self.problem {
            Some(problem) => {
                let known = Known { keychain: Some(world.surroundings.keychain.clone()), ..Known::default() };
                let why = words.problem_words(problem, &known);
                words.text("toast-not-restored", &args.text("title", &why.title))
            }
            None if self.under_way => words.text("toast-restoring", &args),
            None => words.text("toast-deleted", &args),
        };
        let undo = (!self.under_way).then(|| outlined(Action::Undo, words.label("button-undo")));
        Toast { text, action: undo, close: None }
    }
}

impl Assistant {
    /// What concerns a deletion, wherever the person is.
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others have nothing to do with a deletion")]
    pub(crate) fn take_undo(&mut self, event: &Event, now: Timestamp, world: &World<'_>) -> Option<Vec<Effect>> {
        match event {
            Event::Deleted { id, organisation } => Some(self.deleted(id, organisation, now, world)),
            Event::UndoOver(id) => {
                self.undo.take_if(|undo| undo.id == *id);
                Some(Vec::new())
            }
            Event::Restored(id) => {
                self.undo.take_if(|undo| undo.id == *id)?;
                let listed = matches!(self.place, Place::Connections(_));
                Some(if listed { self.show_connections(Some(id.clone()), now, world) } else { Vec::new() })
            }
            Event::NotRestored(id, problem) => {
                let undo = self.undo.as_mut().filter(|undo| undo.id == *id)?;
                (undo.under_way, undo.problem) = (false, Some(problem.clone()));
                Some(Vec::new())
            }
            Event::Said(Said::Press(Action::Undo)) => {
                let undo = self.undo.as_mut().filter(|undo| !undo.under_way)?;
                undo.under_way = true;
                Some(vec![Effect::UndoDelete(undo.id.clone())])
            }
            _ => None,
        }
    }

    fn deleted(&mut self, id: &ConnectionId, organisation: &str, now: Timestamp, world: &World<'_>) -> Vec<Effect> {
        self.undo =
            Some(Undo { id: id.clone(), organisation: organisation.to_owned(), under_way: false, problem: None });
        let gone = matches!(&self.place, Place::Connection(connection) if connection.journey.id == *id);
        let listed = matches!(self.place, Place::Connections(_));
        if gone || listed { self.show_connections(None, now, world) } else { Vec::new() }
    }
}

//! A recipe file that is dropped on the list of connections.

use jiff::Timestamp;

use crate::{event::Event, opening::RecipeEvent, questions::Questions, refusal::NotNow, world::World};

use super::{Assistant, Place, Taken};

impl Assistant {
    /// The questions of a new set-up, with the file over them. What became of one that was left before is known by now.
    pub(super) fn opened_at_connections(&mut self, event: RecipeEvent, now: Timestamp, world: &World<'_>) -> Taken {
        if !matches!(event, RecipeEvent::Read(_) | RecipeEvent::Wrong(_) | RecipeEvent::NotRead(_)) {
            return Err(NotNow::Late);
        }
        let mut questions = Questions::new(self.first_operation());
        let step = questions.handle(Event::Recipe(event), now, world)?;
        self.enter(Place::Questions(Box::new(questions)));
        Ok(self.after_question(step, now, world))
    }
}

//! From the questions and from a check of a set-up to the next place.

use jiff::Timestamp;

use crate::{checkup::Next, effect::Effect, event::Event, journey::Journey, questions::Step, world::World};

use super::{Assistant, Place};

impl Assistant {
    pub(super) fn after_question(&mut self, step: Step, now: Timestamp, world: &World<'_>) -> Vec<Effect> {
        if let Place::Questions(questions) = &self.place {
            self.next_operation = self.next_operation.max(questions.next_operation);
        }
        match step {
            Step::Stay(effects) => effects,
            Step::Leave(mut effects) => {
                effects.extend(self.show_connections(None, now, world));
                effects
            }
            Step::Begin { about, id, carried, mut effects } => {
                let first = about.recipe(world).and_then(|recipe| Some(recipe.step.first()?.id));
                let mut journey =
                    Journey::new(id, *about, first.unwrap_or(sendoff_values::StepId::AppRegistration), now);
                journey.number_from(self.next_operation);
                effects.push(Effect::Remember(Box::new(journey.clone())));
                let read = carried.and_then(|read| journey.handle(Event::Read(*read), now, world).ok());
                effects.extend(read.into_iter().flatten());
                self.enter(Place::SetUp(Box::new(journey)));
                effects
            }
        }
    }

    pub(super) fn after_check(&mut self, step: Next, now: Timestamp, world: &World<'_>) -> Vec<Effect> {
        match step {
            Next::Stay(effects) => effects,
            Next::Leave(mut effects) => {
                effects.extend(self.show_connections(None, now, world));
                effects
            }
            Next::SetUp(questions) => {
                self.enter(Place::Questions(questions));
                Vec::new()
            }
        }
    }
}

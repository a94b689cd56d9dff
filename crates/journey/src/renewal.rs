//! The way from a saved connection back into its set-up: new values are proved while the saved ones still count.
//!
//! Nothing of it is written down before it is saved. Leaving it leaves the connection as it was.

use sendoff_recipes::Recipe;
use sendoff_values::StepId;

use crate::{
    journey::{Edits, Journey, Session},
    phase::Phase,
    prepare::{EndSlot, SecretSlot},
    running::Logs,
};

/// With which secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// With a new one, whose end is another.
    Anew,
    /// With the same one, which this computer does not have.
    Lost,
    /// With the same one, which the engine hands out.
    Same,
}

impl Journey {
    /// The set-up of a saved connection by this recipe once more, at the step where it begins this time.
    pub(crate) fn renewed(saved: &Self, way: Way, recipe: &Recipe) -> Self {
        let mut journey = saved.clone();
        journey.renewing = Some(Box::new(saved.clone()));
        journey.phase = Phase::Preparing;
        journey.prepare.secret = SecretSlot::default();
        journey.prepare.secret_check = None;
        if way == Way::Anew {
            journey.prepare.end = EndSlot::default();
        }
        let first_proof = if recipe.access.signs_in() { StepId::SignIn } else { StepId::Test };
        journey.current = if way == Way::Same { first_proof } else { recipe.place_of(StepId::ClientSecret) };
        (journey.tried, journey.trouble, journey.errand) = (None, None, None);
        (journey.session, journey.edits, journey.logs) = (Session::default(), Edits::default(), Logs::default());
        journey.history.resumed = false;
        journey
    }

    /// Whether a saved connection stands behind this set-up and counts until another one is saved.
    pub(crate) fn is_renewal(&self) -> bool {
        self.renewing.is_some()
    }
}

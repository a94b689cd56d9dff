//! The way from a saved connection back into its set-up: new values are proved while the saved ones still count.
//!
//! Nothing of it is written down before it is saved. Leaving it leaves the connection as it was.

use sendoff_recipes::Naming;
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
    /// The set-up of a saved connection once more, at the step where it begins this time.
    pub(crate) fn renewed(saved: &Self, way: Way) -> Self {
        let mut journey = saved.clone();
        journey.renewing = Some(Box::new(saved.clone()));
        journey.phase = Phase::Preparing;
        journey.prepare.secret = SecretSlot::default();
        journey.prepare.secret_check = None;
        if way == Way::Anew {
            journey.prepare.end = EndSlot::default();
        }
        journey.current = if way == Way::Same { StepId::SignIn } else { saved.secret_step() };
        (journey.tried, journey.trouble, journey.errand) = (None, None, None);
        (journey.session, journey.edits, journey.logs) = (Session::default(), Edits::default(), Logs::default());
        journey.history.resumed = false;
        journey
    }

    /// The step at which the secret is pasted.
    pub(crate) fn secret_step(&self) -> StepId {
        match self.about.naming {
            Naming::InDirectory | Naming::Alone => StepId::ClientSecret,
            Naming::InProject => StepId::GoogleClient,
        }
    }

    /// Whether a saved connection stands behind this set-up and counts until another one is saved.
    pub(crate) fn is_renewal(&self) -> bool {
        self.renewing.is_some()
    }
}

//! The place of one saved connection: how it is, and the ways back into its set-up.

use jiff::Timestamp;
use sendoff_problem::Problem;
use sendoff_values::FieldId;

use crate::{
    action::Action,
    answer::Said,
    assistant::{Assistant, Place, elsewhere},
    effect::{Effect, StoredSecret},
    event::Event,
    journey::Journey,
    refusal::NotNow,
    renewal::Way,
    world::World,
};

/// The place of one saved connection.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Connection {
    pub(crate) journey: Journey,
    pub(crate) secret: Secret,
    pub(crate) deleting: Deleting,
    /// The secret is being read, to sign in with it again.
    pub(crate) taking: bool,
    /// What could not be done here.
    pub(crate) problem: Option<Problem>,
}

/// Whether this computer's keychain shows the connection's secret.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Secret {
    /// It is being looked up.
    Looking,
    There,
    Missing,
    /// The keychain did not say.
    Unknown(Problem),
}

/// How far deleting it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deleting {
    No,
    /// The person is asked whether they mean it.
    Asked,
    UnderWay,
}

impl Connection {
    pub(crate) fn of(journey: Journey) -> Self {
        Self { journey, secret: Secret::Looking, deleting: Deleting::No, taking: false, problem: None }
    }

    fn look_again(&mut self) -> Vec<Effect> {
        (self.secret, self.problem) = (Secret::Looking, None);
        vec![Effect::LookForSecret(self.journey.id.clone())]
    }

    fn take_secret(&mut self, world: &World<'_>) -> Vec<Effect> {
        (self.taking, self.problem) = (true, None);
        let connection = self.journey.id.clone();
        let recipe = world.recipes.recipe(&self.journey.about.recipe);
        let field = recipe.map_or(FieldId::ClientSecret, |recipe| recipe.access.secret());
        vec![Effect::TakeSecret(StoredSecret { connection, field })]
    }
}

impl Assistant {
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others belong to another place")]
    pub(crate) fn at_connection(
        &mut self,
        event: Event,
        now: Timestamp,
        world: &World<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        let Place::Connection(connection) = &mut self.place else { return Err(NotNow::NotHere) };
        match event {
            Event::Said(Said::Press(action)) => self.press_at_connection(&action, now, world),
            Event::SecretLooked(id, found) if id == connection.journey.id => {
                connection.secret = match found {
                    Ok(true) => Secret::There,
                    Ok(false) => Secret::Missing,
                    Err(problem) => Secret::Unknown(problem),
                };
                Ok(Vec::new())
            }
            Event::Held(field, held) if connection.taking => {
                let chosen = connection.journey.chosen_with(world).ok_or(NotNow::NotHere)?;
                let mut journey = Journey::renewed(&connection.journey, Way::Same, &chosen.recipe);
                journey.number_from(self.first_operation());
                let effects = journey.hold(field, held, &chosen.context(world, now));
                journey.session.secret_is_kept = true;
                self.show_set_up(journey);
                Ok(effects)
            }
            Event::SecretNotTaken(problem) if connection.taking => {
                (connection.taking, connection.problem) = (false, Some(problem));
                Ok(Vec::new())
            }
            Event::NotDeleted(id, problem) if id == connection.journey.id => {
                (connection.deleting, connection.problem) = (Deleting::No, Some(problem));
                Ok(Vec::new())
            }
            event => elsewhere(event),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the page has no other buttons")]
    fn press_at_connection(
        &mut self,
        action: &Action,
        now: Timestamp,
        world: &World<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        let Place::Connection(connection) = &mut self.place else { return Err(NotNow::NotHere) };
        if connection.deleting == Deleting::UnderWay || connection.taking {
            return Err(NotNow::Busy);
        }
        let known = world.recipes.recipe(&connection.journey.about.recipe).is_some();
        match action {
            Action::ToConnections => {
                let id = connection.journey.id.clone();
                Ok(self.show_connections(Some(id), now, world))
            }
            Action::OpenHandOver if known => {
                let journey = connection.journey.clone();
                self.show_set_up(journey);
                Ok(Vec::new())
            }
            Action::RenewSecret | Action::AddSecret if known => {
                let way = if *action == Action::AddSecret { Way::Lost } else { Way::Anew };
                let chosen = connection.journey.chosen_with(world).ok_or(NotNow::NotHere)?;
                let journey = Journey::renewed(&connection.journey, way, &chosen.recipe);
                self.show_set_up(journey);
                Ok(Vec::new())
            }
            Action::SignInAgain if known => Ok(connection.take_secret(world)),
            Action::LookAgain => Ok(connection.look_again()),
            Action::DeleteConnection => {
                connection.deleting = Deleting::Asked;
                Ok(Vec::new())
            }
            Action::KeepConnection if connection.deleting == Deleting::Asked => {
                connection.deleting = Deleting::No;
                Ok(Vec::new())
            }
            Action::DeleteForGood if connection.deleting == Deleting::Asked => {
                (connection.deleting, connection.problem) = (Deleting::UnderWay, None);
                Ok(vec![Effect::Delete(connection.journey.id.clone())])
            }
            _ => Err(NotNow::NotHere),
        }
    }
}

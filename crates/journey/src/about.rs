//! What the questions gave: the set-up's own facts.

use std::sync::Arc;

use jiff::Timestamp;
use sendoff_recipes::{Answers, MailHome, Naming, ProvidedBy, Provider, Recipe};
use sendoff_values::{MailAddress, TenantId};
use serde::{Deserialize, Serialize};

use crate::{context::Context, world::World};

/// For which mailbox, application and organisation a set-up is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The organisation, as the person wants to see it.
    pub organisation: String,
    /// The mailbox.
    pub mailbox: MailAddress,
    /// The recipe's id.
    pub recipe: String,
    /// How the recipe's provider names registrations: what is read back is judged by it, with no recipe at hand.
    #[serde(default)]
    pub naming: Naming,
    /// Answers to the recipe's questions.
    pub answers: Answers,
    /// The directory that was found for the mailbox's domain.
    pub directory: Option<FoundDirectory>,
    /// Where the mail of that domain is, by its mail records.
    #[serde(default)]
    pub home: Option<FoundHome>,
}

impl About {
    /// The application's recipe with what counts for the answers; nothing when this version does not have it.
    pub(crate) fn recipe(&self, world: &World<'_>) -> Option<Recipe> {
        world.recipes.recipe(&self.recipe).map(|recipe| recipe.tailored(&self.answers))
    }

    /// The same with the provider that the answers choose.
    pub(crate) fn chosen(&self, world: &World<'_>) -> Option<Chosen> {
        let recipe = self.recipe(world)?;
        Some(Chosen { provider: world.provider(&recipe)?, provided_by: recipe.provided_by(), recipe })
    }
}

/// What the answers of a set-up come to.
pub(crate) struct Chosen {
    /// The recipe with what counts for them.
    pub(crate) recipe: Recipe,
    /// Who runs the mailbox.
    pub(crate) provider: Arc<Provider>,
    /// With whom the set-up is.
    pub(crate) provided_by: ProvidedBy,
}

impl Chosen {
    /// The same with this provider.
    pub(crate) fn at(self, provided_by: ProvidedBy, world: &World<'_>) -> Option<Self> {
        Some(Self { provider: world.recipes.provider_of(&provided_by)?, provided_by, ..self })
    }

    /// What a call may look at.
    pub(crate) fn context<'a>(&'a self, world: &'a World<'a>, now: Timestamp) -> Context<'a> {
        Context { world, recipe: &self.recipe, provider: &self.provider, provided_by: &self.provided_by, now }
    }
}

/// A directory that discovery found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundDirectory {
    /// Its ID.
    pub tenant: TenantId,
    /// When.
    pub at: Timestamp,
}

/// Where a domain's mail is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundHome {
    /// There.
    pub is: MailHome,
    /// When that was found.
    pub at: Timestamp,
}

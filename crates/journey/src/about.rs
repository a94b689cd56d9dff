//! What the questions gave: the set-up's own facts.

use jiff::Timestamp;
use sendoff_recipes::{Answers, Recipe};
use sendoff_values::{MailAddress, TenantId};
use serde::{Deserialize, Serialize};

use crate::world::World;

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
    /// Answers to the recipe's questions.
    pub answers: Answers,
    /// The directory that was found for the mailbox's domain.
    pub directory: Option<FoundDirectory>,
}

impl About {
    /// The application's recipe with what counts for the answers; nothing when this version does not have it.
    pub(crate) fn recipe(&self, world: &World<'_>) -> Option<Recipe> {
        world.recipes.recipe(&self.recipe).map(|recipe| recipe.tailored(&self.answers))
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

//! What the questions gave: the set-up's own facts.

use jiff::Timestamp;
use sendoff_recipes::Answers;
use sendoff_values::{MailAddress, TenantId};
use serde::{Deserialize, Serialize};

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

/// A directory that discovery found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundDirectory {
    /// Its ID.
    pub tenant: TenantId,
    /// When.
    pub at: Timestamp,
}

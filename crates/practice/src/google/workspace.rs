//! What the administrator of the Workspace has decided: which apps people may let in, and which service accounts may act for
//! them (protocol facts 5.11).

use super::people::GoogleAccount;
use super::scope::GoogleScope;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Workspace {
    /// Primary domain.
    pub domain: String,
    /// Name shown to people.
    pub name: String,
    /// People may let in no third-party app but those that are trusted.
    #[serde(default)]
    pub restricted: bool,
    /// Client IDs of trusted apps.
    #[serde(default)]
    pub trusted: Vec<String>,
    /// Domain-wide delegation.
    #[serde(default)]
    pub delegations: Vec<DomainDelegation>,
    /// No keys for service accounts (`iam.disableServiceAccountKeyCreation`).
    #[serde(default)]
    pub no_keys: bool,
}

/// A service account that may act for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DomainDelegation {
    /// Its numeric client ID.
    pub client_id: String,
    /// With these scopes.
    pub scopes: Vec<GoogleScope>,
    /// Until then it is not yet known everywhere.
    pub known_from: Timestamp,
}

impl Workspace {
    /// Whether an account is one of its people.
    pub(crate) fn has(&self, account: &GoogleAccount) -> bool {
        account.domain.as_deref() == Some(self.domain.as_str())
    }

    /// Whether its people may let this client in.
    pub(crate) fn admits(&self, client: &str) -> bool {
        !self.restricted || self.trusted.iter().any(|own| own == client)
    }

    /// Whether a service account may act for its people with all of these.
    pub(crate) fn delegates(&self, client: &str, scopes: &[GoogleScope], now: Timestamp) -> bool {
        let entry = self.delegations.iter().find(|entry| entry.client_id == client && entry.known_from <= now);
        entry.is_some_and(|entry| scopes.iter().all(|scope| entry.scopes.contains(scope)))
    }
}

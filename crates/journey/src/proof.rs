//! What was proved, with the values it was proved with.
//!
//! [`Saving`] is what the engine saves. Its fields are readable and its constructor is private to this room, so that no
//! other room can ask for a save; and inside this room it is made from a [`TestProof`] alone.

use jiff::Timestamp;
use sendoff_values::{ClientId, ConnectionId, Handle, MailAddress, TenantId};
use serde::{Deserialize, Serialize};

use crate::effect::SecretEnd;

/// The values a sign-in uses. Two sign-ins with equal values prove the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    /// The directory.
    pub tenant: TenantId,
    /// The app registration.
    pub client_id: ClientId,
    /// Its secret.
    pub secret: Handle,
    /// The mailbox.
    pub mailbox: MailAddress,
    /// What was asked for.
    pub permissions: Vec<String>,
}

/// What a connection is saved from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    pub(crate) id: ConnectionId,
    pub(crate) organisation: String,
    pub(crate) recipe: String,
    pub(crate) credentials: Credentials,
    pub(crate) access: Handle,
    pub(crate) signed_in_as: String,
    pub(crate) granted: Vec<String>,
    pub(crate) secret_ends: Option<SecretEnd>,
    pub(crate) tested_at: Timestamp,
    pub(crate) message_id: String,
}

impl Saving {
    /// The connection.
    pub fn id(&self) -> &ConnectionId {
        &self.id
    }

    /// The organisation.
    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    /// The recipe's id.
    pub fn recipe(&self) -> &str {
        &self.recipe
    }

    /// The values the test used.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// The tokens of the sign-in the test used.
    pub fn access(&self) -> Handle {
        self.access
    }

    /// The account that signed in.
    pub fn signed_in_as(&self) -> &str {
        &self.signed_in_as
    }

    /// The permissions granted.
    pub fn granted(&self) -> &[String] {
        &self.granted
    }

    /// When the secret ends.
    pub fn secret_ends(&self) -> Option<SecretEnd> {
        self.secret_ends
    }

    /// When the test passed.
    pub fn tested_at(&self) -> Timestamp {
        self.tested_at
    }

    /// The test message's identifier.
    pub fn message_id(&self) -> &str {
        &self.message_id
    }
}

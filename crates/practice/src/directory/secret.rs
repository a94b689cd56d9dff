//! Client secrets and passwords. They are practice values, yet treated as real ones: nothing prints them.

use super::SecretId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A value that `{:?}` does not show. It is kept in the office's own file, so it serialises.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Concealed(String);

impl Concealed {
    /// Takes the value in.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Concealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(concealed)")
    }
}

/// One row under "Client secrets". The portal shows `value` once, on creation, and `hint` ever after.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClientSecret {
    /// Secret ID.
    pub id: SecretId,
    /// Description.
    pub description: String,
    /// Value.
    pub value: Concealed,
    /// When it was made.
    pub created: Timestamp,
    /// When it stops working.
    pub expires: Timestamp,
    /// Until then the secret is not yet known everywhere, and is refused as wrong.
    pub known_from: Timestamp,
}

impl ClientSecret {
    /// The first three characters of the value (Graph's `hint`, protocol facts 1.10).
    pub fn hint(&self) -> &str {
        self.value.reveal().get(..3).unwrap_or_default()
    }
}

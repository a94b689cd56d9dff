//! The IDs of a directory: all UUIDs, each its own type so that they cannot be swapped here (people swap them all the time).

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;
use uuid::Uuid;

/// The text is not 32 hexadecimal digits in the 8-4-4-4-12 form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not an ID in the form 00000000-0000-0000-0000-000000000000")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub(crate) Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                parse(text).map(Self)
            }
        }
    };
}

id!(/// Directory (tenant) ID.
    TenantId);
id!(/// Application (client) ID of a registration.
    AppId);
id!(/// Object ID of a registration: looks like the client ID, stands beside it, and is not it.
    ObjectId);
id!(/// Secret ID (`keyId`): names a secret, and is not the secret.
    SecretId);
id!(/// Object ID of an account (`oid`).
    AccountId);
id!(/// ID of a scope under "Expose an API".
    ExposedScopeId);

impl TenantId {
    /// Where every personal Microsoft account lives (protocol facts 1.3).
    pub const PERSONAL: Self = Self(Uuid::from_u128(0x9188_040d_6c67_4c5b_b112_36a3_04b6_6dad));
}

/// Only the hyphenated form: braces, `urn:uuid:` and bare digits are not IDs to Entra.
fn parse(text: &str) -> Result<Uuid, NotAnId> {
    let hyphenated = text.len() == 36 && text.as_bytes()[8] == b'-';
    if hyphenated { Uuid::try_parse(text).map_err(|_| NotAnId) } else { Err(NotAnId) }
}

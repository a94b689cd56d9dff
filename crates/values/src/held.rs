//! What may be known about a secret without holding it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The name under which the engine keeps one secret in memory; worthless after the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Handle(pub u64);

/// What the shape of a pasted secret says. It warns; only certain mistakes are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SecretShape {
    /// The shape Entra gives client secrets today: 37 to 40 characters, the fourth a digit, then `Q~` (seen in the field; no grammar is published).
    Usual,
    /// 16 to 64 characters of another shape; may be right.
    Unusual,
    /// Shorter than 16 or longer than 64 characters: may be right, and the person is told.
    Odd,
}

/// A secret the engine holds, as the journey knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Where the engine keeps it.
    pub handle: Handle,
    /// Characters.
    pub length: u32,
    /// The first three characters: the same that Entra shows as the secret's hint.
    pub first_three: String,
    /// What its shape says.
    pub shape: SecretShape,
}

//! The labels that stand beside values in a portal, for reading what people paste.

use serde::{Deserialize, Serialize};

use crate::text::Label;

/// What the value beside a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// Application (client) ID.
    ClientId,
    /// Directory (tenant) ID.
    TenantId,
    /// Object ID: an ID that is never asked for.
    ObjectId,
    /// Another ID that is never asked for, such as that of a permission.
    OtherId,
    /// The Value of a client secret.
    SecretValue,
    /// Secret ID.
    SecretId,
    /// The day a client secret ends.
    SecretExpires,
    /// A redirect URI.
    RedirectUri,
    /// A text that is no value of a set-up, such as a display name.
    Other,
}

/// The labels of one meaning, in the languages they were seen in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortalLabels {
    /// What stands beside them.
    pub meaning: Meaning,
    /// Labels a person sees. Compared without regard to upper and lower case.
    #[serde(default)]
    pub shown: Vec<Label>,
    /// Labels so common as words that they count only with a cell of their own: `Value`, `Expires`.
    #[serde(default)]
    pub headings: Vec<Label>,
    /// Keys of manifests, command-line answers and settings files; they count only before `:` or `=`.
    #[serde(default)]
    pub keys: Vec<Label>,
}

//! The permissions a recipe needs, and the platform its redirect address belongs under.

use serde::{Deserialize, Serialize};

use crate::text::{Label, Text};

/// The kind of a permission in the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PermissionKind {
    /// *Delegated permissions*: in the name of whoever signed in.
    Delegated,
    /// *Application permissions*: without anybody signed in.
    Application,
}

/// The portal's platform of a redirect address; it decides whether a secret is used
/// (learn.microsoft.com/entra/identity-platform/reply-url).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Platform {
    /// *Web*: a secret is needed.
    Web,
    /// *Single-page application*.
    SinglePage,
    /// *Mobile and desktop applications*: a secret is refused.
    Desktop,
}

/// One permission.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// Its name in the portal: `Mail.Send`.
    pub name: Label,
    /// What is asked for in a request: the name with its resource before it where there is one.
    pub request: Label,
    /// The API it stands under in the portal.
    pub api: Label,
    /// Delegated or application.
    pub kind: PermissionKind,
    /// What it allows, in plain words: "Send mail as you".
    pub allows: Text,
    /// Whether the sign-in must grant it. The others are asked for as well, and a missing one is only mentioned.
    pub needed: bool,
}

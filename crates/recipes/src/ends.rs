//! What ends the access that a sign-in gave, where it is not the end of a secret.

use serde::Deserialize;

use crate::{condition::When, text::Text};

/// How access ends, and for which answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ends {
    /// What ends it, for the last page and the sheet.
    pub text: Text,
    /// Days after signing in, where the provider counts them.
    pub days: Option<u16>,
    /// When.
    #[serde(default)]
    pub when: When,
}

//! How a provider names the registration of an application.

use serde::{Deserialize, Serialize};

use crate::provider::ProviderId;

/// What a registration is called by: decides which IDs a recipe asks for, and how they are checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Naming {
    /// By two GUIDs: its own and that of the directory it lives in.
    #[default]
    InDirectory,
    /// By a client ID alone, which is a text of the provider's own (RFC 6749 section 2.2).
    Alone,
    /// By a client ID that names its project too, and nothing else
    /// (support.google.com/cloud/answer/15549257, "Manage OAuth Clients").
    InProject,
}

impl ProviderId {
    /// How this provider names registrations.
    pub const fn naming(self) -> Naming {
        match self {
            Self::Microsoft | Self::MicrosoftUsGovernment | Self::MicrosoftUsDefense | Self::MicrosoftChina => {
                Naming::InDirectory
            }
            Self::Google => Naming::InProject,
            Self::Discovered => Naming::Alone,
        }
    }
}

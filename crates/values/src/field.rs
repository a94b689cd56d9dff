//! The closed words of the script face for what a pasted text may contain.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One value of a set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldId {
    /// Application (client) ID.
    ClientId,
    /// Directory (tenant) ID.
    TenantId,
    /// A domain of the directory.
    TenantDomain,
    /// The Value of a client secret. Its text never travels with this name.
    ClientSecret,
    /// The day a client secret ends, an ISO date.
    SecretExpires,
    /// A redirect URI.
    RedirectUri,
    /// The mailbox address.
    Mailbox,
    /// The organisation's name, as the person wants to see it.
    Organisation,
    /// Google: Client ID.
    GoogleClientId,
    /// Google: client secret.
    GoogleClientSecret,
    /// Google: project.
    GoogleProject,
    /// Google: service account key.
    ServiceAccount,
    /// Google: app password.
    AppPassword,
}

impl FieldId {
    /// The word of the script face.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientId => "client_id",
            Self::TenantId => "tenant_id",
            Self::TenantDomain => "tenant_domain",
            Self::ClientSecret => "client_secret",
            Self::SecretExpires => "secret_expires",
            Self::RedirectUri => "redirect_uri",
            Self::Mailbox => "mailbox",
            Self::Organisation => "organisation",
            Self::GoogleClientId => "google_client_id",
            Self::GoogleClientSecret => "google_client_secret",
            Self::GoogleProject => "google_project",
            Self::ServiceAccount => "service_account",
            Self::AppPassword => "app_password",
        }
    }

    /// Whether the value itself must stay in the engine.
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::ClientSecret | Self::GoogleClientSecret | Self::ServiceAccount | Self::AppPassword)
    }
}

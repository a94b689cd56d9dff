//! The steps of a set-up: one table for rail, catalogue and script.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// One step, by the word the script face and the catalogue use.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        pub enum StepId {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl StepId {
            /// Every step there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word of the script face.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

steps! {
    /// A provider that is found by its name: looked up and confirmed.
    Provider = "provider",
    /// A Google project.
    Project = "project",
    /// New registration.
    AppRegistration = "app-registration",
    /// The IDs of Overview.
    Tenant = "tenant",
    /// Authentication: redirect URIs.
    RedirectUri = "redirect-uri",
    /// API permissions.
    Permissions = "permissions",
    /// Expose an API, and its client application.
    ExposeApi = "expose-api",
    /// An administrator approves (errors.toml: `admin-consent`).
    #[serde(alias = "admin-consent")]
    Approval = "approval",
    /// Certificates & secrets.
    ClientSecret = "client-secret",
    /// The mailbox and its switches.
    Mailbox = "mailbox",
    /// Authenticated SMTP, part of the mailbox.
    SmtpAuth = "smtp-auth",
    /// Reachability of hosts and ports.
    Network = "network",
    /// Gmail API.
    GoogleApi = "google-api",
    /// Google Auth Platform, Branding.
    GoogleBranding = "google-branding",
    /// Google Auth Platform, Audience.
    GoogleAudience = "google-audience",
    /// Google Auth Platform, Data Access.
    GoogleDataAccess = "google-data-access",
    /// Google Auth Platform, Clients.
    GoogleClient = "google-client",
    /// Google Workspace, Manage app access.
    GoogleAppAccess = "google-app-access",
    /// A service account of the project, and its key.
    ServiceAccount = "service-account",
    /// Domain-wide delegation.
    Delegation = "delegation",
    /// 2-Step Verification of a Google account.
    TwoStep = "two-step",
    /// An app password of a Google account.
    AppPassword = "app-password",
    /// Sign in and approve (errors.toml: also `retry-consent`).
    #[serde(alias = "retry-consent")]
    SignIn = "sign-in",
    /// Test message.
    Test = "test",
    /// Check and save.
    Save = "save",
    /// Hand over.
    HandOver = "hand-over",
}

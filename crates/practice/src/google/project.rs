//! Projects of the console: what is set in them decides whether a sign-in works, for whom, and for how long.

use super::client::GoogleClient;
use super::people::GoogleAccount;
use super::scope::GoogleScope;
use super::service_account::GoogleServiceAccount;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One project.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoogleProject {
    /// Project ID, unique at Google.
    pub id: String,
    /// Project number, with which the client IDs of the project begin.
    pub number: String,
    /// Project name.
    pub name: String,
    /// Domain of the organisation it is in; `None` for a project of a private account.
    pub organisation: Option<String>,
    /// Since when the Gmail API answers; `None` while it is off.
    pub gmail: Option<Timestamp>,
    /// Branding; `None` until it has been filled in.
    pub branding: Option<GoogleBranding>,
    /// User type and publishing status.
    pub audience: GoogleAudience,
    /// Test users: addresses.
    pub test_users: Vec<String>,
    /// Data access: sensitive and restricted scopes that are listed.
    pub permissions: Vec<GoogleScope>,
    /// Clients, oldest first.
    pub clients: Vec<GoogleClient>,
    /// Service accounts, oldest first.
    #[serde(default)]
    pub service_accounts: Vec<GoogleServiceAccount>,
    /// When it was made.
    pub created: Timestamp,
}

/// App information and contact information.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoogleBranding {
    /// App name.
    pub name: String,
    /// User support email.
    pub support: String,
    /// Developer contact information.
    pub contact: String,
}

/// Who may use the app (protocol facts 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoogleAudience {
    /// The people of the organisation.
    Internal,
    /// External, publishing status *Testing*: test users, for seven days at a time.
    Testing,
    /// External, publishing status *In production*: everybody, past a warning.
    InProduction,
}

impl GoogleProject {
    /// What the app is called on the pages of a sign-in.
    pub(crate) fn app(&self) -> &str {
        self.branding.as_ref().map_or(self.name.as_str(), |branding| &branding.name)
    }

    /// The developer a person may turn to.
    pub(crate) fn contact(&self) -> &str {
        self.branding.as_ref().map_or("", |branding| &branding.support)
    }

    /// Whether the account is one of the organisation the project is in.
    pub(crate) fn is_of_organisation(&self, account: &GoogleAccount) -> bool {
        self.organisation.is_some() && self.organisation == account.domain
    }

    /// Whether the account is on the list of test users.
    pub(crate) fn tests(&self, account: &GoogleAccount) -> bool {
        self.test_users.iter().any(|address| account.is_at(address))
    }

    /// The client with this ID, deleted or not.
    pub fn client(&self, id: &str) -> Option<&GoogleClient> {
        self.clients.iter().find(|client| client.id == id)
    }

    pub(crate) fn client_mut(&mut self, id: &str) -> Option<&mut GoogleClient> {
        self.clients.iter_mut().find(|client| client.id == id)
    }
}

//! "Expose an API": scopes that an application offers to others. Sending mail needs none of it; some guides ask for it.

use super::{AppId, ExposedScopeId};
use serde::{Deserialize, Serialize};

/// What a registration exposes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExposedApi {
    /// Application ID URI, proposed as `api://{client id}`; `None` until it has been saved.
    pub uri: Option<String>,
    /// Its scopes.
    pub scopes: Vec<ExposedScope>,
    /// Applications that may use scopes without asking.
    pub client_applications: Vec<ClientApplication>,
}

/// Who can consent to an exposed scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhoConsents {
    /// "Admins and users".
    AdminsAndUsers,
    /// "Admins only".
    AdminsOnly,
}

/// One scope: the values typed into "Add a scope".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExposedScope {
    /// Its ID.
    pub id: ExposedScopeId,
    /// Scope name, for instance `sendMail`.
    pub name: String,
    /// Who can consent?
    pub who: WhoConsents,
    /// Admin consent display name.
    pub admin_title: String,
    /// Admin consent description.
    pub admin_description: String,
    /// User consent display name; may be empty.
    pub user_title: String,
    /// User consent description; may be empty.
    pub user_description: String,
    /// State: Enabled or Disabled.
    pub enabled: bool,
}

/// An authorised client application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientApplication {
    /// Its client ID.
    pub app: AppId,
    /// The scopes ticked for it.
    pub scopes: Vec<ExposedScopeId>,
}

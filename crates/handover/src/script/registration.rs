//! What a script makes at the provider, as plain data.

use sendoff_recipes::{Audience, PermissionKind, Platform, ScriptWords};
use sendoff_values::{Guid, RedirectAddress};

/// One app registration and what belongs to it. No secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// The application it is for, by its name.
    pub application: String,
    /// The name of the registration.
    pub display_name: String,
    /// Who may sign in.
    pub audience: Audience,
    /// The redirect addresses, each under its platform.
    pub redirects: Vec<Redirect>,
    /// The permissions it asks for.
    pub permissions: Vec<WantedPermission>,
    /// What stands under *Expose an API*, if anything does.
    pub exposed: Option<ExposedScope>,
    /// The client secret; nothing for an application without one.
    pub secret: Option<SecretWish>,
    /// What a national cloud is called, where it is made in one.
    pub cloud: Option<ScriptWords>,
    /// Whether the script approves the permissions for everybody, which takes an administrator.
    pub approve: bool,
}

/// A redirect address under its platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The address, to the letter.
    pub address: RedirectAddress,
    /// Where it is registered.
    pub platform: Platform,
}

/// A permission with its IDs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedPermission {
    /// Application ID of the API it belongs to.
    pub resource: Guid,
    /// Its own ID there.
    pub id: Guid,
    /// Its name, such as `Mail.Send`.
    pub name: String,
    /// Delegated or application.
    pub kind: PermissionKind,
}

/// A scope under *Expose an API*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExposedScope {
    /// Its ID, which need only differ from others of the same registration; made at random by the caller.
    pub id: Guid,
    /// *Scope name*.
    pub name: String,
    /// *Who can consent?*
    pub who: WhoConsents,
    /// *Admin consent display name*.
    pub admin_name: String,
    /// *Admin consent description*.
    pub admin_description: String,
    /// *User consent display name*; may be empty.
    pub user_name: String,
    /// *User consent description*; may be empty.
    pub user_description: String,
    /// Whether the registration itself is entered under *Authorized client applications*.
    pub authorises_itself: bool,
}

/// *Who can consent?*
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoConsents {
    /// *Admins only*.
    Administrators,
    /// *Admins and users*.
    Everybody,
}

impl WhoConsents {
    /// The value of a scope's `type` (learn.microsoft.com/graph/api/resources/permissionscope).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrators => "Admin",
            Self::Everybody => "User",
        }
    }
}

/// A client secret that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretWish {
    /// Its description in the portal.
    pub name: String,
    /// How long it lasts; 24 is the longest the portal allows.
    pub months: u8,
}

impl Registration {
    /// Microsoft Graph of the cloud it is made in, with its version.
    pub(crate) fn graph(&self) -> String {
        let graph = self.cloud.as_ref().map_or("https://graph.microsoft.com", |cloud| cloud.graph.as_str());
        format!("{graph}/v1.0")
    }

    /// Addresses under one platform, in order.
    pub(crate) fn redirects_under(&self, platform: Platform) -> Vec<&str> {
        let under = self.redirects.iter().filter(|redirect| redirect.platform == platform);
        under.map(|redirect| redirect.address.as_str()).collect()
    }

    /// Permissions by their API, in the order in which the APIs are first named.
    pub(crate) fn by_resource(&self) -> Vec<(&Guid, Vec<&WantedPermission>)> {
        let mut groups: Vec<(&Guid, Vec<&WantedPermission>)> = Vec::new();
        for wanted in &self.permissions {
            match groups.iter_mut().find(|(resource, _)| **resource == wanted.resource) {
                Some((_, group)) => group.push(wanted),
                None => groups.push((&wanted.resource, vec![wanted])),
            }
        }
        groups
    }

    /// Whether a permission of this kind is asked for.
    pub(crate) fn wants(&self, kind: PermissionKind) -> bool {
        self.permissions.iter().any(|wanted| wanted.kind == kind)
    }
}

impl WantedPermission {
    /// The value of `type` in `requiredResourceAccess` (learn.microsoft.com/graph/api/resources/resourceaccess).
    pub(crate) const fn access_type(&self) -> &'static str {
        match self.kind {
            PermissionKind::Delegated => "Scope",
            PermissionKind::Application => "Role",
        }
    }
}

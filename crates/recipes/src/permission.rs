//! The permissions a recipe needs, and the platform its redirect address belongs under.

use serde::{Deserialize, Serialize};

use crate::{
    access::Access,
    condition::When,
    probe::{GRAPH, same_resource},
    read::{Misfit, require},
    text::{Label, Text},
};

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

/// Which platform, and for which answers. In a file: `kind = "desktop"`, with `when`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlatformRule {
    /// Which.
    pub kind: Platform,
    /// When.
    #[serde(default)]
    pub when: When,
}

/// Where an administrator grants a permission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GrantedIn {
    /// Under *API permissions* of the registration, where it is listed too.
    #[default]
    Entra,
    /// By a role in Exchange Online; the registration does not list it
    /// (learn.microsoft.com/exchange/permissions-exo/application-rbac).
    Exchange,
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
    /// Where it is granted.
    #[serde(default)]
    pub granted: GrantedIn,
    /// When it is asked for.
    #[serde(default)]
    pub when: When,
}

/// Asks for everything a registration lists at one resource
/// (learn.microsoft.com/entra/identity-platform/scopes-oidc, copy of 2023-11-17).
const ALL_OF_IT: &str = "/.default";

/// Asked for at every resource (OpenID Connect Core 1.0, sections 5.4 and 11).
const OF_NO_RESOURCE: &[&str] = &["openid", "profile", "email", "offline_access"];

impl Permission {
    /// One by the name that a provider of somebody's own gives it; nothing for a text that cannot be shown. What it means is known to
    /// that provider alone.
    pub(crate) fn of_somebody(name: &str) -> Option<Self> {
        let label = Label::try_from(name.to_owned()).ok()?;
        let shown = name.split_once("://").map_or(name, |(_, rest)| rest);
        Some(Self {
            request: label.clone(),
            api: label.clone(),
            name: label,
            kind: PermissionKind::Delegated,
            allows: Text::try_from(shown.to_owned()).ok()?,
            needed: true,
            granted: GrantedIn::Entra,
            when: When::default(),
        })
    }

    /// The resource that the access it asks for is for: what stands before the name, or Microsoft Graph where nothing does
    /// (learn.microsoft.com/entra/identity-platform/scopes-oidc, copy of 2023-11-17).
    pub(crate) fn resource(&self) -> Option<&str> {
        let request = self.request.as_str();
        match request.rsplit_once('/') {
            Some((resource, _)) => Some(resource),
            None if OF_NO_RESOURCE.contains(&request) => None,
            None => Some(GRAPH),
        }
    }

    /// Whether an answer that names this permission means this one. Microsoft answers with or without the resource before the name,
    /// and in any case (learn.microsoft.com/entra/identity-platform/scopes-oidc, read 2026-11-21); a name of another resource is
    /// another permission.
    pub fn is_named(&self, granted: &str) -> bool {
        let (resource, name) =
            granted.rsplit_once('/').map_or((None, granted), |(resource, name)| (Some(resource), name));
        let request = self.request.as_str().rsplit('/').next().unwrap_or_default();
        let known = resource.filter(|resource| resource.contains("://"));
        let same = known.zip(self.resource()).is_none_or(|(there, own)| same_resource(there, own));
        same && [request, self.name.as_str()].iter().any(|own| own.eq_ignore_ascii_case(name))
    }

    /// Whether it asks for whatever the registration lists, with or without the resource before it.
    pub(crate) fn asks_for_all(&self) -> bool {
        self.request.as_str().rsplit('/').next() == Some(&ALL_OF_IT[1..])
    }

    /// What must hold for each way to answer.
    pub(crate) fn check_way(&self, access: Access) -> Result<(), Misfit> {
        let key = format!("permission {}", self.name);
        let all = self.request.as_str().ends_with(ALL_OF_IT);
        let named_as_all = self.asks_for_all();
        match access {
            Access::Delegated => {
                require(self.kind == PermissionKind::Delegated, &key, "it is not delegated, but somebody signs in")?;
                require(!named_as_all, &key, "`.default` cannot be asked for beside others")
            }
            Access::Application => {
                require(self.kind == PermissionKind::Application, &key, "it is delegated, but nobody signs in")?;
                require(all, &key, "an application alone asks for `.default` of the resource")
            }
            Access::ServiceAccount => {
                require(self.kind == PermissionKind::Application, &key, "it is delegated, but nobody signs in")?;
                require(!named_as_all, &key, "the admin console lists permissions by their names")
            }
            Access::Password => require(false, &key, "a password opens the whole mailbox and asks for no permission"),
        }
    }
}

//! An app registration together with its enterprise application, as far as a sign-in depends on them.

use super::{AccountId, AppId, ClientSecret, ExposedApi, ObjectId, PermissionId, Platform, Redirect};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Builder;

/// "Supported account types" (`signInAudience`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// `AzureADMyOrg`: accounts in this directory only.
    SingleTenant,
    /// `AzureADMultipleOrgs`: accounts in any organisation's directory.
    MultiTenant,
    /// `AzureADandPersonalMicrosoftAccount`: those, and personal Microsoft accounts.
    MultiTenantAndPersonal,
    /// `PersonalMicrosoftAccount`: personal Microsoft accounts only.
    Personal,
}

impl Audience {
    /// Every one, in the portal's order.
    pub const ALL: [Self; 4] = [Self::SingleTenant, Self::MultiTenant, Self::MultiTenantAndPersonal, Self::Personal];

    /// Whether work accounts of other directories may come in.
    pub const fn takes_any_directory(self) -> bool {
        matches!(self, Self::MultiTenant | Self::MultiTenantAndPersonal)
    }

    /// Whether personal Microsoft accounts may come in.
    pub const fn takes_personal(self) -> bool {
        matches!(self, Self::MultiTenantAndPersonal | Self::Personal)
    }

    /// The portal's own label, with the organisation's name in the first.
    pub fn label(self, organisation: &str) -> String {
        match self {
            Self::SingleTenant => {
                format!("Accounts in this organizational directory only ({organisation} only - Single tenant)")
            }
            Self::MultiTenant => {
                "Accounts in any organizational directory (Any Microsoft Entra ID tenant - Multitenant)".to_owned()
            }
            Self::MultiTenantAndPersonal => {
                "Accounts in any organizational directory (Any Microsoft Entra ID tenant - Multitenant) and personal \
                 Microsoft accounts (e.g. Skype, Xbox)"
                    .to_owned()
            }
            Self::Personal => "Personal Microsoft accounts only".to_owned(),
        }
    }
}

/// Tokens that the authorisation endpoint would give out by itself. The office's never does; the ticks only stand there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImplicitGrant {
    /// "Access tokens (used for implicit flows)".
    pub access_tokens: bool,
    /// "ID tokens (used for implicit and hybrid flows)".
    pub id_tokens: bool,
}

/// One registration.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Registration {
    /// Application (client) ID.
    pub app_id: AppId,
    /// Object ID of the registration.
    pub object_id: ObjectId,
    /// Display name.
    pub name: String,
    /// Supported account types.
    pub audience: Audience,
    /// When it was made.
    pub created: Timestamp,
    /// Until then it is not yet known everywhere, and is refused as unknown.
    pub known_from: Timestamp,
    /// Redirect URIs in the order they were added.
    pub redirects: Vec<Redirect>,
    /// "Allow public client flows": decides only where no redirect takes part.
    pub fallback_public: bool,
    /// "Implicit grant and hybrid flows".
    #[serde(default)]
    pub implicit: ImplicitGrant,
    /// Client secrets in the order they were made.
    pub secrets: Vec<ClientSecret>,
    /// "Configured permissions": asked for, which is not yet agreed to.
    pub permissions: Vec<PermissionId>,
    /// "Expose an API".
    pub exposed: ExposedApi,
    /// Enterprise application: "Enabled for users to sign-in?"
    pub enabled: bool,
    /// Enterprise application exists in the directory. One made by the portal always has it.
    pub service_principal: bool,
    /// Enterprise application: "Assignment required?"
    pub assignment_required: bool,
    /// Enterprise application: "Users and groups".
    pub assigned: Vec<AccountId>,
}

impl Registration {
    /// The redirect a sign-in naming `sent` would return to. With several that match, the first one decides the platform
    /// (the reply-url page warns of exactly that).
    pub fn redirect_for(&self, sent: &str) -> Option<&Redirect> {
        self.redirects.iter().find(|redirect| redirect.matches(sent))
    }

    /// The redirect URIs under one platform.
    pub fn redirects_under(&self, platform: Platform) -> impl Iterator<Item = &str> {
        self.redirects
            .iter()
            .filter(move |redirect| redirect.platform == platform)
            .map(|redirect| redirect.uri.as_str())
    }

    /// Object ID of the enterprise application: another one than the registration's, and the one that Exchange wants
    /// (protocol facts 3.10 and 9.17). Derived, so that it needs no place of its own.
    pub fn enterprise_object_id(&self) -> ObjectId {
        let mixed = self.object_id.0.as_u128() ^ self.app_id.0.as_u128().rotate_left(64);
        ObjectId(Builder::from_random_bytes(mixed.to_be_bytes()).into_uuid())
    }

    /// Whether this account may use the application.
    pub fn admits(&self, account: AccountId) -> bool {
        !self.assignment_required || self.assigned.contains(&account)
    }
}

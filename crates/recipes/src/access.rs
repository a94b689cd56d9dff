//! In whose name the application acts, whose accounts may sign in, and who signs in for a shared mailbox.

use sendoff_values::FieldId;
use serde::{Deserialize, Serialize};

use crate::{condition::When, template::Template};

/// In whose name the application acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// In the name of whoever signed in.
    #[default]
    Delegated,
    /// In its own: client credentials (RFC 6749 section 4.4), nobody signs in.
    Application,
    /// By a password of the mailbox that was made for it alone; nobody signs in, and there is no registration
    /// (support.google.com/accounts/answer/185833, "Sign in with app passwords", read 2026-11-21).
    Password,
    /// For people of the organisation, by a key: a service account signs its request, and nobody signs in (RFC 7523 section 2.1).
    /// An administrator has let it act for them (support.google.com/a/answer/162106, read 2026-11-21).
    ServiceAccount,
}

impl Access {
    /// Whether the application is registered at the provider, and so has an ID.
    pub const fn registers(self) -> bool {
        match self {
            Self::Delegated | Self::Application | Self::ServiceAccount => true,
            Self::Password => false,
        }
    }

    /// Whether its ID is entered beside a secret, and belongs to a platform. The file of a key names whose it is.
    pub const fn has_client(self) -> bool {
        match self {
            Self::Delegated | Self::Application => true,
            Self::Password | Self::ServiceAccount => false,
        }
    }

    /// Whether access is given without anybody signing in.
    pub const fn is_alone(self) -> bool {
        match self {
            Self::Application | Self::ServiceAccount => true,
            Self::Delegated | Self::Password => false,
        }
    }

    /// Whether access is asked for before the mailbox is tried. A password is tried at once, by the mailbox itself.
    pub const fn signs_in(self) -> bool {
        match self {
            Self::Delegated | Self::Application | Self::ServiceAccount => true,
            Self::Password => false,
        }
    }

    /// The secret that is pasted.
    pub const fn secret(self) -> FieldId {
        match self {
            Self::Delegated | Self::Application => FieldId::ClientSecret,
            Self::Password => FieldId::AppPassword,
            Self::ServiceAccount => FieldId::ServiceAccount,
        }
    }
}

/// Whose accounts a registration is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// *Single tenant*: of its own directory.
    SingleTenant,
    /// *Multitenant*: of any directory.
    MultiTenant,
    /// Of any directory, and personal Microsoft accounts.
    MultiTenantAndPersonal,
}

impl Audience {
    /// The value of `signInAudience` (learn.microsoft.com/graph/api/resources/application).
    pub const fn sign_in_audience(self) -> &'static str {
        match self {
            Self::SingleTenant => "AzureADMyOrg",
            Self::MultiTenant => "AzureADMultipleOrgs",
            Self::MultiTenantAndPersonal => "AzureADandPersonalMicrosoftAccount",
        }
    }
}

/// Whose accounts, and for which answers. In a file: `kind = "multi-tenant"`, with `when` where it hangs on an answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AudienceRule {
    /// Whose.
    pub kind: Audience,
    /// When.
    #[serde(default)]
    pub when: When,
}

/// Who signs in where the mailbox is one that nobody signs in to, such as a shared one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegate {
    /// Their own address, from an answer.
    pub address: Template,
    /// When it is them.
    #[serde(default)]
    pub when: When,
}

impl Audience {
    /// `signInAudience` in a manifest (learn.microsoft.com/entra/identity-platform/reply-url, copy of 2024-06-25).
    pub const fn in_manifest(self) -> &'static str {
        match self {
            Self::SingleTenant => "AzureADMyOrg",
            Self::MultiTenant => "AzureADMultipleOrgs",
            Self::MultiTenantAndPersonal => "AzureADandPersonalMicrosoftAccount",
        }
    }

    /// Its account types as the portal labels them.
    pub const fn in_portal(self) -> &'static str {
        match self {
            Self::SingleTenant => "Single tenant",
            Self::MultiTenant => "Multitenant",
            Self::MultiTenantAndPersonal => "Multitenant and personal Microsoft accounts",
        }
    }

    /// What may stand in place of a directory in the address people sign in at; nothing where only the directory itself may
    /// (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow, copy of 2024-04-08).
    pub const fn any_directory(self) -> Option<&'static str> {
        match self {
            Self::SingleTenant => None,
            Self::MultiTenant => Some("organizations"),
            Self::MultiTenantAndPersonal => Some("common"),
        }
    }

    /// Whether a personal Microsoft account may sign in.
    pub const fn takes_personal(self) -> bool {
        matches!(self, Self::MultiTenantAndPersonal)
    }
}

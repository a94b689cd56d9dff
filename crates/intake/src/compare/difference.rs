//! What may differ, and where it is mended.

use jiff::civil::Date;
use sendoff_problem::Severity;
use sendoff_recipes::{PermissionKind, Platform};
use sendoff_values::{ClientId, RedirectAddress, StepId};
use serde::{Deserialize, Serialize};

use crate::manifest::{Approver, Audience, ImplicitGrant, Redirect, RequestedPermission};

/// One thing that is not as the recipe asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Difference {
    /// The manifest is that of another registration.
    AnotherRegistration {
        /// The one that is set up.
        expected: ClientId,
        /// The one in the manifest.
        found: ClientId,
    },
    /// Other accounts may sign in than the recipe asks for.
    Audience {
        /// Those that would do.
        expected: Vec<Audience>,
        /// The one it has.
        found: Audience,
    },
    /// A redirect URI is not registered, nor one like it.
    RedirectMissing {
        /// The address.
        address: RedirectAddress,
        /// The platform it belongs under.
        platform: Platform,
    },
    /// A redirect URI is registered under another platform only.
    RedirectElsewhere {
        /// The address.
        address: RedirectAddress,
        /// The platform it belongs under.
        expected: Platform,
        /// The platform it stands under.
        found: Platform,
    },
    /// A redirect URI is not registered, but one that is easily taken for it.
    RedirectNearly {
        /// The right address.
        expected: RedirectAddress,
        /// The platform it belongs under.
        platform: Platform,
        /// What is registered.
        found: Redirect,
        /// In what the two differ; at least one.
        off: Vec<Off>,
    },
    /// *Allow public client flows* is set the other way.
    PublicClientFlows {
        /// How it must be.
        expected: bool,
    },
    /// Tokens are given out by the front channel, which nothing here needs.
    ImplicitGrant {
        /// Which.
        granted: ImplicitGrant,
    },
    /// A permission is not asked for.
    PermissionMissing {
        /// Its name.
        name: String,
        /// Delegated or application.
        kind: PermissionKind,
        /// Whether nothing works without it.
        needed: bool,
    },
    /// The permission of this name is asked for, but the application permission in place of the delegated one, or the
    /// other way round.
    PermissionOfOtherKind {
        /// Its name.
        name: String,
        /// The kind it must be.
        expected: PermissionKind,
    },
    /// A permission is asked for that the recipe has no use for.
    PermissionSuperfluous {
        /// Which.
        permission: RequestedPermission,
    },
    /// There is no client secret.
    SecretMissing,
    /// The secret that is held is none of the registration's: no hint fits.
    SecretUnknown {
        /// The first three characters of the one that is held.
        first_three: String,
        /// The hints of those there are.
        hints: Vec<String>,
    },
    /// The secret has ended.
    SecretEnded {
        /// Its hint, if it has one.
        hint: Option<String>,
        /// The UTC day it ended.
        on: Date,
    },
    /// The secret ends within thirty days.
    SecretEndsSoon {
        /// Its hint, if it has one.
        hint: Option<String>,
        /// The UTC day it ends.
        on: Date,
    },
    /// A scope is wanted and there is no *Application ID URI*, without which none can be added.
    ApplicationIdUriMissing,
    /// The scope is not exposed.
    ScopeMissing {
        /// Its name.
        value: String,
        /// One whose name differs in capital and small letters only.
        nearly: Option<String>,
    },
    /// The scope is exposed and switched off.
    ScopeDisabled {
        /// Its name.
        value: String,
    },
    /// Others may consent to the scope than the recipe asks for.
    ScopeApprover {
        /// Its name.
        value: String,
        /// Who should.
        expected: Approver,
    },
    /// The client application is not authorised.
    ClientMissing {
        /// Its *Application (client) ID*.
        client: ClientId,
    },
    /// The client application is authorised, and the scope is not ticked for it.
    ClientWithoutScope {
        /// Its *Application (client) ID*.
        client: ClientId,
        /// The scope.
        scope: String,
    },
}

/// In what a registered redirect URI differs from the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Off {
    /// `http` in place of `https`, or the other way round.
    Scheme,
    /// `www.` too many or missing.
    Www,
    /// `localhost` and `127.0.0.1`: alike to a browser, not to Microsoft.
    Loopback,
    /// Another port, or one too many or missing.
    Port,
    /// Capital in place of small letters in the host.
    HostCase,
    /// Capital in place of small letters in the path.
    PathCase,
    /// A slash at the end too many or missing.
    Slash,
    /// Another platform besides.
    Platform,
}

impl Difference {
    /// The step that mends it.
    pub const fn step(&self) -> StepId {
        match self {
            Self::AnotherRegistration { .. } => StepId::Tenant,
            Self::Audience { .. } => StepId::AppRegistration,
            Self::RedirectMissing { .. }
            | Self::RedirectElsewhere { .. }
            | Self::RedirectNearly { .. }
            | Self::PublicClientFlows { .. }
            | Self::ImplicitGrant { .. } => StepId::RedirectUri,
            Self::PermissionMissing { .. }
            | Self::PermissionOfOtherKind { .. }
            | Self::PermissionSuperfluous { .. } => StepId::Permissions,
            Self::SecretMissing
            | Self::SecretUnknown { .. }
            | Self::SecretEnded { .. }
            | Self::SecretEndsSoon { .. } => StepId::ClientSecret,
            Self::ApplicationIdUriMissing
            | Self::ScopeMissing { .. }
            | Self::ScopeDisabled { .. }
            | Self::ScopeApprover { .. }
            | Self::ClientMissing { .. }
            | Self::ClientWithoutScope { .. } => StepId::ExposeApi,
        }
    }

    /// Whether the set-up can go on with it. What is too much, or ends soon, works today; *Allow public client flows* decides
    /// only where no redirect takes part (learn.microsoft.com/entra/identity-platform/reply-url).
    pub const fn severity(&self) -> Severity {
        match self {
            Self::ImplicitGrant { .. }
            | Self::PublicClientFlows { expected: false }
            | Self::PermissionMissing { needed: false, .. }
            | Self::PermissionSuperfluous { .. }
            | Self::SecretEndsSoon { .. }
            | Self::ScopeApprover { .. } => Severity::Caution,
            Self::AnotherRegistration { .. }
            | Self::Audience { .. }
            | Self::RedirectMissing { .. }
            | Self::RedirectElsewhere { .. }
            | Self::RedirectNearly { .. }
            | Self::PublicClientFlows { expected: true }
            | Self::PermissionMissing { needed: true, .. }
            | Self::PermissionOfOtherKind { .. }
            | Self::SecretMissing
            | Self::SecretUnknown { .. }
            | Self::SecretEnded { .. }
            | Self::ApplicationIdUriMissing
            | Self::ScopeMissing { .. }
            | Self::ScopeDisabled { .. }
            | Self::ClientMissing { .. }
            | Self::ClientWithoutScope { .. } => Severity::Failure,
        }
    }
}

//! How a provider names itself, in the redirect answer (RFC 9207) and in the ID token (OpenID Connect Core 1.0).

use sendoff_values::{Guid, TenantId};

/// Whether the redirect answer must carry `iss`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerIssuer {
    /// The provider announces it; an answer without it is not believed (RFC 9207 section 2.4).
    Required,
    /// The provider does not announce it but may send it (Google does so at times; openiddict issue 2428, 2026).
    Optional,
}

/// Which issuers are believed. Compared as plain strings: no case folding, no added or dropped slash (RFC 9207 section 2.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssuerRule {
    /// One text.
    Exact(String),
    /// `https://accounts.google.com` or `accounts.google.com` (developers.google.com/identity/openid-connect, read 2026-11-21).
    Google,
    /// `{authority}/{tenant}/v2.0`, and the ID token's `tid` must be the same directory.
    /// `authority` has no slash at its end: `https://login.microsoftonline.com`
    /// (learn.microsoft.com/entra/identity-platform/id-token-claims-reference, read 2026-11-21).
    EntraTenant {
        /// Scheme and host of the cloud's sign-in service.
        authority: String,
        /// The chosen directory.
        tenant: TenantId,
    },
    /// `{authority}/{tid}/v2.0` for whichever directory the ID token names: sign-in by `organizations` or `common`.
    EntraAnyTenant {
        /// Scheme and host of the cloud's sign-in service.
        authority: String,
    },
}

impl IssuerRule {
    /// Whether `iss` of a redirect answer may be this provider's.
    pub fn allows_in_answer(&self, iss: &str) -> bool {
        match self {
            Self::Exact(expected) => iss == expected,
            Self::Google => is_google(iss),
            Self::EntraTenant { authority, tenant } => iss == entra(authority, tenant.as_str()),
            Self::EntraAnyTenant { authority } => directory_in(iss, authority).is_some(),
        }
    }

    /// Whether `iss` and `tid` of an ID token may be this provider's. `tid` counts only where the rule knows directories.
    pub(crate) fn allows_in_token(&self, iss: &str, tid: Option<&Guid>) -> bool {
        match (self, tid) {
            (Self::EntraAnyTenant { authority }, Some(tid)) => iss == entra(authority, tid.as_str()),
            (Self::EntraAnyTenant { .. }, None) => false,
            (Self::Exact(_) | Self::Google | Self::EntraTenant { .. }, _) => self.allows_in_answer(iss),
        }
    }

    /// Whether ID tokens of this provider must name a directory.
    pub(crate) fn needs_directory(&self) -> bool {
        matches!(self, Self::EntraTenant { .. } | Self::EntraAnyTenant { .. })
    }

    /// The one directory that is believed, if there is only one.
    pub(crate) fn directory(&self) -> Option<&TenantId> {
        match self {
            Self::EntraTenant { tenant, .. } => Some(tenant),
            Self::Exact(_) | Self::Google | Self::EntraAnyTenant { .. } => None,
        }
    }
}

fn is_google(iss: &str) -> bool {
    iss == "https://accounts.google.com" || iss == "accounts.google.com"
}

fn entra(authority: &str, directory: &str) -> String {
    format!("{authority}/{directory}/v2.0")
}

/// The directory named in `iss`, written in lower case as Entra writes it; `common` and the like are none.
fn directory_in(iss: &str, authority: &str) -> Option<Guid> {
    let text = iss.strip_prefix(authority)?.strip_prefix('/')?.strip_suffix("/v2.0")?;
    text.parse::<Guid>().ok().filter(|guid| guid.as_str() == text)
}

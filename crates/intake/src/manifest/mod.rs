//! Reads an app registration as the portal's Manifest page, the Azure CLI or Microsoft Graph write it.
//!
//! Two formats are about. Microsoft Graph's is that of the Manifest page today, of `az ad app show` and of `GET /applications`
//! (learn.microsoft.com/entra/identity-platform/reference-microsoft-graph-app-manifest); Azure AD Graph's is that of older
//! pages, of registrations of personal accounts, and of the Azure CLI up to 2.36 (reference-app-manifest). Read 2026-11-22.

mod application;
mod document;
mod error;
mod fields;
mod find;
mod shown;

use std::ops::Range;

use jiff::civil::Date;
use sendoff_recipes::{PermissionKind, Platform};
use sendoff_values::{ClientId, Guid};
use serde::{Deserialize, Serialize};

pub use error::{ManifestError, Place};
pub(crate) use fields::days;
pub use fields::fields;
pub(crate) use find::{end_of_json, start_of_json};

use crate::{plain::plain, read::MAX_BYTES};

/// An app registration. No secret is in it: what looks like one is hidden before it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// *Application (client) ID*.
    pub client_id: ClientId,
    /// *Object ID*.
    pub object_id: Option<Guid>,
    /// Its display name.
    pub name: Option<String>,
    /// The domain it was registered under; not always one of the directory's own.
    pub publisher_domain: Option<String>,
    /// *Supported account types*; nothing if it is not said.
    pub audience: Option<Audience>,
    /// Redirect URIs, to the letter.
    pub redirects: Vec<Redirect>,
    /// What it asks for. Asked for is not granted.
    pub permissions: Vec<RequestedPermission>,
    /// Client secrets, without their Values.
    pub secrets: Vec<SecretEntry>,
    /// *Application ID URI*; usually one.
    pub application_id_uris: Vec<String>,
    /// Scopes it exposes.
    pub scopes: Vec<ExposedScope>,
    /// *Authorized client applications*.
    pub clients: Vec<AuthorizedClient>,
    /// *Allow public client flows*; nothing if it was never set.
    pub public_client_flows: Option<bool>,
    /// *Implicit grant and hybrid flows*.
    pub implicit_grant: ImplicitGrant,
}

impl Manifest {
    /// Whether a text stands in it. For secrets of shapes that are not hidden by themselves.
    pub(crate) fn holds(&self, text: &str) -> bool {
        let names = self.secrets.iter().filter_map(|secret| secret.name.as_ref());
        let mut texts = [&self.name, &self.publisher_domain]
            .into_iter()
            .flatten()
            .chain(names)
            .chain(self.redirects.iter().map(|redirect| &redirect.address))
            .chain(&self.application_id_uris)
            .chain(self.scopes.iter().map(|scope| &scope.value));
        texts.any(|shown| shown.contains(text))
    }
}

/// Who may sign in (`signInAudience`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// This directory only: `AzureADMyOrg`.
    ThisDirectory,
    /// Any organisation: `AzureADMultipleOrgs`.
    AnyDirectory,
    /// Any organisation, and personal accounts: `AzureADandPersonalMicrosoftAccount`.
    AnyDirectoryAndPersonal,
    /// Personal accounts only: `PersonalMicrosoftAccount`.
    Personal,
    /// A word that is none of the four.
    Other,
}

/// One redirect URI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redirect {
    /// The address.
    pub address: String,
    /// The platform it stands under.
    pub platform: Platform,
}

/// One permission that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestedPermission {
    /// The API, by its application ID.
    pub resource: Guid,
    /// The permission; the delegated and the application permission of one name differ.
    pub id: Guid,
    /// `Scope` is delegated, `Role` is application.
    pub kind: PermissionKind,
}

/// What is known of one client secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretEntry {
    /// *Secret ID*.
    pub key_id: Option<Guid>,
    /// The first three characters of its Value; older secrets have none.
    pub hint: Option<String>,
    /// The UTC day it ends.
    pub ends: Option<Date>,
    /// Its description.
    pub name: Option<String>,
}

/// One scope that is exposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExposedScope {
    /// Its ID, by which client applications are authorised for it.
    pub id: Option<Guid>,
    /// Its name.
    pub value: String,
    /// Whether it is switched on.
    pub enabled: bool,
    /// *Who can consent?*
    pub approver: Approver,
}

/// Who can consent to an exposed scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Approver {
    /// *Admins and users*.
    Everybody,
    /// *Admins only*.
    Administrators,
}

/// One client application that needs no consent for exposed scopes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorizedClient {
    /// Its *Application (client) ID*.
    pub client: ClientId,
    /// The IDs of the scopes that are ticked for it.
    pub scopes: Vec<Guid>,
}

/// Tokens that the authorisation endpoint gives out by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImplicitGrant {
    /// *Access tokens*.
    pub access_tokens: bool,
    /// *ID tokens*.
    pub id_tokens: bool,
}

/// Reads the one app registration of a text. What stands before and behind its JSON does not matter.
pub fn read_manifest(text: &str) -> Result<Manifest, ManifestError> {
    within(text, |_, found| found.manifest)
}

/// A manifest, and where its JSON stands.
#[derive(Debug)]
pub(crate) struct ManifestIn {
    pub(crate) manifest: Manifest,
    pub(crate) place: Range<usize>,
}

/// Gives `take` the manifest and the text its place is in: the one that was pasted, else the same made plain, since mail
/// programs put other blanks and quotes in.
pub(crate) fn within<T>(text: &str, take: impl FnOnce(&str, ManifestIn) -> T) -> Result<T, ManifestError> {
    if text.len() > MAX_BYTES {
        return Err(ManifestError::TooLarge { bytes: text.len() });
    }
    match find::find(text) {
        Ok(found) => Ok(take(text, found)),
        Err(error) => {
            let plain = plain(text);
            let found = if *plain == *text { None } else { find::find(&plain).ok() };
            found.map(|found| take(&plain, found)).ok_or(error)
        }
    }
}

//! The JSON files that Google makes: of an OAuth client, and of the key of a service account.
//!
//! A file only says who an application is. Where a secret goes is compiled in; a file that names another place is refused
//! whole (security.md S-20, M-10).

use sendoff_problem::{Kind, ValueName};
use sendoff_values::{GoogleClientId, MailAddress, PrivateKey, ProjectId, RedirectAddress, UniqueId};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{
    document::{Document, Members, text_of},
    key::is_private_key,
    secret::{of_file, refused_secret},
};
use crate::{
    mask::mask_secrets,
    reading::{Declined, Evidence, FoundSecret, SecretText},
};

/// Hosts that stand in Google's own files.
const HOSTS: &[&str] = &["accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com"];

/// What Google's own computers are under; partners' are elsewhere (`universe_domain`).
const UNIVERSE: &str = "googleapis.com";

/// Redirect addresses that are kept of one client.
const MOST_REDIRECTS: usize = 16;

/// A file of Google's, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "kebab-case", deny_unknown_fields)]
pub enum GoogleFile {
    /// Of an OAuth client.
    Client(GoogleClient),
    /// Of the key of a service account.
    ServiceAccount(ServiceAccount),
}

/// An OAuth client, as *Download JSON* describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoogleClient {
    /// Its type; nothing where only the inner part of the file was copied.
    pub kind: Option<GoogleClientKind>,
    /// *Client ID*.
    pub client_id: GoogleClientId,
    /// *Project ID*.
    pub project: Option<ProjectId>,
    /// *Authorised redirect URIs*. For a desktop client Google writes one that says nothing.
    pub redirects: Vec<RedirectAddress>,
}

/// The type of an OAuth client that people sign in with on a computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoogleClientKind {
    /// *Desktop app* (`installed`).
    Desktop,
    /// *Web application* (`web`).
    Web,
}

/// A service account, as the file of its key describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceAccount {
    /// Its own address.
    pub address: MailAddress,
    /// *Unique ID*: what domain-wide delegation asks for under *Client ID*.
    pub id: UniqueId,
    /// *Project ID*.
    pub project: ProjectId,
    /// *Key ID*, by which the console lists the key.
    pub key: String,
}

/// What a file gives.
#[derive(Debug)]
pub(crate) struct FromFile {
    pub(crate) file: GoogleFile,
    pub(crate) secret: Option<FoundSecret>,
    /// Why there is no secret, where one belongs.
    pub(crate) declined: Option<Declined>,
}

/// Whether a place in a file, beside Google's own, may be sent a secret: one of an office that plays Google.
pub(crate) type Places<'a> = &'a dyn Fn(&Url) -> bool;

/// What a document is; nothing if it is none of Google's.
pub(crate) fn read(document: &Document<'_>, places: Places<'_>) -> Option<Result<FromFile, Declined>> {
    let (outer, members) = (&document.outer, &document.members);
    let read = match (&outer.installed, &outer.web, outer.kind.as_deref()) {
        (Some(_), Some(_), _) => Err(unfit("web")),
        (Some(desktop), None, _) => client(Some(GoogleClientKind::Desktop), desktop, places),
        (None, Some(web), _) => client(Some(GoogleClientKind::Web), web, places),
        (None, None, Some("service_account")) => service_account(members, places),
        (None, None, Some(kind)) if OF_TOOLS.contains(&kind) => Err(Declined::of(Kind::GoogleFileOfTool)),
        (None, None, _) if document.is_of_firebase() => Err(Declined::of(Kind::GoogleFileOfFirebase)),
        (None, None, _) if members.is_client() => client(None, members, places),
        (None, None, _) if document.is_access() => Err(Declined::of(Kind::GoogleAccessPasted)),
        (None, None, _) => return None,
    };
    Some(read)
}

/// `type` of files that command-line tools keep for themselves (google.aip.dev/auth/4110 to 4119, read 2026-11-21).
const OF_TOOLS: &[&str] = &[
    "authorized_user",
    "external_account",
    "external_account_authorized_user",
    "impersonated_service_account",
    "gdch_service_account",
];

/// Refuses a file with a place in it that is not Google's, by the first one.
fn not_elsewhere(members: &Members<'_>, places: Places<'_>) -> Result<(), Declined> {
    let stranger = members.addresses().find_map(|address| (!is_of_google(address, places)).then(|| host_of(address)));
    let universe = members.universe_domain.as_deref().filter(|universe| *universe != UNIVERSE).map(shortened);
    let refused = |host| Declined::of(Kind::GoogleFileElsewhere).naming(ValueName::Host, host);
    stranger.or(universe).map_or(Ok(()), |host| Err(refused(host)))
}

/// Compared after parsing, so that no spelling leads elsewhere (security.md M-11).
fn is_of_google(address: &str, places: Places<'_>) -> bool {
    Url::parse(address).is_ok_and(|address| {
        let plain = address.username().is_empty() && address.password().is_none() && address.port().is_none();
        let own = address.scheme() == "https" && plain && address.host_str().is_some_and(|host| HOSTS.contains(&host));
        own || places(&address)
    })
}

/// The computer an address leads to, or the beginning of what is no address.
fn host_of(address: &str) -> String {
    let host = Url::parse(address).ok().and_then(|address| address.host_str().map(str::to_owned));
    shortened(&host.unwrap_or_else(|| mask_secrets(address)))
}

fn shortened(text: &str) -> String {
    text.chars().filter(|one| !sendoff_problem::is_unfit(*one)).take(80).collect()
}

fn client(kind: Option<GoogleClientKind>, members: &Members<'_>, places: Places<'_>) -> Result<FromFile, Declined> {
    not_elsewhere(members, places)?;
    let client_id = members.client_id.as_deref().and_then(|id| id.trim().to_ascii_lowercase().parse().ok());
    let client_id = client_id.ok_or_else(|| unfit("client_id"))?;
    let (secret, declined) = secret_of(members)?;
    // A secret that somebody put into an address, too, must not be shown with it.
    let fit = |text: &str| {
        let holds = secret.as_ref().is_some_and(|found| text.contains(found.secret.expose()));
        !holds && mask_secrets(text) == text
    };
    let redirects = members.redirect_uris.iter().flatten().filter(|one| fit(one)).filter_map(|one| one.parse().ok());
    let redirects = redirects.take(MOST_REDIRECTS).collect();
    let project = project(members).filter(|project| fit(project.as_str()));
    let file = GoogleClient { kind, client_id, project, redirects };
    Ok(FromFile { file: GoogleFile::Client(file), secret, declined })
}

/// The secret of a client, or why there is none.
fn secret_of(members: &Members<'_>) -> Result<(Option<FoundSecret>, Option<Declined>), Declined> {
    let text = members.client_secret.map(|raw| text_of(raw).ok_or_else(|| unfit("client_secret"))).transpose()?;
    Ok(match text.filter(|text| !text.is_empty()) {
        None => (None, Some(Declined::of(Kind::GoogleFileWithoutSecret))),
        Some(text) => match refused_secret(&text) {
            Some(declined) => (None, Some(declined)),
            None => (Some(of_file(&text)), None),
        },
    })
}

fn service_account(members: &Members<'_>, places: Places<'_>) -> Result<FromFile, Declined> {
    not_elsewhere(members, places)?;
    let text = |text: &Option<std::borrow::Cow<'_, str>>| text.as_deref().map(str::trim).map(str::to_owned);
    let account = text(&members.client_email).filter(|one| one.to_ascii_lowercase().ends_with(".gserviceaccount.com"));
    let key = text(&members.private_key_id).filter(|key| is_key_id(key));
    let file = ServiceAccount {
        address: account.and_then(|one| one.parse().ok()).ok_or_else(|| unfit("client_email"))?,
        id: text(&members.client_id).and_then(|id| id.parse().ok()).ok_or_else(|| unfit("client_id"))?,
        project: project(members).ok_or_else(|| unfit("project_id"))?,
        key: key.ok_or_else(|| unfit("private_key_id"))?,
    };
    let pem = members.private_key.and_then(text_of).ok_or_else(|| unfit("private_key"))?;
    if !is_private_key(&pem) {
        return Err(Declined::of(Kind::ServiceAccountKeyBroken));
    }
    let secret = FoundSecret {
        field: sendoff_values::FieldId::ServiceAccount,
        shape: sendoff_values::SecretShape::Usual,
        length: u32::try_from(pem.chars().count()).unwrap_or(u32::MAX),
        // Every key begins with the same line.
        first_three: String::new(),
        evidence: Evidence::Manifest,
        secret: SecretText::Key(PrivateKey::new(pem.as_str().to_owned())),
    };
    Ok(FromFile { file: GoogleFile::ServiceAccount(file), secret: Some(secret), declined: None })
}

fn project(members: &Members<'_>) -> Option<ProjectId> {
    members.project_id.as_deref()?.trim().parse().ok()
}

/// Forty hexadecimal digits today; kept to be shown beside the console's list.
fn is_key_id(text: &str) -> bool {
    (8..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A member is missing, or is not what Google writes there.
pub(crate) fn unfit(member: &str) -> Declined {
    Declined::of(Kind::GoogleFileUnfit).naming(ValueName::Label, member)
}

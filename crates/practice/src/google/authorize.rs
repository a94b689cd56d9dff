//! The authorize endpoint (protocol facts 5.5): checks the request, then asks who is there. What is refused stays on a page.

use super::blocked::Blocked;
use super::client::GoogleClientKind;
use super::issued::Attempt;
use super::project::GoogleProject;
use super::scope::GoogleScope;
use super::{faults, sign_in};
use crate::identity::HandedOutKind;
use crate::identity::answer::{Destination, ResponseMode};
use crate::identity::params::Params;
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;

/// A request that passed.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) client: String,
    pub(super) kind: GoogleClientKind,
    pub(super) project: String,
    pub(super) destination: Destination,
    pub(super) scopes: Vec<GoogleScope>,
    pub(super) nonce: Option<String>,
    /// By S256 or, without a method, the verifier itself.
    pub(super) challenge: Option<Challenge>,
    /// `access_type=offline`.
    pub(super) offline: bool,
    /// `prompt=consent`.
    pub(super) consent_again: bool,
    /// `include_granted_scopes=true`.
    pub(super) include_granted: bool,
}

/// A PKCE challenge (RFC 7636 section 4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Challenge {
    S256(String),
    Plain(String),
}

/// Where a refusal is shown.
enum Stop {
    Page(Blocked),
    /// Told to the application: the word of `error`.
    Return(&'static str, Box<Destination>),
}

pub(super) async fn by_query(State(office): State<Office>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    authorize(&office, &headers, &Params::read(query.unwrap_or_default().as_bytes()))
}

pub(super) async fn by_form(State(office): State<Office>, headers: HeaderMap, body: Bytes) -> Response {
    authorize(&office, &headers, &Params::read(&body))
}

fn authorize(office: &Office, headers: &HeaderMap, params: &Params) -> Response {
    let mut state = office.lock();
    let spoiled = faults::at_authorize(&mut state, params);
    let blocked = if is_embedded(headers) { Some(Blocked::Embedded) } else { spoiled };
    match blocked.map_or_else(|| check(&state, params), |blocked| Err(Stop::Page(blocked))) {
        Ok(asked) => begin(&mut state, asked, params),
        Err(Stop::Page(blocked)) => {
            let project = params.get("client_id").and_then(|id| state.google.client(id)).map(|(project, _)| project);
            blocked.page(project, None)
        }
        Err(Stop::Return(error, destination)) => answer(&mut state, &destination, vec![("error", error.to_owned())]),
    }
}

fn begin(state: &mut OfficeState, asked: Asked, params: &Params) -> Response {
    note(state, &asked);
    let (id, now) = (state.random.token(24), state.now());
    let picks = params.get("prompt").is_some_and(|prompt| prompt.split(' ').any(|one| one == "select_account"));
    let hint = params.get("login_hint").filter(|_| !picks).unwrap_or_default().to_owned();
    let page = sign_in::page(state, &asked, &id, &address(state, &hint), None);
    state.google.issued.attempts.put(id, Attempt { asked, account: None, warned: false }, now);
    page
}

/// `login_hint` is an address or the number of an account.
fn address(state: &OfficeState, hint: &str) -> String {
    state.google.account(hint).map_or_else(|| hint.to_owned(), |account| account.address.clone())
}

/// Sends an answer back, naming who gives it, as Google does (RFC 9207 section 2).
pub(super) fn answer(
    state: &mut OfficeState,
    destination: &Destination,
    mut parameters: Vec<(&'static str, String)>,
) -> Response {
    parameters.insert(0, ("iss", state.addresses.secure()));
    destination.answer(state, parameters)
}

/// Android's web view says so in its name (protocol facts 5.4); most others cannot be told from a browser.
fn is_embedded(headers: &HeaderMap) -> bool {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    agent.contains("; wv)")
}

fn check(state: &OfficeState, params: &Params) -> Result<Asked, Stop> {
    let required = |name: &str| {
        let missing = || Stop::Page(Blocked::Request(format!("Required parameter is missing: {name}")));
        params.get(name).ok_or_else(missing)
    };
    let id = required("client_id")?;
    let known = state.google.client(id).filter(|(_, client)| client.known_from <= state.now());
    let (project, client) = known.ok_or(Stop::Page(Blocked::ClientUnknown))?;
    if client.deleted {
        return Err(Stop::Page(Blocked::ClientDeleted));
    }
    let redirect = required("redirect_uri")?;
    if !client.returns_to(redirect) {
        return Err(Stop::Page(Blocked::Redirect(redirect.to_owned())));
    }
    let response_type = required("response_type")?;
    if response_type != "code" {
        return Err(Stop::Page(Blocked::ResponseType(format!("response_type={response_type}"))));
    }
    let scopes = check_scopes(project, required("scope")?).map_err(Stop::Page)?;
    let destination = Destination {
        redirect: redirect.to_owned(),
        mode: mode(params).map_err(Stop::Page)?,
        state: params.get("state").map(str::to_owned),
    };
    let prompts: Vec<_> = params.get("prompt").unwrap_or_default().split(' ').collect();
    if prompts.contains(&"none") {
        return Err(Stop::Return("interaction_required", Box::new(destination)));
    }
    Ok(Asked {
        client: client.id.clone(),
        kind: client.kind,
        project: project.id.clone(),
        destination,
        scopes,
        nonce: params.get("nonce").map(str::to_owned),
        challenge: Challenge::read(params).map_err(Stop::Page)?,
        offline: params.get("access_type") == Some("offline"),
        consent_again: prompts.contains(&"consent"),
        include_granted: params.get("include_granted_scopes") == Some("true"),
    })
}

fn check_scopes(project: &GoogleProject, sent: &str) -> Result<Vec<GoogleScope>, Blocked> {
    let own = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    let scopes = GoogleScope::read(sent)
        .map_err(|(valid, invalid)| Blocked::Scope { valid: own(valid), invalid: own(invalid) })?;
    let unlisted = |scope: &&GoogleScope| scope.is_listed() && !project.permissions.contains(scope);
    let unlisted: Vec<_> = scopes.iter().filter(unlisted).copied().collect();
    if unlisted.is_empty() { Ok(scopes) } else { Err(Blocked::ScopeUnlisted(unlisted)) }
}

fn mode(params: &Params) -> Result<ResponseMode, Blocked> {
    match params.get("response_mode") {
        None | Some("query") => Ok(ResponseMode::Query),
        Some("fragment") => Ok(ResponseMode::Fragment),
        Some("form_post") => Ok(ResponseMode::FormPost),
        Some(other) => Err(Blocked::Request(format!("Invalid response_mode: {other}"))),
    }
}

impl Challenge {
    fn read(params: &Params) -> Result<Option<Self>, Blocked> {
        let Some(value) = params.get("code_challenge").map(str::to_owned) else { return Ok(None) };
        let length = value.len();
        match params.get("code_challenge_method") {
            Some("S256") if length == 43 => Ok(Some(Self::S256(value))),
            Some("plain") | None if (43..=128).contains(&length) => Ok(Some(Self::Plain(value))),
            Some("S256" | "plain") | None => Err(Blocked::Request("Invalid code_challenge".to_owned())),
            Some(other) => Err(Blocked::Request(format!("Invalid code_challenge_method: {other}"))),
        }
    }
}

fn note(state: &mut OfficeState, asked: &Asked) {
    let challenge = asked.challenge.as_ref().map(|(Challenge::S256(value) | Challenge::Plain(value))| value);
    let parts = [
        (HandedOutKind::State, asked.destination.state.as_ref()),
        (HandedOutKind::Nonce, asked.nonce.as_ref()),
        (HandedOutKind::Challenge, challenge),
    ];
    for (kind, value) in parts {
        if let Some(value) = value {
            state.issued.memory.note(kind, value);
        }
    }
}

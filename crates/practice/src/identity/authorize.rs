//! The authorize endpoint (protocol facts 1.4): checks the request, then asks who is there.
//!
//! Until client and redirect have been found to fit, refusals stay on a page: nothing is ever sent to an address that is not
//! registered (RFC 6749 section 4.1.2.1).

use super::admin_consent::ForOrganisation;
use super::answer::{Destination, ResponseMode};
use super::issued::Attempt;
use super::params::Params;
use super::realm::Realm;
use super::refusal::Refusal;
use super::report::{Report, correlation};
use super::scopes::{self, AskedScope};
use super::{client, sign_in};
use crate::directory::{AccountId, AppId, Directory, PermissionId, Platform, Registration};
use crate::fault::Fault;
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

/// A request that passed.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) realm: Realm,
    pub(super) app: AppId,
    pub(super) destination: Destination,
    pub(super) platform: Platform,
    pub(super) scopes: Vec<AskedScope>,
    pub(super) nonce: Option<String>,
    pub(super) challenge: Option<Challenge>,
    /// `prompt=consent`.
    pub(super) consent_again: bool,
    /// At the admin-consent endpoint: what is to be approved for everybody.
    pub(super) for_organisation: Option<ForOrganisation>,
}

impl Asked {
    /// What this account, or its organisation, has agreed to already.
    pub(super) fn agreed(&self, directory: &Directory, account: AccountId) -> Vec<PermissionId> {
        self.realm.agreed(directory, self.app, account)
    }
}

/// A PKCE challenge (RFC 7636 section 4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Challenge {
    /// base64url of the verifier's SHA-256.
    S256(String),
    /// The verifier itself: what a missing method means.
    Plain(String),
}

/// Where a refusal is shown.
enum Stop {
    Page(Refusal),
    Return(Refusal, Box<Destination>),
}

pub(super) async fn by_query(
    state: State<Office>,
    tenant: Path<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    authorize(&state, &tenant, &headers, &Params::read(query.unwrap_or_default().as_bytes()))
}

pub(super) async fn by_form(state: State<Office>, tenant: Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    authorize(&state, &tenant, &headers, &Params::read(&body))
}

fn authorize(office: &Office, tenant: &str, headers: &HeaderMap, params: &Params) -> Response {
    let mut state = office.lock();
    match check(&mut state, tenant, params) {
        Ok(asked) => begin(&mut state, asked, params),
        Err(Stop::Page(refusal)) => Report::new(refusal, &mut state, correlation(headers)).page(),
        Err(Stop::Return(refusal, destination)) => {
            let report = Report::new(refusal, &mut state, correlation(headers));
            destination.refuse(&mut state, &report)
        }
    }
}

fn begin(state: &mut OfficeState, asked: Asked, params: &Params) -> Response {
    let started = state.now();
    let id = state.random.token(24);
    state.issued.begin(id.clone(), Attempt { asked, account: None }, started);
    let hint = params.get("login_hint").filter(|_| params.get("prompt") != Some("select_account"));
    sign_in::page(state, &id, hint.unwrap_or_default(), None)
}

fn check(state: &mut OfficeState, tenant: &str, params: &Params) -> Result<Asked, Stop> {
    let realm = Realm::read(state, tenant).map_err(Stop::Page)?;
    let registration = check_client(state, realm, params).map_err(Stop::Page)?;
    let (redirect, platform) = check_redirect(state, &registration, params).map_err(Stop::Page)?;
    let mode = ResponseMode::read(params.get("response_mode"));
    let shown = mode.as_ref().copied().unwrap_or(ResponseMode::Query);
    let destination = Destination { redirect, mode: shown, state: params.get("state").map(str::to_owned) };
    mode.map_err(|refusal| Stop::Return(refusal, Box::new(destination.clone())))?;
    check_rest(state, (realm, &registration), params, platform, &destination)
        .map_err(|refusal| Stop::Return(refusal, Box::new(destination)))
}

fn check_client(state: &mut OfficeState, realm: Realm, params: &Params) -> Result<Registration, Refusal> {
    let sent = params.get("client_id").ok_or(Refusal::ParameterMissing { name: "client_id" })?;
    let app = sent.parse::<AppId>().map_err(|_| Refusal::ClientIdMalformed)?;
    let registration = client::find(state, realm, &app.to_string())?;
    realm.check(&registration)?;
    Ok(registration)
}

/// The redirect as it was sent, and the platform of the registered one it fits.
fn check_redirect(
    state: &mut OfficeState,
    registration: &Registration,
    params: &Params,
) -> Result<(String, Platform), Refusal> {
    if registration.redirects.is_empty() {
        return Err(Refusal::NoRedirectRegistered);
    }
    let sent = params.get("redirect_uri").ok_or(Refusal::NoRedirectSent)?;
    let refusal = || Refusal::RedirectNotRegistered { sent: sent.to_owned(), app: registration.app_id };
    registration.redirect_for(sent).ok_or_else(refusal)?;
    spoil_redirect(state, registration.app_id, sent);
    let registration = state.directory.registration(registration.app_id).ok_or_else(refusal)?;
    let found = registration.redirect_for(sent).ok_or_else(refusal)?;
    Ok((sent.to_owned(), found.platform))
}

/// The faults of a redirect: the registration really changes, at the moment its redirect is used.
fn spoil_redirect(state: &mut OfficeState, app: AppId, sent: &str) {
    let now = state.now();
    let missing = state.faults.take(Fault::RedirectMissing, now);
    let spa = state.faults.take(Fault::RedirectWrongPlatformSpa, now).then_some(Platform::Spa);
    let desktop = state.faults.take(Fault::RedirectWrongPlatformPublic, now).then_some(Platform::Desktop);
    let Some(registration) = state.directory.registration_mut(app) else { return };
    if missing {
        registration.redirects.retain(|redirect| !redirect.matches(sent));
    }
    if let Some(platform) = spa.or(desktop) {
        registration
            .redirects
            .iter_mut()
            .filter(|redirect| redirect.matches(sent))
            .for_each(|redirect| redirect.platform = platform);
    }
    state.save();
}

fn check_rest(
    state: &OfficeState,
    (realm, registration): (Realm, &Registration),
    params: &Params,
    platform: Platform,
    destination: &Destination,
) -> Result<Asked, Refusal> {
    let response_type = params.get("response_type").ok_or(Refusal::ParameterMissing { name: "response_type" })?;
    if response_type != "code" {
        return Err(Refusal::ResponseType { sent: response_type.to_owned() });
    }
    let challenge = Challenge::read(params)?;
    if platform == Platform::Spa && challenge.is_none() {
        return Err(Refusal::ChallengeNeeded);
    }
    let scope = params.get("scope").ok_or(Refusal::ParameterMissing { name: "scope" })?;
    let scopes = scopes::read(scope, registration, &state.directory)?;
    if params.get("prompt") == Some("none") {
        return Err(Refusal::NobodySignedIn);
    }
    Ok(Asked {
        realm,
        app: registration.app_id,
        destination: destination.clone(),
        platform,
        scopes,
        nonce: params.get("nonce").map(str::to_owned),
        challenge,
        consent_again: params.get("prompt") == Some("consent"),
        for_organisation: None,
    })
}

impl Challenge {
    fn read(params: &Params) -> Result<Option<Self>, Refusal> {
        let Some(value) = params.get("code_challenge").map(str::to_owned) else { return Ok(None) };
        let length = value.len();
        match params.get("code_challenge_method") {
            Some("S256") if length == 43 => Ok(Some(Self::S256(value))),
            Some("plain") | None if (43..=128).contains(&length) => Ok(Some(Self::Plain(value))),
            Some("S256" | "plain") | None => Err(Refusal::ChallengeSize),
            Some(_) => Err(Refusal::Malformed),
        }
    }
}

//! The authorize endpoint (RFC 6749 section 4.1.1; OpenID Connect Core 1.0 section 3.1.2): checks the request, then asks who is there.
//!
//! Until client and redirect address have been found to fit, refusals stay on a page (RFC 6749 section 4.1.2.1).

use super::issued::{Asked, Attempt};
use super::issuer::{Endpoint, Issuer};
use super::refusal::Refusal;
use super::{Scope, nothing_here, sign_in};
use crate::identity::HandedOutKind;
use crate::identity::answer::{Destination, ResponseMode};
use crate::identity::params::Params;
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::Uri;
use axum::response::Response;

/// Where a refusal is shown.
enum Stop<'a> {
    /// With what was sent.
    Page(Refusal, &'a str),
    Return(Refusal, Box<Destination>),
}

pub(super) async fn by_query(State(office): State<Office>, uri: Uri, RawQuery(query): RawQuery) -> Response {
    authorize(&office, &uri, &Params::read(query.unwrap_or_default().as_bytes()))
}

pub(super) async fn by_form(State(office): State<Office>, uri: Uri, body: Bytes) -> Response {
    authorize(&office, &uri, &Params::read(&body))
}

fn authorize(office: &Office, uri: &Uri, params: &Params) -> Response {
    let Some(issuer) = Issuer::at(uri.path(), Endpoint::Authorize) else { return nothing_here() };
    let mut state = office.lock();
    match check(&state, &issuer, params) {
        Ok(asked) => begin(&mut state, asked, params),
        Err(Stop::Page(refusal, sent)) => refusal.page(issuer.host(), sent),
        Err(Stop::Return(refusal, destination)) => answer(&mut state, &issuer, &destination, refusal.parameters()),
    }
}

fn begin(state: &mut OfficeState, asked: Asked, params: &Params) -> Response {
    note(state, &asked);
    let (id, now) = (state.random.token(24), state.now());
    let hint = params.get("login_hint").filter(|_| params.get("prompt") != Some("select_account")).unwrap_or_default();
    let page = sign_in::page(state, &asked, &id, hint, None);
    state.provider.issued.begin(id, Attempt { asked, account: None }, now);
    page
}

/// Sends an answer back, naming who gives it (RFC 9207 section 2).
pub(super) fn answer(
    state: &mut OfficeState,
    issuer: &Issuer,
    destination: &Destination,
    mut parameters: Vec<(&'static str, String)>,
) -> Response {
    parameters.push(("iss", issuer.to_string()));
    destination.answer(state, parameters)
}

fn check<'a>(state: &OfficeState, issuer: &Issuer, params: &'a Params) -> Result<Asked, Stop<'a>> {
    let missing = |name| Stop::Page(Refusal::ParameterMissing { name }, "");
    let client_id = params.get("client_id").ok_or_else(|| missing("client_id"))?;
    let application = state.provider.application(client_id).ok_or(Stop::Page(Refusal::ClientUnknown, client_id))?;
    let redirect = params.get("redirect_uri").ok_or_else(|| missing("redirect_uri"))?;
    if !application.returns_to(redirect) {
        return Err(Stop::Page(Refusal::RedirectUnknown, redirect));
    }
    let mode = mode(params);
    let destination = Destination {
        redirect: redirect.to_owned(),
        mode: mode.unwrap_or(ResponseMode::Query),
        state: params.get("state").map(str::to_owned),
    };
    let asked = mode.and_then(|_| check_rest(issuer, client_id, params, &destination));
    asked.map_err(|refusal| Stop::Return(refusal, Box::new(destination)))
}

fn mode(params: &Params) -> Result<ResponseMode, Refusal> {
    match params.get("response_mode") {
        None | Some("query") => Ok(ResponseMode::Query),
        Some("form_post") => Ok(ResponseMode::FormPost),
        Some(_) => Err(Refusal::ResponseMode),
    }
}

fn check_rest(issuer: &Issuer, client_id: &str, params: &Params, destination: &Destination) -> Result<Asked, Refusal> {
    let required = |name| params.get(name).ok_or(Refusal::ParameterMissing { name });
    if required("response_type")? != "code" {
        return Err(Refusal::ResponseType);
    }
    // base64url of 32 octets (RFC 7636 section 4.2).
    let challenge = params.get("code_challenge").filter(|challenge| challenge.len() == 43);
    let challenge = challenge.filter(|_| params.get("code_challenge_method") == Some("S256"));
    let challenge = challenge.ok_or(Refusal::Challenge)?.to_owned();
    let scopes = Scope::read(required("scope")?)?;
    if params.get("prompt") == Some("none") {
        return Err(Refusal::NobodySignedIn);
    }
    Ok(Asked {
        issuer: issuer.clone(),
        client_id: client_id.to_owned(),
        destination: destination.clone(),
        scopes,
        nonce: params.get("nonce").map(str::to_owned),
        challenge,
    })
}

fn note(state: &mut OfficeState, asked: &Asked) {
    let parts = [
        (HandedOutKind::State, asked.destination.state.as_ref()),
        (HandedOutKind::Nonce, asked.nonce.as_ref()),
        (HandedOutKind::Challenge, Some(&asked.challenge)),
    ];
    for (kind, value) in parts {
        if let Some(value) = value {
            state.issued.memory.note(kind, value);
        }
    }
}

//! The token endpoint (RFC 6749 sections 4.1.3 and 6), and the faults that Microsoft's has as well.
//!
//! Those meet only whoever brings a code or a refresh token that was handed out here: a client proves its secret with a code
//! that cannot exist.

use super::issuer::{Endpoint, Issuer};
use super::refusal::Refusal;
use super::{client, grants, nothing_here};
use crate::fault::Fault;
use crate::identity::discovery::captive_portal;
use crate::identity::params::Params;
use crate::identity::token::after;
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde_json::Value;

pub(super) async fn token(State(office): State<Office>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let Some(issuer) = Issuer::at(uri.path(), Endpoint::Token) else { return nothing_here() };
    let params = Params::read(&body);
    if let Some(answer) = before(&office, &params) {
        return answer;
    }
    let answer = grant(&mut office.lock(), &issuer, &headers, &params);
    match answer {
        Ok(tokens) => after(&office, &tokens).await,
        Err(refusal) => refusal.json(),
    }
}

/// The faults that stop an exchange before it is read: what was brought stays unused.
fn before(office: &Office, params: &Params) -> Option<Response> {
    let mut state = office.lock();
    let now = state.now();
    let issued = &state.provider.issued;
    let brought = params.get("code").is_some_and(|code| issued.code(code, now).is_some())
        || params.get("refresh_token").is_some_and(|token| issued.refresh(token).is_some());
    if !brought {
        return None;
    }
    if state.faults.take(Fault::TokenHtml, now) {
        return Some(captive_portal());
    }
    let stops = [(Fault::TokenBusy, Refusal::Busy), (Fault::TokenDown, Refusal::Down)];
    stops.into_iter().find(|(fault, _)| state.faults.take(*fault, now)).map(|(_, refusal)| refusal.json())
}

fn grant(state: &mut OfficeState, issuer: &Issuer, headers: &HeaderMap, params: &Params) -> Result<Value, Refusal> {
    let kind = params.get("grant_type").ok_or(Refusal::ParameterMissing { name: "grant_type" })?;
    let client_id = client::authenticate(state, headers, params)?;
    match kind {
        "authorization_code" => grants::redeem(state, issuer, &client_id, params),
        "refresh_token" => grants::refresh(state, issuer, &client_id, params),
        _ => Err(Refusal::GrantUnsupported),
    }
}

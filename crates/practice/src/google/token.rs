//! Google's token endpoint (protocol facts 5.5), and the faults that Microsoft's has as well.
//!
//! Those meet only whoever brings a code or a refresh token that was handed out here: a client proves its secret with a code
//! that cannot exist.

use super::client::GoogleClient;
use super::refusal::Refusal;
use super::{code_grant, faults, jwt_grant, refresh_grant};
use crate::fault::Fault;
use crate::identity::client::basic;
use crate::identity::discovery::captive_portal;
use crate::identity::params::Params;
use crate::identity::token::after;
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;

pub(super) async fn token(State(office): State<Office>, headers: HeaderMap, body: Bytes) -> Response {
    let params = Params::read(&body);
    if let Some(answer) = before(&office, &params) {
        return answer;
    }
    let answer = grant(&mut office.lock(), &headers, &params);
    match answer {
        Ok(tokens) => after(&office, &tokens).await,
        Err(refusal) => refusal.json(),
    }
}

/// The faults that stop an exchange before it is read: what was brought stays unused.
fn before(office: &Office, params: &Params) -> Option<Response> {
    let mut state = office.lock();
    let now = state.now();
    let issued = &state.google.issued;
    let brought = params.get("code").is_some_and(|code| issued.codes.get(code, now).is_some())
        || params.get("refresh_token").is_some_and(|token| issued.refresh(token, now).is_some());
    if !brought {
        return None;
    }
    if state.faults.take(Fault::TokenHtml, now) {
        return Some(captive_portal());
    }
    let stops = [
        (Fault::TokenBusy, Refusal::Busy),
        (Fault::TokenDown, Refusal::Down),
        (Fault::GoogleReauthentication, Refusal::Reauthentication),
        (Fault::GoogleAccountDeleted, Refusal::AccountDeleted),
    ];
    stops.into_iter().find(|(fault, _)| state.faults.take(*fault, now)).map(|(_, refusal)| refusal.json())
}

fn grant(state: &mut OfficeState, headers: &HeaderMap, params: &Params) -> Result<Value, Refusal> {
    let kind = params.get("grant_type").unwrap_or_default();
    match kind {
        "authorization_code" => {
            let client = authenticate(state, headers, params)?;
            code_grant::redeem(state, &client, params)
        }
        "refresh_token" => {
            let client = authenticate(state, headers, params)?;
            refresh_grant::refresh(state, &client, params)
        }
        "urn:ietf:params:oauth:grant-type:jwt-bearer" => jwt_grant::grant(state, params),
        other => Err(Refusal::GrantUnsupported(other.to_owned())),
    }
}

/// The client, once a secret was found to be its own: in the form, or by HTTP Basic. A Desktop app's is asked for too
/// (protocol facts 5.4).
fn authenticate(state: &mut OfficeState, headers: &HeaderMap, params: &Params) -> Result<GoogleClient, Refusal> {
    let (by_id, by_secret) = basic(headers).unzip();
    let id = params.get("client_id").map(str::to_owned).or(by_id).ok_or(Refusal::ClientMissing)?;
    let secret = params.get("client_secret").map(str::to_owned).or(by_secret);
    faults::of_client(state, &id, secret.as_deref()).map_or(Ok(()), Err)?;
    let known = state.google.client(&id).filter(|(_, client)| client.known_from <= state.now());
    let (_, client) = known.ok_or(Refusal::ClientUnknown)?;
    if client.deleted {
        return Err(Refusal::ClientDeleted);
    }
    let secret = secret.ok_or(Refusal::SecretMissing)?;
    if client.takes(&secret) { Ok(client.clone()) } else { Err(Refusal::SecretWrong) }
}

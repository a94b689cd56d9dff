//! `POST /gmail/v1/users/{user}/messages/send` with `{"raw": ...}` (protocol facts 5.9).

use super::caller::Caller;
use super::read::message_id;
use super::refusal::Refusal;
use crate::fault::Fault;
use crate::google::scope::GoogleScope;
use crate::http::hang_up;
use crate::identity::discovery::captive_portal;
use crate::inbox::Mime;
use crate::office::{Office, State as OfficeState};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::{Value, json};

/// Scopes any of which lets somebody send.
const SENDERS: [GoogleScope; 4] = [GoogleScope::Send, GoogleScope::Compose, GoogleScope::Modify, GoogleScope::Mail];

/// base64url, with its padding or without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

pub(super) async fn send(
    State(office): State<Office>,
    Path(user): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut state = office.lock();
    let now = state.now();
    if state.faults.take(Fault::GoogleApiHtml, now) {
        return captive_portal();
    }
    match accept(&mut state, &user, &headers, &body) {
        Ok(_) if state.faults.take(Fault::GoogleApiDropped, now) => hang_up(),
        Ok(id) => Json(json!({"id": id, "threadId": id, "labelIds": ["SENT"]})).into_response(),
        Err(refusal) => refusal.respond(),
    }
}

/// Takes the message in; its number.
fn accept(state: &mut OfficeState, user: &str, headers: &HeaderMap, body: &[u8]) -> Result<String, Refusal> {
    let caller = Caller::read(state, headers, user)?;
    caller.needs(&SENDERS)?;
    spoil(state, user)?;
    let mut mime = read(body)?;
    if mime.to.is_empty() {
        return Err(Refusal::NoRecipient);
    }
    let address = &caller.account.address;
    let (fresh_id, now) = (state.fresh_message_id(), state.now());
    mime.complete(&fresh_id, address);
    mime.send_from(address);
    let number = state.inbox.receive(mime, address, now);
    Ok(message_id(number))
}

/// The faults of a message: one refusal each.
fn spoil(state: &mut OfficeState, user: &str) -> Result<(), Refusal> {
    let now = state.now();
    let faults = [
        (Fault::GoogleApiUnauthorized, Refusal::TokenInvalid),
        (Fault::GoogleApiScope, Refusal::ScopeMissing),
        (Fault::GoogleApiBadRequest, Refusal::NotMime),
        (Fault::GoogleApiArgument, Refusal::NoRecipient),
        (Fault::GoogleApiNoMailbox, Refusal::NoMailbox),
        (Fault::GoogleApiDelegation, Refusal::DelegationDenied { user: user.to_owned() }),
        (Fault::GoogleApiPolicy, Refusal::Policy),
        (Fault::GoogleApiDaily, Refusal::Daily),
        (Fault::GoogleApiUserRate, Refusal::UserRate),
        (Fault::GoogleApiRate, Refusal::Rate),
        (Fault::GoogleApiMailLimit, Refusal::MailLimit),
        (Fault::GoogleApiConcurrent, Refusal::Concurrent),
        (Fault::GoogleApiBackend, Refusal::Backend),
        (Fault::GoogleApiNotFound, Refusal::NotFound),
    ];
    match faults.into_iter().find(|(fault, _)| state.faults.take(*fault, now)) {
        Some((_, refusal)) => Err(refusal),
        None => Ok(()),
    }
}

fn read(body: &[u8]) -> Result<Mime, Refusal> {
    let body: Value = serde_json::from_slice(body).map_err(|_| Refusal::NotJson)?;
    let raw = body.get("raw").and_then(Value::as_str).filter(|raw| !raw.is_empty()).ok_or(Refusal::NoRaw)?;
    let bytes = BASE64.decode(raw).map_err(|_| Refusal::NotBase64)?;
    Mime::read(&bytes).map_err(|_| Refusal::NotMime)
}

//! `sendMail`, as JSON or as base64 MIME (protocol facts 3.1). Accepted is 202 with nothing in it.

use super::refusal::Refusal;
use super::{Caller, compose};
use crate::directory::Account;
use crate::fault::Fault;
use crate::html;
use crate::http::hang_up;
use crate::inbox::Mime;
use crate::mail::sends_as;
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// `POST /me/sendMail`.
pub(super) async fn as_me(
    State(office): State<Office>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    send(&office, &headers, None, body)
}

/// `POST /users/{id or address}/sendMail`.
pub(super) async fn as_user(
    State(office): State<Office>,
    Path(user): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    send(&office, &headers, Some(&user), body)
}

fn send(office: &Office, headers: &HeaderMap, user: Option<&str>, body: Result<Bytes, BytesRejection>) -> Response {
    let mut state = office.lock();
    let now = state.now();
    if state.faults.take(Fault::GraphHtml, now) {
        return html::page("Welcome to Guest Wi-Fi", "<p>Please accept the terms of use to go online.</p>");
    }
    let body = body.map_err(|_| Refusal::TooLarge);
    match body.and_then(|body| accept(&mut state, headers, user, &body)) {
        Ok(()) if state.faults.take(Fault::GraphDropped, now) => hang_up(),
        Ok(()) => StatusCode::ACCEPTED.into_response(),
        Err(refusal) => refusal.respond(&mut state, headers),
    }
}

fn accept(state: &mut OfficeState, headers: &HeaderMap, user: Option<&str>, body: &[u8]) -> Result<(), Refusal> {
    let caller = Caller::read(state, headers)?;
    spoil(state, user, &caller)?;
    let mailbox = mailbox(state, user, &caller)?;
    check_rights(state, &caller, &mailbox)?;
    if !mailbox.mailbox {
        return Err(Refusal::NoMailbox);
    }
    let mime = read_message(state, headers, &mailbox, body)?;
    check_from(state, &caller, &mailbox, &mime)?;
    if mime.to.is_empty() {
        return Err(Refusal::NoRecipients);
    }
    let now = state.now();
    state.inbox.receive(mime, &mailbox.address, now);
    Ok(())
}

/// The faults of a message: one refusal each.
fn spoil(state: &mut OfficeState, user: Option<&str>, caller: &Caller) -> Result<(), Refusal> {
    let now = state.now();
    let name = user.or(caller.account.as_ref().map(|account| account.address.as_str())).unwrap_or_default();
    let faults = [
        (Fault::GraphThrottled, Refusal::Throttled),
        (Fault::GraphSendAsDenied, Refusal::SendAsDenied),
        (Fault::GraphAccessDenied, Refusal::AccessDenied),
        (Fault::GraphMailboxNotEnabled, Refusal::NoMailbox),
        (Fault::GraphUserMissing, Refusal::NoUser(name.to_owned())),
    ];
    match faults.into_iter().find(|(fault, _)| state.faults.take(*fault, now)) {
        Some((_, refusal)) => Err(refusal),
        None => Ok(()),
    }
}

/// Whose mailbox the address of the request names.
pub(super) fn mailbox(state: &OfficeState, user: Option<&str>, caller: &Caller) -> Result<Account, Refusal> {
    let directory = &state.directory;
    let app_only = || Refusal::BadRequest("/me request is only valid with delegated authentication flow.".to_owned());
    let Some(user) = user else { return caller.account.clone().ok_or_else(app_only) };
    let named = user.parse().ok().and_then(|id| directory.account(id)).or_else(|| directory.account_named(user));
    named.filter(|account| account.home == directory.tenant).cloned().ok_or_else(|| Refusal::NoUser(user.to_owned()))
}

/// Own mailbox: `Mail.Send`. Another's: `Mail.Send.Shared` and Send As. The application alone: see `rights`.
fn check_rights(state: &mut OfficeState, caller: &Caller, mailbox: &Account) -> Result<(), Refusal> {
    let may = match &caller.account {
        None => return caller.check_application(state, &["Mail.Send"], mailbox),
        Some(account) if account.id == mailbox.id => caller.may("Mail.Send") || caller.may("Mail.Send.Shared"),
        Some(account) => caller.may("Mail.Send.Shared") && sends_as(state, account, &mailbox.address),
    };
    if may { Ok(()) } else { Err(Refusal::AccessDenied) }
}

/// The address in `From` is the mailbox's own or one it may send as.
fn check_from(state: &mut OfficeState, caller: &Caller, mailbox: &Account, mime: &Mime) -> Result<(), Refusal> {
    let own = mime.from.eq_ignore_ascii_case(&mailbox.address);
    let shared = caller.may("Mail.Send.Shared") && !own && sends_as(state, mailbox, &mime.from);
    if own || shared { Ok(()) } else { Err(Refusal::SendAsDenied) }
}

/// `text/plain` is base64 MIME, `application/json` is a message object; what is missing in either is filled in.
fn read_message(state: &mut OfficeState, headers: &HeaderMap, mailbox: &Account, body: &[u8]) -> Result<Mime, Refusal> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let fresh_id = state.fresh_message_id();
    match kind.split(';').next().unwrap_or_default().trim() {
        "text/plain" => read_mime(body, mailbox, &fresh_id),
        "application/json" => compose::from_json(body, mailbox, &fresh_id),
        _ => Err(Refusal::MediaType),
    }
}

fn read_mime(body: &[u8], mailbox: &Account, fresh_id: &str) -> Result<Mime, Refusal> {
    let packed: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let bytes = STANDARD.decode(packed).map_err(|_| Refusal::NotBase64)?;
    let mut mime = Mime::read(&bytes).map_err(|_| Refusal::NotMime)?;
    mime.complete(fresh_id, &mailbox.address);
    Ok(mime)
}

//! Looking into a mailbox: profile, list, one message.

use super::caller::Caller;
use super::refusal::Refusal;
use crate::google::people::GoogleAccount;
use crate::google::scope::GoogleScope;
use crate::identity::params::Params;
use crate::inbox::{Message, Mime};
use crate::mail::Folder;
use crate::office::{Office, State as OfficeState};
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use serde_json::{Value, json};

/// Scopes any of which shows whole messages.
const READERS: [GoogleScope; 3] = [GoogleScope::ReadOnly, GoogleScope::Modify, GoogleScope::Mail];
/// Those that show heads.
const HEADS: [GoogleScope; 4] = [GoogleScope::ReadOnly, GoogleScope::Modify, GoogleScope::Mail, GoogleScope::Metadata];
/// Those that show the profile.
const PROFILE: [GoogleScope; 5] =
    [GoogleScope::ReadOnly, GoogleScope::Modify, GoogleScope::Mail, GoogleScope::Metadata, GoogleScope::Compose];

/// The number of a message as Gmail writes it: sixteen hexadecimal digits.
pub(super) fn message_id(number: u64) -> String {
    format!("19{number:014x}")
}

pub(super) async fn profile(State(office): State<Office>, Path(user): Path<String>, headers: HeaderMap) -> Response {
    let mut state = office.lock();
    answer(caller(&mut state, &headers, &user, &PROFILE).map(|caller| {
        let count = messages(&state, &caller.account).len();
        let last = state.inbox.messages().last().map_or(0, |message| message.id);
        json!({
            "emailAddress": caller.account.address,
            "messagesTotal": count,
            "threadsTotal": count,
            "historyId": last.to_string(),
        })
    }))
}

pub(super) async fn list(
    State(office): State<Office>,
    Path(user): Path<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let params = Params::read(query.unwrap_or_default().as_bytes());
    answer(listed(&mut office.lock(), &headers, &user, &params))
}

fn listed(state: &mut OfficeState, headers: &HeaderMap, user: &str, params: &Params) -> Result<Value, Refusal> {
    let caller = caller(state, headers, user, &HEADS)?;
    let query = params.get("q").unwrap_or_default();
    if !query.is_empty() && !caller.has(&READERS) {
        return Err(Refusal::MetadataOnly);
    }
    let most = params.get("maxResults").and_then(|most| most.parse().ok()).unwrap_or(100).min(500);
    let found: Vec<_> = messages(state, &caller.account)
        .into_iter()
        .filter(|message| query.split_whitespace().all(|term| fits(message, &caller.account, term)))
        .map(|message| message_id(message.id))
        .collect();
    let rows: Vec<_> = found.iter().rev().take(most).map(|id| json!({"id": id, "threadId": id})).collect();
    let mut answer = json!({"resultSizeEstimate": found.len()});
    if !rows.is_empty() {
        answer["messages"] = rows.into();
    }
    Ok(answer)
}

/// One term of a search: `rfc822msgid:`, `in:`, or a word of the subject.
fn fits(message: &Message, account: &GoogleAccount, term: &str) -> bool {
    let sent = account.is_at(&message.sent_by);
    match term.split_once(':') {
        Some(("rfc822msgid", id)) => message.message_id.trim_matches(['<', '>']) == id.trim_matches(['<', '>']),
        Some(("in", "sent")) => sent,
        Some(("in", "inbox")) => message.to.iter().any(|to| account.is_at(to)),
        Some(("in", "anywhere")) => true,
        Some((_, word)) => message.subject.to_lowercase().contains(&word.to_lowercase()),
        None => message.subject.to_lowercase().contains(&term.to_lowercase()),
    }
}

pub(super) async fn message(
    State(office): State<Office>,
    Path((user, id)): Path<(String, String)>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let params = Params::read(query.unwrap_or_default().as_bytes());
    answer(one(&mut office.lock(), &headers, (&user, &id), &params))
}

fn one(state: &mut OfficeState, headers: &HeaderMap, of: (&str, &str), params: &Params) -> Result<Value, Refusal> {
    let format = params.get("format").unwrap_or("full");
    let whole = matches!(format, "full" | "raw");
    let caller = caller(state, headers, of.0, if whole { &READERS } else { &HEADS })?;
    let found = messages(state, &caller.account).into_iter().find(|message| message_id(message.id) == of.1);
    let message = found.ok_or(Refusal::NotFound)?;
    let mut told = about(&message, &caller.account);
    match format {
        "raw" => told["raw"] = URL_SAFE.encode(&message.raw).into(),
        "minimal" => {}
        _ => told["payload"] = payload(&message),
    }
    Ok(told)
}

fn about(message: &Message, account: &GoogleAccount) -> Value {
    let (id, mut labels) = (message_id(message.id), Vec::new());
    if account.is_at(&message.sent_by) {
        labels.push("SENT");
    }
    if message.to.iter().any(|to| account.is_at(to)) {
        labels.extend(["UNREAD", "INBOX"]);
    }
    json!({
        "id": id,
        "threadId": id,
        "labelIds": labels,
        "historyId": message.id.to_string(),
        "internalDate": message.received.as_millisecond().to_string(),
        "sizeEstimate": message.raw.len(),
    })
}

fn payload(message: &Message) -> Value {
    let fields = Mime::fields(&message.raw);
    let headers: Vec<_> = fields.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    let kind = fields.iter().find(|(name, _)| name.eq_ignore_ascii_case("Content-Type"));
    let kind = kind.map_or("text/plain", |(_, value)| value.split(';').next().unwrap_or_default().trim());
    json!({"partId": "", "mimeType": kind, "filename": "", "headers": headers})
}

/// Everything that was sent to the account or by it, each once, oldest first.
fn messages(state: &OfficeState, account: &GoogleAccount) -> Vec<Message> {
    let mut all = Folder::Inbox.of(state, &account.address);
    all.extend(Folder::Sent.of(state, &account.address));
    all.sort_by_key(|message| message.id);
    all.dedup_by_key(|message| message.id);
    all
}

fn caller(state: &mut OfficeState, headers: &HeaderMap, user: &str, any: &[GoogleScope]) -> Result<Caller, Refusal> {
    let caller = Caller::read(state, headers, user)?;
    caller.needs(any)?;
    Ok(caller)
}

fn answer(told: Result<Value, Refusal>) -> Response {
    match told {
        Ok(told) => Json(told).into_response(),
        Err(refusal) => refusal.respond(),
    }
}

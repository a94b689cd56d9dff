//! Looking into a mailbox: messages, newest first, and calendars (Graph reference, user-list-messages and user-list-calendars).

use super::refusal::Refusal;
use super::send::mailbox;
use super::{Caller, select};
use crate::directory::Account;
use crate::fault::Fault;
use crate::inbox::Message;
use crate::mail::Folder;
use crate::office::{Office, State as OfficeState};
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use url::form_urlencoded;

/// What lets an application read messages; the last one without their text.
const MESSAGES: [&str; 3] = ["Mail.ReadWrite", "Mail.Read", "Mail.ReadBasic"];
const CALENDARS: [&str; 3] = ["Calendars.ReadWrite", "Calendars.Read", "Calendars.ReadBasic"];
/// Messages on a page without `$top`, and the most there may be.
const USUAL: usize = 10;
const MOST: usize = 1000;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listed {
    Messages(Option<Folder>),
    Calendars,
}

/// `GET .../messages` and `GET .../mailFolders/{folder}/messages`.
pub(super) async fn messages(
    state: State<Office>,
    Path(path): Path<HashMap<String, String>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let folder = match path.get("folder").map(|folder| folder.to_ascii_lowercase()).as_deref() {
        None => None,
        Some("inbox") => Some(Folder::Inbox),
        Some("sentitems") => Some(Folder::Sent),
        Some(_) => return Refusal::NoItem.respond(&mut state.lock(), &headers),
    };
    answer(&state, &headers, path.get("user").map(String::as_str), Listed::Messages(folder), &query.unwrap_or_default())
}

/// `GET .../calendars`.
pub(super) async fn calendars(
    state: State<Office>,
    Path(path): Path<HashMap<String, String>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    answer(&state, &headers, path.get("user").map(String::as_str), Listed::Calendars, &query.unwrap_or_default())
}

fn answer(office: &Office, headers: &HeaderMap, user: Option<&str>, listed: Listed, query: &str) -> Response {
    let mut state = office.lock();
    match list(&mut state, headers, user, listed, query) {
        Ok(found) => Json(found).into_response(),
        Err(refusal) => refusal.respond(&mut state, headers),
    }
}

fn list(
    state: &mut OfficeState,
    headers: &HeaderMap,
    user: Option<&str>,
    listed: Listed,
    query: &str,
) -> Result<Value, Refusal> {
    let caller = Caller::read(state, headers)?;
    spoil(state)?;
    let mailbox = mailbox(state, user, &caller)?;
    let names = if listed == Listed::Calendars { CALENDARS } else { MESSAGES };
    check_rights(state, &caller, &mailbox, names)?;
    if !mailbox.mailbox {
        return Err(Refusal::NoMailbox);
    }
    let asked = Asked::read(query)?;
    let rows = match listed {
        Listed::Calendars => vec![calendar(&mailbox)],
        Listed::Messages(folder) => found(state, &mailbox, folder).iter().map(|message| row(state, message)).collect(),
    };
    let mut told = Vec::new();
    for mut row in rows.into_iter().take(asked.top) {
        let basic = names.iter().take(2).all(|name| !caller.has(name));
        if basic {
            row.remove("bodyPreview");
        }
        told.push(Value::Object(select::chosen(row, asked.select.as_deref(), listed.type_name())?));
    }
    let context = format!("{}/$metadata#users('{}')/{}", state.addresses.graph(), mailbox.id, listed.name());
    Ok(json!({"@odata.context": context, "value": told}))
}

fn spoil(state: &mut OfficeState) -> Result<(), Refusal> {
    let now = state.now();
    if state.faults.take(Fault::GraphReadThrottled, now) {
        return Err(Refusal::Throttled);
    }
    if state.faults.take(Fault::GraphReadDenied, now) { Err(Refusal::AccessDenied) } else { Ok(()) }
}

/// Own mailbox: one of the permissions. Another's: its `.Shared` form and Full Access. The application alone: its own.
fn check_rights(state: &mut OfficeState, caller: &Caller, mailbox: &Account, names: [&str; 3]) -> Result<(), Refusal> {
    let own = names.iter().any(|name| caller.may(name));
    let shared = names.iter().any(|name| caller.may(&format!("{name}.Shared")));
    let may = match &caller.account {
        None => return caller.check_application(state, &names, mailbox),
        Some(account) if account.id == mailbox.id => own || shared,
        Some(account) => shared && account.opens(&mailbox.address),
    };
    if may { Ok(()) } else { Err(Refusal::AccessDenied) }
}

impl Caller {
    /// Whether the permission is there in either form, or may be there as a role.
    fn has(&self, name: &str) -> bool {
        self.account.is_none() || self.may(name) || self.may(&format!("{name}.Shared"))
    }
}

impl Listed {
    fn name(self) -> &'static str {
        if self == Self::Calendars { "calendars" } else { "messages" }
    }

    fn type_name(self) -> &'static str {
        if self == Self::Calendars { "microsoft.graph.calendar" } else { "microsoft.graph.message" }
    }
}

/// The parts of a query that change the answer.
struct Asked {
    top: usize,
    select: Option<String>,
}

impl Asked {
    fn read(query: &str) -> Result<Self, Refusal> {
        let value = |name: &str| {
            form_urlencoded::parse(query.as_bytes())
                .find(|(there, _)| there == name)
                .map(|(_, value)| value.into_owned())
        };
        let top = match value("$top") {
            None => USUAL,
            Some(text) => text.parse().ok().filter(|top| (1..=MOST).contains(top)).ok_or_else(|| invalid_top(&text))?,
        };
        Ok(Self { top, select: value("$select") })
    }
}

fn invalid_top(text: &str) -> Refusal {
    Refusal::BadRequest(format!(
        "Invalid value '{text}' for $top query option found. The $top query option requires a non-negative integer value."
    ))
}

/// Newest first; a message to oneself stands in both folders, and is listed once where both are.
fn found(state: &OfficeState, mailbox: &Account, folder: Option<Folder>) -> Vec<Message> {
    let folders = folder.map_or_else(|| vec![Folder::Inbox, Folder::Sent], |folder| vec![folder]);
    let mut found: Vec<Message> = folders.iter().flat_map(|folder| folder.of(state, &mailbox.address)).collect();
    found.sort_by_key(|message| std::cmp::Reverse(message.id));
    found.dedup_by_key(|message| message.id);
    found
}

fn row(state: &OfficeState, message: &Message) -> Map<String, Value> {
    let at = message.received.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let who = |address: &str| {
        let name = state.directory.account_named(address).map_or(address, |account| account.name.as_str());
        json!({"emailAddress": {"name": name, "address": address}})
    };
    let text = message.raw.split_once("\r\n\r\n").map_or("", |(_, text)| text);
    let preview: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(255).collect();
    object(json!({
        "id": format!("PRACTICE{:08}", message.id),
        "createdDateTime": at,
        "receivedDateTime": at,
        "sentDateTime": at,
        "subject": message.subject,
        "bodyPreview": preview,
        "internetMessageId": message.message_id,
        "hasAttachments": false,
        "isRead": false,
        "from": who(&message.from),
        "sender": who(&message.sent_by),
        "toRecipients": message.to.iter().map(|to| who(to)).collect::<Vec<_>>(),
    }))
}

fn calendar(mailbox: &Account) -> Map<String, Value> {
    object(json!({
        "id": format!("PRACTICE-CALENDAR-{}", mailbox.id.to_string().get(..8).unwrap_or_default()),
        "name": "Calendar",
        "color": "auto",
        "isDefaultCalendar": true,
        "canEdit": true,
        "owner": {"name": mailbox.name, "address": mailbox.address},
    }))
}

fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(object) = value { object } else { Map::new() }
}

//! The inbox for a person (a page) and for a program (JSON).

use super::Message;
use crate::html::{self, escape};
use crate::office::Office;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

pub(crate) fn pages() -> Router<Office> {
    Router::new().route("/inbox", get(list)).route("/inbox/messages", get(find)).route("/inbox/{id}", get(read))
}

#[derive(Deserialize)]
struct Wanted {
    message_id: Option<String>,
}

#[derive(Serialize)]
struct Found {
    messages: Vec<Message>,
}

/// All messages, or those with one internet message ID; an unknown ID gives an empty list.
async fn find(State(office): State<Office>, Query(wanted): Query<Wanted>) -> Response {
    let state = office.lock();
    let messages = match &wanted.message_id {
        Some(message_id) => state.inbox.with_id(message_id).cloned().collect(),
        None => state.inbox.messages().to_vec(),
    };
    drop(state);
    ([(header::CACHE_CONTROL, "no-store")], Json(Found { messages })).into_response()
}

async fn list(State(office): State<Office>) -> Response {
    let rows: String = office.lock().inbox.messages().iter().rev().map(row).collect();
    if rows.is_empty() {
        return wide(
            "Practice inbox",
            "<p class=\"card\">No message has arrived yet. A test message that is accepted stands here.</p>",
        );
    }
    let head = "<tr><th scope=\"col\">Received (UTC)</th><th scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\">Subject</th></tr>";
    let table = format!("<div class=\"table\"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>");
    wide("Practice inbox", &table)
}

fn wide(title: &str, body: &str) -> Response {
    html::wide_page(StatusCode::OK, title, body)
}

fn row(message: &Message) -> String {
    let subject = if message.subject.is_empty() { "(no subject)" } else { &message.subject };
    format!(
        "<tr><td class=\"unbroken\">{}</td><td>{}</td><td>{}</td><td><a href=\"/inbox/{}\">{}</a></td></tr>",
        message.received.strftime("%Y-%m-%d %H:%M:%S"),
        escape(&message.from),
        escape(&message.to.join(", ")),
        message.id,
        escape(subject)
    )
}

async fn read(State(office): State<Office>, Path(id): Path<u64>) -> Response {
    let found = office.lock().inbox.messages().iter().find(|message| message.id == id).cloned();
    let Some(message) = found else {
        return html::wide_page(
            StatusCode::NOT_FOUND,
            "No such message",
            "<p><a href=\"/inbox\">Back to the inbox</a></p>",
        );
    };
    let body = format!(
        "<p><a href=\"/inbox\">Back to the inbox</a></p><section class=\"card\"><dl><div><dt>From</dt><dd>{}</dd></div>\
         <div><dt>To</dt><dd>{}</dd></div><div><dt>Received (UTC)</dt><dd>{}</dd></div><div><dt>Message ID</dt><dd class=\"value\">{}</dd></div>\
         <div><dt>Signed in as</dt><dd>{}</dd></div></dl></section><h2>As it arrived</h2><pre>{}</pre>",
        escape(&message.from),
        escape(&message.to.join(", ")),
        message.received.strftime("%Y-%m-%d %H:%M:%S"),
        escape(&message.message_id),
        escape(&message.sent_by),
        escape(&message.raw)
    );
    wide(if message.subject.is_empty() { "(no subject)" } else { &message.subject }, &body)
}

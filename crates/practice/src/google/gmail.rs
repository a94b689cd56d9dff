//! The Gmail API, version 1, as far as a mail set-up meets it: sending, and looking into a mailbox (protocol facts 5.9).

mod caller;
mod read;
mod refusal;
mod send;

use crate::office::Office;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// What a request may hold: a message in base64url within JSON.
const REQUEST_LIMIT: usize = 8 * 1024 * 1024;

/// Everything under `/gmail/v1/users/{user}`.
pub(super) fn routes() -> Router<Office> {
    Router::new()
        .route("/messages/send", post(send::send))
        .route("/messages", get(read::list))
        .route("/messages/{id}", get(read::message))
        .route("/profile", get(read::profile))
        .layer(DefaultBodyLimit::max(REQUEST_LIMIT))
}

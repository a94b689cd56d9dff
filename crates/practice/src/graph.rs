//! Microsoft Graph as far as a mail set-up meets it: who am I, send this, and what is in the mailbox
//! (protocol facts 3).

mod compose;
mod me;
mod read;
mod refusal;
mod rights;
mod select;
mod send;

use crate::fault::Fault;
use crate::office::{Office, State};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, header};
use axum::routing::{any, get, post};
use refusal::Refusal;

use crate::directory::{Account, AppId, Permission, PermissionId, Resource};

/// A request may hold 4 MB; what is larger needs an upload session (protocol facts 3.1).
const REQUEST_LIMIT: usize = 4 * 1024 * 1024;

pub(crate) fn routes() -> Router<Office> {
    Router::new()
        .route("/v1.0/me", get(me::me))
        .route("/v1.0/me/sendMail", post(send::as_me))
        .route("/v1.0/users/{user}/sendMail", post(send::as_user))
        .route("/v1.0/me/messages", get(read::messages))
        .route("/v1.0/me/mailFolders/{folder}/messages", get(read::messages))
        .route("/v1.0/me/calendars", get(read::calendars))
        .route("/v1.0/users/{user}/messages", get(read::messages))
        .route("/v1.0/users/{user}/mailFolders/{folder}/messages", get(read::messages))
        .route("/v1.0/users/{user}/calendars", get(read::calendars))
        .route("/v1.0/{*other}", any(refusal::no_such_segment))
        .layer(DefaultBodyLimit::max(REQUEST_LIMIT))
}

/// Graph of the other clouds, for which no token of this one is good.
pub(crate) fn abroad() -> Router<Office> {
    Router::new().route("/v1.0/{*any}", any(refusal::of_another_cloud)).layer(DefaultBodyLimit::max(REQUEST_LIMIT))
}

/// Who asks, and with what rights.
struct Caller {
    /// `None`: the application in its own name.
    account: Option<Account>,
    app: AppId,
    permissions: Vec<PermissionId>,
}

impl Caller {
    /// Reads the bearer token. `graph-unauthorized` takes effect here.
    fn read(state: &mut State, headers: &HeaderMap) -> Result<Self, Refusal> {
        let now = state.now();
        if state.faults.take(Fault::GraphUnauthorized, now) {
            return Err(Refusal::TokenExpired);
        }
        let value = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        let value = value.map(str::trim).filter(|value| !value.is_empty()).ok_or(Refusal::TokenEmpty)?;
        let token = state.issued.access(value, now).ok_or(Refusal::TokenExpired)?;
        if token.resource != Resource::Graph {
            return Err(Refusal::TokenForAnother);
        }
        let account = token.account.and_then(|id| state.directory.account(id)).cloned();
        let account = account.map(|account| Account { mailbox: account.mailbox && token.at_home, ..account });
        Ok(Self { account, app: token.app, permissions: token.permissions.clone() })
    }

    fn may(&self, name: &str) -> bool {
        let rows = self.permissions.iter().filter_map(|id| id.permission());
        rows.filter(|row: &&Permission| row.resource == Resource::Graph).any(|row| row.name == name)
    }
}

//! A mail provider without directories, found by its document: what somebody meets whose mailbox is with a hosting company.
//!
//! It answers under any name. In practice `https://HOST[/PATH]` is asked at `/provider/HOST[/PATH]`: by programs at the secure
//! listener, by a browser at that of the pages. Everything it says of itself it says under the name that was asked for. An application is
//! registered once, on a page of the portal, and known under every name; a code or a token is good under the name that gave it.
//!
//! Sources: OpenID Connect Discovery 1.0 section 3 and Core 1.0, RFC 6749, 7636, 8252 section 7.3 and 9207. The document stands
//! at the place of OpenID Connect alone; that of RFC 8414 answers 404, as with many providers.

mod application;
mod authorize;
mod client;
mod consent;
mod document;
mod grants;
mod issued;
mod issuer;
mod refusal;
mod scope;
mod sign_in;
mod token;
mod token_answer;

pub use application::{ApplicationRefusal, ProviderApplication};
pub(crate) use issued::Access;
pub(crate) use scope::Scope;

use crate::office::Office;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use issued::Issued;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What the pages call it.
pub(crate) const NAME: &str = "Mail provider";

/// What a form of a page, or a token request, may hold.
const FORM_LIMIT: usize = 64 * 1024;

/// What the provider knows.
#[derive(Debug, Default)]
pub(crate) struct Provider {
    /// Oldest first; kept beside the directory.
    pub(crate) applications: Vec<ProviderApplication>,
    /// Client IDs of those whose secret nobody has seen yet.
    unseen: BTreeSet<String>,
    issued: Issued,
}

impl Provider {
    /// With the applications that were kept.
    pub(crate) fn new(applications: Vec<ProviderApplication>) -> Self {
        Self { applications, ..Self::default() }
    }

    /// The application with this client ID.
    pub(crate) fn application(&self, client_id: &str) -> Option<&ProviderApplication> {
        self.applications.iter().find(|application| application.client_id == client_id)
    }

    /// What an access token of its own opens, if it has not expired.
    pub(crate) fn access(&self, token: &str, now: Timestamp) -> Option<&Access> {
        self.issued.access(token, now)
    }
}

/// What a browser opens.
pub(crate) fn pages() -> Router<Office> {
    Router::new()
        .route("/provider/{*place}", get(authorize::by_query).post(authorize::by_form))
        .route("/provider-signin", post(sign_in::sign_in))
        .route("/provider-signin/pick", post(sign_in::pick))
        .route("/provider-signin/consent", post(consent::decide))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
}

/// What programs talk to.
pub(crate) fn secure() -> Router<Office> {
    Router::new()
        .route("/provider/{*place}", get(document::look_up).post(token::token))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
}

/// There is nothing at this address.
fn nothing_here() -> Response {
    (StatusCode::NOT_FOUND, "Not found").into_response()
}

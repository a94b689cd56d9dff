//! Microsoft Entra ID as far as a mail set-up meets it: discovery, authorize, sign-in, consent (a
//! person's and an administrator's), token.
//!
//! Sources: protocol facts 1 and 2, whose entries name Microsoft's pages and their dates. One rule is stricter here than in
//! life: a delegated permission that is asked for has to stand in the registration (Entra lets a person agree to further ones
//! as they come), because a permission left out in the portal is a mistake the office is there to show.

mod admin_consent;
pub(crate) mod answer;
mod app_grant;
mod authorize;
pub(crate) mod client;
pub(crate) mod code_grant;
pub(crate) mod consent;
pub(crate) mod discovery;
mod handed_out;
mod id_token;
mod issued;
pub(crate) mod params;
mod realm;
mod refresh_grant;
mod refusal;
pub(crate) mod report;
mod scopes;
pub(crate) mod sign_in;
pub(crate) mod token;
mod token_answer;

pub use handed_out::{HandedOut, HandedOutKind};
pub(crate) use issued::Issued;

use crate::office::Office;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get, post};

/// What a form of a page, or a token request, may hold.
const FORM_LIMIT: usize = 64 * 1024;

pub(crate) fn pages() -> Router<Office> {
    Router::new()
        .route("/{tenant}/oauth2/v2.0/authorize", get(authorize::by_query).post(authorize::by_form))
        .route("/{tenant}/v2.0/adminconsent", get(admin_consent::present))
        .route("/{tenant}/adminconsent", get(admin_consent::old))
        .route("/signin/pick", post(sign_in::pick))
        .route("/signin", post(sign_in::sign_in))
        .route("/signin/consent", post(consent::decide))
        .route("/error", get(report::look_up))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
}

/// The login host of the other clouds: it finds the directory and says where that is, and nothing more.
pub(crate) fn abroad() -> Router<Office> {
    Router::new()
        .route("/{tenant}/v2.0/.well-known/openid-configuration", get(discovery::configuration))
        .route("/{tenant}/oauth2/v2.0/token", any(token::abroad))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
}

pub(crate) fn secure() -> Router<Office> {
    Router::new()
        .route("/{tenant}/v2.0/.well-known/openid-configuration", get(discovery::configuration))
        .route("/{tenant}/discovery/v2.0/keys", get(discovery::keys))
        .route("/{tenant}/oauth2/v2.0/token", any(token::token))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
}

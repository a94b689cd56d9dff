//! Microsoft Entra ID as far as a mail set-up meets it: discovery, authorize, sign-in, consent, token.
//!
//! Sources: protocol facts 1 and 2, whose entries name Microsoft's pages and their dates.

mod issued;

pub(crate) use issued::Issued;

use crate::office::Office;
use axum::Router;

pub(crate) fn pages() -> Router<Office> {
    Router::new()
}

pub(crate) fn secure() -> Router<Office> {
    Router::new()
}

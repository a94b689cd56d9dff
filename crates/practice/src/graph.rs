//! Microsoft Graph as far as a mail set-up meets it: who am I, and send this.
use crate::office::Office;
use axum::Router;
pub(crate) fn routes() -> Router<Office> {
    Router::new()
}

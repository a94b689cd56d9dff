//! Whether a client is the one it says it is (RFC 6749 section 2.3.1).

use super::refusal::Refusal;
use crate::identity::client::basic;
use crate::identity::params::Params;
use crate::office::State;
use axum::http::HeaderMap;

/// The client ID, once the secret was found to be its own: in the form, or by HTTP Basic, and not in both.
pub(super) fn authenticate(state: &State, headers: &HeaderMap, params: &Params) -> Result<String, Refusal> {
    let (in_form, by_header) = (params.get("client_secret"), basic(headers));
    if in_form.is_some() && by_header.is_some() {
        return Err(Refusal::SecretTwice);
    }
    let (id, secret) = match &by_header {
        Some((id, secret)) => (id.as_str(), secret.as_str()),
        None => (params.get("client_id").unwrap_or_default(), in_form.unwrap_or_default()),
    };
    let named = params.get("client_id").is_none_or(|named| named == id);
    let application = state.provider.application(id).filter(|application| application.secret.reveal() == secret);
    application.filter(|_| named).map(|application| application.client_id.clone()).ok_or(Refusal::ClientWrong)
}

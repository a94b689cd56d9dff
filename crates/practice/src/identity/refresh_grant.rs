//! Refreshing, with rotation (protocol facts 1.9): every use brings a new token, and the old one goes on working.

use super::client;
use super::issued::RefreshToken;
use super::refusal::Refusal;
use super::scopes::{self, AskedScope};
use super::token::Request;
use super::token_answer::{self, Delegated};
use crate::directory::Platform;
use crate::office::State;
use jiff::SignedDuration;
use serde_json::Value;

/// Ninety days without use (protocol facts 1.9).
const UNUSED_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);
/// A single-page application's day.
const SINGLE_PAGE_LIFE: SignedDuration = SignedDuration::from_hours(24);

pub(super) fn refresh(state: &mut State, request: &Request<'_>) -> Result<Value, Refusal> {
    let value = request.required("refresh_token")?;
    let unknown = Refusal::GrantInvalid { name: "refresh_token" };
    let app = request.registration.app_id;
    let token = state.issued.refresh(value).filter(|token| token.app == app).cloned();
    let platform = token.as_ref().map_or(Platform::Web, |token| token.platform);
    client::authenticate(state, &request.registration, platform, &request.credentials)?;
    let token = token.ok_or(unknown)?;
    check_life(state, &token)?;
    let scopes = scopes_for(state, request, &token)?;
    token_answer::delegated(state, &Delegated::from_refresh(&token, scopes))
}

fn check_life(state: &State, token: &RefreshToken) -> Result<(), Refusal> {
    let now = state.now();
    if let Some(valid_from) = state.issued.valid_from(token.account).filter(|from| token.issued <= *from) {
        return Err(Refusal::Revoked { issued: token.issued, valid_from });
    }
    if token.platform == Platform::Spa && now.duration_since(token.line_began) >= SINGLE_PAGE_LIFE {
        return Err(Refusal::SinglePageTokenExpired);
    }
    if now.duration_since(token.issued) >= UNUSED_LIFE {
        return Err(Refusal::Unused { issued: token.issued });
    }
    Ok(())
}

/// The scopes named now, or those of the sign-in, as far as they are agreed to now. A refresh token is not bound to one API.
fn scopes_for(state: &State, request: &Request<'_>, token: &RefreshToken) -> Result<Vec<AskedScope>, Refusal> {
    let asked = match request.params.get("scope") {
        Some(named) => scopes::read(named, &request.registration, &state.directory)?,
        None => token.asked.clone(),
    };
    let granted = scopes::granted(&asked, &token.realm.agreed(&state.directory, token.app, token.account));
    let whole = request.params.get("scope").is_none() || granted.len() == asked.len();
    if granted.is_empty() || !whole {
        return Err(token_answer::not_consented(&request.registration));
    }
    token_answer::of_one_resource(granted)
}

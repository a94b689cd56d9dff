//! A new access token for a refresh token. Google's refresh tokens stay as they are and are not changed for new ones.

use super::client::GoogleClient;
use super::refusal::Refusal;
use super::scope::GoogleScope;
use super::token_answer::{Granted, answer};
use crate::identity::params::Params;
use crate::office::State;
use serde_json::Value;

/// Client, life, scope, in this order.
pub(super) fn refresh(state: &mut State, client: &GoogleClient, params: &Params) -> Result<Value, Refusal> {
    let value = params.get("refresh_token").ok_or(Refusal::ParameterMissing("refresh_token"))?;
    let now = state.now();
    let dead = if value.starts_with("1//") { Refusal::RefreshDead } else { Refusal::GrantBad };
    let token = state.google.issued.refresh(value, now).cloned().ok_or(dead)?;
    if token.client != client.id {
        return Err(Refusal::RefreshOfAnother);
    }
    let scopes = match params.get("scope") {
        Some(named) => GoogleScope::read(named).map_err(|_| Refusal::ScopeTooWide)?,
        None => token.scopes.clone(),
    };
    if !scopes.iter().all(|scope| token.scopes.contains(scope)) {
        return Err(Refusal::ScopeTooWide);
    }
    state.google.issued.touch(value, now);
    answer(state, &Granted::by_refresh(&token, scopes))
}

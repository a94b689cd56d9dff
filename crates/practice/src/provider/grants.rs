//! What a code and a refresh token are exchanged for.

use super::Scope;
use super::issued::Code;
use super::issuer::Issuer;
use super::refusal::Refusal;
use super::token_answer::{Granted, answer};
use crate::fault::Fault;
use crate::identity::HandedOutKind;
use crate::identity::code_grant::challenge_of;
use crate::identity::params::Params;
use crate::office::State;
use crate::shelf::CODE_LIFE;
use serde_json::Value;

/// Code, redirect address, verifier, in this order. A code is used up by the exchange that succeeds.
pub(super) fn redeem(state: &mut State, issuer: &Issuer, client_id: &str, params: &Params) -> Result<Value, Refusal> {
    let value = params.get("code").ok_or(Refusal::ParameterMissing { name: "code" })?;
    let code = check_code(state, issuer, client_id, value)?;
    let redirect = params.get("redirect_uri").ok_or(Refusal::ParameterMissing { name: "redirect_uri" })?;
    if code.asked.destination.redirect != redirect {
        return Err(Refusal::RedirectChanged);
    }
    check_verifier(state, &code, params.get("code_verifier"))?;
    let now = state.now();
    state.provider.issued.spend(value, now);
    let granted = Granted {
        issuer: code.asked.issuer,
        client_id: code.asked.client_id,
        account: code.account,
        scopes: code.asked.scopes.clone(),
        approved: code.asked.scopes,
        nonce: code.asked.nonce,
        code: value.to_owned(),
    };
    answer(state, granted)
}

fn check_code(state: &mut State, issuer: &Issuer, client_id: &str, value: &str) -> Result<Code, Refusal> {
    let now = state.now();
    let own = |code: &&Code| code.asked.issuer == *issuer && code.asked.client_id == client_id;
    let code = state.provider.issued.code(value, now).filter(own).cloned().ok_or(Refusal::CodeUnknown)?;
    if code.spent {
        state.provider.issued.take_back(value);
        return Err(Refusal::CodeSpent);
    }
    if now.duration_since(code.issued) >= CODE_LIFE {
        return Err(Refusal::CodeExpired);
    }
    if state.faults.take(Fault::CodeSpent, now) {
        state.provider.issued.spend(value, now);
        return Err(Refusal::CodeSpent);
    }
    Ok(code)
}

/// RFC 7636 section 4.6.
fn check_verifier(state: &mut State, code: &Code, verifier: Option<&str>) -> Result<(), Refusal> {
    let verifier = verifier.ok_or(Refusal::VerifierWrong)?;
    state.issued.memory.note(HandedOutKind::Verifier, verifier);
    if challenge_of(verifier) == code.asked.challenge { Ok(()) } else { Err(Refusal::VerifierWrong) }
}

/// Every use brings a new refresh token, and the old one goes on working (RFC 6749 section 6 leaves both to the provider).
pub(super) fn refresh(state: &mut State, issuer: &Issuer, client_id: &str, params: &Params) -> Result<Value, Refusal> {
    let value = params.get("refresh_token").ok_or(Refusal::ParameterMissing { name: "refresh_token" })?;
    let token = state.provider.issued.refresh(value).cloned();
    let token = token.filter(|token| token.issuer == *issuer && token.client_id == client_id);
    let token = token.ok_or(Refusal::RefreshUnknown)?;
    if state.issued.valid_from(token.account).is_some_and(|from| token.issued <= from) {
        return Err(Refusal::RefreshUnknown);
    }
    let scopes = match params.get("scope") {
        Some(named) => Scope::read(named)?,
        None => token.scopes.clone(),
    };
    if !scopes.iter().all(|scope| token.scopes.contains(scope)) {
        return Err(Refusal::ScopeTooWide);
    }
    let granted = Granted {
        issuer: token.issuer,
        client_id: token.client_id,
        account: token.account,
        scopes,
        approved: token.scopes,
        nonce: None,
        code: token.code,
    };
    answer(state, granted)
}

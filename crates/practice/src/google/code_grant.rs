//! Redeeming an authorization code at Google.

use super::authorize::Challenge;
use super::client::GoogleClient;
use super::issued::Code;
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
pub(super) fn redeem(state: &mut State, client: &GoogleClient, params: &Params) -> Result<Value, Refusal> {
    let value = params.get("code").ok_or(Refusal::ParameterMissing("code"))?;
    let code = check_code(state, client, value)?;
    let redirect = params.get("redirect_uri").ok_or(Refusal::ParameterMissing("redirect_uri"))?;
    if code.asked.destination.redirect != redirect {
        return Err(Refusal::GrantBad);
    }
    check_verifier(state, &code, params.get("code_verifier"))?;
    spend(state, value);
    answer(state, &Granted::by_code(&code))
}

/// A code that was never made is malformed; one that no longer counts is a bad request.
fn check_code(state: &mut State, client: &GoogleClient, value: &str) -> Result<Code, Refusal> {
    let now = state.now();
    let code = state.google.issued.codes.get(value, now).cloned().ok_or(Refusal::CodeMalformed)?;
    if code.spent {
        state.google.issued.revoke(&code.account, &code.asked.project);
        return Err(Refusal::GrantBad);
    }
    if code.asked.client != client.id || now.duration_since(code.issued) >= CODE_LIFE {
        return Err(Refusal::GrantBad);
    }
    if state.faults.take(Fault::CodeSpent, now) {
        spend(state, value);
        return Err(Refusal::GrantBad);
    }
    Ok(code)
}

fn spend(state: &mut State, value: &str) {
    let now = state.now();
    if let Some(code) = state.google.issued.codes.get_mut(value, now) {
        code.spent = true;
    }
}

/// RFC 7636 section 4.6.
fn check_verifier(state: &mut State, code: &Code, verifier: Option<&str>) -> Result<(), Refusal> {
    let Some(verifier) = verifier else {
        return if code.asked.challenge.is_some() { Err(Refusal::VerifierMissing) } else { Ok(()) };
    };
    state.issued.memory.note(HandedOutKind::Verifier, verifier);
    let fits = match &code.asked.challenge {
        Some(Challenge::S256(challenge)) => *challenge == challenge_of(verifier),
        Some(Challenge::Plain(challenge)) => challenge == verifier,
        None => false,
    };
    if fits { Ok(()) } else { Err(Refusal::VerifierWrong) }
}

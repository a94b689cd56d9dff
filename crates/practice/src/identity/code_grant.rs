//! Redeeming an authorization code.

use super::authorize::Challenge;
use super::client;
use super::handed_out::HandedOutKind;
use super::issued::Code;
use super::refusal::Refusal;
use super::scopes::{self, AskedScope};
use super::token::Request;
use super::token_answer::{self, Delegated};
use crate::directory::{Permission, PermissionKind, Platform, Principal, Registration, Resource};
use crate::fault::Fault;
use crate::office::State;
use crate::shelf::CODE_LIFE;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// Client, code, redirect, verifier, scope, in this order: a refused client does not use the code up.
pub(super) fn redeem(state: &mut State, request: &Request<'_>) -> Result<Value, Refusal> {
    let (value, redirect) = (request.required("code")?, request.required("redirect_uri")?);
    if let Some(verifier) = request.params.get("code_verifier") {
        state.issued.memory.note(HandedOutKind::Verifier, verifier);
    }
    let platform = platform(state, &request.registration, value, redirect);
    client::authenticate(state, &request.registration, platform, &request.credentials)?;
    let code = check_code(state, &request.registration, value)?;
    if code.asked.destination.redirect != redirect {
        return Err(Refusal::RedirectChanged { sent: redirect.to_owned(), expected: code.asked.destination.redirect });
    }
    check_verifier(code.asked.challenge.as_ref(), request.params.get("code_verifier"))?;
    let mut scopes = scopes_for(state, request, &code)?;
    spend(state, value);
    let now = state.now();
    if state.faults.take(Fault::PermissionExtra, now) {
        scopes.extend(too_many(state, &code, &scopes));
    }
    if state.faults.take(Fault::SecondFactor, now) {
        return Err(Refusal::SecondFactor);
    }
    token_answer::delegated(state, &Delegated::from_code(&code, scopes))
}

/// The platform the code was asked for under, or that of the redirect named now where there is no such code.
fn platform(state: &mut State, registration: &Registration, code: &str, redirect: &str) -> Platform {
    let now = state.now();
    let of_code = state.issued.code(code, now).map(|code| code.asked.platform);
    of_code.or_else(|| registration.redirect_for(redirect).map(|found| found.platform)).unwrap_or(Platform::Web)
}

fn check_code(state: &mut State, registration: &Registration, value: &str) -> Result<Code, Refusal> {
    let now = state.now();
    let unknown = Refusal::GrantInvalid { name: "code" };
    let code =
        state.issued.code(value, now).filter(|code| code.asked.app == registration.app_id).cloned().ok_or(unknown)?;
    if code.spent {
        return Err(Refusal::CodeSpent);
    }
    if now.duration_since(code.issued) >= CODE_LIFE {
        return Err(Refusal::CodeExpired);
    }
    if state.faults.take(Fault::CodeSpent, now) {
        spend(state, value);
        return Err(Refusal::CodeSpent);
    }
    Ok(code)
}

fn spend(state: &mut State, value: &str) {
    let now = state.now();
    if let Some(code) = state.issued.code(value, now) {
        code.spent = true;
    }
}

/// RFC 7636 section 4.6. A verifier without a challenge fails too: something has been mixed up.
fn check_verifier(challenge: Option<&Challenge>, verifier: Option<&str>) -> Result<(), Refusal> {
    let fits = match (challenge, verifier) {
        (None, None) => true,
        (Some(Challenge::Plain(challenge)), Some(verifier)) => challenge == verifier,
        (Some(Challenge::S256(challenge)), Some(verifier)) => *challenge == challenge_of(verifier),
        (Some(_), None) | (None, Some(_)) => false,
    };
    if fits { Ok(()) } else { Err(Refusal::VerifierWrong) }
}

/// The S256 challenge of a verifier (RFC 7636 section 4.2).
pub(crate) fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

/// What the tokens are for: the scopes named now, or all of the sign-in's; of those what was granted. A scope that neither the
/// sign-in asked for nor anybody has agreed to is refused.
fn scopes_for(state: &State, request: &Request<'_>, code: &Code) -> Result<Vec<AskedScope>, Refusal> {
    let Some(named) = request.params.get("scope") else { return token_answer::of_one_resource(code.granted.clone()) };
    let fresh = state.directory.registration(code.asked.app).unwrap_or(&request.registration);
    let asked_before = |written: &str| code.asked.scopes.iter().find(|scope| scope.written == written).cloned();
    let (mut wanted, mut others) = (Vec::new(), Vec::new());
    for written in named.split_ascii_whitespace() {
        match asked_before(written) {
            Some(scope) => wanted.push(scope),
            None => others.push(written),
        }
    }
    let mut granted: Vec<_> = wanted.into_iter().filter(|scope| code.granted.contains(scope)).collect();
    if !others.is_empty() {
        let others = scopes::read(&others.join(" "), fresh, &state.directory)?;
        let agreed = scopes::granted(&others, &code.asked.agreed(&state.directory, code.account));
        if agreed.len() < others.len() {
            return Err(token_answer::not_consented(&request.registration));
        }
        granted.extend(agreed);
    }
    if granted.is_empty() {
        Err(token_answer::not_consented(&request.registration))
    } else {
        token_answer::of_one_resource(granted)
    }
}

/// `permission-extra`: what nobody asks for at each resource, the first of these that is not asked for after all.
const EXTRA: [(Resource, &str, &str); 3] = [
    (Resource::Graph, "", "Mail.ReadWrite"),
    (Resource::Graph, "", "Contacts.ReadWrite"),
    (Resource::Exchange, "https://outlook.office.com/", "EWS.AccessAsUser.All"),
];

/// One permission more for the same resource. It was listed and approved for everybody, and stays so.
fn too_many(state: &mut State, code: &Code, scopes: &[AskedScope]) -> Option<AskedScope> {
    let resource = scopes.iter().find_map(AskedScope::resource)?;
    let known = EXTRA.into_iter().filter(|(of, ..)| *of == resource);
    let rows = known.filter_map(|(of, prefix, name)| {
        let row = Permission::find(of, PermissionKind::Delegated, name)?;
        Some(AskedScope { written: format!("{prefix}{name}"), permission: row.id })
    });
    let extra = rows.into_iter().find(|one| scopes.iter().all(|scope| scope.permission != one.permission))?;
    if let Some(registration) = state.directory.registration_mut(code.asked.app) {
        registration.permissions.push(extra.permission);
    }
    state.directory.agree(code.asked.app, Principal::Everybody, &[extra.permission]);
    state.save();
    Some(extra)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636 appendix B.
    #[test]
    fn the_verifier_of_the_standard_fits_its_challenge() {
        let challenge = Challenge::S256("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned());
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(check_verifier(Some(&challenge), Some(verifier)), Ok(()));
        assert_eq!(
            check_verifier(Some(&challenge), Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK")),
            Err(Refusal::VerifierWrong)
        );
        assert_eq!(check_verifier(Some(&challenge), None), Err(Refusal::VerifierWrong));
        assert_eq!(check_verifier(None, Some(verifier)), Err(Refusal::VerifierWrong));
        assert_eq!(check_verifier(None, None), Ok(()));
    }
}

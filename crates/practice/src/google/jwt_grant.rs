//! A service account's own signed request (RFC 7523 section 2.1; protocol facts 5.11): it acts for one of the organisation's people,
//! where the administrator has let it.

use super::issued::Access;
use super::refusal::Refusal;
use super::scope::GoogleScope;
use super::service_account::GoogleServiceAccount;
use super::token_answer::{ACCESS_LIFE_SECONDS, access_token};
use crate::identity::params::Params;
use crate::office::State;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

/// The longest a request may be good for, and how far clocks may be apart, in seconds.
const LONGEST: i64 = 3_600;
const SKEW: i64 = 300;

#[derive(Deserialize)]
struct Head {
    alg: String,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    #[serde(default)]
    sub: Option<String>,
    #[serde(default)]
    scope: String,
    aud: String,
    iat: i64,
    exp: i64,
}

/// Form, account, signature, audience, time, user, delegation, in this order.
pub(super) fn grant(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let assertion = params.get("assertion").ok_or(Refusal::ParameterMissing("assertion"))?;
    let (claims, text, signature) = parts(assertion).ok_or(Refusal::Jwt("Bad Request"))?;
    super::faults::of_service_account(state, &claims.iss);
    let (project, account) = find(state, &claims.iss).ok_or(Refusal::Jwt("Invalid grant: account not found"))?;
    if !account.keys.iter().any(|key| key.signed(text.as_bytes(), &signature)) {
        return Err(Refusal::Jwt("Invalid JWT Signature."));
    }
    check_claims(state, &claims)?;
    let scopes = GoogleScope::read(&claims.scope).map_err(|_| Refusal::ScopeTooWide)?;
    let person = person(state, &account, claims.sub.as_deref(), &scopes)?;
    let now = state.now();
    let access = Access {
        client: account.client_id,
        project,
        account: person,
        scopes,
        offline: false,
        expires: now.saturating_add(SignedDuration::from_secs(ACCESS_LIFE_SECONDS)).unwrap_or(now),
    };
    let token = access_token(state, &access);
    Ok(json!({"access_token": token, "expires_in": ACCESS_LIFE_SECONDS, "token_type": "Bearer"}))
}

/// Claims, what was signed, and the signature.
fn parts(assertion: &str) -> Option<(Claims, &str, Vec<u8>)> {
    let (text, signature) = assertion.rsplit_once('.')?;
    let (head, claims) = text.split_once('.')?;
    let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
    let head: Head = serde_json::from_slice(&decode(head)?).ok()?;
    let claims: Claims = serde_json::from_slice(&decode(claims)?).ok()?;
    (head.alg == "RS256").then_some((claims, text, decode(signature)?))
}

fn find(state: &State, email: &str) -> Option<(String, GoogleServiceAccount)> {
    let projects = state.google.kept.projects.iter();
    projects
        .flat_map(|project| project.service_accounts.iter().map(|own| (project.id.clone(), own.clone())))
        .find(|(_, account)| account.email == email)
}

fn check_claims(state: &State, claims: &Claims) -> Result<(), Refusal> {
    if claims.aud != state.addresses.google_token() {
        return Err(Refusal::Jwt("Invalid JWT: Failed audience check."));
    }
    let now = state.told_time().as_second();
    let timely = claims.iat <= now + SKEW && claims.exp > now - SKEW && claims.exp - claims.iat <= LONGEST;
    if timely && claims.exp > claims.iat {
        return Ok(());
    }
    Err(Refusal::Jwt(
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.",
    ))
}

/// The number of whoever it acts for; empty where it acts for nobody.
fn person(
    state: &State,
    account: &GoogleServiceAccount,
    sub: Option<&str>,
    scopes: &[GoogleScope],
) -> Result<String, Refusal> {
    let Some(sub) = sub else { return Ok(String::new()) };
    let workspace = &state.google.kept.workspace;
    let person = state.google.account_at(sub).filter(|person| workspace.has(person));
    let person = person.ok_or(Refusal::Jwt("Invalid email or User ID"))?;
    let delegated = workspace.delegates(&account.client_id, scopes, state.now());
    if delegated { Ok(person.id.clone()) } else { Err(Refusal::NotDelegated) }
}

//! The answer to a code or a refresh token (RFC 6749 section 5.1; OpenID Connect Core 1.0 sections 2 and 3.1.3.3).

use super::Scope;
use super::issued::{Access, Refresh};
use super::issuer::Issuer;
use super::refusal::Refusal;
use crate::directory::AccountId;
use crate::fault::Fault;
use crate::identity::HandedOutKind;
use crate::office::State;
use jiff::SignedDuration;
use serde::Serialize;
use serde_json::{Value, json};

/// `expires_in`, in seconds.
const ACCESS_LIFE_SECONDS: i64 = 3600;

/// What is to be issued, and to whom.
pub(super) struct Granted {
    pub(super) issuer: Issuer,
    pub(super) client_id: String,
    pub(super) account: AccountId,
    /// What the access token is good for.
    pub(super) scopes: Vec<Scope>,
    /// Everything that was approved: what a refresh token stands for.
    pub(super) approved: Vec<Scope>,
    pub(super) nonce: Option<String>,
    /// The code it all came from.
    pub(super) code: String,
}

/// The claims of an ID token. The address is told at every sign-in: without a directory it is what tells who signed in.
#[derive(Serialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: String,
    exp: i64,
    iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    email: String,
    email_verified: bool,
}

/// Issues the tokens: for lasting access a refresh token, for `openid` an ID token.
pub(super) fn answer(state: &mut State, granted: Granted) -> Result<Value, Refusal> {
    let now = state.now();
    let mut answer = json!({
        "access_token": access_token(state, &granted),
        "token_type": "Bearer",
        "expires_in": ACCESS_LIFE_SECONDS,
        "scope": Scope::written(&granted.scopes),
    });
    if granted.scopes.contains(&Scope::OpenId) {
        answer["id_token"] = id_token(state, &granted)?.into();
    }
    if granted.approved.contains(&Scope::OfflineAccess) && !state.faults.take(Fault::NoRefreshToken, now) {
        answer["refresh_token"] = refresh_token(state, granted).into();
    }
    Ok(answer)
}

fn access_token(state: &mut State, granted: &Granted) -> String {
    let (value, now) = (state.random.token(48), state.now());
    let token = Access {
        account: granted.account,
        scopes: granted.scopes.clone(),
        expires: now.saturating_add(SignedDuration::from_secs(ACCESS_LIFE_SECONDS)).unwrap_or(now),
        code: granted.code.clone(),
    };
    state.issued.memory.note(HandedOutKind::AccessToken, &value);
    state.provider.issued.keep_access(value.clone(), token, now);
    value
}

fn refresh_token(state: &mut State, granted: Granted) -> String {
    let (value, issued) = (state.random.token(48), state.now());
    let Granted { issuer, client_id, account, approved: scopes, code, .. } = granted;
    state.issued.memory.note(HandedOutKind::RefreshToken, &value);
    state.provider.issued.keep_refresh(value.clone(), Refresh { issuer, client_id, account, scopes, issued, code });
    value
}

fn id_token(state: &mut State, granted: &Granted) -> Result<String, Refusal> {
    let claims = claims(state, granted).ok_or(Refusal::Down)?;
    let value = state.issued.signer.sign(&claims).ok_or(Refusal::Down)?;
    state.issued.memory.note(HandedOutKind::IdToken, &value);
    Ok(value)
}

fn claims(state: &mut State, granted: &Granted) -> Option<Claims> {
    let (now, told) = (state.now(), state.told_time().as_second());
    let forged = state.faults.take(Fault::IdentityForged, now);
    let (another_client, another_nonce) = (state.random.token(12), state.random.token(16));
    let account = state.directory.account(granted.account)?;
    Some(Claims {
        iss: granted.issuer.to_string(),
        sub: account.id.0.simple().to_string(),
        aud: if forged { another_client } else { granted.client_id.clone() },
        exp: told + ACCESS_LIFE_SECONDS,
        iat: told,
        nonce: if forged { Some(another_nonce) } else { granted.nonce.clone() },
        name: granted.scopes.contains(&Scope::Profile).then(|| account.name.clone()),
        email: account.address.clone(),
        email_verified: true,
    })
}

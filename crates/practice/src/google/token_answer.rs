//! The answer to a code or a refresh token (protocol facts 5.5).

use super::client::GoogleClientKind;
use super::id_token::{self, About};
use super::issued::{Access, Code, Refresh};
use super::refusal::Refusal;
use super::scope::GoogleScope;
use crate::fault::Fault;
use crate::identity::HandedOutKind;
use crate::office::State;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// `expires_in`, in seconds.
pub(super) const ACCESS_LIFE_SECONDS: i64 = 3599;

/// What is to be issued, and to whom.
pub(super) struct Granted {
    client: String,
    project: String,
    account: String,
    scopes: Vec<GoogleScope>,
    nonce: Option<String>,
    /// A refresh token belongs to the answer.
    lasting: bool,
    offline: bool,
}

impl Granted {
    /// A Desktop app always gets a refresh token. A Web application has to ask for `offline` access, and gets one only when the
    /// person was asked.
    pub(super) fn by_code(code: &Code) -> Self {
        let asked = &code.asked;
        let desktop = asked.kind == GoogleClientKind::Desktop;
        Self {
            client: asked.client.clone(),
            project: asked.project.clone(),
            account: code.account.clone(),
            scopes: code.granted.clone(),
            nonce: asked.nonce.clone(),
            lasting: desktop || (asked.offline && code.consented),
            offline: desktop || asked.offline,
        }
    }

    pub(super) fn by_refresh(token: &Refresh, scopes: Vec<GoogleScope>) -> Self {
        Self {
            client: token.client.clone(),
            project: token.project.clone(),
            account: token.account.clone(),
            scopes,
            nonce: None,
            lasting: false,
            offline: true,
        }
    }
}

/// Issues the tokens.
pub(super) fn answer(state: &mut State, granted: &Granted) -> Result<Value, Refusal> {
    let now = state.now();
    let access = Access {
        client: granted.client.clone(),
        project: granted.project.clone(),
        account: granted.account.clone(),
        scopes: granted.scopes.clone(),
        offline: granted.offline,
        expires: now.saturating_add(SignedDuration::from_secs(ACCESS_LIFE_SECONDS)).unwrap_or(now),
    };
    let access_token = access_token(state, &access);
    let mut answer = json!({
        "access_token": access_token,
        "expires_in": ACCESS_LIFE_SECONDS,
        "scope": GoogleScope::written(&granted.scopes),
        "token_type": "Bearer",
    });
    if granted.scopes.contains(&GoogleScope::OpenId) {
        let about = About { access: &access, access_token: &access_token, nonce: granted.nonce.as_deref() };
        answer["id_token"] = id_token::make(state, &about, ACCESS_LIFE_SECONDS).ok_or(Refusal::Down)?.into();
    }
    if granted.lasting && !state.faults.take(Fault::NoRefreshToken, now) {
        let ends = state.google.issued.grant(&granted.account, &granted.project, now).and_then(|grant| grant.ends);
        answer["refresh_token"] = refresh_token(state, &access, ends).into();
        if let Some(ends) = ends {
            answer["refresh_token_expires_in"] = ends.duration_since(now).as_secs().into();
        }
    }
    Ok(answer)
}

/// Makes an access token and keeps it.
pub(super) fn access_token(state: &mut State, access: &Access) -> String {
    let (value, now) = (format!("ya29.a0A{}", state.random.token(150)), state.now());
    state.issued.memory.note(HandedOutKind::AccessToken, &value);
    state.google.issued.keep_access(value.clone(), access.clone(), now);
    value
}

fn refresh_token(state: &mut State, access: &Access, ends: Option<Timestamp>) -> String {
    let (value, now) = (format!("1//0{}", state.random.token(72)), state.now());
    state.issued.memory.note(HandedOutKind::RefreshToken, &value);
    state.google.issued.keep_refresh(value.clone(), Refresh::new(access, now, ends));
    value
}

//! The answer to a code or a refresh token: the tokens and what they are good for (protocol facts 1.5).

use super::handed_out::HandedOutKind;
use super::id_token::Claims;
use super::issued::{ACCESS_LIFE_SECONDS, AccessToken, Code, RefreshToken};
use super::realm::Realm;
use super::refusal::{Refusal, identity_provider};
use super::scopes::AskedScope;
use crate::directory::{AccountId, AppId, Directory, Platform, Registration, Resource};
use crate::fault::Fault;
use crate::office::State;
use crate::random::Random;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

/// What is to be issued, and to whom.
pub(super) struct Delegated {
    realm: Realm,
    app: AppId,
    account: AccountId,
    platform: Platform,
    /// What the access token is good for, with the protocol scopes.
    scopes: Vec<AskedScope>,
    /// Everything the sign-in was granted: what a refresh token stands for.
    all: Vec<AskedScope>,
    nonce: Option<String>,
    line_began: Option<Timestamp>,
}

impl Delegated {
    pub(super) fn from_code(code: &Code, scopes: Vec<AskedScope>) -> Self {
        Self {
            realm: code.asked.realm,
            app: code.asked.app,
            account: code.account,
            platform: code.asked.platform,
            scopes,
            all: code.granted.clone(),
            nonce: code.asked.nonce.clone(),
            line_began: None,
        }
    }

    pub(super) fn from_refresh(token: &RefreshToken, scopes: Vec<AskedScope>) -> Self {
        Self {
            realm: token.realm,
            app: token.app,
            account: token.account,
            platform: token.platform,
            scopes,
            all: token.asked.clone(),
            nonce: None,
            line_began: Some(token.line_began),
        }
    }

    fn is_at_home(&self, directory: &Directory) -> bool {
        let account = directory.account(self.account);
        account.is_some_and(|account| self.realm.directory_of(directory, account) == account.home)
    }

    fn has(&self, name: &str) -> bool {
        self.scopes.iter().any(|scope| scope.is(name))
    }

    /// Whether the sign-in was granted `offline_access`; a refresh brings a new token without naming it again.
    fn may_refresh(&self) -> bool {
        self.all.iter().any(|scope| scope.is("offline_access"))
    }
}

/// Issues the tokens. `offline_access` never stands in `scope`: the refresh token is its sign.
pub(super) fn delegated(state: &mut State, what: &Delegated) -> Result<Value, Refusal> {
    let named: Vec<_> =
        what.scopes.iter().filter(|scope| !scope.is("offline_access")).map(|scope| scope.written.as_str()).collect();
    let mut answer = json!({
        "token_type": "Bearer",
        "scope": named.join(" "),
        "expires_in": ACCESS_LIFE_SECONDS,
        "ext_expires_in": ACCESS_LIFE_SECONDS,
        "access_token": access_token(state, what),
    });
    let now = state.now();
    if what.may_refresh() && !state.faults.take(Fault::NoRefreshToken, now) {
        answer["refresh_token"] = refresh_token(state, what).into();
    }
    if what.has("openid") {
        answer["id_token"] = id_token(state, what)?.into();
    }
    Ok(answer)
}

fn access_token(state: &mut State, what: &Delegated) -> String {
    let now = state.now();
    let value = access_value(&mut state.random);
    let token = AccessToken {
        app: what.app,
        account: Some(what.account),
        at_home: what.is_at_home(&state.directory),
        resource: what.scopes.iter().find_map(AskedScope::resource).unwrap_or(Resource::Graph),
        permissions: what.scopes.iter().map(|scope| scope.permission).collect(),
        expires: now.saturating_add(SignedDuration::from_secs(ACCESS_LIFE_SECONDS)).unwrap_or(now),
    };
    state.issued.keep_access(value.clone(), token, now);
    value
}

fn refresh_token(state: &mut State, what: &Delegated) -> String {
    let issued = state.now();
    let value = format!("1.A{}", state.random.token(900));
    let token = RefreshToken {
        realm: what.realm,
        app: what.app,
        account: what.account,
        platform: what.platform,
        asked: what.all.clone(),
        issued,
        line_began: what.line_began.unwrap_or(issued),
    };
    state.issued.keep_refresh(value.clone(), token);
    value
}

fn id_token(state: &mut State, what: &Delegated) -> Result<String, Refusal> {
    let claims = claims(state, what).ok_or(Refusal::Transient)?;
    let value = state.issued.signer.sign(&claims).ok_or(Refusal::Transient)?;
    state.issued.memory.note(HandedOutKind::IdToken, &value);
    Ok(value)
}

fn claims(state: &mut State, what: &Delegated) -> Option<Claims> {
    let (now, told) = (state.now(), state.told_time().as_second());
    let forged = state.faults.take(Fault::IdentityForged, now);
    let uti = state.random.token(16);
    let (another_app, another_nonce) = (state.random.uuid().to_string(), state.random.token(16));
    let account = state.directory.account(what.account)?;
    let tenant = what.realm.directory_of(&state.directory, account);
    let told_with = |scope: &str, value: &str| what.has(scope).then(|| value.to_owned());
    Some(Claims {
        ver: "2.0",
        iss: format!("{}/v2.0", state.addresses.authority_of(tenant)),
        idp: (tenant != account.home).then(|| identity_provider(account)),
        sub: pairwise(what.app, what.account),
        aud: if forged { another_app } else { what.app.to_string() },
        exp: told + ACCESS_LIFE_SECONDS,
        iat: told,
        nbf: told,
        tid: tenant.to_string(),
        oid: told_with("profile", &account.id.to_string()),
        name: told_with("profile", &account.name),
        preferred_username: told_with("profile", &account.address),
        email: told_with("email", &account.address).filter(|_| account.mailbox),
        nonce: if forged { Some(another_nonce) } else { what.nonce.clone() },
        uti,
    })
}

/// A subject that differs from one application to the next.
fn pairwise(app: AppId, account: AccountId) -> String {
    let mixed = app.0.as_u128() ^ account.0.as_u128().rotate_left(64);
    Uuid::from_u128(mixed).simple().to_string()
}

/// Scopes for one API and the protocol's; two APIs need two requests (protocol facts 1.6).
pub(super) fn of_one_resource(scopes: Vec<AskedScope>) -> Result<Vec<AskedScope>, Refusal> {
    let mut resources = scopes.iter().filter_map(AskedScope::resource);
    let first = resources.next();
    if resources.any(|other| Some(other) != first) {
        let scope = scopes.iter().map(|scope| scope.written.as_str()).collect::<Vec<_>>().join(" ");
        return Err(Refusal::ManyResources { scope });
    }
    Ok(scopes)
}

pub(super) fn not_consented(registration: &Registration) -> Refusal {
    Refusal::NotConsented { app: registration.app_id, name: registration.name.clone() }
}

/// A code, about as long as Entra's.
pub(super) fn code_value(random: &mut Random) -> String {
    format!("1.A{}", random.token(420))
}

/// An access token: opaque, though it has the look of a JWT, as Graph's have.
pub(super) fn access_value(random: &mut Random) -> String {
    format!("eyJ{}.{}.{}", random.token(60), random.token(1000), random.token(256))
}

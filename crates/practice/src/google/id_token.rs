//! Google's ID tokens: RS256, with the claims of its page of OpenID Connect (protocol facts 5.5).

use super::issued::Access;
use super::people::GoogleAccount;
use super::rsa;
use super::scope::GoogleScope;
use crate::fault::Fault;
use crate::identity::HandedOutKind;
use crate::office::State;
use crate::random::Random;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;

/// The key of this program: making one takes a while, and nobody else ever sees it.
static KEY: LazyLock<Option<RsaKeyPair>> =
    LazyLock::new(|| RsaKeyPair::from_pkcs8(&rsa::generate(&mut Random::new(None))).ok());

/// What an ID token is made from.
pub(super) struct About<'a> {
    pub(super) access: &'a Access,
    pub(super) access_token: &'a str,
    pub(super) nonce: Option<&'a str>,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: String,
    azp: &'a str,
    aud: String,
    sub: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hd: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_verified: Option<bool>,
    at_hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<String>,
    #[serde(flatten)]
    names: Option<Names<'a>>,
    iat: i64,
    exp: i64,
}

/// How somebody is called.
#[derive(Serialize)]
pub(super) struct Names<'a> {
    name: &'a str,
    given_name: &'a str,
    family_name: &'a str,
}

impl<'a> Names<'a> {
    pub(super) fn of(account: &'a GoogleAccount) -> Self {
        let (given_name, family_name) = account.name.split_once(' ').unwrap_or((&account.name, ""));
        Self { name: &account.name, given_name, family_name }
    }
}

/// The token; `None` without a key or an account.
pub(super) fn make(state: &mut State, about: &About<'_>, life: i64) -> Option<String> {
    let (now, told) = (state.now(), state.told_time().as_second());
    let forged = state.faults.take(Fault::IdentityForged, now);
    let (another_client, another_nonce) = (state.random.digits(12), state.random.token(16));
    let account = state.google.account(&about.access.account)?;
    let has = |scope| about.access.scopes.contains(&scope);
    let claims = Claims {
        iss: state.addresses.secure(),
        azp: &about.access.client,
        aud: if forged { another_client } else { about.access.client.clone() },
        sub: &account.id,
        hd: account.domain.as_deref(),
        email: has(GoogleScope::Email).then_some(&account.address),
        email_verified: has(GoogleScope::Email).then_some(true),
        at_hash: hash(about.access_token),
        nonce: if forged { Some(another_nonce) } else { about.nonce.map(str::to_owned) },
        names: has(GoogleScope::Profile).then(|| Names::of(account)),
        iat: told,
        exp: told + life,
    };
    let value = sign(&claims)?;
    state.issued.memory.note(HandedOutKind::IdToken, &value);
    Some(value)
}

/// `at_hash` (OpenID Connect Core 1.0 section 3.1.3.6).
fn hash(access_token: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(access_token)[..16])
}

fn sign(claims: &Claims<'_>) -> Option<String> {
    let key = KEY.as_ref()?;
    let head = json!({"alg": "RS256", "kid": id(key), "typ": "JWT"});
    let encode = |value: Vec<u8>| URL_SAFE_NO_PAD.encode(value);
    let text = format!("{}.{}", encode(serde_json::to_vec(&head).ok()?), encode(serde_json::to_vec(claims).ok()?));
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).ok()?;
    Some(format!("{text}.{}", encode(signature)))
}

/// A fingerprint of the public half.
fn id(key: &RsaKeyPair) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(key.public().as_ref())[..20])
}

/// The key set (RFC 7517, RFC 7518 section 6.3.1).
pub(super) fn key_set() -> Value {
    let key = |key: &RsaKeyPair| {
        let parts = PublicKeyComponents::<Vec<u8>>::from(key.public());
        let encode = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
        json!({"kty": "RSA", "use": "sig", "alg": "RS256", "kid": id(key), "n": encode(&parts.n), "e": encode(&parts.e)})
    };
    json!({"keys": KEY.iter().map(key).collect::<Vec<_>>()})
}

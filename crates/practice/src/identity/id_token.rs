//! ID tokens (protocol facts 1.8).
//!
//! Signed with ES256 under a key made at the start. Entra signs with RS256; an RSA key cannot be made with what is in the tree,
//! and a client that got the token over TLS from the token endpoint does not check the signature (OpenID Connect Core
//! section 3.1.3.7, point 6).

use crate::office::OfficeError;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde::Serialize;
use serde_json::{Value, json};

/// The key of one run.
#[derive(Debug)]
pub(crate) struct Signer {
    key: EcdsaKeyPair,
    id: String,
}

/// The claims, in Entra's names.
#[derive(Debug, Serialize)]
pub(super) struct Claims {
    pub(super) ver: &'static str,
    pub(super) iss: String,
    /// Who vouches for the account, where that is not the issuer: for guests (id-token-claims-reference).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) idp: Option<String>,
    pub(super) sub: String,
    pub(super) aud: String,
    pub(super) exp: i64,
    pub(super) iat: i64,
    pub(super) nbf: i64,
    pub(super) tid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) oid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) preferred_username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) nonce: Option<String>,
    pub(super) uti: String,
}

impl Signer {
    pub(super) fn new() -> Result<Self, OfficeError> {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
            .map_err(|_| OfficeError::SigningKey)?;
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &random)
            .map_err(|_| OfficeError::SigningKey)?;
        let id = URL_SAFE_NO_PAD.encode(&key.public_key().as_ref()[1..21]);
        Ok(Self { key, id })
    }

    /// The token, or `None` when the system has no randomness.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> Option<String> {
        let head = json!({"typ": "JWT", "alg": "ES256", "kid": self.id});
        let encode = |value: Vec<u8>| URL_SAFE_NO_PAD.encode(value);
        let text = format!("{}.{}", encode(serde_json::to_vec(&head).ok()?), encode(serde_json::to_vec(claims).ok()?));
        let signature = self.key.sign(&SystemRandom::new(), text.as_bytes()).ok()?;
        Some(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref())))
    }

    /// The key set (RFC 7517; the point is uncompressed, RFC 7518 section 6.2.1).
    pub(crate) fn key_set(&self) -> Value {
        let (x, y) = self.key.public_key().as_ref()[1..].split_at(32);
        let encode = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
        json!({"keys": [{"kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "kid": self.id, "x": encode(x), "y": encode(y)}]})
    }
}

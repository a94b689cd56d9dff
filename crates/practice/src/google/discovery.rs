//! What Google says about itself, and its keys (protocol facts 5.5). The secure address is the issuer.

use super::id_token;
use crate::office::Office;
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

/// `/.well-known/openid-configuration`.
pub(super) async fn configuration(State(office): State<Office>) -> Json<Value> {
    let addresses = office.addresses();
    let secure = addresses.secure();
    Json(json!({
        "issuer": secure,
        "authorization_endpoint": addresses.google_authorize(),
        "token_endpoint": addresses.google_token(),
        "userinfo_endpoint": format!("{secure}/v1/userinfo"),
        "revocation_endpoint": format!("{secure}/revoke"),
        "jwks_uri": format!("{secure}/oauth2/v3/certs"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "fragment", "form_post"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "email", "profile"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "claims_supported": ["aud", "email", "email_verified", "exp", "family_name", "given_name", "iat", "iss", "name", "sub"],
        "code_challenge_methods_supported": ["plain", "S256"],
        "grant_types_supported": ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:jwt-bearer"],
    }))
}

/// `/oauth2/v3/certs`.
pub(super) async fn keys() -> Json<Value> {
    Json(id_token::key_set())
}

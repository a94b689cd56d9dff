//! What the provider says about itself, under the name that was asked for, and its keys.

use super::issuer::{Endpoint, Issuer};
use super::{Scope, nothing_here};
use crate::fault::Fault;
use crate::identity::discovery::captive_portal;
use crate::office::Office;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Who answers in its place under `provider-other`.
const ANOTHER: &str = "https://login.another-provider.example";

/// Document and keys. The token endpoint is there and takes another method.
pub(super) async fn look_up(State(office): State<Office>, uri: Uri) -> Response {
    if let Some(issuer) = Issuer::at(uri.path(), Endpoint::Document) {
        return document(&office, &issuer);
    }
    if Issuer::at(uri.path(), Endpoint::Keys).is_some() {
        return Json(office.lock().issued.signer.key_set()).into_response();
    }
    if Issuer::at(uri.path(), Endpoint::Token).is_some() {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "POST")]).into_response();
    }
    nothing_here()
}

fn document(office: &Office, issuer: &Issuer) -> Response {
    let mut state = office.lock();
    let now = state.now();
    if state.faults.take(Fault::DiscoveryHtml, now) {
        return captive_portal();
    }
    if state.faults.take(Fault::ProviderUnknown, now) {
        return nothing_here();
    }
    let mut document = about(issuer);
    if state.faults.take(Fault::ProviderOther, now) {
        document["issuer"] = ANOTHER.into();
    }
    Json(document).into_response()
}

fn about(issuer: &Issuer) -> Value {
    json!({
        "issuer": issuer.to_string(),
        "authorization_endpoint": issuer.address(Endpoint::Authorize),
        "token_endpoint": issuer.address(Endpoint::Token),
        "jwks_uri": issuer.address(Endpoint::Keys),
        "scopes_supported": Scope::ALL.map(Scope::name),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "form_post"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "claims_supported": ["iss", "sub", "aud", "exp", "iat", "nonce", "name", "email", "email_verified"],
    })
}

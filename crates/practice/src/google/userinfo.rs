//! What a token says about a person, about itself, and how it is taken back (protocol facts 5.5).

use super::id_token::Names;
use super::issued::Access;
use super::scope::GoogleScope;
use crate::identity::params::Params;
use crate::identity::report::NO_STORE;
use crate::office::{Office, State as OfficeState};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// The token of an `Authorization: Bearer` header.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// `/v1/userinfo`.
pub(super) async fn userinfo(State(office): State<Office>, headers: HeaderMap) -> Response {
    let state = office.lock();
    let access = bearer(&headers).and_then(|token| state.google.issued.access(token, state.now()));
    let told = access.filter(|access| access.scopes.iter().any(|scope| scope.is_of_sign_in()));
    match told.and_then(|access| profile(&state, access)) {
        Some(profile) => (NO_STORE, Json(profile)).into_response(),
        None => unknown(),
    }
}

fn profile(state: &OfficeState, access: &Access) -> Option<Value> {
    let account = state.google.account(&access.account)?;
    let mut profile = json!({"sub": account.id});
    if access.scopes.contains(&GoogleScope::Profile) {
        profile = serde_json::to_value(Names::of(account)).ok()?;
        profile["sub"] = account.id.clone().into();
    }
    if access.scopes.contains(&GoogleScope::Email) {
        profile["email"] = account.address.clone().into();
        profile["email_verified"] = true.into();
    }
    if let Some(domain) = &account.domain {
        profile["hd"] = domain.clone().into();
    }
    Some(profile)
}

fn unknown() -> Response {
    let body = json!({"error": "invalid_request", "error_description": "Invalid Credentials"});
    let mut response = (StatusCode::UNAUTHORIZED, NO_STORE, Json(body)).into_response();
    let challenge = "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"";
    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    response
}

/// `/tokeninfo?access_token=`.
pub(super) async fn token_info(State(office): State<Office>, RawQuery(query): RawQuery, body: Bytes) -> Response {
    let (query, form) = (Params::read(query.unwrap_or_default().as_bytes()), Params::read(&body));
    let state = office.lock();
    let token = query.get("access_token").or(form.get("access_token"));
    let access = token.and_then(|token| state.google.issued.access(token, state.now()));
    match access.and_then(|access| about(&state, access)) {
        Some(about) => (NO_STORE, Json(about)).into_response(),
        None => invalid("Invalid Value"),
    }
}

/// Numbers are texts here, as they are at Google.
fn about(state: &OfficeState, access: &Access) -> Option<Value> {
    let account = state.google.account(&access.account)?;
    let left = access.expires.duration_since(state.now()).as_secs();
    let mut about = json!({
        "azp": access.client,
        "aud": access.client,
        "sub": account.id,
        "scope": GoogleScope::written(&access.scopes),
        "exp": access.expires.as_second().to_string(),
        "expires_in": left.to_string(),
        "access_type": if access.offline { "offline" } else { "online" },
    });
    if access.scopes.contains(&GoogleScope::Email) {
        about["email"] = account.address.clone().into();
        about["email_verified"] = "true".into();
    }
    Some(about)
}

/// `/revoke`: whichever token it is, everything that was given to the app goes with it.
pub(super) async fn revoke(State(office): State<Office>, RawQuery(query): RawQuery, body: Bytes) -> Response {
    let (query, form) = (Params::read(query.unwrap_or_default().as_bytes()), Params::read(&body));
    let Some(token) = form.get("token").or(query.get("token")) else {
        return invalid("Missing required parameter: token");
    };
    let mut state = office.lock();
    let now = state.now();
    let issued = &mut state.google.issued;
    let by_refresh = issued.refresh(token, now).map(|token| (token.account.clone(), token.project.clone()));
    let by_access = issued.access(token, now).map(|token| (token.account.clone(), token.project.clone()));
    let Some((account, project)) = by_refresh.or(by_access) else { return invalid("Token expired or revoked") };
    issued.revoke(&account, &project);
    (NO_STORE, Json(json!({}))).into_response()
}

fn invalid(description: &str) -> Response {
    let body = json!({"error": "invalid_token", "error_description": description});
    (StatusCode::BAD_REQUEST, NO_STORE, Json(body)).into_response()
}

//! Discovery and keys (protocol facts 1.2): no sign-in is needed, so a directory can be found before any.

use super::realm::{Realm, Shared};
use super::report::{Report, correlation};
use crate::directory::TenantId;
use crate::fault::Fault;
use crate::html;
use crate::office::Office;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// `/{tenant}/v2.0/.well-known/openid-configuration`. A domain is answered with the directory's ID in every address.
pub(super) async fn configuration(
    State(office): State<Office>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
) -> Response {
    let mut state = office.lock();
    let now = state.now();
    if state.faults.take(Fault::DiscoveryHtml, now) {
        return captive_portal();
    }
    let realm = match Realm::read(&mut state, &tenant) {
        Ok(realm) => realm,
        Err(refusal) => return Report::new(refusal, &mut state, correlation(&headers)).json("invalid_tenant"),
    };
    let (directory, addresses) = (&state.directory, &state.addresses);
    let (named, issuer) = match realm {
        Realm::Home => (directory.tenant.to_string(), directory.tenant.to_string()),
        Realm::Outside => (directory.outside.tenant.to_string(), directory.outside.tenant.to_string()),
        Realm::Shared(Shared::Consumers) => (tenant, TenantId::PERSONAL.to_string()),
        Realm::Shared(Shared::Common | Shared::Organizations) => (tenant, "{tenantid}".to_owned()),
    };
    let cloud = directory.cloud;
    let (region, part) = cloud.region();
    Json(json!({
        "token_endpoint": addresses.token_of(&named),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "jwks_uri": format!("{}/discovery/v2.0/keys", addresses.authority_of(&named)),
        "response_modes_supported": ["query", "fragment", "form_post"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "response_types_supported": ["code"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "issuer": format!("{}/v2.0", addresses.authority_of(issuer)),
        "authorization_endpoint": addresses.authorize_of(&named),
        "code_challenge_methods_supported": ["plain", "S256"],
        "claims_supported": ["sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "ver", "email"],
        "tenant_region_scope": region,
        "tenant_region_sub_scope": part,
        "cloud_instance_name": cloud.instance(),
        "cloud_graph_host_name": cloud.graph(),
        "msgraph_host": cloud.graph(),
    }))
    .into_response()
}

/// `/{tenant}/discovery/v2.0/keys`.
pub(super) async fn keys(State(office): State<Office>, Path(tenant): Path<String>, headers: HeaderMap) -> Response {
    let mut state = office.lock();
    match Realm::read(&mut state, &tenant) {
        Ok(_) => Json(state.issued.signer.key_set()).into_response(),
        Err(refusal) => Report::new(refusal, &mut state, correlation(&headers)).json("invalid_tenant"),
    }
}

/// What a captive portal answers to everything.
pub(crate) fn captive_portal() -> Response {
    html::page("Welcome to Guest Wi-Fi", "<p>Please accept the terms of use to go online.</p>")
}

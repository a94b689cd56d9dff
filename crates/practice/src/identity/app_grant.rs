//! Client credentials: the application in its own name. A token comes back as soon as directory, ID and secret fit, even with no
//! application permission granted (protocol facts 1.14).

use super::client;
use super::issued::{ACCESS_LIFE_SECONDS, AccessToken};
use super::realm::Realm;
use super::refusal::Refusal;
use super::token::Request;
use crate::directory::{PermissionId, RequestedScope, Resource};
use crate::office::State;
use jiff::SignedDuration;
use serde_json::{Value, json};

pub(super) fn grant(state: &mut State, request: &Request<'_>) -> Result<Value, Refusal> {
    let app = request.registration.app_id;
    let tenant = match request.realm {
        Realm::Shared(_) => return Err(Refusal::NoTenant),
        Realm::Home => state.directory.tenant,
        Realm::Outside => state.directory.outside.tenant,
    };
    // It comes into another organisation's directory when somebody there agrees to it for all; nobody there does.
    if request.realm == Realm::Outside || !request.registration.service_principal {
        return Err(Refusal::NoServicePrincipal { app, tenant });
    }
    client::check_secret(state, app, request.credentials.secret.as_deref())?;
    let resource = resource(state, request.required("scope")?)?;
    let now = state.now();
    let expires = now.saturating_add(SignedDuration::from_secs(ACCESS_LIFE_SECONDS)).unwrap_or(now);
    state.withdraw_approval(app);
    let token = AccessToken {
        app,
        account: None,
        at_home: true,
        resource,
        permissions: roles(state, request, resource),
        expires,
    };
    let claims = claims(state, request, &token);
    let value = state.issued.signer.sign(&claims).ok_or(Refusal::Transient)?;
    state.issued.keep_access(value.clone(), token, now);
    Ok(json!({
        "token_type": "Bearer",
        "expires_in": ACCESS_LIFE_SECONDS,
        "ext_expires_in": ACCESS_LIFE_SECONDS,
        "access_token": value,
    }))
}

/// What the access token of an application holds, as Entra writes it
/// (learn.microsoft.com/entra/identity-platform/access-token-claims-reference): what was approved stands in `roles`, and without
/// any there is no such claim.
fn claims(state: &mut State, request: &Request<'_>, token: &AccessToken) -> Value {
    let told = state.told_time().as_second();
    let object = request.registration.enterprise_object_id().to_string();
    let mut claims = json!({
        "aud": token.resource.app_id(),
        "iss": format!("{}/v2.0", state.addresses.authority()),
        "iat": told,
        "nbf": told,
        "exp": told + ACCESS_LIFE_SECONDS,
        "azp": token.app.to_string(),
        "idtyp": "app",
        "oid": object,
        "sub": object,
        "tid": state.directory.tenant.to_string(),
        "uti": state.random.token(16),
        "ver": "2.0",
    });
    let roles: Vec<_> = token.permissions.iter().filter_map(|id| id.permission()).map(|row| row.name).collect();
    if !roles.is_empty() {
        claims["roles"] = json!(roles);
    }
    claims
}

/// One resource, with `/.default` behind it.
fn resource(state: &State, scope: &str) -> Result<Resource, Refusal> {
    let not_default = || Refusal::ScopeNotDefault { scope: scope.to_owned() };
    let read = |written| RequestedScope::read_in(state.directory.cloud, written);
    let scopes: Vec<_> = scope.split_ascii_whitespace().map(read).collect();
    match scopes.as_slice() {
        [RequestedScope::Default(resource)] if scope != ".default" => Ok(*resource),
        [RequestedScope::Foreign(resource)] if resource.ends_with("/.default") => {
            let resource = resource.trim_end_matches("/.default").to_owned();
            Err(Refusal::ResourceUnknown { resource, tenant: state.directory.name.clone() })
        }
        _ => Err(not_default()),
    }
}

fn roles(state: &State, request: &Request<'_>, resource: Resource) -> Vec<PermissionId> {
    let app = request.registration.app_id;
    let granted = state.directory.app_grants.iter().filter(|grant| grant.app == app).map(|grant| grant.permission);
    granted.filter(|id| id.permission().is_some_and(|row| row.resource == resource)).collect()
}

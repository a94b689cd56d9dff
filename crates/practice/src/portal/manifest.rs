//! The Manifest page, in both formats: that of Microsoft Graph, and the older one of Azure AD Graph. Property names: Graph's
//! application resource and the app manifest reference (how-to pages of entra-docs, protocol facts 3.8).

use super::controls;
use super::markup::{Element, element};
use super::navigation::Page;
use super::place::InRegistration;
use super::shell::Sheet;
use crate::directory::{
    Audience, ClientApplication, ClientSecret, ExposedScope, PermissionKind, Platform, Registration, WhoConsents,
};
use crate::office::Office;
use axum::Router;
use axum::routing::get;
use jiff::Timestamp;
use serde_json::{Value, json};

pub(super) fn pages() -> Router<Office> {
    Router::new().route("/manifest", get(graph)).route("/manifest/legacy", get(legacy))
}

const GRAPH: &str = "Microsoft Graph App Manifest (New)";
const LEGACY: &str = "AAD Graph App Manifest (Deprecating Soon)";

async fn graph(at: InRegistration) -> Sheet {
    let manifest = graph_format(&at.registration, &at.directory.domain);
    sheet(&at, GRAPH, &manifest)
}

async fn legacy(at: InRegistration) -> Sheet {
    let manifest = legacy_format(&at.registration, &at.directory.domain);
    sheet(&at, LEGACY, &manifest)
}

fn sheet(at: &InRegistration, format: &str, manifest: &Value) -> Sheet {
    let other = |words: &str, step: &str| {
        let link = controls::link(words, &at.step(Page::Manifest, step));
        element("li").inside(if words == format { link.with("aria-current", "page") } else { link })
    };
    let text = serde_json::to_string_pretty(manifest).unwrap_or_default();
    let json: Element = element("pre").with("id", "manifest").with("tabindex", "0").inside(text);
    at.sheet(Page::Manifest, Page::Manifest.label())
        .content(element("ul").each([other(GRAPH, ""), other(LEGACY, "legacy")]))
        .content(element("h2").inside(format))
        .content(json)
}

fn graph_format(registration: &Registration, domain: &str) -> Value {
    let uris = |platform| registration.redirects_under(platform).collect::<Vec<_>>();
    json!({
        "id": registration.object_id,
        "appId": registration.app_id,
        "displayName": registration.name,
        "createdDateTime": time(registration.created),
        "publisherDomain": domain,
        "signInAudience": audience(registration.audience),
        "identifierUris": registration.exposed.uri.iter().collect::<Vec<_>>(),
        "isFallbackPublicClient": registration.fallback_public.then_some(true),
        "web": {"redirectUris": uris(Platform::Web), "homePageUrl": null, "logoutUrl": null,
            "implicitGrantSettings": {"enableAccessTokenIssuance": registration.implicit.access_tokens,
                "enableIdTokenIssuance": registration.implicit.id_tokens}},
        "spa": {"redirectUris": uris(Platform::Spa)},
        "publicClient": {"redirectUris": uris(Platform::Desktop)},
        "requiredResourceAccess": required(registration),
        "passwordCredentials": registration.secrets.iter().map(graph_secret).collect::<Vec<_>>(),
        "keyCredentials": [],
        "appRoles": [],
        "api": {
            "requestedAccessTokenVersion": null,
            "knownClientApplications": [],
            "oauth2PermissionScopes": registration.exposed.scopes.iter().map(exposed).collect::<Vec<_>>(),
            "preAuthorizedApplications":
                registration.exposed.client_applications.iter().map(|one| authorised(one, "delegatedPermissionIds")).collect::<Vec<_>>(),
        },
        "tags": [],
    })
}

fn legacy_format(registration: &Registration, domain: &str) -> Value {
    let uris = registration
        .redirects
        .iter()
        .map(|redirect| json!({"url": redirect.uri, "type": legacy_type(redirect.platform)}));
    json!({
        "id": registration.object_id,
        "appId": registration.app_id,
        "name": registration.name,
        "createdDateTime": time(registration.created),
        "publisherDomain": domain,
        "signInAudience": audience(registration.audience),
        "accessTokenAcceptedVersion": null,
        "allowPublicClient": registration.fallback_public.then_some(true),
        "identifierUris": registration.exposed.uri.iter().collect::<Vec<_>>(),
        "keyCredentials": [],
        "appRoles": [],
        "knownClientApplications": [],
        "oauth2AllowIdTokenImplicitFlow": registration.implicit.id_tokens,
        "oauth2AllowImplicitFlow": registration.implicit.access_tokens,
        "oauth2Permissions": registration.exposed.scopes.iter().map(exposed).collect::<Vec<_>>(),
        "passwordCredentials": registration.secrets.iter().map(legacy_secret).collect::<Vec<_>>(),
        "preAuthorizedApplications":
            registration.exposed.client_applications.iter().map(|one| authorised(one, "permissionIds")).collect::<Vec<_>>(),
        "replyUrlsWithType": uris.collect::<Vec<_>>(),
        "requiredResourceAccess": required(registration),
        "tags": [],
    })
}

/// `signInAudience` (protocol facts 1.3).
fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::SingleTenant => "AzureADMyOrg",
        Audience::MultiTenant => "AzureADMultipleOrgs",
        Audience::MultiTenantAndPersonal => "AzureADandPersonalMicrosoftAccount",
        Audience::Personal => "PersonalMicrosoftAccount",
    }
}

fn legacy_type(platform: Platform) -> &'static str {
    match platform {
        Platform::Web => "Web",
        Platform::Spa => "Spa",
        Platform::Desktop => "InstalledClient",
    }
}

/// The configured permissions, by resource in the order in which they came.
fn required(registration: &Registration) -> Vec<Value> {
    let rows: Vec<_> = registration.permissions.iter().filter_map(|id| id.permission()).collect();
    let mut resources = Vec::new();
    for row in &rows {
        if !resources.contains(&row.resource) {
            resources.push(row.resource);
        }
    }
    let kind = |kind| if kind == PermissionKind::Delegated { "Scope" } else { "Role" };
    let access = |resource| {
        let own = rows.iter().filter(move |row| row.resource == resource);
        own.map(|row| json!({"id": row.id, "type": kind(row.kind)})).collect::<Vec<_>>()
    };
    resources.iter().map(|one| json!({"resourceAppId": one.app_id(), "resourceAccess": access(*one)})).collect()
}

/// The value is never told again; its first three characters are (`hint`, protocol facts 1.10).
fn graph_secret(secret: &ClientSecret) -> Value {
    json!({
        "customKeyIdentifier": null,
        "displayName": secret.description,
        "endDateTime": time(secret.expires),
        "hint": secret.hint(),
        "keyId": secret.id,
        "secretText": null,
        "startDateTime": time(secret.created),
    })
}

fn legacy_secret(secret: &ClientSecret) -> Value {
    json!({
        "customKeyIdentifier": null,
        "endDate": time(secret.expires),
        "keyId": secret.id,
        "startDate": time(secret.created),
        "value": null,
        "createdOn": time(secret.created),
        "hint": secret.hint(),
        "displayName": secret.description,
    })
}

fn exposed(scope: &ExposedScope) -> Value {
    json!({
        "adminConsentDescription": scope.admin_description,
        "adminConsentDisplayName": scope.admin_title,
        "id": scope.id,
        "isEnabled": scope.enabled,
        "type": if scope.who == WhoConsents::AdminsOnly { "Admin" } else { "User" },
        "userConsentDescription": some(&scope.user_description),
        "userConsentDisplayName": some(&scope.user_title),
        "value": scope.name,
    })
}

fn authorised(client: &ClientApplication, permissions: &str) -> Value {
    json!({"appId": client.app, permissions: client.scopes})
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

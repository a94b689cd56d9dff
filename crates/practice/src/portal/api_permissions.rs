//! API permissions: what is configured, what is granted, and the administrator's consent to it.

use super::confirm::{self, Question};
use super::controls;
use super::markup::{Element, Markup, element};
use super::navigation::{Done, Notice, Page};
use super::place::{InRegistration, named, no_page};
use super::shell::Sheet;
use crate::directory::{Permission, PermissionId, PermissionKind, Resource};
use crate::office::Office;
use axum::Router;
use axum::extract::{Query, RawPathParams};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

const COLUMNS: [&str; 6] = ["API / Permissions name", "Type", "Description", "Admin consent required", "Status", ""];

pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/api-permissions", get(show))
        .route("/api-permissions/grant", get(ask_grant).post(grant))
        .route("/api-permissions/remove/{permission}", get(ask_remove).post(remove))
}

async fn show(at: InRegistration, Query(done): Query<Done>) -> Sheet {
    let add = controls::command("Add a permission", &at.step(Page::ApiPermissions, "add"));
    let grant = controls::command(&grant_label(&at), &at.step(Page::ApiPermissions, "grant"));
    let configured = configured(&at);
    let content = if configured.is_empty() {
        element("p").class("empty").inside("No permissions are configured.")
    } else {
        controls::table(
            &COLUMNS,
            [Resource::Graph, Resource::Exchange].into_iter().flat_map(|resource| group(&at, &configured, resource)),
        )
    };
    at.sheet(Page::ApiPermissions, Page::ApiPermissions.label())
        .notice(done.notice())
        .content(element("h2").inside("Configured permissions"))
        .content(
            element("p")
                .inside("The permissions that the application may ask for. Being listed here is not being granted."),
        )
        .content(controls::commands([add, grant]))
        .content(content)
}

fn grant_label(at: &InRegistration) -> String {
    format!("Grant admin consent for {}", at.directory.name)
}

fn configured(at: &InRegistration) -> Vec<&'static Permission> {
    let mut configured: Vec<_> = at.registration.permissions.iter().filter_map(|id| id.permission()).collect();
    configured.sort_by_key(|permission| permission.name);
    configured
}

/// The rows of one API under its name, which stands in a row of its own; nothing when it has none.
fn group(at: &InRegistration, configured: &[&'static Permission], resource: Resource) -> Vec<Element> {
    let own: Vec<_> = configured.iter().filter(|permission| permission.resource == resource).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let title = element("th").with("scope", "rowgroup").with("colspan", "6").inside(format!(
        "{} ({})",
        resource.name(),
        own.len()
    ));
    let rows = own.into_iter().map(|permission| row(at, permission));
    std::iter::once(element("tr").class("rowgroup").inside(title)).chain(rows).collect()
}

fn row(at: &InRegistration, permission: &Permission) -> Element {
    let granted = at.directory.agreed_for_everybody(at.app(), permission.id);
    let status = if granted { format!("Granted for {}", at.directory.name) } else { "Not granted".to_owned() };
    let remove = controls::command("Remove", &at.step(Page::ApiPermissions, &format!("remove/{}", permission.id)))
        .inside(controls::unseen(&format!(" {}", permission.name)));
    controls::row(
        &COLUMNS,
        [
            element("span").class("unbroken").inside(permission.name).into(),
            kind(permission.kind).into(),
            permission.meaning.into(),
            if permission.admin_consent_required() { "Yes" } else { "No" }.into(),
            controls::state(granted, &status).into(),
            Markup::from(remove),
        ],
    )
}

fn kind(kind: PermissionKind) -> &'static str {
    match kind {
        PermissionKind::Delegated => "Delegated",
        PermissionKind::Application => "Application",
    }
}

async fn ask_grant(at: InRegistration) -> Sheet {
    let text = format!(
        "Do you want to grant consent for the requested permissions for all accounts in {}? This will update any existing admin consent \
         records this application already has to match what is listed.",
        at.directory.name
    );
    let action = at.step(Page::ApiPermissions, "grant");
    let question =
        Question { heading: "Grant admin consent confirmation", text: &text, yes: "Yes", no: "No", action: &action };
    confirm::ask(&at, Page::ApiPermissions, &question)
}

async fn grant(at: InRegistration) -> Response {
    match at.office.grant_admin_consent(at.app()) {
        Ok(()) => at.go_to(Page::ApiPermissions, Notice::Granted),
        Err(_) => no_page().into_response(),
    }
}

async fn ask_remove(at: InRegistration, params: RawPathParams) -> Sheet {
    let Some(permission) = find(&params).and_then(PermissionId::permission) else { return no_page() };
    let text = format!(
        "Do you want to remove {} from the configured permissions? Consent that was given is not taken back by it.",
        permission.name
    );
    let action = at.step(Page::ApiPermissions, &format!("remove/{}", permission.id));
    let question =
        Question { heading: "Remove permission", text: &text, yes: "Yes, remove", no: "Cancel", action: &action };
    confirm::ask(&at, Page::ApiPermissions, &question)
}

async fn remove(at: InRegistration, params: RawPathParams) -> Response {
    match find(&params).map(|permission| at.office.remove_permission(at.app(), permission)) {
        Some(Ok(())) => at.go_to(Page::ApiPermissions, Notice::PermissionRemoved),
        Some(Err(_)) | None => no_page().into_response(),
    }
}

fn find(params: &RawPathParams) -> Option<PermissionId> {
    PermissionId::parse(named(params, "permission")?)
}

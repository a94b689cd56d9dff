//! Expose an API: what the application offers to others. Sending mail does not need it; some guides ask for it.

use super::confirm::{self, Question};
use super::controls;
use super::markup::{Element, Markup, element};
use super::navigation::{Done, Notice, Page};
use super::place::{InRegistration, named, no_page};
use super::shell::Sheet;
use crate::directory::{AppId, ClientApplication, ExposedScope, ExposedScopeId, WhoConsents};
use crate::office::Office;
use axum::Router;
use axum::extract::{Query, RawPathParams};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/expose-an-api", get(show))
        .route("/expose-an-api/delete-scope/{scope}", get(ask_delete_scope).post(delete_scope))
        .route("/expose-an-api/remove-client/{application}", get(ask_remove_client).post(remove_client))
}

async fn show(at: InRegistration, Query(done): Query<Done>) -> Sheet {
    let step = |step| at.step(Page::ExposeApi, step);
    at.sheet(Page::ExposeApi, Page::ExposeApi.label())
        .notice(done.notice())
        .content(identifier(&at))
        .content(element("h2").inside("Scopes defined by this API"))
        .content(controls::commands([controls::command("Add a scope", &step("add-scope"))]))
        .content(scopes(&at))
        .content(element("h2").inside("Authorized client applications"))
        .content(controls::commands([controls::command("Add a client application", &step("add-client"))]))
        .content(clients(&at))
}

fn identifier(at: &InRegistration) -> Element {
    let address = at.step(Page::ExposeApi, "application-id-uri");
    let value = match &at.registration.exposed.uri {
        Some(uri) => Markup::all([controls::copyable("Application ID URI", uri), controls::command("Edit", &address)]),
        None => controls::command("Add", &address).inside(controls::unseen(" an Application ID URI")).into(),
    };
    element("dl").class("facts card").inside(controls::fact("Application ID URI", value))
}

const SCOPES: [&str; 6] =
    ["Scopes", "Who can consent", "Admin consent display name", "User consent display name", "State", ""];
const CLIENTS: [&str; 3] = ["Client Id", "Scopes", ""];

fn scopes(at: &InRegistration) -> Element {
    let exposed = &at.registration.exposed;
    if exposed.scopes.is_empty() {
        return element("p").class("empty").inside("No scopes have been defined.");
    }
    controls::table(&SCOPES, exposed.scopes.iter().map(|scope| scope_row(at, scope)))
}

fn scope_row(at: &InRegistration, scope: &ExposedScope) -> Element {
    let delete = controls::command("Delete", &at.step(Page::ExposeApi, &format!("delete-scope/{}", scope.id)));
    let delete = delete.inside(controls::unseen(&format!(" {}", scope.name)));
    controls::row(
        &SCOPES,
        [
            element("span").class("value").inside(full_name(at, scope)).into(),
            who(scope.who).into(),
            controls::free(&scope.admin_title).into(),
            controls::free(&scope.user_title).into(),
            if scope.enabled { "Enabled" } else { "Disabled" }.into(),
            Markup::from(delete),
        ],
    )
}

/// The scope as another application asks for it.
pub(super) fn full_name(at: &InRegistration, scope: &ExposedScope) -> String {
    format!("{}/{}", at.registration.exposed.uri.as_deref().unwrap_or_default(), scope.name)
}

/// The portal's label.
pub(super) fn who(who: WhoConsents) -> &'static str {
    match who {
        WhoConsents::AdminsAndUsers => "Admins and users",
        WhoConsents::AdminsOnly => "Admins only",
    }
}

fn clients(at: &InRegistration) -> Element {
    let clients = &at.registration.exposed.client_applications;
    if clients.is_empty() {
        return element("p").class("empty").inside("No client applications have been authorized.");
    }
    controls::table(&CLIENTS, clients.iter().map(|client| client_row(at, client)))
}

fn client_row(at: &InRegistration, client: &ClientApplication) -> Element {
    let scopes = at.registration.exposed.scopes.iter().filter(|scope| client.scopes.contains(&scope.id));
    let scopes = scopes.map(|scope| element("div").class("value").inside(full_name(at, scope)));
    let remove = controls::command("Remove", &at.step(Page::ExposeApi, &format!("remove-client/{}", client.app)));
    let remove = remove.inside(controls::unseen(&format!(" {}", client.app)));
    controls::row(
        &CLIENTS,
        [
            element("span").class("value").inside(client.app.to_string()).into(),
            Markup::all(scopes),
            Markup::from(remove),
        ],
    )
}

async fn ask_delete_scope(at: InRegistration, params: RawPathParams) -> Sheet {
    let Some(scope) = find_scope(&at, &params) else { return no_page() };
    let text = format!("Do you want to delete the scope {}? Client applications lose it too.", scope.name);
    let action = at.step(Page::ExposeApi, &format!("delete-scope/{}", scope.id));
    confirm::ask(
        &at,
        Page::ExposeApi,
        &Question { heading: "Delete scope", text: &text, yes: "Yes", no: "No", action: &action },
    )
}

async fn delete_scope(at: InRegistration, params: RawPathParams) -> Response {
    match find_scope(&at, &params).and_then(|scope| at.office.delete_scope(at.app(), scope.id).ok()) {
        Some(()) => at.go_to(Page::ExposeApi, Notice::ScopeDeleted),
        None => no_page().into_response(),
    }
}

async fn ask_remove_client(at: InRegistration, params: RawPathParams) -> Sheet {
    let Some(client) = find_client(&at, &params) else { return no_page() };
    let text = format!("Do you want to remove the client application {}?", client.app);
    let action = at.step(Page::ExposeApi, &format!("remove-client/{}", client.app));
    confirm::ask(
        &at,
        Page::ExposeApi,
        &Question { heading: "Remove client application", text: &text, yes: "Yes", no: "No", action: &action },
    )
}

async fn remove_client(at: InRegistration, params: RawPathParams) -> Response {
    match find_client(&at, &params).and_then(|client| at.office.remove_client_application(at.app(), client.app).ok()) {
        Some(()) => at.go_to(Page::ExposeApi, Notice::ClientRemoved),
        None => no_page().into_response(),
    }
}

fn find_scope<'a>(at: &'a InRegistration, params: &RawPathParams) -> Option<&'a ExposedScope> {
    let id: ExposedScopeId = named(params, "scope")?.parse().ok()?;
    at.registration.exposed.scopes.iter().find(|scope| scope.id == id)
}

fn find_client<'a>(at: &'a InRegistration, params: &RawPathParams) -> Option<&'a ClientApplication> {
    let app: AppId = named(params, "application")?.parse().ok()?;
    at.registration.exposed.client_applications.iter().find(|client| client.app == app)
}

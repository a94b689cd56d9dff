//! Request API permissions: an API, a kind of permission, and a list with a search box to tick.

use super::controls;
use super::markup::{Element, element};
use super::navigation::{Notice, Page};
use super::place::{InRegistration, named, no_page};
use super::posted::{Asked, Posted};
use super::registrations::{card, cards};
use super::shell::Sheet;
use crate::directory::{Permission, PermissionId, PermissionKind, Resource};
use crate::office::Office;
use axum::Router;
use axum::extract::RawPathParams;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

const HEADING: &str = "Request API permissions";

pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/api-permissions/add", get(choose_api))
        .route("/api-permissions/add/{api}", get(choose_kind))
        .route("/api-permissions/add/{api}/{kind}", get(choose).post(add))
}

/// The list a person is looking at.
#[derive(Clone, Copy)]
struct List {
    resource: Resource,
    kind: PermissionKind,
}

async fn choose_api(at: InRegistration) -> Sheet {
    let api = |resource: Resource, meaning| card(resource.name(), &address(&at, api_slug(resource)), meaning);
    let apis = [
        api(Resource::Graph, "Mail, calendars, people and more through one endpoint"),
        api(Resource::Exchange, "Mailboxes by SMTP, IMAP and POP, for applications without a person"),
    ];
    at.sheet(Page::ApiPermissions, HEADING).content(element("h2").inside("Select an API")).content(cards(apis))
}

async fn choose_kind(at: InRegistration, params: RawPathParams) -> Sheet {
    let Some(resource) = api(&params) else { return no_page() };
    let kind = |kind, label, meaning| card(label, &list_address(&at, List { resource, kind }), meaning);
    let kinds = [
        kind(
            PermissionKind::Delegated,
            "Delegated permissions",
            "Your application needs to access the API as the signed-in user.",
        ),
        kind(
            PermissionKind::Application,
            "Application permissions",
            "Your application runs as a background service without a signed-in user.",
        ),
    ];
    at.sheet(Page::ApiPermissions, HEADING)
        .content(element("h2").inside(resource.name()))
        .content(element("p").inside("What type of permissions does your application require?"))
        .content(cards(kinds))
}

async fn choose(at: InRegistration, params: RawPathParams, Asked(asked): Asked) -> Sheet {
    list(&params).map_or_else(no_page, |list| page(&at, list, &asked))
}

async fn add(at: InRegistration, params: RawPathParams, posted: Posted) -> Response {
    let Some(list) = list(&params) else { return no_page().into_response() };
    let ticked: Vec<_> = ticked(list, &posted).collect();
    if ticked.is_empty() {
        let refused = controls::refused("Select at least one permission.");
        return page(&at, list, &posted).notice(refused).status(StatusCode::UNPROCESSABLE_ENTITY).into_response();
    }
    match ticked.into_iter().try_for_each(|permission| at.office.add_permission(at.app(), permission.id)) {
        Ok(()) => at.go_to(Page::ApiPermissions, Notice::PermissionsAdded),
        Err(_) => no_page().into_response(),
    }
}

fn page(at: &InRegistration, list: List, asked: &Posted) -> Sheet {
    let address = list_address(at, list);
    let search = asked.text("search").trim();
    let form = element("form")
        .with("method", "get")
        .with("action", &address)
        .inside(search_box(search))
        .inside(boxes(at, list, asked, search))
        .inside(ending(at, &address));
    at.sheet(Page::ApiPermissions, HEADING).content(element("h2").inside(heading(list))).content(form)
}

fn heading(list: List) -> String {
    let kind = match list.kind {
        PermissionKind::Delegated => "Delegated permissions",
        PermissionKind::Application => "Application permissions",
    };
    format!("{}: {kind}", list.resource.name())
}

fn search_box(search: &str) -> Element {
    let input =
        element("input").with("type", "search").with("id", "search").with("name", "search").with("value", search);
    let line = element("div")
        .class("line")
        .inside(input)
        .inside(element("button").class("command").with("type", "submit").inside("Search"));
    let label = element("label").with("for", "search").inside("Select permissions");
    let hint = element("p").class("hint").inside("Begin typing the name, then search. What is ticked stays ticked.");
    element("div").class("field").inside(label).inside(hint).inside(line)
}

/// What was found, and what is ticked already so that searching on does not lose it.
fn boxes(at: &InRegistration, list: List, asked: &Posted, search: &str) -> Element {
    let needle = search.to_lowercase();
    let chosen: Vec<_> = ticked(list, asked).map(|permission| permission.id).collect();
    let shown = all(list)
        .filter(|permission| chosen.contains(&permission.id) || permission.name.to_lowercase().contains(&needle));
    let boxes: Vec<_> = shown.map(|permission| one(at, permission, chosen.contains(&permission.id))).collect();
    let legend = element("legend").inside("Permission");
    if boxes.is_empty() {
        return element("fieldset")
            .inside(legend)
            .inside(element("p").class("empty").inside("No permission has this in its name."));
    }
    element("fieldset").class("permissions").inside(legend).each(boxes)
}

fn one(at: &InRegistration, permission: &Permission, ticked: bool) -> Element {
    let needs =
        if permission.admin_consent_required() { "Admin consent required: Yes" } else { "Admin consent required: No" };
    let there = if at.registration.permissions.contains(&permission.id) { " Already added." } else { "" };
    let meaning = format!("{}. {needs}.{there}", permission.meaning);
    controls::tick("permission", &permission.id.to_string(), permission.name, &meaning, ticked)
}

fn ending(at: &InRegistration, address: &str) -> Element {
    let add = controls::submit("Add permissions").with("formmethod", "post").with("formaction", address);
    element("div").class("ending").inside(add).inside(controls::command("Discard", &at.page(Page::ApiPermissions)))
}

fn all(list: List) -> impl Iterator<Item = &'static Permission> {
    Permission::all()
        .iter()
        .filter(move |permission| permission.resource == list.resource && permission.kind == list.kind)
}

fn ticked(list: List, posted: &Posted) -> impl Iterator<Item = &'static Permission> {
    let ids: Vec<_> = posted.all("permission").filter_map(PermissionId::parse).collect();
    all(list).filter(move |permission| ids.contains(&permission.id))
}

fn address(at: &InRegistration, step: &str) -> String {
    at.step(Page::ApiPermissions, &format!("add/{step}"))
}

fn list_address(at: &InRegistration, list: List) -> String {
    address(at, &format!("{}/{}", api_slug(list.resource), kind_slug(list.kind)))
}

fn list(params: &RawPathParams) -> Option<List> {
    let word = named(params, "kind")?;
    let kind =
        [PermissionKind::Delegated, PermissionKind::Application].into_iter().find(|kind| kind_slug(*kind) == word)?;
    Some(List { resource: api(params)?, kind })
}

fn api(params: &RawPathParams) -> Option<Resource> {
    let word = named(params, "api")?;
    [Resource::Graph, Resource::Exchange].into_iter().find(|resource| api_slug(*resource) == word)
}

fn api_slug(resource: Resource) -> &'static str {
    match resource {
        Resource::Graph => "microsoft-graph",
        Resource::Exchange => "exchange-online",
    }
}

fn kind_slug(kind: PermissionKind) -> &'static str {
    match kind {
        PermissionKind::Delegated => "delegated",
        PermissionKind::Application => "application",
    }
}

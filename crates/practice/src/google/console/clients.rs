//! *Clients*: the list, and *Create OAuth client ID*.

use super::place::InProject;
use super::side::Page;
use crate::google::NewClient;
use crate::google::client::{GoogleClient, GoogleClientKind};
use crate::google::rules::ConsoleRefusal;
use crate::portal::controls::{self, TextField};
use crate::portal::markup::{Element, Markup, element};
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};

const COLUMNS: [&str; 4] = ["Name", "Creation date", "Type", "Client ID"];

/// *OAuth 2.0 Client IDs*.
pub(super) async fn list(at: InProject) -> Sheet {
    if let Some(sheet) = at.unless_configured(Page::Clients) {
        return sheet;
    }
    let create = controls::commands([controls::command("Create client", &at.address("/auth/clients/create"))]);
    let table = match at.project.clients.as_slice() {
        [] => element("p").class("empty").inside("No OAuth clients to display"),
        clients => controls::table(&COLUMNS, clients.iter().rev().map(|client| row(&at, client))),
    };
    at.sheet(Page::Clients, "Clients").content(create).content(table)
}

fn row(at: &InProject, client: &GoogleClient) -> Element {
    let name = controls::link(&client.name, &address(at, &client.id)).class("free");
    let id = element("span").class("value").inside(&client.id);
    let kind = if client.deleted { "Deleted" } else { client.kind.label() };
    controls::row(&COLUMNS, [name.into(), Markup::from(controls::day(client.created)), kind.into(), id.into()])
}

/// The page of one client.
pub(super) fn address(at: &InProject, client: &str) -> String {
    at.address(&format!("{}/{client}", Page::Clients.path()))
}

/// *Create client*.
pub(super) async fn ask(at: InProject) -> Sheet {
    at.unless_configured(Page::Clients).unwrap_or_else(|| page(&at, &Posted::default(), None))
}

/// *Create*.
pub(super) async fn create(at: InProject, posted: Posted) -> Response {
    let kind = if posted.text("type") == "web" { GoogleClientKind::Web } else { GoogleClientKind::Desktop };
    let new = NewClient { kind, name: posted.text("name"), redirects: posted.text("redirects").lines().collect() };
    match at.office.google_create_client(&at.project.id, &new) {
        Ok(id) => Redirect::to(&address(&at, &id)).into_response(),
        Err(refusal) => page(&at, &posted, Some(&refusal)).status(StatusCode::UNPROCESSABLE_ENTITY).into_response(),
    }
}

fn page(at: &InProject, posted: &Posted, refusal: Option<&ConsoleRefusal>) -> Sheet {
    let kinds = [GoogleClientKind::Web, GoogleClientKind::Desktop].map(|kind| (kind.word(), kind.label()));
    let name = TextField {
        name: "name",
        label: "Name",
        hint: "The name of your OAuth 2.0 client. It is only used in the console and not shown to end users.",
        value: posted.text("name"),
        ..TextField::default()
    };
    let redirects = TextField {
        name: "redirects",
        label: "Authorised redirect URIs",
        hint: "For a Web application, one a line. A Desktop app has none.",
        value: posted.text("redirects"),
        kind: "lines",
        ..TextField::default()
    };
    let form = controls::form(&at.address("/auth/clients/create"))
        .inside(controls::select("Application type", "type", &kinds, posted.text("type")))
        .inside(Markup::from(name))
        .inside(Markup::from(redirects))
        .inside(controls::ending("Create", &at.page(Page::Clients)));
    let refused = refusal.map(|refusal| Markup::from(controls::refused(&refusal.to_string())));
    at.sheet(Page::Clients, "Create OAuth client ID").content(refused).content(form)
}

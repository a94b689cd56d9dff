//! Add a client application: its client ID, and the scopes it may use.

use crate::directory::{AppId, ExposedScopeId};
use crate::portal::controls::{self, TextField};
use crate::portal::expose_api::full_name;
use crate::portal::markup::{Element, Markup, element};
use crate::portal::navigation::{Notice, Page};
use crate::portal::place::InRegistration;
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

pub(super) async fn ask(at: InRegistration) -> Sheet {
    page(&at, &Posted::default(), "")
}

pub(super) async fn add(at: InRegistration, posted: Posted) -> Response {
    let Ok(client) = posted.text("client-id").trim().parse::<AppId>() else {
        return refuse(&at, &posted, "The Client ID must be an Application (client) ID.");
    };
    let scopes: Vec<ExposedScopeId> = posted.all("scope").filter_map(|id| id.parse().ok()).collect();
    if scopes.is_empty() {
        let refused = controls::refused("Select at least one authorized scope.");
        return page(&at, &posted, "").notice(refused).status(StatusCode::UNPROCESSABLE_ENTITY).into_response();
    }
    match at.office.add_client_application(at.app(), client, &scopes) {
        Ok(()) => at.go_to(Page::ExposeApi, Notice::ClientAdded),
        Err(refusal) => refuse(&at, &posted, &refusal.to_string()),
    }
}

fn refuse(at: &InRegistration, posted: &Posted, error: &str) -> Response {
    page(at, posted, error).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}

fn page(at: &InRegistration, posted: &Posted, error: &str) -> Sheet {
    let client = TextField {
        name: "client-id",
        label: "Client ID",
        hint: "The Application (client) ID of the application that may use the scopes.",
        value: posted.text("client-id"),
        error,
        ..TextField::default()
    };
    let form = controls::form(&at.step(Page::ExposeApi, "add-client"))
        .inside(Markup::from(client))
        .inside(scopes(at, posted))
        .inside(controls::ending("Add application", &at.page(Page::ExposeApi)));
    at.sheet(Page::ExposeApi, "Add a client application").content(form)
}

fn scopes(at: &InRegistration, posted: &Posted) -> Element {
    let scopes = &at.registration.exposed.scopes;
    let fieldset = element("fieldset").class("field").inside(element("legend").inside("Authorized scopes"));
    if scopes.is_empty() {
        return fieldset.inside(element("p").class("empty").inside("There are no scopes yet. Add a scope first."));
    }
    let boxes = scopes.iter().map(|scope| {
        let id = scope.id.to_string();
        controls::tick("scope", &id, &full_name(at, scope), "", posted.all("scope").any(|ticked| ticked == id))
    });
    fieldset.each(boxes)
}

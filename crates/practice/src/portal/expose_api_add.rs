//! Expose an API: the Application ID URI, a scope, a client application.

mod client;
mod scope;

use super::controls::{self, TextField};
use super::navigation::{Notice, Page};
use super::place::InRegistration;
use super::posted::Posted;
use super::shell::Sheet;
use crate::office::Office;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};

pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/expose-an-api/application-id-uri", get(ask).post(save))
        .route("/expose-an-api/add-scope", get(scope::ask).post(scope::add))
        .route("/expose-an-api/add-scope/application-id-uri", post(save_and_continue))
        .route("/expose-an-api/add-client", get(client::ask).post(client::add))
}

async fn ask(at: InRegistration) -> Sheet {
    alone(&at, &proposed(&at), "")
}

async fn save(at: InRegistration, posted: Posted) -> Response {
    let uri = posted.text("uri");
    match at.office.set_application_id_uri(at.app(), uri) {
        Ok(()) => at.go_to(Page::ExposeApi, Notice::Saved),
        Err(refusal) => alone(&at, uri, &refusal.to_string()).status(StatusCode::UNPROCESSABLE_ENTITY).into_response(),
    }
}

/// The same on the way to the first scope.
async fn save_and_continue(at: InRegistration, posted: Posted) -> Response {
    let uri = posted.text("uri");
    match at.office.set_application_id_uri(at.app(), uri) {
        Ok(()) => Redirect::to(&at.step(Page::ExposeApi, "add-scope")).into_response(),
        Err(refusal) => {
            before_scope(&at, uri, &refusal.to_string()).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
        }
    }
}

fn alone(at: &InRegistration, uri: &str, error: &str) -> Sheet {
    let form = controls::form(&at.step(Page::ExposeApi, "application-id-uri"))
        .inside(field(uri, error))
        .inside(controls::ending("Save", &at.page(Page::ExposeApi)));
    at.sheet(Page::ExposeApi, "Edit application ID URI").content(form)
}

/// What "Add a scope" shows first, as long as there is no Application ID URI.
fn before_scope(at: &InRegistration, uri: &str, error: &str) -> Sheet {
    let form = controls::form(&at.step(Page::ExposeApi, "add-scope/application-id-uri"))
        .inside(field(uri, error))
        .inside(controls::ending("Save and continue", &at.page(Page::ExposeApi)));
    at.sheet(Page::ExposeApi, "Add a scope")
        .content("You'll need to set an Application ID URI before you can add a permission.")
        .content(form)
}

fn field<'a>(uri: &'a str, error: &'a str) -> TextField<'a> {
    let hint = "A globally unique address by which this API is known. The proposed one is right.";
    TextField { name: "uri", label: "Application ID URI", hint, value: uri, error, ..TextField::default() }
}

fn proposed(at: &InRegistration) -> String {
    at.registration.exposed.uri.clone().unwrap_or_else(|| format!("api://{}", at.app()))
}

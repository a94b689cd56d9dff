//! The page of the mail provider without directories on which applications are registered. A client secret is shown on the first
//! look at its application, and on no look after that.

use super::controls::{self, TextField};
use super::markup::{Element, Markup, element};
use super::posted::Posted;
use super::shell::Sheet;
use crate::office::Office;
use crate::provider::{self, ApplicationRefusal, ProviderApplication};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;

const ADDRESS: &str = "/provider-applications";
const COLUMNS: [&str; 3] = ["Name", "Client ID", "Created on"];

pub(super) fn pages() -> Router<Office> {
    Router::new().route(ADDRESS, get(list).post(register)).route("/provider-applications/{client}", get(show))
}

/// The form, and what has been made with it.
async fn list(State(office): State<Office>) -> Sheet {
    page(&office, &Posted::default(), None)
}

/// Register.
async fn register(State(office): State<Office>, posted: Posted) -> Response {
    let redirects: Vec<_> = posted.text("redirects").lines().collect();
    match office.register_at_provider(posted.text("name"), &redirects) {
        Ok(application) => Redirect::to(&address(&application)).into_response(),
        Err(refusal) => page(&office, &posted, Some(&refusal)).status(StatusCode::UNPROCESSABLE_ENTITY).into_response(),
    }
}

/// One application.
async fn show(State(office): State<Office>, Path(client): Path<String>) -> Sheet {
    let Some((application, first)) = office.look_at_application(&client) else { return missing() };
    let secret = if first {
        controls::copyable("Client secret", application.secret.reveal())
    } else {
        element("span").class("value unbroken").inside(format!("{}{}", application.hint(), "*".repeat(12)))
    };
    let redirects = application.redirects.iter().map(|uri| element("li").class("value").inside(uri));
    let facts = element("dl").class("card facts").each([
        controls::fact("Name", controls::free(&application.name)),
        controls::fact("Client ID", controls::copyable("Client ID", &application.client_id)),
        controls::fact("Client secret", secret),
        controls::fact("Redirect addresses", element("ul").each(redirects)),
    ]);
    let said = if first {
        controls::done("The application is registered. Copy its client secret now: it is not shown again.")
    } else {
        controls::note("The client secret was shown once. If it was not kept, register the application again.")
    };
    sheet(&application.name).of("Application").notice(said).content(facts)
}

fn missing() -> Sheet {
    let way_on = controls::commands([controls::command("Applications", ADDRESS)]);
    let said = controls::refused("The mail provider has no application with this client ID.");
    sheet("Application not found").status(StatusCode::NOT_FOUND).content(said).content(way_on)
}

fn page(office: &Office, posted: &Posted, refusal: Option<&ApplicationRefusal>) -> Sheet {
    let made = office.provider_applications();
    sheet("Applications")
        .content(element("p").inside("An application that uses mailboxes of this provider is registered here first."))
        .content(
            element("section")
                .class("card")
                .inside(element("h2").inside("New application"))
                .inside(form(posted, refusal)),
        )
        .content(element("h2").inside(format!("Registered applications ({})", made.len())))
        .content(table(&made))
}

fn form(posted: &Posted, refusal: Option<&ApplicationRefusal>) -> Element {
    let about_name = matches!(refusal, Some(ApplicationRefusal::Name(_)));
    let error = refusal.map(ToString::to_string).unwrap_or_default();
    let said = |about: bool| if about { error.as_str() } else { "" };
    let name = TextField {
        name: "name",
        label: "Name",
        hint: "People see it when they sign in.",
        value: posted.text("name"),
        error: said(about_name),
        ..TextField::default()
    };
    let redirects = TextField {
        name: "redirects",
        label: "Redirect addresses",
        hint: "One a line: https, or http for localhost, where any port will do.",
        value: posted.text("redirects"),
        error: said(!about_name),
        kind: "lines",
    };
    controls::form(ADDRESS)
        .inside(Markup::from(name))
        .inside(Markup::from(redirects))
        .inside(element("div").class("ending").inside(controls::submit("Register")))
}

fn table(made: &[ProviderApplication]) -> Element {
    if made.is_empty() {
        return element("p").class("empty").inside("No application has been registered yet.");
    }
    let row = |application: &ProviderApplication| {
        let name = controls::link(&application.name, &address(application)).class("free");
        let id = element("span").class("value").inside(&application.client_id);
        controls::row(&COLUMNS, [Markup::from(name), id.into(), controls::day(application.created).into()])
    };
    controls::table(&COLUMNS, made.iter().rev().map(row))
}

fn sheet(heading: &str) -> Sheet {
    Sheet::new(heading).start(provider::NAME, ADDRESS)
}

fn address(application: &ProviderApplication) -> String {
    format!("{ADDRESS}/{}", application.client_id)
}

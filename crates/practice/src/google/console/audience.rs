//! *Audience*: publishing status, user type, test users (protocol facts 5.2).

use super::place::InProject;
use super::side::Page;
use crate::google::project::GoogleAudience;
use crate::portal::controls::{self, TextField};
use crate::portal::markup::{Element, Markup, element};
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::response::Response;

const COLUMNS: [&str; 2] = ["User information", ""];

/// The page.
pub(super) async fn show(at: InProject) -> Sheet {
    if let Some(sheet) = at.unless_configured(Page::Audience) {
        return sheet;
    }
    let internal = at.project.audience == GoogleAudience::Internal;
    let sheet = at.sheet(Page::Audience, "Audience");
    let sheet = if internal { sheet } else { sheet.content(publishing(&at)) };
    let sheet = sheet.content(user_type(&at, internal));
    if internal { sheet } else { sheet.content(test_users(&at)) }
}

fn publishing(at: &InProject) -> Element {
    let testing = at.project.audience == GoogleAudience::Testing;
    let (status, button, next) = if testing {
        ("Testing", "Publish app", "production")
    } else {
        ("In production", "Back to testing", "testing")
    };
    card("Publishing status").inside(element("p").inside(status)).inside(press(at, button, next))
}

fn user_type(at: &InProject, internal: bool) -> Element {
    let (kind, button, next) =
        if internal { ("Internal", "Make external", "testing") } else { ("External", "Make internal", "internal") };
    card("User type").inside(element("p").inside(kind)).inside(press(at, button, next))
}

fn press(at: &InProject, button: &str, next: &str) -> Element {
    controls::form(&at.page(Page::Audience))
        .inside(controls::submit(button).class("command").with("name", "audience").with("value", next))
}

fn test_users(at: &InProject) -> Element {
    let row = |address: &String| {
        let remove = element("button").class("command").with("name", "address").with("value", address);
        let remove = remove.inside("Remove ").inside(controls::unseen(address));
        let form = controls::form(&at.address("/auth/audience/test-users/remove")).inside(remove);
        controls::row(&COLUMNS, [Markup::text(address), form.into()])
    };
    let users = &at.project.test_users;
    let table = match users.as_slice() {
        [] => element("p").class("empty").inside("No rows to display"),
        users => controls::table(&COLUMNS, users.iter().map(row)),
    };
    let field = TextField {
        name: "address",
        label: "Add users",
        hint: "The address of a Google Account.",
        ..TextField::default()
    };
    let form = controls::form(&at.address("/auth/audience/test-users"))
        .inside(Markup::from(field))
        .inside(element("div").class("ending").inside(controls::submit("Save")));
    card("Test users")
        .inside(element("p").inside(format!("{} users (of a cap of 100)", users.len())))
        .inside(table)
        .inside(form)
}

fn card(heading: &str) -> Element {
    element("section").class("card").inside(element("h2").inside(heading))
}

/// *Publish app*, *Back to testing*, *Make internal*, *Make external*.
pub(super) async fn change(at: InProject, posted: Posted) -> Response {
    let (audience, done) = match posted.text("audience") {
        "production" => (GoogleAudience::InProduction, "published"),
        "internal" => (GoogleAudience::Internal, "saved"),
        _ => (GoogleAudience::Testing, "saved"),
    };
    match at.office.google_set_audience(&at.project.id, audience) {
        Ok(()) => at.go_to(Page::Audience, done),
        Err(refusal) => at.refuse(Page::Audience, &refusal),
    }
}

/// *Add users*, *Save*.
pub(super) async fn add(at: InProject, posted: Posted) -> Response {
    match at.office.google_add_test_user(&at.project.id, posted.text("address")) {
        Ok(()) => at.go_to(Page::Audience, "added"),
        Err(refusal) => at.refuse(Page::Audience, &refusal),
    }
}

/// *Remove*.
pub(super) async fn remove(at: InProject, posted: Posted) -> Response {
    match at.office.google_remove_test_user(&at.project.id, posted.text("address")) {
        Ok(()) => at.go_to(Page::Audience, "removed"),
        Err(refusal) => at.refuse(Page::Audience, &refusal),
    }
}

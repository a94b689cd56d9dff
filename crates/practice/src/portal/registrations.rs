//! The first pages: which directory, and the list of its registrations.

use super::controls;
use super::markup::{Element, Markup, element};
use super::navigation::Page;
use super::place::InDirectory;
use super::shell::Sheet;
use crate::directory::Registration;
use crate::office::Office;
use axum::extract::State;
use axum::response::Redirect;

/// Start of the portal: the office has one directory, so there is nothing to choose.
pub(super) async fn start(State(office): State<Office>) -> Redirect {
    Redirect::to(&format!("/portal/{}", office.tenant()))
}

/// Start of the directory.
pub(super) async fn home(at: InDirectory) -> Sheet {
    let facts = [
        ("Name", &at.directory.name),
        ("Tenant ID", &at.directory.tenant.to_string()),
        ("Primary domain", &at.directory.domain),
    ];
    let facts = facts.map(|(label, value)| controls::fact(label, controls::copyable(label, value)));
    let basics = element("section")
        .class("card")
        .inside(element("h2").inside("Basic information"))
        .inside(element("dl").class("facts").each(facts));
    Sheet::new(&at.directory.name).of("Directory").content(cards(places(&at))).content(basics)
}

fn places(at: &InDirectory) -> [Element; 6] {
    [
        card("App registrations", &at.registrations(), "Applications that sign in with this directory"),
        card(
            "Active users",
            &at.address("/users"),
            "Which protocols each mailbox may be used by, and who may use a shared one",
        ),
        card("Mail flow settings", &at.address("/mail-flow"), "SMTP AUTH for the whole organization"),
        card(
            "Exchange Online PowerShell",
            &at.address("/exchange-online"),
            "What administrators type, carried out here as text",
        ),
        card("Cloud Shell", &at.address("/cloud-shell"), "Where a set-up script is pasted: its requests are made here"),
        card("User consent settings", &at.address("/user-consent"), "What people may agree to by themselves"),
    ]
}

const COLUMNS: [&str; 3] = ["Display name", "Application (client) ID", "Created on"];

/// App registrations.
pub(super) async fn list(at: InDirectory) -> Sheet {
    let commands = controls::commands([controls::command("New registration", &at.new_registration())]);
    let registrations = at.directory.registrations.iter().rev();
    let content = if at.directory.registrations.is_empty() {
        element("p").class("empty").inside("This directory has no app registrations yet.")
    } else {
        controls::table(&COLUMNS, registrations.map(|it| row(&at, it)))
    };
    at.sheet("App registrations")
        .trail(&at.directory.name, format!("/portal/{}", at.directory.tenant))
        .content(commands)
        .content(content)
}

fn row(at: &InDirectory, registration: &Registration) -> Element {
    let address = format!("{}/{}/{}", at.registrations(), registration.app_id, Page::Overview.slug());
    let id = element("span").class("value").inside(registration.app_id.to_string());
    let created = controls::day(registration.created);
    controls::row(
        &COLUMNS,
        [Markup::from(controls::link(&registration.name, &address).class("free")), id.into(), created.into()],
    )
}

/// A list of places to go to.
pub(super) fn cards(cards: impl IntoIterator<Item = Element>) -> Element {
    element("ul").class("cards").each(cards)
}

/// One place to go to, and what it is.
pub(super) fn card(label: &str, address: &str, meaning: &str) -> Element {
    let meaning = element("span").class("hint").inside(meaning);
    element("li").class("card").inside(controls::link(label, address)).inside(meaning)
}

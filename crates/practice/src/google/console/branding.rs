//! *Branding*: what the app is called on the pages of a sign-in, and whom a person may turn to.

use super::place::InProject;
use super::side::Page;
use crate::google::project::GoogleBranding;
use crate::portal::controls::{self, TextField};
use crate::portal::markup::Markup;
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::response::Response;

/// The page.
pub(super) async fn show(at: InProject) -> Sheet {
    if let Some(sheet) = at.unless_configured(Page::Branding) {
        return sheet;
    }
    let there = at.project.branding.clone().map(|branding| posted(&branding)).unwrap_or_default();
    let form = controls::form(&at.page(Page::Branding))
        .inside(information(&there))
        .inside(contact(&there))
        .inside(controls::ending("Save", &at.page(Page::Overview)));
    at.sheet(Page::Branding, "Branding").content(form)
}

/// *Save*.
pub(super) async fn save(at: InProject, posted: Posted) -> Response {
    match at.office.google_rebrand(&at.project.id, read(&posted)) {
        Ok(()) => at.go_to(Page::Branding, "saved"),
        Err(refusal) => at.refuse(Page::Branding, &refusal),
    }
}

/// The two fields of *App Information*.
pub(super) fn information(posted: &Posted) -> Markup {
    let name = TextField {
        name: "name",
        label: "App name",
        hint: "The name of the app asking for consent.",
        value: posted.text("name"),
        ..TextField::default()
    };
    let support = TextField {
        name: "support",
        label: "User support email",
        hint: "For users to contact you with questions about their consent.",
        value: posted.text("support"),
        ..TextField::default()
    };
    Markup::all([Markup::from(name), Markup::from(support)])
}

/// The field of *Contact Information*.
pub(super) fn contact(posted: &Posted) -> Markup {
    Markup::from(TextField {
        name: "contact",
        label: "Email addresses",
        hint: "Google tells these addresses about changes to your project.",
        value: posted.text("contact"),
        ..TextField::default()
    })
}

/// What was filled in.
pub(super) fn read(posted: &Posted) -> GoogleBranding {
    let [name, support, contact] = ["name", "support", "contact"].map(|name| posted.text(name).to_owned());
    GoogleBranding { name, support, contact }
}

fn posted(branding: &GoogleBranding) -> Posted {
    Posted::of([("name", &branding.name), ("support", &branding.support), ("contact", &branding.contact)])
}

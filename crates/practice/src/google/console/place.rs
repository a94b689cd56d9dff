//! In which project a request is: the one its address names, or else the newest.

use super::side::{self, Page};
use crate::google::project::GoogleProject;
use crate::google::rules::ConsoleRefusal;
use crate::office::Office;
use crate::portal::controls;
use crate::portal::markup::element;
use crate::portal::posted::Asked;
use crate::portal::shell::Sheet;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};

/// Where the console begins.
pub(super) const START: &str = "/google/console/projects";

/// A page of one project.
#[derive(Debug)]
pub(super) struct InProject {
    pub(super) office: Office,
    /// As it stood when the request came.
    pub(super) project: GoogleProject,
    /// What has just been done, by its word in the address.
    done: String,
}

/// What is said once on the page that follows.
const DONE: [(&str, &str); 9] = [
    ("created", "The project is created."),
    ("enabled", "The Gmail API is enabled. It may take some minutes until it is known everywhere."),
    ("disabled", "The Gmail API is disabled."),
    ("configured", "The app is configured. Create a client next."),
    ("saved", "Saved."),
    ("added", "The test user was added."),
    ("removed", "The test user was removed."),
    ("secret-added", "The client secret was added. Copy it now: it is not shown again."),
    ("published", "The app is in production."),
];

impl InProject {
    /// The address of one of its pages.
    pub(super) fn page(&self, page: Page) -> String {
        self.address(page.path())
    }

    /// The address of a path of the console in this project.
    pub(super) fn address(&self, path: &str) -> String {
        format!("/google/console{path}?project={}", self.project.id)
    }

    /// One of its pages as a sheet.
    pub(super) fn sheet(&self, page: Page, heading: &str) -> Sheet {
        let notice = DONE.iter().find(|(word, _)| *word == self.done).map(|(_, said)| controls::done(said));
        let sheet = sheet(heading).of(&self.project.name).trail(&self.project.name, self.page(Page::Dashboard));
        let sheet = sheet.side(side::side(self, page)).notice(notice);
        if heading == page.label() { sheet } else { sheet.trail(page.label(), self.page(page)) }
    }

    /// Goes to one of its pages, as a browser does after a form that was accepted.
    pub(super) fn go_to(&self, page: Page, done: &str) -> Response {
        Redirect::to(&format!("{}&done={done}", self.page(page))).into_response()
    }

    /// The same page again with what was refused, and nothing changed.
    pub(super) fn refuse(&self, page: Page, refusal: &ConsoleRefusal) -> Response {
        let back = controls::commands([controls::command("Back", &self.page(page))]);
        let said = controls::refused(&refusal.to_string());
        let sheet = self.sheet(page, page.label()).status(StatusCode::UNPROCESSABLE_ENTITY);
        sheet.content(said).content(back).into_response()
    }

    /// What stands in place of a page of Google Auth Platform until its first form has been filled in.
    pub(super) fn unless_configured(&self, page: Page) -> Option<Sheet> {
        if self.project.branding.is_some() {
            return None;
        }
        let said = element("p")
            .inside("Google Auth Platform not configured yet. Get started with the app\u{2019}s information.");
        let start = controls::commands([controls::command("Get started", &self.address("/auth/overview/create"))]);
        Some(self.sheet(page, page.label()).content(said).content(start))
    }
}

impl FromRequestParts<Office> for InProject {
    type Rejection = Sheet;

    async fn from_request_parts(parts: &mut Parts, office: &Office) -> Result<Self, Sheet> {
        let Ok(Asked(asked)) = Asked::from_request_parts(parts, office).await;
        let named = asked.text("project");
        let projects = office.google_projects();
        let found = match named {
            "" => projects.last(),
            named => projects.iter().find(|project| project.id == named || project.number == named),
        };
        let project = found.cloned().ok_or_else(|| no_project(named))?;
        Ok(Self { office: office.clone(), project, done: asked.text("done").to_owned() })
    }
}

/// A page of the console.
pub(super) fn sheet(heading: &str) -> Sheet {
    Sheet::new(heading).start("Google Cloud console", START)
}

fn no_project(named: &str) -> Sheet {
    let said = if named.is_empty() {
        "To view this page, create a project first.".to_owned()
    } else {
        format!("You do not have access to the project \u{201c}{named}\u{201d}, or it does not exist.")
    };
    missing("Select a project", &said)
}

/// The address leads nowhere.
pub(super) fn no_page() -> Sheet {
    missing("Page not found", "The practice console has no page at this address.")
}

fn missing(heading: &str, said: &str) -> Sheet {
    let ways =
        [controls::command("Projects", START), controls::command("Create project", "/google/console/projectcreate")];
    sheet(heading).status(StatusCode::NOT_FOUND).content(controls::refused(said)).content(controls::commands(ways))
}

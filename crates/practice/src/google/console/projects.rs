//! Projects: the list, a new one, and the first page of one.

use super::place::{InProject, sheet};
use super::side::Page;
use crate::google::project::GoogleProject;
use crate::office::Office;
use crate::portal::controls::{self, TextField};
use crate::portal::markup::{Element, Markup, element};
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};

const CREATE: &str = "/google/console/projectcreate";
const COLUMNS: [&str; 3] = ["Project name", "Project ID", "Organization"];
const NO_ORGANISATION: &str = "No organization";

/// *Select a project*.
pub(super) async fn list(State(office): State<Office>) -> Sheet {
    let projects = office.google_projects();
    let table = if projects.is_empty() {
        element("p").class("empty").inside("There is no project yet.")
    } else {
        controls::table(&COLUMNS, projects.iter().rev().map(row))
    };
    sheet("Projects").content(controls::commands([controls::command("Create project", CREATE)])).content(table)
}

fn row(project: &GoogleProject) -> Element {
    let name = controls::link(&project.name, &dashboard_of(&project.id)).class("free");
    let organisation = project.organisation.as_deref().unwrap_or(NO_ORGANISATION);
    let id = element("span").class("value").inside(&project.id);
    controls::row(&COLUMNS, [Markup::from(name), id.into(), Markup::text(organisation)])
}

/// *New project*.
pub(super) async fn ask(State(office): State<Office>) -> Sheet {
    page(&office, &Posted::default(), "")
}

/// *Create*.
pub(super) async fn create(State(office): State<Office>, posted: Posted) -> Response {
    match office.google_create(posted.text("name"), posted.text("organization") != NO_ORGANISATION) {
        Ok(id) => Redirect::to(&format!("{}&done=created", dashboard_of(&id))).into_response(),
        Err(refusal) => {
            let page = page(&office, &posted, &refusal.to_string());
            page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
        }
    }
}

fn page(office: &Office, posted: &Posted, error: &str) -> Sheet {
    let domain = office.google_workspace().domain;
    let name = TextField {
        name: "name",
        label: "Project name",
        hint: "4 to 30 characters. The project ID is made from it.",
        value: posted.text("name"),
        error,
        ..TextField::default()
    };
    let choices = [(domain.as_str(), domain.as_str()), (NO_ORGANISATION, NO_ORGANISATION)];
    let form = controls::form(CREATE)
        .inside(Markup::from(name))
        .inside(controls::select("Organization", "organization", &choices, posted.text("organization")))
        .inside(controls::ending("Create", super::place::START));
    sheet("New project").content(form)
}

/// *Project info*.
pub(super) async fn dashboard(at: InProject) -> Sheet {
    let fact = |label: &str, value: &str| controls::fact(label, controls::copyable(label, value));
    let project = &at.project;
    let facts = element("dl").class("card facts").each([
        fact("Project name", &project.name),
        fact("Project number", &project.number),
        fact("Project ID", &project.id),
        controls::fact("Organization", project.organisation.as_deref().unwrap_or(NO_ORGANISATION)),
    ]);
    at.sheet(Page::Dashboard, "Project info").content(facts)
}

fn dashboard_of(project: &str) -> String {
    format!("/google/console/home/dashboard?project={project}")
}

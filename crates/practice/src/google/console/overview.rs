//! *Overview*, and the form behind its *Get started*: app information, audience, contact information, finish.

use super::branding;
use super::place::InProject;
use super::side::Page;
use crate::google::Platform;
use crate::google::rules::ConsoleRefusal;
use crate::portal::controls;
use crate::portal::markup::{Markup, element};
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

/// *Overview*.
pub(super) async fn show(at: InProject) -> Sheet {
    if let Some(sheet) = at.unless_configured(Page::Overview) {
        return sheet;
    }
    let clients = at.project.clients.iter().filter(|client| !client.deleted).count();
    let create = controls::commands([controls::command("Create OAuth client", &at.address("/auth/clients/create"))]);
    at.sheet(Page::Overview, "Overview")
        .content(element("p").inside(format!("{} is configured. It has {clients} OAuth clients.", at.project.app())))
        .content(create)
}

/// *Get started*.
pub(super) async fn ask(at: InProject) -> Sheet {
    page(&at, &Posted::default(), None)
}

/// *Create*.
pub(super) async fn create(at: InProject, posted: Posted) -> Response {
    let new = Platform { branding: branding::read(&posted), internal: posted.text("audience") == "internal" };
    let agreed = posted.text("agree") == "yes";
    let made = if agreed { at.office.google_configure(&at.project.id, new) } else { Err(ConsoleRefusal::Field(AGREE)) };
    match made {
        Ok(()) => at.go_to(Page::Overview, "configured"),
        Err(refusal) => {
            let page = page(&at, &posted, Some(&refusal));
            page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
        }
    }
}

const AGREE: &str = "I agree to the Google API Services: User Data Policy";

fn page(at: &InProject, posted: &Posted, refusal: Option<&ConsoleRefusal>) -> Sheet {
    let choices = [
        ("internal", "Internal", "Only available to users within your organization."),
        ("external", "External", "Available to any user with a Google Account. Your app starts in testing mode."),
    ];
    let heading = |text: &str| element("h2").inside(text);
    let form = controls::form(&at.address("/auth/overview/create"))
        .inside(heading("App Information"))
        .inside(branding::information(posted))
        .inside(controls::radios("Audience", "audience", &choices, posted.text("audience")))
        .inside(heading("Contact Information"))
        .inside(branding::contact(posted))
        .inside(heading("Finish"))
        .inside(controls::tick("agree", "yes", AGREE, "", posted.text("agree") == "yes"))
        .inside(controls::ending("Create", &at.page(Page::Overview)));
    let refused = refusal.map(|refusal| Markup::from(controls::refused(&refusal.to_string())));
    at.sheet(Page::Overview, "Project configuration").content(refused).content(form)
}

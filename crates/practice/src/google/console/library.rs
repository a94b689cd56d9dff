//! *API Library*: the Gmail API, on or off in this project.

use super::place::InProject;
use super::side::Page;
use crate::portal::controls;
use crate::portal::markup::element;
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::response::Response;

/// The page of the Gmail API.
pub(super) async fn show(at: InProject) -> Sheet {
    let on = at.project.gmail.is_some();
    let (button, switch) = if on { ("Disable API", "off") } else { ("Enable", "on") };
    let state = controls::state(on, if on { "API Enabled" } else { "Not enabled in this project" });
    let press = controls::submit(button).with("name", "switch").with("value", switch);
    let form = controls::form(&at.page(Page::Gmail)).inside(element("div").class("ending").inside(press));
    at.sheet(Page::Gmail, "Gmail API")
        .content(
            element("p").inside(
                "The Gmail API lets you view and manage Gmail mailbox data like threads, messages, and labels.",
            ),
        )
        .content(element("p").inside(state))
        .content(form)
}

/// *Enable*, *Disable API*.
pub(super) async fn switch(at: InProject, posted: Posted) -> Response {
    let on = posted.text("switch") == "on";
    match at.office.google_switch_gmail(&at.project.id, on) {
        Ok(()) => at.go_to(Page::Gmail, if on { "enabled" } else { "disabled" }),
        Err(refusal) => at.refuse(Page::Gmail, &refusal),
    }
}

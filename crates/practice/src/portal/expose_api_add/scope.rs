//! Add a scope: seven answers, of which three texts are required.

use crate::directory::WhoConsents;
use crate::office::NewScope;
use crate::portal::controls::{self, Choice, TextField};
use crate::portal::expose_api::who;
use crate::portal::navigation::{Notice, Page};
use crate::portal::place::InRegistration;
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

/// The lines of text, with their labels and what is said when a required one is empty.
const BEFORE: [(&str, &str, &str); 1] = [("scope-name", "Scope name", "Scope name is required.")];
const AFTER: [(&str, &str, &str); 4] = [
    ("admin-title", "Admin consent display name", "Admin consent display name is required."),
    ("admin-description", "Admin consent description", "Admin consent description is required."),
    ("user-title", "User consent display name", ""),
    ("user-description", "User consent description", ""),
];
const STATES: [Choice<'static>; 2] = [("enabled", "Enabled", ""), ("disabled", "Disabled", "")];

pub(super) async fn ask(at: InRegistration) -> Sheet {
    if at.registration.exposed.uri.is_none() {
        return super::before_scope(&at, &super::proposed(&at), "");
    }
    page(&at, &Posted::default(), false)
}

pub(super) async fn add(at: InRegistration, posted: Posted) -> Response {
    match at.office.add_scope(at.app(), &read(&posted)) {
        Ok(_) => at.go_to(Page::ExposeApi, Notice::ScopeAdded),
        Err(refusal) => {
            let refused = controls::refused(&refusal.to_string());
            page(&at, &posted, true).notice(refused).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
        }
    }
}

fn read(posted: &Posted) -> NewScope {
    let text = |name| posted.text(name).to_owned();
    NewScope {
        name: text("scope-name"),
        who: if posted.text("who") == "admins-and-users" {
            WhoConsents::AdminsAndUsers
        } else {
            WhoConsents::AdminsOnly
        },
        admin_title: text("admin-title"),
        admin_description: text("admin-description"),
        user_title: text("user-title"),
        user_description: text("user-description"),
        enabled: posted.text("state") != "disabled",
    }
}

fn page(at: &InRegistration, posted: &Posted, judged: bool) -> Sheet {
    let field = |(name, label, missing): (&'static str, &'static str, &'static str)| {
        let value = posted.text(name);
        let error = if judged && value.trim().is_empty() { missing } else { "" };
        TextField { name, label, value, error, ..TextField::default() }
    };
    let audience =
        [("admins-and-users", who(WhoConsents::AdminsAndUsers), ""), ("admins-only", who(WhoConsents::AdminsOnly), "")];
    let chosen = |name, first| Some(posted.text(name)).filter(|chosen| !chosen.is_empty()).unwrap_or(first);
    let form = controls::form(&at.step(Page::ExposeApi, "add-scope"))
        .each(BEFORE.map(field))
        .inside(controls::radios("Who can consent?", "who", &audience, chosen("who", "admins-only")))
        .each(AFTER.map(field))
        .inside(controls::radios("State", "state", &STATES, chosen("state", "enabled")))
        .inside(controls::ending("Add scope", &at.page(Page::ExposeApi)));
    at.sheet(Page::ExposeApi, "Add a scope").content(form)
}

//! *Service accounts* under *IAM & Admin*: making one, and its keys.

use super::place::{InProject, no_page};
use super::side::Page;
use crate::google::service_account::GoogleServiceAccount;
use crate::portal::controls::{self, TextField};
use crate::portal::markup::{Element, Markup, element};
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::Json;
use axum::extract::RawPathParams;
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};

const COLUMNS: [&str; 3] = ["Email", "Name", "Unique ID"];
const KEYS: [&str; 3] = ["Key", "Key creation date", ""];

/// The list, and *Create service account*.
pub(super) async fn list(at: InProject) -> Sheet {
    let row = |account: &GoogleServiceAccount| {
        let link = controls::link(&account.email, &address(&at, &account.email)).class("free");
        controls::row(&COLUMNS, [Markup::from(link), (&account.name).into(), (&account.client_id).into()])
    };
    let hint = "Its ID is made from it: 6 to 30 letters, numbers and hyphens.";
    let field = TextField { name: "name", label: "Service account name", hint, ..TextField::default() };
    let form = controls::form(&at.page(Page::ServiceAccounts))
        .inside(element("h2").inside("Create service account"))
        .inside(Markup::from(field))
        .inside(element("div").class("ending").inside(controls::submit("Create")));
    let table = controls::table(&COLUMNS, at.project.service_accounts.iter().map(row));
    at.sheet(Page::ServiceAccounts, "Service Accounts").content(table).content(form)
}

fn address(at: &InProject, email: &str) -> String {
    at.address(&format!("{}/{email}", Page::ServiceAccounts.path()))
}

/// *Create*.
pub(super) async fn create(at: InProject, posted: Posted) -> Response {
    match at.office.google_create_service_account(&at.project.id, posted.text("name")) {
        Ok(email) => Redirect::to(&address(&at, &email)).into_response(),
        Err(refusal) => at.refuse(Page::ServiceAccounts, &refusal),
    }
}

fn named(params: &RawPathParams) -> &str {
    params.iter().find_map(|(name, value)| (name == "account").then_some(value)).unwrap_or_default()
}

/// One of them.
pub(super) async fn show(at: InProject, params: RawPathParams) -> Response {
    let Some(account) = at.project.service_accounts.iter().find(|account| account.email == named(&params)) else {
        return no_page().into_response();
    };
    let facts = element("dl").class("card facts").each([
        controls::fact("Name", controls::free(&account.name)),
        controls::fact("Email", controls::copyable("Email", &account.email)),
        controls::fact("Unique ID", controls::copyable("Unique ID", &account.client_id)),
    ]);
    let rows = account.keys.iter().map(|key| {
        let delete = press("Delete", &key.id).inside(controls::unseen(&format!(" {}", key.id)));
        let form = controls::form(&address(&at, &account.email)).inside(delete);
        controls::row(&KEYS, [Markup::text(&key.id), controls::day(key.created).into(), form.into()])
    });
    let add = controls::form(&address(&at, &account.email)).inside(press("Add key", ""));
    let keys = element("section").class("card").inside(element("h2").inside("Keys"));
    let note = element("p")
        .class("hint")
        .inside("The file of a new key is downloaded as JSON. It cannot be downloaded again.");
    let keys = keys.inside(controls::table(&KEYS, rows)).inside(note).inside(add);
    at.sheet(Page::ServiceAccounts, &account.email).content(facts).content(keys).into_response()
}

fn press(button: &str, key: &str) -> Element {
    element("button").class("command").with("name", "delete").with("value", key).inside(button)
}

/// *Add key*, which is answered with its file, or *Delete*.
pub(super) async fn change(at: InProject, params: RawPathParams, posted: Posted) -> Response {
    let (email, key) = (named(&params), posted.text("delete"));
    if !key.is_empty() {
        return match at.office.google_delete_key(&at.project.id, email, key) {
            Ok(()) => Redirect::to(&address(&at, email)).into_response(),
            Err(refusal) => at.refuse(Page::ServiceAccounts, &refusal),
        };
    }
    match at.office.google_add_key(&at.project.id, email) {
        Ok(file) => {
            let name = format!("attachment; filename=\"{}-key.json\"", at.project.id);
            ([(header::CONTENT_DISPOSITION, name), (header::CACHE_CONTROL, "no-store".to_owned())], Json(file))
                .into_response()
        }
        Err(refusal) => at.refuse(Page::ServiceAccounts, &refusal),
    }
}

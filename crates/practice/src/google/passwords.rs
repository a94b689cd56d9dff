//! *2-Step Verification*, *App passwords*, and whether POP is on: what a mailbox can be opened by (protocol facts 5.10).

use super::connections::OfAccount;
use crate::office::Office;
use crate::portal::controls::{self, TextField};
use crate::portal::markup::{Element, Markup, element};
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;

const TWO_STEP: &str = "/google/account/signinoptions/two-step-verification";
const APP_PASSWORDS: &str = "/google/account/apppasswords";
const GMAIL: &str = "/google/account/gmail/forwarding-and-pop";
const COLUMNS: [&str; 2] = ["App name", ""];

/// These pages, under `/google/account`.
pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/signinoptions/two-step-verification", get(two_step).post(switch_two_step))
        .route("/apppasswords", get(app_passwords).post(change_app_passwords))
        .route("/gmail/forwarding-and-pop", get(pop).post(switch_pop))
}

/// One button that switches something.
fn switch(at: &OfAccount, page: &str, button: &str, word: &str) -> Element {
    let press = controls::submit(button).with("name", "switch").with("value", word);
    controls::form(&at.address(page)).inside(element("div").class("ending").inside(press))
}

/// *2-Step Verification*.
async fn two_step(at: OfAccount) -> Sheet {
    let on = at.account.two_step;
    let state = controls::state(on, if on { "2-Step Verification is on" } else { "2-Step Verification is off" });
    let (button, word) = if on { ("Turn off", "off") } else { ("Turn on 2-Step Verification", "on") };
    at.sheet("2-Step Verification")
        .content(element("p").inside(state))
        .content(switch(&at, TWO_STEP, button, word))
        .content(controls::commands([controls::command("App passwords", &at.address(APP_PASSWORDS))]))
}

async fn switch_two_step(at: OfAccount, posted: Posted) -> Redirect {
    at.office.google_set_two_step(&at.account.id, posted.text("switch") == "on");
    Redirect::to(&at.address(TWO_STEP))
}

/// *App passwords*.
async fn app_passwords(at: OfAccount) -> Sheet {
    list(&at, None)
}

async fn change_app_passwords(at: OfAccount, posted: Posted) -> Response {
    if !posted.text("remove").is_empty() {
        at.office.google_remove_app_password(&at.account.id, posted.text("remove"));
        return Redirect::to(&at.address(APP_PASSWORDS)).into_response();
    }
    match at.office.google_add_app_password(&at.account.id, posted.text("name")) {
        Ok(fresh) => list(&at, Some(&fresh)).into_response(),
        Err(refusal) => {
            let said = controls::refused(&refusal.to_string());
            at.sheet("App passwords").status(StatusCode::UNPROCESSABLE_ENTITY).content(said).into_response()
        }
    }
}

/// `fresh`: the one just made, shown now and never again.
fn list(at: &OfAccount, fresh: Option<&str>) -> Sheet {
    let sheet = at.sheet("App passwords");
    if !at.account.two_step {
        let said = controls::refused("The setting you are looking for is not available for your account.");
        let way_on = controls::commands([controls::command("2-Step Verification", &at.address(TWO_STEP))]);
        return sheet.content(said).content(way_on);
    }
    let field = TextField { name: "name", label: "App name", ..TextField::default() };
    let form = controls::form(&at.address(APP_PASSWORDS))
        .inside(Markup::from(field))
        .inside(element("div").class("ending").inside(controls::submit("Create")));
    let names = at.office.lock().google.account(&at.account.id).map(|account| account.app_passwords.clone());
    let rows: Vec<_> = names.unwrap_or_default().iter().map(|one| row(at, &one.name)).collect();
    let table = match rows.as_slice() {
        [] => element("p").class("empty").inside("You have no app passwords."),
        _ => controls::table(&COLUMNS, rows),
    };
    sheet.content(fresh.map(|fresh| Markup::from(generated(fresh)))).content(table).content(form)
}

/// In four groups, as Google shows it.
fn generated(fresh: &str) -> Element {
    let groups: Vec<&str> = (0..4).filter_map(|at| fresh.get(at * 4..at * 4 + 4)).collect();
    let value = controls::copyable("App password", &groups.join(" "));
    let note = controls::done("Your app password for your device. Copy it now: it is not shown again.");
    let facts = element("dl").class("card facts").inside(controls::fact("Generated app password", value));
    element("section").inside(note).inside(facts)
}

fn row(at: &OfAccount, name: &str) -> Element {
    let button = element("button").class("command").with("name", "remove").with("value", name);
    let button = button.inside("Remove ").inside(controls::unseen(name));
    let form = controls::form(&at.address(APP_PASSWORDS)).inside(button);
    controls::row(&COLUMNS, [controls::free(name).into(), Markup::from(form)])
}

/// *Forwarding and POP/IMAP* in the settings of Gmail.
async fn pop(at: OfAccount) -> Sheet {
    let on = !at.account.pop_off;
    let (said, button, word) = if on {
        ("POP is enabled", "Disable POP", "off")
    } else {
        ("POP is disabled", "Enable POP for all mail", "on")
    };
    at.sheet("Forwarding and POP/IMAP")
        .content(element("p").inside(controls::state(on, said)))
        .content(switch(&at, GMAIL, button, word))
}

async fn switch_pop(at: OfAccount, posted: Posted) -> Redirect {
    at.office.google_set_pop(&at.account.id, posted.text("switch") == "on");
    Redirect::to(&at.address(GMAIL))
}

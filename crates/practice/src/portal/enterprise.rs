//! Enterprise applications: whether people can sign in at all, and who.

use super::controls::{self, Choice};
use super::markup::{Element, Markup, element};
use super::navigation::{Done, Notice, Page};
use super::place::{InRegistration, no_page};
use super::posted::Posted;
use super::shell::Sheet;
use crate::directory::{Account, AccountId};
use crate::office::Office;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};

const YES_NO: [Choice<'static>; 2] = [("yes", "Yes", ""), ("no", "No", "")];

pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/properties", get(properties).post(save))
        .route("/users-and-groups", get(users))
        .route("/users-and-groups/add", get(ask_user).post(assign))
        .route("/users-and-groups/remove", post(unassign))
}

async fn properties(at: InRegistration, Query(done): Query<Done>) -> Sheet {
    let registration = &at.registration;
    let object = registration.enterprise_object_id().to_string();
    let facts = [
        controls::fact("Application ID", controls::copyable("Application ID", &registration.app_id.to_string())),
        controls::fact("Object ID", controls::copyable("Object ID", &object)),
    ];
    let answer = |yes| if yes { "yes" } else { "no" };
    let form = controls::form(&at.page(Page::Properties))
        .inside(controls::commands([
            controls::submit("Save"),
            controls::command("Discard", &at.page(Page::Properties)),
        ]))
        .inside(controls::radios("Enabled for users to sign-in?", "enabled", &YES_NO, answer(registration.enabled)))
        .inside(controls::radios(
            "Assignment required?",
            "assignment",
            &YES_NO,
            answer(registration.assignment_required),
        ));
    at.sheet(Page::Properties, Page::Properties.label())
        .notice(done.notice())
        .content(element("dl").class("facts").each(facts))
        .content(form)
}

async fn save(at: InRegistration, posted: Posted) -> Response {
    let enabled = at.office.set_enabled(at.app(), posted.text("enabled") == "yes");
    match enabled.and_then(|()| at.office.set_assignment_required(at.app(), posted.text("assignment") == "yes")) {
        Ok(()) => at.go_to(Page::Properties, Notice::Saved),
        Err(_) => no_page().into_response(),
    }
}

const COLUMNS: [&str; 3] = ["Display name", "User principal name", ""];

async fn users(at: InRegistration, Query(done): Query<Done>) -> Sheet {
    let add = controls::command("Add user/group", &at.step(Page::UsersAndGroups, "add"));
    let assigned: Vec<_> = people(&at, true).collect();
    let content = if assigned.is_empty() {
        element("p").class("empty").inside("No application assignments found.")
    } else {
        controls::table(&COLUMNS, assigned.into_iter().map(|account| row(&at, account)))
    };
    at.sheet(Page::UsersAndGroups, Page::UsersAndGroups.label())
        .notice(done.notice())
        .content(element("p").inside("They count when Assignment required? is set to Yes under Properties."))
        .content(controls::commands([add]))
        .content(content)
}

fn row(at: &InRegistration, account: &Account) -> Element {
    let remove = element("button")
        .class("command quiet")
        .with("type", "submit")
        .with("name", "account")
        .with("value", &account.id.to_string());
    let remove = remove.inside("Remove").inside(controls::unseen(&format!(" {}", account.name)));
    let remove = controls::form(&at.step(Page::UsersAndGroups, "remove")).inside(remove);
    controls::row(&COLUMNS, [Markup::from(&account.name), (&account.address).into(), remove.into()])
}

async fn ask_user(at: InRegistration) -> Sheet {
    let sheet = at.sheet(Page::UsersAndGroups, "Add Assignment");
    let accounts: Vec<_> = people(&at, false)
        .map(|account| (account.id.to_string(), format!("{} ({})", account.name, account.address)))
        .collect();
    if accounts.is_empty() {
        let back = controls::commands([controls::command("Back", &at.page(Page::UsersAndGroups))]);
        return sheet
            .content(element("p").class("empty").inside("Everybody in this directory is assigned."))
            .content(back);
    }
    let choices: Vec<_> = accounts.iter().map(|(id, words)| (id.as_str(), words.as_str())).collect();
    let form = controls::form(&at.step(Page::UsersAndGroups, "add"))
        .inside(controls::select("Users", "account", &choices, ""))
        .inside(controls::ending("Assign", &at.page(Page::UsersAndGroups)));
    sheet.content(form)
}

async fn assign(at: InRegistration, posted: Posted) -> Response {
    match account(&posted).map(|account| at.office.assign(at.app(), account)) {
        Some(Ok(())) => at.go_to(Page::UsersAndGroups, Notice::UserAssigned),
        Some(Err(_)) | None => no_page().into_response(),
    }
}

async fn unassign(at: InRegistration, posted: Posted) -> Response {
    match account(&posted).map(|account| at.office.unassign(at.app(), account)) {
        Some(Ok(())) => at.go_to(Page::UsersAndGroups, Notice::UserRemoved),
        Some(Err(_)) | None => no_page().into_response(),
    }
}

fn account(posted: &Posted) -> Option<AccountId> {
    posted.text("account").parse().ok()
}

/// The people of this directory who are assigned, or who are not.
fn people(at: &InRegistration, assigned: bool) -> impl Iterator<Item = &Account> {
    let own = at.directory.accounts.iter().filter(|account| account.home == at.directory.tenant);
    own.filter(move |account| at.registration.assigned.contains(&account.id) == assigned)
}

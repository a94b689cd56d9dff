//! The pages of a Google Account: the apps it has let in. `authuser` in the address says whose pages they are; without it they are
//! the mailbox's.

use super::people::{GoogleAccount, GoogleAccountKind};
use crate::office::Office;
use crate::portal::controls;
use crate::portal::markup::{Element, Markup, element};
use crate::portal::posted::{Asked, Posted};
use crate::portal::shell::Sheet;
use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Redirect;
use axum::routing::get;

const CONNECTIONS: &str = "/google/account/connections";
const COLUMNS: [&str; 3] = ["App", "Has access to", ""];

/// Everything under `/google/account`.
pub(super) fn pages() -> Router<Office> {
    Router::new().route("/connections", get(show).post(delete))
}

/// A page of one account.
pub(super) struct OfAccount {
    pub(super) office: Office,
    pub(super) account: GoogleAccount,
}

impl OfAccount {
    /// The address of one of its pages.
    pub(super) fn address(&self, page: &str) -> String {
        format!("{page}?authuser={}", self.account.address)
    }

    /// One of its pages as a sheet.
    pub(super) fn sheet(&self, heading: &str) -> Sheet {
        Sheet::new(heading).start("Google Account", CONNECTIONS).of(&self.account.address)
    }
}

impl FromRequestParts<Office> for OfAccount {
    type Rejection = Sheet;

    async fn from_request_parts(parts: &mut Parts, office: &Office) -> Result<Self, Sheet> {
        let Ok(Asked(asked)) = Asked::from_request_parts(parts, office).await;
        let state = office.lock();
        let found = match asked.text("authuser") {
            "" => state.google.account_of(GoogleAccountKind::Mailbox),
            address => state.google.account_at(address),
        };
        let said = controls::refused("There is no Google Account with this address here.");
        let account = found.cloned().ok_or_else(|| Sheet::new("Account not found").content(said))?;
        Ok(Self { office: office.clone(), account })
    }
}

/// *Your connections to third-party apps & services*.
async fn show(at: OfAccount) -> Sheet {
    let rows = rows(&at);
    let table = if rows.is_empty() {
        element("p").class("empty").inside("No app has access to this account.")
    } else {
        controls::table(&COLUMNS, rows)
    };
    at.sheet("Your connections to third-party apps & services").content(table)
}

fn rows(at: &OfAccount) -> Vec<Element> {
    let state = at.office.lock();
    let row = |(project, grant): (&str, &super::issued::Grant)| {
        let app = state.google.app(project);
        let meanings = grant.scopes.iter().map(|scope| element("li").inside(scope.meaning()));
        let button = element("button").class("command").with("name", "project").with("value", project);
        let button = button.inside("Delete all connections").inside(controls::unseen(&format!(" with {app}")));
        let form = controls::form(&at.address(CONNECTIONS)).inside(button);
        controls::row(&COLUMNS, [controls::free(app).into(), element("ul").each(meanings).into(), Markup::from(form)])
    };
    state.google.issued.connections(&at.account.id).map(row).collect()
}

/// *Delete all connections you have with this app*.
async fn delete(at: OfAccount, posted: Posted) -> Redirect {
    at.office.lock().google.issued.revoke(&at.account.id, posted.text("project"));
    Redirect::to(&at.address(CONNECTIONS))
}

//! The Admin console: *Manage app access* and *Domain-wide delegation*, at Google's own paths (protocol facts 5.11).

use super::workspace::Workspace;
use crate::office::Office;
use crate::portal::controls::{self, TextField};
use crate::portal::markup::{Element, Markup, element};
use crate::portal::posted::{Asked, Posted};
use crate::portal::shell::Sheet;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;

const ACCESS: &str = "/google/admin/ac/owl/list?tab=configuredApps";
const DELEGATION: &str = "/google/admin/ac/owl/domainwidedelegation";
const APPS: [&str; 2] = ["Client ID", "Access"];
const CLIENTS: [&str; 3] = ["Client ID", "Scopes", ""];
/// How *Unconfigured third-party apps* may be set.
const ANY: &str = "Allow users to access any third-party apps";
const NONE: &str = "Don\u{2019}t allow users to access any third-party apps";

/// Everything under `/google/admin`.
pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/ac/owl/list", get(access).post(change_access))
        .route("/ac/owl/domainwidedelegation", get(delegation).post(change_delegation))
}

fn sheet(heading: &str, workspace: &Workspace) -> Sheet {
    Sheet::new(heading).start("Google Admin console", ACCESS).of(&workspace.domain)
}

/// *Manage app access*.
async fn access(State(office): State<Office>) -> Sheet {
    let workspace = office.google_workspace();
    let choices = [("any", ANY, ""), ("none", NONE, "")];
    let chosen = if workspace.restricted { "none" } else { "any" };
    let settings = controls::form(ACCESS)
        .inside(controls::radios("Unconfigured third-party apps", "unconfigured", &choices, chosen))
        .inside(element("div").class("ending").inside(controls::submit("Save")));
    let field = TextField { name: "client", label: "Client ID", hint: "Of an OAuth client.", ..TextField::default() };
    let configure = controls::form(ACCESS)
        .inside(element("h2").inside("Configure new app"))
        .inside(Markup::from(field))
        .inside(controls::radios(
            "Access to Google data",
            "access",
            &[("trusted", "Trusted", "Can access all Google data")],
            "trusted",
        ))
        .inside(element("div").class("ending").inside(controls::submit("Configure")));
    let rows = workspace.trusted.iter().map(|client| controls::row(&APPS, [client.as_str(), "Trusted"]));
    sheet("Manage app access", &workspace).content(settings).content(controls::table(&APPS, rows)).content(configure)
}

async fn change_access(State(office): State<Office>, posted: Posted) -> Redirect {
    match posted.text("unconfigured") {
        "" => office.google_trust(posted.text("client")),
        chosen => office.google_restrict(chosen == "none"),
    }
    Redirect::to(ACCESS)
}

/// *Domain-wide delegation*, with what the address fills in.
async fn delegation(State(office): State<Office>, Asked(asked): Asked) -> Sheet {
    let (client, scopes) = (asked.text("clientIdToAdd"), asked.text("clientScopeToAdd"));
    delegations(&office, (client, scopes, asked.text("overwriteClientId") == "true"), "")
}

fn delegations(office: &Office, (client, scopes, overwrite): (&str, &str, bool), error: &str) -> Sheet {
    let workspace = office.google_workspace();
    let hint = "The numeric ID of a service account.";
    let id = TextField { name: "client", label: "Client ID", hint, value: client, error, ..TextField::default() };
    let label = "OAuth scopes (comma-delimited)";
    let scopes = TextField { name: "scopes", label, value: scopes, ..TextField::default() };
    let form = controls::form(DELEGATION)
        .inside(element("h2").inside("Add a new client ID"))
        .inside(Markup::from(id))
        .inside(controls::tick("overwrite", "true", "Overwrite existing client ID", "", overwrite))
        .inside(Markup::from(scopes))
        .inside(element("div").class("ending").inside(controls::submit("Authorize")));
    let table = controls::table(&CLIENTS, workspace.delegations.iter().map(row));
    sheet("Domain-wide delegation", &workspace).content(table).content(form)
}

fn row(entry: &super::workspace::DomainDelegation) -> Element {
    let scopes = entry.scopes.iter().map(|scope| element("li").class("value").inside(scope.name()));
    let delete = element("button").class("command").with("name", "delete").with("value", &entry.client_id);
    let delete = delete.inside("Delete ").inside(controls::unseen(&entry.client_id));
    let form = controls::form(DELEGATION).inside(delete);
    controls::row(&CLIENTS, [Markup::text(&entry.client_id), element("ul").each(scopes).into(), form.into()])
}

async fn change_delegation(State(office): State<Office>, posted: Posted) -> Response {
    if !posted.text("delete").is_empty() {
        office.google_undelegate(posted.text("delete"));
        return Redirect::to(DELEGATION).into_response();
    }
    let overwrite = posted.text("overwrite") == "true";
    let (client, scopes) = (posted.text("client"), posted.text("scopes"));
    match office.google_delegate(client, scopes, overwrite) {
        Ok(()) => Redirect::to(DELEGATION).into_response(),
        Err(refusal) => {
            let page = delegations(&office, (client, scopes, overwrite), &refusal.to_string());
            page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
        }
    }
}

//! One client: its ID, its secrets, its redirect addresses. A secret is shown once, and its file can be downloaded while it is.

use super::clients;
use super::place::{InProject, no_page};
use super::side::Page;
use crate::google::client::{GoogleClient, GoogleClientKind, GoogleSecret};
use crate::portal::controls::{self, TextField};
use crate::portal::markup::{Element, Markup, element};
use crate::portal::posted::Posted;
use axum::Json;
use axum::extract::RawPathParams;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};

const COLUMNS: [&str; 4] = ["Client secret", "Creation date", "Status", ""];

fn named(params: &RawPathParams) -> &str {
    params.iter().find_map(|(name, value)| (name == "client").then_some(value)).unwrap_or_default()
}

/// The page.
pub(super) async fn show(at: InProject, params: RawPathParams) -> Response {
    let Some((client, fresh)) = at.office.look_at_google_client(&at.project.id, named(&params)) else {
        return no_page().into_response();
    };
    let said = if fresh {
        controls::done("OAuth client created. Copy the client secret or download its JSON now: it is not shown again.")
    } else {
        controls::note("Client secrets can only be viewed when they are created. If one is lost, add a new one.")
    };
    let download = fresh.then(|| {
        let file = at.address(&format!("{}/{}/file", Page::Clients.path(), client.id));
        controls::commands([controls::command("Download JSON", &file)])
    });
    let facts = element("dl").class("card facts").each([
        controls::fact("Client ID", controls::copyable("Client ID", &client.id)),
        controls::fact("Client secret", newest(&client, fresh)),
        controls::fact("Type", client.kind.label()),
        controls::fact("Creation date", controls::day(client.created)),
    ]);
    let sheet = at.sheet(Page::Clients, &client.name).content(said).content(facts).content(download.map(Markup::from));
    let sheet = if client.kind == GoogleClientKind::Web { sheet.content(redirects(&at, &client)) } else { sheet };
    sheet.content(secrets(&at, &client)).content(removal(&at, &client)).into_response()
}

fn newest(client: &GoogleClient, fresh: bool) -> Element {
    match client.secrets.last() {
        Some(secret) if fresh => controls::copyable("Client secret", secret.value.reveal()),
        Some(secret) => element("span").class("value").inside(masked(secret)),
        None => element("span").inside("None"),
    }
}

fn masked(secret: &GoogleSecret) -> String {
    format!("{}{}", "*".repeat(4), secret.hint())
}

fn redirects(at: &InProject, client: &GoogleClient) -> Element {
    let lines = client.redirects.join("\n");
    let field = TextField {
        name: "redirects",
        label: "Authorised redirect URIs",
        hint: "One a line. It may take five minutes to a few hours for settings to take effect.",
        value: &lines,
        kind: "lines",
        ..TextField::default()
    };
    form(at, client).inside(Markup::from(field)).inside(press("Save", "redirects", ""))
}

fn secrets(at: &InProject, client: &GoogleClient) -> Element {
    let row = |secret: &GoogleSecret| {
        let (status, switch, word) =
            if secret.enabled { ("Enabled", "Disable", "disable") } else { ("Disabled", "Enable", "enable") };
        let delete = (!secret.enabled).then(|| Markup::from(press("Delete", "delete-secret", secret.hint())));
        let buttons =
            form(at, client).inside(hint_of(secret)).inside(press(switch, word, secret.hint())).inside(delete);
        let cells = [masked(secret).into(), controls::day(secret.created).into(), status.into(), Markup::from(buttons)];
        controls::row(&COLUMNS, cells)
    };
    let add = form(at, client).inside(press("Add secret", "add-secret", ""));
    element("section")
        .class("card")
        .inside(element("h2").inside("Client secrets"))
        .inside(controls::table(&COLUMNS, client.secrets.iter().map(row)))
        .inside(add)
}

fn hint_of(secret: &GoogleSecret) -> Element {
    element("input").with("type", "hidden").with("name", "secret").with("value", secret.hint())
}

fn removal(at: &InProject, client: &GoogleClient) -> Element {
    let (button, word) = if client.deleted { ("Restore", "restore") } else { ("Delete client", "delete") };
    form(at, client).inside(press(button, word, ""))
}

fn form(at: &InProject, client: &GoogleClient) -> Element {
    controls::form(&clients::address(at, &client.id))
}

/// A button; `whose` is heard where there are several of its kind.
fn press(button: &str, word: &str, whose: &str) -> Element {
    let button = element("button").class("command").with("name", "do").with("value", word).inside(button);
    if whose.is_empty() { button } else { button.inside(controls::unseen(&format!(" secret ending in {whose}"))) }
}

/// Whatever was pressed.
pub(super) async fn change(at: InProject, params: RawPathParams, posted: Posted) -> Response {
    let (office, project, client) = (&at.office, at.project.id.as_str(), named(&params));
    let hint = posted.text("secret");
    let changed = match posted.text("do") {
        "redirects" => {
            office.google_set_redirects(project, client, &posted.text("redirects").lines().collect::<Vec<_>>())
        }
        "add-secret" => office.google_add_secret(project, client),
        "disable" => office.google_switch_secret(project, client, (hint, false)),
        "enable" => office.google_switch_secret(project, client, (hint, true)),
        "delete-secret" => office.google_delete_secret(project, client, hint),
        "delete" => office.google_delete_client(project, client, true),
        "restore" => office.google_delete_client(project, client, false),
        _ => return no_page().into_response(),
    };
    match changed {
        Ok(()) => Redirect::to(&format!("{}&done=saved", clients::address(&at, client))).into_response(),
        Err(refusal) => at.refuse(Page::Clients, &refusal),
    }
}

/// *Download JSON*.
pub(super) async fn file(at: InProject, params: RawPathParams) -> Response {
    let client = named(&params);
    let Some(file) = at.office.google_client_file(&at.project.id, client) else {
        return no_page().status(StatusCode::NOT_FOUND).into_response();
    };
    let name = format!("attachment; filename=\"client_secret_{client}.json\"");
    ([(header::CONTENT_DISPOSITION, name), (header::CACHE_CONTROL, "no-store".to_owned())], Json(file)).into_response()
}

//! Certificates & secrets. A Value is shown on the first page after Add, and on no page after that.

mod add;

use super::confirm::{self, Question};
use super::controls;
use super::markup::{Element, element};
use super::navigation::{Done, Notice, Page};
use super::place::{InRegistration, named, no_page};
use super::shell::Sheet;
use crate::directory::{ClientSecret, Concealed, SecretId};
use crate::office::Office;
use axum::extract::{Query, RawPathParams};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Router};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

const COLUMNS: [&str; 5] = ["Description", "Expires", "Value", "Secret ID", ""];

pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/credentials", get(show))
        .route("/credentials/new", get(add::ask).post(add::add))
        .route("/credentials/delete/{secret}", get(ask_delete).post(delete))
        .layer(Extension(Unseen::default()))
}

/// Values that nobody has seen yet. Looking takes them out.
#[derive(Clone, Debug, Default)]
struct Unseen(Arc<Mutex<BTreeMap<SecretId, Concealed>>>);

impl Unseen {
    fn keep(&self, secret: SecretId, value: Concealed) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(secret, value);
    }

    fn look(&self, secret: SecretId) -> Option<Concealed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&secret)
    }
}

async fn show(at: InRegistration, Query(done): Query<Done>, Extension(unseen): Extension<Unseen>) -> Sheet {
    let secrets = &at.registration.secrets;
    let add = controls::command("New client secret", &at.step(Page::Credentials, "new"));
    let content = if secrets.is_empty() {
        element("p").class("empty").inside("No client secrets have been created for this application.")
    } else {
        controls::table(&COLUMNS, secrets.iter().map(|secret| row(&at, secret, unseen.look(secret.id))))
    };
    at.sheet(Page::Credentials, Page::Credentials.label())
        .notice(done.notice())
        .content(element("h2").inside(format!("Client secrets ({})", secrets.len())))
        .content(
            element("p")
                .inside("A secret string that the application uses to prove its identity when requesting a token."),
        )
        .content(controls::commands([add]))
        .content(content)
}

fn row(at: &InRegistration, secret: &ClientSecret, value: Option<Concealed>) -> Element {
    let id = secret.id.to_string();
    let value = match value {
        Some(value) => controls::copyable("Value", value.reveal()),
        None => element("span").class("value unbroken").inside(format!("{}{}", secret.hint(), "*".repeat(12))),
    };
    let delete = controls::command("Delete", &at.step(Page::Credentials, &format!("delete/{id}")))
        .inside(controls::unseen(&format!(" {}", described(secret))));
    let expires = element("span").class("unbroken").inside(controls::day(secret.expires));
    controls::row(
        &COLUMNS,
        [controls::free(&described(secret)), expires, value, controls::copyable("Secret ID", &id), delete],
    )
}

/// The portal's text for a secret without a description.
fn described(secret: &ClientSecret) -> String {
    if secret.description.is_empty() {
        format!("Password uploaded on {}", secret.created.strftime("%a %b %d %Y"))
    } else {
        secret.description.clone()
    }
}

async fn ask_delete(at: InRegistration, params: RawPathParams) -> Sheet {
    let Some(secret) = find(&at, &params) else { return no_page() };
    let text = format!("Do you want to delete {}? Applications that use it can no longer sign in.", described(secret));
    let action = at.step(Page::Credentials, &format!("delete/{}", secret.id));
    confirm::ask(
        &at,
        Page::Credentials,
        &Question { heading: "Delete client secret", text: &text, yes: "Yes", no: "No", action: &action },
    )
}

async fn delete(at: InRegistration, params: RawPathParams) -> Response {
    let deleted = find(&at, &params).and_then(|secret| at.office.delete_secret(at.app(), secret.id).ok());
    match deleted {
        Some(()) => at.go_to(Page::Credentials, Notice::SecretDeleted),
        None => no_page().into_response(),
    }
}

fn find<'a>(at: &'a InRegistration, params: &RawPathParams) -> Option<&'a ClientSecret> {
    let id: SecretId = named(params, "secret")?.parse().ok()?;
    at.registration.secrets.iter().find(|secret| secret.id == id)
}

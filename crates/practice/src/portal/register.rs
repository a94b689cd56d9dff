//! Register an application.

use super::account_types;
use super::controls::{self, TextField};
use super::markup::{Element, Markup, element};
use super::navigation::{Notice, Page};
use super::place::InDirectory;
use super::platform;
use super::posted::Posted;
use super::shell::Sheet;
use crate::directory::Audience;
use crate::office::{NewRegistration, PortalRefusal};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use thiserror::Error;

/// The portal's labels for platforms on this page differ from those under Authentication.
const PLATFORMS: [(&str, &str); 4] = [
    ("", "Select a platform"),
    ("desktop", "Public client/native (mobile & desktop)"),
    ("web", "Web"),
    ("spa", "Single-page application (SPA)"),
];

/// What stands in the form, and what is wrong with it.
struct Draft<'a> {
    name: &'a str,
    audience: Audience,
    platform: &'a str,
    uri: &'a str,
    name_error: String,
    uri_error: String,
}

/// Why the form comes back.
#[derive(Debug, Error)]
enum Refusal {
    #[error("Select a platform for the redirect URI.")]
    NoPlatform,
    #[error("{0}")]
    Office(#[from] PortalRefusal),
}

/// The empty form.
pub(super) async fn ask(at: InDirectory) -> Sheet {
    let empty = Draft {
        name: "",
        audience: Audience::SingleTenant,
        platform: "",
        uri: "",
        name_error: String::new(),
        uri_error: String::new(),
    };
    page(&at, &empty)
}

/// Register.
pub(super) async fn register(at: InDirectory, posted: Posted) -> Response {
    match read(&posted).and_then(|new| Ok(at.office.register(&new)?)) {
        Ok(registration) => {
            let overview = format!("{}/{}/{}", at.registrations(), registration.app_id, Page::Overview.slug());
            Redirect::to(&format!("{overview}?done={}", Notice::Registered.slug())).into_response()
        }
        Err(refusal) => page(&at, &refused(&posted, &refusal)).status(StatusCode::UNPROCESSABLE_ENTITY).into_response(),
    }
}

fn read(posted: &Posted) -> Result<NewRegistration, Refusal> {
    let uri = posted.text("uri").trim();
    let redirect = match platform::named(posted.text("platform")) {
        _ if uri.is_empty() => None,
        Some(platform) => Some((platform, uri.to_owned())),
        None => return Err(Refusal::NoPlatform),
    };
    Ok(NewRegistration {
        name: posted.text("name").to_owned(),
        audience: account_types::read(posted).unwrap_or(Audience::SingleTenant),
        redirect,
    })
}

fn refused<'a>(posted: &'a Posted, refusal: &Refusal) -> Draft<'a> {
    let about_name = matches!(refusal, Refusal::Office(PortalRefusal::Name));
    let said = |about: bool| if about { refusal.to_string() } else { String::new() };
    Draft {
        name: posted.text("name"),
        audience: account_types::read(posted).unwrap_or(Audience::SingleTenant),
        platform: posted.text("platform"),
        uri: posted.text("uri"),
        name_error: said(about_name),
        uri_error: said(!about_name),
    }
}

fn page(at: &InDirectory, draft: &Draft<'_>) -> Sheet {
    let name = TextField {
        name: "name",
        label: "Name",
        hint: "The user-facing display name for this application; it can be changed later.",
        value: draft.name,
        error: &draft.name_error,
        ..TextField::default()
    };
    let form = controls::form(&at.new_registration())
        .inside(name)
        .inside(account_types::radios(&at.directory.name, draft.audience))
        .inside(redirect(draft))
        .inside(controls::ending("Register", &at.registrations()));
    at.sheet("Register an application")
        .trail(&at.directory.name, format!("/portal/{}", at.directory.tenant))
        .trail("App registrations", at.registrations())
        .content(form)
}

fn redirect(draft: &Draft<'_>) -> Element {
    let uri =
        TextField { name: "uri", label: "Value", value: draft.uri, error: &draft.uri_error, ..TextField::default() };
    let fields = element("div")
        .class("together")
        .inside(controls::select("Platform", "platform", &PLATFORMS, draft.platform))
        .inside(Markup::from(uri));
    element("fieldset")
        .class("field")
        .inside(element("legend").inside("Redirect URI (optional)"))
        .inside(
            element("p")
                .class("hint")
                .inside("A sign-in returns its answer to this address, for example https://example.com/auth."),
        )
        .inside(fields)
}

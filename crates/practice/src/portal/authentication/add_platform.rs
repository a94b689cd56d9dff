//! Add a platform: which, and its first redirect URI. Configure takes effect at once.

use crate::directory::Platform;
use crate::office::Office;
use crate::portal::controls::{self, TextField};
use crate::portal::markup::element;
use crate::portal::navigation::{Notice, Page};
use crate::portal::place::{InRegistration, named, no_page};
use crate::portal::platform;
use crate::portal::posted::Posted;
use crate::portal::registrations::{card, cards};
use crate::portal::shell::Sheet;
use axum::Router;
use axum::extract::RawPathParams;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/authentication/add-platform", get(choose))
        .route("/authentication/add-platform/{platform}", get(ask).post(configure))
}

async fn choose(at: InRegistration) -> Sheet {
    let card = |platform: Platform| card(platform.label(), &address(&at, platform), platform::meaning(platform));
    at.sheet(Page::Authentication, "Configure platforms")
        .content(element("h2").inside("Applications"))
        .content(cards(Platform::ALL.map(card)))
}

async fn ask(at: InRegistration, params: RawPathParams) -> Sheet {
    named(&params, "platform").and_then(platform::named).map_or_else(no_page, |platform| page(&at, platform, "", ""))
}

async fn configure(at: InRegistration, params: RawPathParams, posted: Posted) -> Response {
    let Some(platform) = named(&params, "platform").and_then(platform::named) else { return no_page().into_response() };
    let uri = posted.text("uri");
    match at.office.add_redirect(at.app(), platform, uri) {
        Ok(()) => at.go_to(Page::Authentication, Notice::Saved),
        Err(refusal) => {
            page(&at, platform, uri, &refusal.to_string()).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
        }
    }
}

fn page(at: &InRegistration, platform: Platform, uri: &str, error: &str) -> Sheet {
    let field = TextField {
        name: "uri",
        label: "Redirect URI",
        hint: "It must match the address in the sign-in letter for letter.",
        value: uri,
        error,
        ..TextField::default()
    };
    let form = controls::form(&address(at, platform))
        .inside(field)
        .inside(controls::ending("Configure", &at.page(Page::Authentication)));
    let heading = format!("Configure {platform}");
    at.sheet(Page::Authentication, &heading).content(element("p").inside(platform::meaning(platform))).content(form)
}

fn address(at: &InRegistration, platform: Platform) -> String {
    at.step(Page::Authentication, &format!("add-platform/{}", platform::slug(platform)))
}

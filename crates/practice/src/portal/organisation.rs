//! Settings of the whole organisation: SMTP AUTH (Exchange admin center, Mail flow settings) and user consent (Enterprise
//! applications, Consent and permissions).

use super::controls::{self, Choice};
use super::markup::element;
use super::navigation::{Done, Notice};
use super::place::InDirectory;
use super::posted::Posted;
use super::shell::Sheet;
use crate::office::Office;
use axum::Router;
use axum::extract::Query;
use axum::response::Redirect;
use axum::routing::get;

pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/mail-flow", get(mail_flow).post(save_mail_flow))
        .route("/user-consent", get(user_consent).post(save_user_consent))
}

async fn mail_flow(at: InDirectory, Query(done): Query<Done>) -> Sheet {
    let off = !at.directory.exchange.smtp_auth;
    let words = "Turn off SMTP AUTH protocol for your organization";
    let form = controls::form(&at.address("/mail-flow"))
        .inside(controls::tick(
            "smtp-auth",
            "off",
            words,
            "A mailbox with a setting of its own does not follow it.",
            off,
        ))
        .inside(controls::ending("Save", &at.address("")));
    at.sheet("Mail flow settings").trail(&at.directory.name, at.address("")).notice(done.notice()).content(form)
}

async fn save_mail_flow(at: InDirectory, posted: Posted) -> Redirect {
    at.office.set_smtp_auth(posted.text("smtp-auth") != "off");
    at.saved("/mail-flow")
}

/// The portal's first choice; the second stands for the two that leave something to people, as Microsoft's policy does.
const CONSENT: [Choice<'static>; 2] = [
    ("no", "Do not allow user consent", "An administrator will be required for all apps."),
    (
        "yes",
        "Let Microsoft manage your consent settings (Recommended)",
        "People may agree to what Microsoft's policy leaves them.",
    ),
];

async fn user_consent(at: InDirectory, Query(done): Query<Done>) -> Sheet {
    let chosen = if at.directory.user_consent { "yes" } else { "no" };
    let form = controls::form(&at.address("/user-consent"))
        .inside(controls::radios("User consent for applications", "consent", &CONSENT, chosen))
        .inside(controls::ending("Save", &at.address("")));
    at.sheet("User consent settings")
        .trail(&at.directory.name, at.address(""))
        .notice(done.notice())
        .content(element("p").inside("Consent and permissions"))
        .content(form)
}

async fn save_user_consent(at: InDirectory, posted: Posted) -> Redirect {
    at.office.set_user_consent(posted.text("consent") == "yes");
    at.saved("/user-consent")
}

impl InDirectory {
    fn saved(&self, page: &str) -> Redirect {
        Redirect::to(&format!("{}?done={}", self.address(page), Notice::Saved.slug()))
    }
}

//! Add a client secret: a description and a period.

use super::Unseen;
use crate::office::{Lifetime, PortalRefusal};
use crate::portal::controls::{self, TextField};
use crate::portal::markup::{Markup, element};
use crate::portal::navigation::{Notice, Page};
use crate::portal::place::InRegistration;
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::Extension;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The portal's choices, its proposal first. What it calls months it counts in days.
const PERIODS: [(&str, &str); 6] = [
    ("180", "Recommended: 180 days (6 months)"),
    ("90", "90 days (3 months)"),
    ("365", "365 days (12 months)"),
    ("545", "545 days (18 months)"),
    ("730", "730 days (24 months)"),
    ("custom", "Custom"),
];

pub(super) async fn ask(at: InRegistration) -> Sheet {
    page(&at, &Posted::default(), "")
}

pub(super) async fn add(at: InRegistration, Extension(unseen): Extension<Unseen>, posted: Posted) -> Response {
    let lifetime = lifetime(&posted, at.office.now()).ok_or(PortalRefusal::Lifetime);
    match lifetime.and_then(|lifetime| at.office.add_secret(at.app(), posted.text("description"), lifetime)) {
        Ok(made) => {
            unseen.keep(made.id, made.value);
            at.go_to(Page::Credentials, Notice::SecretAdded)
        }
        Err(refusal) => {
            page(&at, &posted, &refusal.to_string()).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
        }
    }
}

fn lifetime(posted: &Posted, now: Timestamp) -> Option<Lifetime> {
    let (period, _) = PERIODS.into_iter().find(|(period, _)| *period == posted.text("expires"))?;
    let end = match period.parse::<i64>() {
        Ok(days) => now.checked_add(SignedDuration::from_hours(24 * days)).ok()?,
        Err(_) => posted.text("end").parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp(),
    };
    Some(Lifetime::Until(end))
}

fn page(at: &InRegistration, posted: &Posted, error: &str) -> Sheet {
    let description = TextField {
        name: "description",
        label: "Description",
        value: posted.text("description"),
        ..TextField::default()
    };
    let end = TextField {
        name: "end",
        label: "End",
        hint: "The last day of a custom period, at most 24 months away.",
        value: posted.text("end"),
        error,
        kind: "date",
    };
    let chosen = match posted.text("expires") {
        "" => PERIODS[0].0,
        chosen => chosen,
    };
    let form = controls::form(&at.step(Page::Credentials, "new"))
        .inside(description)
        .inside(controls::select("Expires", "expires", &PERIODS, chosen))
        .inside(element("div").class("custom").inside(Markup::from(end)))
        .inside(controls::ending("Add", &at.page(Page::Credentials)));
    at.sheet(Page::Credentials, "Add a client secret").content(form)
}

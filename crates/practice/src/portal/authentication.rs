//! Authentication: redirect URIs by platform. As in the portal, what is typed or removed counts only after Save.

mod add_platform;
mod draft;

use super::account_types;
use super::controls::{self, Choice};
use super::markup::{Element, Markup, element};
use super::navigation::{Done, Notice, Page};
use super::place::InRegistration;
use super::platform;
use super::posted::Posted;
use super::shell::Sheet;
use crate::directory::Platform;
use crate::office::Office;
use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use draft::{Draft, Row};

const PUBLIC_FLOWS: [Choice<'static>; 2] = [("yes", "Yes", ""), ("no", "No", "")];

pub(super) fn pages() -> Router<Office> {
    Router::new().route("/authentication", get(show).post(change)).merge(add_platform::pages())
}

async fn show(at: InRegistration, Query(done): Query<Done>) -> Sheet {
    page(&at, &Draft::of(&at.registration)).notice(done.notice())
}

/// Which button was pressed. A form sent without one was sent by the Enter key: Save.
enum Press {
    Save,
    Add(Platform),
    Remove(Platform, usize),
}

fn press(word: &str) -> Press {
    let mut parts = word.split(':');
    let (verb, platform) = (parts.next().unwrap_or_default(), parts.next().and_then(platform::named));
    let index = parts.next().and_then(|index| index.parse().ok());
    match (verb, platform, index) {
        ("add", Some(platform), None) => Press::Add(platform),
        ("remove", Some(platform), Some(index)) => Press::Remove(platform, index),
        _ => Press::Save,
    }
}

async fn change(at: InRegistration, posted: Posted) -> Response {
    let mut draft = Draft::read(&posted, &at.registration);
    match press(posted.text("press")) {
        Press::Save if draft.check(&at.registration) => save(&at, &draft),
        Press::Save => page(&at, &draft).status(StatusCode::UNPROCESSABLE_ENTITY).into_response(),
        Press::Add(platform) => {
            draft.add(platform);
            unsaved(&at, &draft)
        }
        Press::Remove(platform, index) => {
            draft.remove(platform, index);
            unsaved(&at, &draft)
        }
    }
}

fn save(at: &InRegistration, draft: &Draft) -> Response {
    match draft.save(&at.office, &at.registration) {
        Ok(()) => at.go_to(Page::Authentication, Notice::Saved),
        Err(refusal) => {
            let refused = controls::refused(&refusal.to_string());
            page(at, draft).notice(refused).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
        }
    }
}

fn unsaved(at: &InRegistration, draft: &Draft) -> Response {
    page(at, draft).notice(controls::note("Not saved yet. Choose Save to keep the changes.")).into_response()
}

fn page(at: &InRegistration, draft: &Draft) -> Sheet {
    let add = controls::command("Add a platform", &at.step(Page::Authentication, "add-platform"));
    let save = controls::submit("Save").with("name", "press").with("value", "save");
    let discard = controls::command("Discard", &at.page(Page::Authentication));
    let form = controls::form(&at.page(Page::Authentication))
        .inside(controls::commands([save, discard, add]))
        .inside(platforms(draft))
        .inside(implicit(draft))
        .inside(account_types(at, draft))
        .inside(public_flows(draft));
    at.sheet(Page::Authentication, Page::Authentication.label())
        .content(element("p").inside("Microsoft only returns people to addresses on this list."))
        .content(form)
}

fn platforms(draft: &Draft) -> Markup {
    let configured: Vec<_> = Platform::ALL.into_iter().filter(|platform| !draft.rows(*platform).is_empty()).collect();
    if configured.is_empty() {
        return element("p").class("empty").inside("No platform is configured yet.").into();
    }
    Markup::all(configured.into_iter().map(|platform| section(draft, platform)))
}

fn section(draft: &Draft, platform: Platform) -> Element {
    let rows = draft.rows(platform).iter().enumerate().map(|(index, row)| uri_field(platform, index, row));
    let add = element("button")
        .class("command")
        .with("type", "submit")
        .with("name", "press")
        .with("value", &format!("add:{}", platform::slug(platform)))
        .inside("Add URI")
        .inside(controls::unseen(&format!(" under {platform}")));
    let uris = element("fieldset").inside(element("legend").inside("Redirect URIs")).each(rows).inside(add);
    element("section")
        .class("card")
        .inside(element("h2").inside(platform.label()))
        .inside(element("p").class("hint").inside(platform::meaning(platform)))
        .inside(uris)
}

fn uri_field(platform: Platform, index: usize, row: &Row) -> Element {
    let slug = platform::slug(platform);
    let (id, error) = (format!("{slug}-{index}"), format!("{slug}-{index}-error"));
    let label = format!("{platform} redirect URI {}", index + 1);
    let input = element("input").with("type", "text").with("id", &id).with("name", slug).with("value", &row.uri);
    let input = input.with("autocomplete", "off").with("spellcheck", "false");
    let remove = element("button")
        .class("command quiet")
        .with("type", "submit")
        .with("name", "press")
        .with("value", &format!("remove:{slug}:{index}"))
        .inside("Remove")
        .inside(controls::unseen(&format!(" {}", row.uri)));
    let line = element("div").class("line");
    let line = match row.refusal {
        Some(_) => line.inside(input.with("aria-invalid", "true").with("aria-describedby", &error)),
        None => line.inside(input),
    };
    element("div")
        .class("uri")
        .inside(element("label").class("visually-hidden").with("for", &id).inside(label))
        .inside(line.inside(remove))
        .inside(row.refusal.map(|refusal| controls::field_error(&error, &refusal.to_string())))
}

fn implicit(draft: &Draft) -> Element {
    let tick = |name: &str, label: &str, on: bool| controls::tick(name, "yes", label, "", on);
    element("section")
        .class("card")
        .inside(element("h2").inside("Implicit grant and hybrid flows"))
        .inside(tick("access-tokens", "Access tokens (used for implicit flows)", draft.implicit.access_tokens))
        .inside(tick("id-tokens", "ID tokens (used for implicit and hybrid flows)", draft.implicit.id_tokens))
}

fn account_types(at: &InRegistration, draft: &Draft) -> Element {
    element("section").class("card").inside(account_types::radios(&at.directory.name, draft.audience))
}

fn public_flows(draft: &Draft) -> Element {
    let chosen = if draft.public_flows { "yes" } else { "no" };
    element("section")
        .class("card")
        .inside(element("h2").inside("Advanced settings"))
        .inside(controls::radios("Allow public client flows", "public-flows", &PUBLIC_FLOWS, chosen))
        .inside(
            element("p")
                .class("hint")
                .inside("Only for sign-ins without a redirect URI. Leave it at No for an application with a secret."),
        )
}

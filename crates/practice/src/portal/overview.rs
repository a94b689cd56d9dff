//! Overview: the values that a person carries away, each with a copy icon, and all of them to be copied at once.

use super::controls;
use super::markup::{Element, element};
use super::navigation::{Done, Page};
use super::place::InRegistration;
use super::shell::Sheet;
use crate::directory::{Audience, Platform, Registration};
use crate::office::Office;
use axum::Router;
use axum::extract::Query;
use axum::response::Redirect;
use axum::routing::get;

pub(super) fn pages() -> Router<Office> {
    Router::new().route("/", get(start)).route("/overview", get(show))
}

async fn start(at: InRegistration) -> Redirect {
    Redirect::to(&at.page(Page::Overview))
}

async fn show(at: InRegistration, Query(done): Query<Done>) -> Sheet {
    let essentials = element("section")
        .class("card")
        .with("aria-labelledby", "essentials")
        .inside(element("h2").with("id", "essentials").inside("Essentials"))
        .inside(element("dl").class("facts").each(facts(&at)));
    at.sheet(Page::Overview, Page::Overview.label()).notice(done.notice()).content(essentials)
}

fn facts(at: &InRegistration) -> [Element; 9] {
    let copied = |label: &str, value: &str| controls::fact(label, controls::copyable(label, value));
    let linked = |label: &str, words: &str, page: Page| controls::fact(label, controls::link(words, &at.page(page)));
    let registration = &at.registration;
    [
        copied("Display name", &registration.name),
        copied("Application (client) ID", &registration.app_id.to_string()),
        copied("Object ID", &registration.object_id.to_string()),
        copied("Directory (tenant) ID", &at.directory.tenant.to_string()),
        linked("Supported account types", audience(registration.audience), Page::Authentication),
        linked("Client credentials", &credentials(registration), Page::Credentials),
        linked("Redirect URIs", &redirects(registration), Page::Authentication),
        match &registration.exposed.uri {
            Some(uri) => copied("Application ID URI", uri),
            None => linked("Application ID URI", "Add an Application ID URI", Page::ExposeApi),
        },
        linked("Managed application in local directory", &registration.name, Page::Properties),
    ]
}

fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::SingleTenant => "My organization only",
        Audience::MultiTenant => "Multiple organizations",
        Audience::MultiTenantAndPersonal => "All Microsoft account users",
        Audience::Personal => "Personal Microsoft account users",
    }
}

fn credentials(registration: &Registration) -> String {
    match registration.secrets.len() {
        0 => "Add a certificate or secret".to_owned(),
        secrets => format!("0 certificate, {secrets} secret"),
    }
}

fn redirects(registration: &Registration) -> String {
    let [web, spa, desktop] = Platform::ALL.map(|platform| registration.redirects_under(platform).count());
    match web + spa + desktop {
        0 => "Add a Redirect URI".to_owned(),
        _ => format!("{web} web, {spa} spa, {desktop} public client"),
    }
}

//! Pages of other sites that are open in the person's browser: they may neither read the office nor change anything in it.

use reqwest::{Client, StatusCode, header, redirect};

use crate::desk::{Desk, form};

fn browser() -> Client {
    let _already_there = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().redirect(redirect::Policy::none()).build().unwrap()
}

/// The status of a page that is asked for with this header.
async fn status(address: &str, header: &str, value: &str) -> StatusCode {
    browser().get(address).header(header, value).send().await.unwrap().status()
}

/// Another name made to lead here (DNS rebinding), or none.
#[tokio::test]
async fn the_office_answers_under_its_own_names_only() {
    let desk = Desk::registered().await;
    let addresses = desk.running.addresses();
    let port = desk.portal().port().unwrap();
    let messages = format!("{}/messages?message_id=x", addresses.inbox());
    let (portal, authorize) = (addresses.portal(), addresses.authorize());
    let pages = [portal.as_str(), addresses.inbox().as_str(), &messages, &authorize].map(str::to_owned);
    let foreign = ["evil.example", "127.0.0.1.evil.example", "evil@127.0.0.1", "[::1]", "0.0.0.0", "localhost."];
    let foreign = foreign.map(|name| format!("{name}:{port}"));
    for page in &pages {
        for host in foreign.iter().map(String::as_str).chain(["127.0.0.1", "localhost", "localhost:1"]) {
            assert_eq!(status(page, "host", host).await, StatusCode::MISDIRECTED_REQUEST, "{page} as {host}");
        }
        for name in ["127.0.0.1", "localhost"] {
            let got = status(page, "host", &format!("{name}:{port}")).await;
            assert_ne!(got, StatusCode::MISDIRECTED_REQUEST, "{page} as {name}");
        }
    }
}

/// A form that another site sends, with or without a word about itself.
#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    let mut desk = Desk::registered().await;
    let page = desk.open("credentials/new").await;
    let address = page.address.to_string();
    for site in ["cross-site", "same-site"] {
        let request = browser().post(&address).header("sec-fetch-site", site).header(header::ORIGIN, "null");
        let answer = request.form(&[("description", "stolen"), ("expires", "6")]).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{site}");
        assert_eq!(desk.registration().secrets.len(), 0, "{site}");
    }
    let mut typed = form(&page, "Add");
    typed.fill("Description", "own").unwrap();
    desk.robot.submit(&typed, "Add").await.unwrap();
    assert_eq!(desk.registration().secrets.len(), 1, "the office's own page may");
}

/// A link from another site is looked at like any other.
#[tokio::test]
async fn a_link_from_another_site_is_followed() {
    let desk = Desk::registered().await;
    let got = status(&desk.running.addresses().portal(), "sec-fetch-site", "cross-site").await;
    assert!(got.is_success() || got.is_redirection(), "{got}");
}

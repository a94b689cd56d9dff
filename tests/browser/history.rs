//! What a sign-in leaves in the browser: its history, its sessions, its caches.

use std::time::Duration;

use sendoff_loopback::Way;
use sendoff_oauth::ResponseMode::{FormPost, Query};
use tokio::time::sleep;

use crate::{
    attempt::{CODE, patient, taken, waiting},
    chromium::{Chromium, Look, Pages, Profile},
    web::{PROVIDER, Web},
};

/// Opened by every test, to show that the search finds what stands in the history.
const PLANTED: &str = "PLANTED-5d21a94c";

pub(crate) async fn plant(web: &Web, browser: &Chromium) {
    web.put(PROVIDER, &format!("/?planted={PLANTED}"), "", "<!doctype html><title>Planted</title><h1>Planted</h1>");
    browser.go(&format!("https://{PROVIDER}/?planted={PLANTED}")).await;
    browser.arrive("Planted").await;
}

pub(crate) fn is_history(place: &str) -> bool {
    place.split('/').next_back().is_some_and(|name| name.starts_with("History"))
}

/// The files with the code, after the search has shown that it finds.
pub(crate) fn found(profile: &Profile, what: &str) -> Vec<String> {
    let (planted, _) = profile.search(PLANTED);
    assert!(planted.iter().any(|place| is_history(place)), "the search finds what stands in the history: {planted:?}");
    let (code, files) = profile.search(CODE);
    println!("{what}: {files} files of the profile searched, the code in {code:?} (planted: in {planted:?})");
    code
}

/// The landing page holds nothing of the request, in its words or its address, and nothing is asked for beside it: no
/// icon, nobody else (promise 8).
async fn is_quiet(browser: &Chromium, state: &str) {
    browser.arrive("Answer received").await;
    let (source, address) = (browser.source().await, browser.address().await);
    let names = "return performance.getEntriesByType('resource').map((one) => one.name).join(' ')";
    let resources = browser.ask(names).await.as_str().unwrap_or_default().to_owned();
    for secret in [CODE, state] {
        assert!(!source.contains(secret) && !address.contains(secret), "{address}\n{source}");
    }
    assert_eq!(resources, "", "nothing but the page");
}

/// Chromium asks its maker which accounts are signed in, whatever page is shown.
fn is_its_own(asked: &str) -> bool {
    asked.starts_with("accounts.google.com /ListAccounts")
}

/// Promise 9: an https page of the provider posts the code to the port, as Microsoft does; nothing of it stays in the
/// browser.
#[tokio::test]
async fn a_code_in_a_form_leaves_nothing_in_the_browser() {
    let web = Web::open().await;
    let browser = Chromium::open(&web, Look::Light, Pages::Public).await;
    plant(&web, &browser).await;
    let asked_before = web.asked();
    let (received, ()) = waiting(FormPost, patient(), async |site| {
        site.put_form(&web);
        browser.go(&format!("https://{PROVIDER}/form")).await;
        is_quiet(&browser, &site.state).await;
        assert_eq!(browser.address().await, format!("http://localhost:{}/received", site.port));
        sleep(Duration::from_secs(2)).await;
    })
    .await;
    assert_eq!((received.way, received.noise.total), (Way::Browser, 0), "no icon, no second request");
    assert!(taken(received).contains(&format!("&code={CODE}&")));
    let beside: Vec<_> = web.asked().split_off(asked_before.len());
    let others: Vec<_> = beside.iter().filter(|asked| !asked.starts_with(PROVIDER) && !is_its_own(asked)).collect();
    assert!(others.is_empty(), "nobody else is asked: {beside:?}");
    let profile = browser.close().await;
    assert_eq!(found(&profile, "by a form"), Vec::<String>::new());
}

/// The icon of a page without the listener's policy is asked for, so its absence above means something.
#[tokio::test]
async fn chromium_would_ask_for_an_icon() {
    let web = Web::open().await;
    let browser = Chromium::open(&web, Look::Light, Pages::Public).await;
    plant(&web, &browser).await;
    let icon = async {
        while !web.asked().contains(&format!("{PROVIDER} /favicon.ico")) {
            sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(crate::chromium::HANG, icon).await.expect("it asks for the icon of a page without a policy");
}

/// In the query the code does stay in the history, whatever the page does: that is written down, and why it is of no use
/// to anybody any more (it is spent, and bound to a verifier that never left the program). The page after it is clean.
#[tokio::test]
async fn a_code_in_the_query_stays_in_the_history_and_nowhere_on_the_page() {
    let web = Web::open().await;
    let browser = Chromium::open(&web, Look::Light, Pages::Public).await;
    plant(&web, &browser).await;
    let (received, ()) = waiting(Query, patient(), async |site| {
        web.redirect(PROVIDER, "/query", &site.true_address());
        browser.go(&format!("https://{PROVIDER}/query")).await;
        is_quiet(&browser, &site.state).await;
        assert_eq!(browser.address().await, format!("http://localhost:{}/received", site.port));
        sleep(Duration::from_secs(2)).await;
    })
    .await;
    assert_eq!((received.way, received.noise.total), (Way::Browser, 0), "no icon, no second request");
    taken(received);
    let profile = browser.close().await;
    let code = found(&profile, "by the query");
    assert!(code.iter().any(|place| is_history(place)), "Chromium 156 keeps the address of a redirect: {code:?}");
    let sessions: Vec<_> = code.iter().filter(|place| place.contains("Sessions")).collect();
    println!("of these, files from which a session is restored: {sessions:?}");
}

//! A stranger's page that is open in the same browser while a sign-in waits (promises 1 and 4).

use std::time::{Duration, Instant};

use sendoff_loopback::{Limits, Way};
use sendoff_oauth::ResponseMode::FormPost;
use serde_json::Value;
use tokio::time::timeout;

use crate::{
    attempt::{CODE, Waiting, patient, taken, waiting},
    chromium::{Chromium, HANG, Look, Pages},
    web::{PROVIDER, STRANGER, Web},
};

const SCRIPT: &str = include_str!("hostile.js");

/// After this, a request has not come: the browser keeps it back.
const KEPT_BACK: Duration = Duration::from_millis(1500);

async fn visit_stranger(web: &Web, browser: &Chromium, site: &Waiting) {
    let html = format!("<!doctype html><title>Evil</title><h1>Evil</h1><script>{SCRIPT}</script>");
    web.put(STRANGER, "/", "", &html);
    web.redirect(STRANGER, "/sent-on", &format!("{}?error=access_denied", site.place()));
    browser.go(&format!("https://{STRANGER}/#http://localhost:{}", site.port)).await;
    browser.arrive("Evil").await;
}

/// Does one of the page's kinds after the other; gives for each how many requests came of it.
async fn attack(browser: &Chromium, site: &Waiting) -> Vec<(String, u64)> {
    let names = browser.ask("return Object.keys(kinds)").await;
    let names: Vec<String> = serde_json::from_value(names).expect("names");
    let mut noise = site.handle.noise();
    let mut came = Vec::new();
    for name in names {
        let before = noise.borrow_and_update().total;
        browser.ask(&format!("kinds['{name}']()")).await;
        let _ = timeout(KEPT_BACK, noise.wait_for(|count| count.total > before)).await;
        let after = noise.borrow_and_update().total;
        came.push((name, after - before));
    }
    came
}

/// The true answer, by the provider's page in a tab of its own; how long it took, the loading of both pages included.
async fn answer(web: &Web, browser: &Chromium, site: &Waiting) -> Duration {
    site.put_form(web);
    let tab = browser.client.new_window(true).await.expect("a tab");
    browser.client.switch_to_window(tab.handle).await.expect("the tab");
    let since = Instant::now();
    browser.go(&format!("https://{PROVIDER}/form")).await;
    browser.arrive("Answer received").await;
    since.elapsed()
}

/// Every kind of request a page can make, from a page on this computer's own network, where Chromium lets the most
/// through: the page reads nothing, the sign-in goes on, and the true answer is taken.
#[tokio::test]
async fn a_strangers_page_ends_no_sign_in_and_reads_nothing() {
    let web = Web::open().await;
    let browser = Chromium::open(&web, Look::Light, Pages::Local).await;
    let (received, (came, read, took)) = waiting(FormPost, Limits::default(), async |site| {
        visit_stranger(&web, &browser, &site).await;
        let came = attack(&browser, &site).await;
        let read = browser.ask("return read").await;
        (came, read, answer(&web, &browser, &site).await)
    })
    .await;
    let (arrived, kept): (Vec<_>, Vec<_>) = came.iter().partition(|(_, count)| *count > 0);
    let kept: Vec<_> = kept.into_iter().map(|(name, _)| name.as_str()).collect();
    println!("{} kinds of a page, {} arrived; not arrived: {kept:?}", came.len(), arrived.len());
    println!("{} requests turned away, the true answer taken {took:?} after its page was opened", received.noise.total);
    assert_eq!(read, Value::Array(vec![]), "the page saw nothing");
    assert!(came.len() >= 40 && arrived.len() >= 40, "{came:?}");
    assert_eq!(received.way, Way::Browser);
    assert!(taken(received).contains(&format!("&code={CODE}&")));
    browser.close().await;
}

/// The same from a page of the public web: Chromium asks the person before it lets such a page near this computer, except
/// for going to a page, by which the true answer comes as well.
#[tokio::test]
async fn neither_does_one_from_the_public_web() {
    let web = Web::open().await;
    let browser = Chromium::open(&web, Look::Light, Pages::Public).await;
    let (received, (came, read, took)) = waiting(FormPost, Limits::default(), async |site| {
        visit_stranger(&web, &browser, &site).await;
        browser.ask("for (const name of Object.keys(kinds)) kinds[name]()").await;
        let mut noise = site.handle.noise();
        let _ = timeout(HANG, noise.wait_for(|count| count.total >= 8)).await;
        let read = browser.ask("return read").await;
        let took = answer(&web, &browser, &site).await;
        (site.handle.noise().borrow().total, read, took)
    })
    .await;
    println!("from the public web {came} requests arrived, the true answer taken {took:?} after its page was opened");
    assert!(came >= 8, "windows are let through");
    assert_eq!(read, Value::Array(vec![]), "the page saw nothing");
    taken(received);
    browser.close().await;
}

/// A page that floods the port with images, fetches and forms before, while and after the true answer comes.
#[tokio::test]
async fn nor_does_a_page_that_floods_the_port() {
    let web = Web::open().await;
    let browser = Chromium::open(&web, Look::Light, Pages::Local).await;
    let (received, (before, then, took)) = waiting(FormPost, patient(), async |site| {
        visit_stranger(&web, &browser, &site).await;
        browser.ask("flood()").await;
        let mut noise = site.handle.noise();
        let flooded = timeout(HANG, noise.wait_for(|count| count.total >= 200)).await;
        flooded.expect("the flood arrives").expect("the wait goes on");
        let before = noise.borrow_and_update().total;
        let took = answer(&web, &browser, &site).await;
        (before, noise.borrow_and_update().total, took)
    })
    .await;
    let (during, after) = (then - before, received.noise.total - then);
    println!("{before} requests before the answer, {during} while it came, which took {took:?}, and {after} after it");
    assert!(during >= 20 && after >= 20, "the flood goes on all the time");
    taken(received);
    browser.close().await;
}

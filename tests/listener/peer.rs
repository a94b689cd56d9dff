//! A program that signs in, to be stopped, killed, starved of files and given other browsers by the tests: `listener-peer
//! wait`, `reach`, `open`, `sign-in`, `race`. It tells what happens in lines of JSON.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a program of a test, which reads the clock and ends with its reason when it cannot go on"
)]

#[path = "peer/opening.rs"]
mod opening;
#[path = "peer/racing.rs"]
mod racing;
#[path = "peer/reaching.rs"]
mod reaching;
#[path = "peer/signing_in.rs"]
mod signing_in;
#[path = "peer/waiting.rs"]
mod waiting;

use std::{
    convert::Infallible,
    io::{self, Write},
};

use sendoff_loopback::Listener;
use sendoff_oauth::{Attempt, ClientIdentifier, Endpoints, IssuerRule, Plan, ResponseMode, Scope, Seed};
use serde_json::Value;
use url::Url;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let number = |at: usize| arguments.get(at).map(|text| text.parse().expect("a number"));
    match arguments.first().map(String::as_str) {
        Some("wait") => runtime.block_on(waiting::wait(number(1))),
        Some("reach") => reaching::reach(number(1).unwrap_or(1)),
        Some("knock") => reaching::knock(),
        Some("open") => runtime.block_on(opening::open()),
        Some("sign-in") => runtime.block_on(signing_in::sign_in()),
        Some("race") => racing::race(number(1).expect("how many")),
        other => panic!("not known: {other:?}"),
    }
}

/// One line for whoever started this.
fn say(line: &Value) {
    let mut output = io::stdout().lock();
    let told = writeln!(output, "{line}").and_then(|()| output.flush());
    told.expect("somebody listens");
}

/// An attempt of a provider that nobody asks.
fn attempt(listener: &Listener, mode: ResponseMode) -> (Attempt, String) {
    let url = |name: &str| Url::parse(&format!("https://login.microsoftonline.com/{name}")).expect("an address");
    let issuer = IssuerRule::Exact("https://issuer.example".into());
    let endpoints = Endpoints::new(url("authorize"), url("token"), issuer).expect("endpoints");
    let scopes = vec![Scope::new("openid".into())];
    let mut plan = Plan::new(ClientIdentifier::new("client".into()), listener.redirect_address().clone(), scopes);
    plan.response_mode = mode;
    let Ok(seed) = Seed::draw(|bytes| {
        bytes.fill(7);
        Ok::<(), Infallible>(())
    });
    let attempt = Attempt::begin(endpoints, plan, seed).expect("an attempt");
    let page = attempt.authorize_url();
    let state = page.query_pairs().find(|(name, _)| name == "state").expect("a state").1.into_owned();
    (attempt, state)
}

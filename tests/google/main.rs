//! Holds both sides of Google against what Google publishes: the practice office against google-auth-oauthlib, Google's own client
//! library, which signs in there; and our request to the Gmail API against the discovery document that google-api-python-client
//! brings along.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may stop at once and say why"
)]

#[expect(dead_code, reason = "a part of what the tests of Graph need")]
#[path = "../../crates/mail/tests/graph/stub.rs"]
mod stub;

use std::{
    env,
    io::Write,
    process::{Command, Stdio},
};

use sendoff_mail::{GmailRoute, Mark, TestMessage};
use sendoff_recipes::{ProviderId, Recipes};
use sendoff_tests::Serving;
use sendoff_values::AccessToken;
use serde_json::{Value, json};
use stub::{Graph, answer};

#[test]
fn googles_own_library_is_served_and_refused_as_by_google() {
    let office = Serving::start(&["--seed", "google-gmail"]);
    let said = python("honest_office.py", office.announcement());
    println!("{said}");
    let told: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(told["honest"], true, "the library was not treated as Google would treat it: {said}");
}

#[tokio::test]
async fn our_request_is_one_of_the_discovery_document() {
    let request = sent().await;
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let host = Recipes::bundled().unwrap().provider(ProviderId::Google).unwrap().graph().to_string();
    let asked =
        json!({ "host": host, "head": head, "body": body, "scope": "https://www.googleapis.com/auth/gmail.send" });
    let said = python("discovery.py", &asked.to_string());
    println!("{said}");
    let told: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(told["wrong"], json!([]), "{said}");
    assert!(told["held"].as_u64().unwrap() >= 8, "{said}");
}

/// The request by which a test message goes to the Gmail API, as it is on the wire.
async fn sent() -> String {
    let server = Graph::start(vec![answer("200 OK", "", "{\"id\":\"18c1f2a3b4\"}")]);
    let (wire, base, recipes) = (server.wire(), server.base(), Recipes::bundled().unwrap());
    let mailbox = "office@harbour.example".parse().unwrap();
    let now = "2026-11-21T09:58:00Z".parse().unwrap();
    let message = TestMessage::worded(&mailbox, &mailbox, "Test", "A test.", now, Mark([7; 16])).unwrap();
    let route = GmailRoute { wire: &wire, base: &base, codes: recipes.google_errors().codes() };
    let access = AccessToken::new("ya29.canary".to_owned());
    let report = route.send(&mailbox, &access, &message, &mut |_| {}).await;
    assert!(report.outcome.is_ok(), "{:?}", report.outcome);
    server.heard().await.remove(0)
}

/// What a script of this folder prints when it is given `input`.
fn python(script: &str, input: &str) -> String {
    let python = env::var("SENDOFF_PYTHON").expect("cargo xtask test names a Python that has Google's libraries");
    let mut run = Command::new(python)
        .arg(format!("{}/google/{script}", env!("CARGO_MANIFEST_DIR")))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    run.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    String::from_utf8(run.wait_with_output().unwrap().stdout).unwrap()
}

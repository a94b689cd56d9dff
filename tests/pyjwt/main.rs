//! Holds what a service account signs against PyJWT, a library that nobody here wrote, with a key that Python made.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may stop at once and say why"
)]

use std::{
    env,
    io::Write,
    process::{Command, Stdio},
};

use jiff::Timestamp;
use sendoff_oauth::{Assertion, Endpoints, IssuerRule, Scope, TokenRequest};
use sendoff_values::PrivateKey;
use serde_json::{Value, json};

/// As long as those of Google's key files.
const KEY_ID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";

#[test]
fn pyjwt_believes_what_a_service_account_signs() {
    let made = python(&[], &Value::Null);
    let now = made["now"].as_i64().unwrap();
    let request = signed(text(&made["private"]), Timestamp::from_second(now).unwrap());
    let body = std::str::from_utf8(request.body()).unwrap();
    let read = python(&["verify"], &json!({"public": made["public"], "body": body}));
    // Protocol facts 5.11; developers.google.com/identity/protocols/oauth2/service-account, read 2026-11-21.
    assert_eq!(read["header"], json!({"alg": "RS256", "typ": "JWT", "kid": KEY_ID}));
    assert_eq!(
        read["claims"],
        json!({
            "iss": "mailer@harbour-mail.iam.gserviceaccount.com",
            "sub": "office@harbour.example",
            "scope": "https://www.googleapis.com/auth/gmail.send",
            "aud": "https://oauth2.googleapis.com/token",
            "iat": now,
            "exp": now + 3600,
        })
    );
}

fn signed(key: &str, now: Timestamp) -> TokenRequest {
    let authorize = "https://accounts.google.com/o/oauth2/v2/auth".parse().unwrap();
    let token = "https://oauth2.googleapis.com/token".parse().unwrap();
    let endpoints = Endpoints::new(authorize, token, IssuerRule::Google).unwrap();
    let assertion = Assertion {
        issuer: &"mailer@harbour-mail.iam.gserviceaccount.com".parse().unwrap(),
        subject: &"office@harbour.example".parse().unwrap(),
        scopes: &[Scope::new("https://www.googleapis.com/auth/gmail.send".to_owned())],
        key_id: KEY_ID,
        key: &PrivateKey::new(key.to_owned()),
        now,
    };
    TokenRequest::jwt_bearer(&endpoints, &assertion).expect("a key that Python made signs")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn python(arguments: &[&str], given: &Value) -> Value {
    let python = env::var("SENDOFF_PYTHON").expect("cargo xtask test names a Python that has PyJWT");
    let mut program = Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/pyjwt/verify.py"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    program.stdin.take().unwrap().write_all(given.to_string().as_bytes()).unwrap();
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success(), "PyJWT does not believe it, or believes too much");
    serde_json::from_slice(&output.stdout).unwrap()
}

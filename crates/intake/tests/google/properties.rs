//! What holds for every text: nothing panics, and no secret is in what may be shown.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use sendoff_intake::{Known, Told, check_field, check_secret_of, mask_secrets, read_browser_text};
use sendoff_values::{FieldId, StepId};

use crate::{filled, reading_of};

fn secret() -> impl Strategy<Value = String> {
    "GOCSPX-[A-Za-z0-9_-]{28}"
}

fn piece() -> impl Strategy<Value = String> {
    let fixed = vec![
        "{C}",
        "{P}",
        "{N}",
        "{A}",
        "{U}",
        "Client ID",
        "Client secret",
        "Project ID",
        "project=",
        "{\"installed\":{",
        "{\"web\":{",
        "{\"type\":\"service_account\",",
        "\"client_id\":\"",
        "\"client_secret\":\"",
        "\"private_key\":\"{K}\"",
        "\"token_uri\":\"https://",
        "evil.example",
        "}",
        "}}",
        "{",
        "[",
        "\"",
        ",",
        ":",
        "=",
        "&",
        "?",
        "\n",
        " ",
        "\u{a0}",
        "\u{feff}",
        "****",
        "abcd",
        "1//0gA1b2C3d4E5f6CgYIA",
        "ya29.a0AfB_byC1d2E3f4",
        "4/0AX4XfWh1a2B3c4D5e6F",
        "AIzaSyA1b2C3d4E5f6G7h8I9j0",
        "Error 403: access_denied",
        "authError=",
        "\\u",
        "é",
        "𝄞",
        "REVERSED_CLIENT_ID",
        "<plist",
    ];
    prop_oneof![secret(), prop::sample::select(fixed).prop_map(str::to_owned), "\\PC{0,8}"]
}

fn paste() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..30).prop_map(|pieces| filled(&pieces.concat()))
}

fn steps() -> impl Strategy<Value = Option<StepId>> {
    prop::sample::select(vec![
        None,
        Some(StepId::GoogleClient),
        Some(StepId::Project),
        Some(StepId::ServiceAccount),
        Some(StepId::AppPassword),
        Some(StepId::Mailbox),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_text_is_answered(text in paste(), step in steps()) {
        let _ = reading_of(&text, step).script(|left| Told { title: format!("{left:?}"), ..Told::default() });
        let known = Known::default();
        for field in [FieldId::GoogleClientId, FieldId::GoogleProject] {
            let _ = check_field(field, &text, &known);
        }
        for field in [FieldId::GoogleClientSecret, FieldId::AppPassword, FieldId::ServiceAccount] {
            let _ = check_secret_of(field, &text, &known);
        }
        let _ = (read_browser_text(&text), mask_secrets(&text));
    }

    #[test]
    fn no_secret_is_in_what_may_be_shown(before in paste(), secret in secret(), after in paste(), step in steps()) {
        let text = format!("{before}\n{secret}\n{after}");
        let reading = reading_of(&text, step);
        let shown = format!("{reading:?}{}", serde_json::to_string(&(&reading.public, &reading.google)).unwrap());
        prop_assert!(!shown.contains(&secret));
        prop_assert!(!shown.contains("MIIEvQIBADANBg"));
        let browser = format!("{:?}", read_browser_text(&text));
        prop_assert!(!browser.contains(&secret));
        let problems = format!("{:?}", check_secret_of(FieldId::AppPassword, &text, &Known::default()).err());
        prop_assert!(!problems.contains(&secret));
    }
}

/// Less than a second each by itself; the limit is for a machine that does other things, and for what grows by the square.
#[test]
fn a_mebibyte_is_answered_in_time() {
    for piece in [
        "{\"installed\":{",
        "{\"",
        "GOCSPX-",
        "authError=",
        "403: ",
        "a ",
        "abcd efgh ijkl mnop\n",
        "-----BEGIN PRIVATE KEY",
        "project=",
        "{\"a\":1}",
    ] {
        let text = piece.repeat(1024 * 1024 / piece.len());
        let begun = Instant::now();
        let _ = (reading_of(&text, Some(StepId::GoogleClient)), read_browser_text(&text), mask_secrets(&text));
        assert!(begun.elapsed() < Duration::from_mins(1), "{piece:?} took {:?}", begun.elapsed());
    }
}

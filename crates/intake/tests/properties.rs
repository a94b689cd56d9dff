//! What holds for every text: nothing panics, noise changes nothing, and no secret is ever in the part that is shown.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use proptest::prelude::*;
use sendoff_intake::{
    Known, MAX_BYTES, ReadContext, Reading, Told, check_field, check_secret, judge_secret_shape, mask_secrets, read,
    read_browser_text, read_day,
};
use sendoff_problem::Kind;
use sendoff_recipes::{Provider, ProviderId, Recipes};
use sendoff_values::{FieldId, SecretShape, StepId};

static PROVIDER: LazyLock<Provider> =
    LazyLock::new(|| Recipes::bundled().unwrap().provider(ProviderId::Microsoft).unwrap().clone());

fn reading(text: &str, step: Option<StepId>) -> Reading {
    read(text, &ReadContext { provider: &PROVIDER, recipe: None, step, known: &Known::default() }).unwrap()
}

fn steps() -> impl Strategy<Value = Option<StepId>> {
    prop_oneof![Just(None), Just(Some(StepId::Tenant)), Just(Some(StepId::ClientSecret)), Just(Some(StepId::Mailbox))]
}

fn guid() -> impl Strategy<Value = String> {
    "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
}

/// A Value of the usual shape.
fn value() -> impl Strategy<Value = String> {
    "[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}"
}

/// Pieces that pastes are made of; far more of the reader is reached than with arbitrary text.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        guid(),
        guid().prop_map(|id| id[..35].to_owned()),
        value(),
        "\\PC{0,12}",
        prop::sample::select(vec![
            "Application (client) ID",
            "Object ID",
            "Directory (tenant) ID",
            "Secret ID",
            "Value",
            "Expires",
            "Description",
            "Redirect URIs",
            "\"appId\":",
            "\"id\":",
            "client_secret=",
            "password: ",
            "https://entra.microsoft.com/",
            "appId/",
            "https://",
            "://",
            "@",
            "*",
            "**",
            "5/21/2027",
            "4/3/2027",
            "21 May 2027",
            "May ",
            "2027-05-21T",
            "8xQ*******",
            "{",
            "}",
            "\"",
            "(",
            ")",
            "AADSTS50011",
            "code=",
            "error=",
            "http://localhost",
            "?",
            "%20",
            "%",
            "\u{200b}",
            "\u{a0}",
            "\u{ff11}",
            "\u{2014}",
            "é",
            "𝄞",
            "harbour.onmicrosoft.com",
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec!["\n", "\t", " ", "  ", ":", "=", ",", ";", "|", "-", ".", "/", ""])
            .prop_map(str::to_owned),
    ]
}

fn paste() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

fn run_everything(text: &str, step: Option<StepId>) {
    let _ = reading(text, step).script(|left| Told { title: format!("{left:?}"), ..Told::default() });
    let known = Known::default();
    for field in [
        FieldId::ClientId,
        FieldId::TenantId,
        FieldId::TenantDomain,
        FieldId::SecretExpires,
        FieldId::RedirectUri,
        FieldId::Mailbox,
    ] {
        let _ = check_field(field, text, &known);
    }
    let _ = (check_secret(text, &known).is_ok(), read_day(text), judge_secret_shape(text), mask_secrets(text));
    let _ = read_browser_text(text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_paste_panics(text in paste(), step in steps()) {
        run_everything(&text, step);
    }

    #[test]
    fn no_text_panics(text in "(?s).{0,300}", step in steps()) {
        run_everything(&text, step);
    }

    /// Wrapping, invisible characters and another case of hexadecimal letters change nothing.
    #[test]
    fn noise_changes_nothing(client in guid(), tenant in guid(), at in 0..36_usize, noise in prop::sample::select(vec!["\u{200b}", "\u{ad}", "\u{feff}", "\u{2060}"])) {
        prop_assume!(client != tenant);
        let plain = reading(&format!("Application (client) ID: {client}\nDirectory (tenant) ID: {tenant}"), None).public;
        let noisy = format!("{}{noise}{}", &client[..at], &client[at..]).to_uppercase();
        let text = format!("\u{a0}\u{201c}Application\u{a0}(client) ID\u{201d} :\r\n {{{noisy}}} \r\nDirectory (tenant) ID:\u{3000}<{tenant}>");
        prop_assert_eq!(&reading(&text, None).public, &plain);
        prop_assert_eq!(plain.value(FieldId::ClientId), Some(client.as_str()));
        prop_assert_eq!(plain.value(FieldId::TenantId), Some(tenant.as_str()));
    }

    /// What was found is found again in a text made of what was found.
    #[test]
    fn reading_what_was_read_gives_the_same(text in paste(), step in steps()) {
        let first = reading(&text, step).public;
        let labels = [
            (FieldId::ClientId, "Application (client) ID"),
            (FieldId::TenantId, "Directory (tenant) ID"),
            (FieldId::SecretExpires, "Expires"),
            (FieldId::RedirectUri, "Redirect URI"),
        ];
        let label = |field| labels.iter().find(|(labelled, _)| *labelled == field).map(|(_, label)| *label);
        let labelled = first.fields.iter().filter_map(|found| label(found.field).map(|label| (label, found)));
        for (label, found) in labelled {
            let again = reading(&format!("{label}:\t{}", found.value), step).public;
            prop_assert_eq!(again.value(found.field), Some(found.value.as_str()), "{}", label);
        }
    }

    /// A Value planted anywhere in anything is never in what may be shown, written down or echoed.
    #[test]
    fn a_secret_is_never_in_the_public_part(before in paste(), secret in value(), after in paste(), step in steps()) {
        for glue in [" ", "", "\n", "=", "/", "\""] {
            let text = [before.as_str(), glue, &secret, glue, &after].concat();
            let reading = reading(&text, step);
            let shown = serde_json::to_string(&reading.public).unwrap() + &format!("{reading:?}")
                + &serde_json::to_string(&reading.script(|left| Told { title: format!("{left:?}"), ..Told::default() })).unwrap();
            prop_assert!(!shown.contains(&secret), "{shown}");
            prop_assert!(!shown.contains(&secret[4..24]), "{shown}");
            prop_assert!(!mask_secrets(&text).contains(&secret));
            let browser = format!("{:?}", read_browser_text(&text));
            prop_assert!(!browser.contains(&secret), "{browser}");
        }
    }

    /// A Value between blanks is found, whole and as the only one, whatever prose stands around it.
    #[test]
    fn a_value_among_words_is_found(words in "[a-z ]{0,40}", secret in value()) {
        let found = reading(&format!("{words} {secret}\n{words}"), None).secret;
        let found = found.ok_or_else(|| TestCaseError::fail("no secret"))?;
        prop_assert_eq!(found.secret.expose(), secret.as_str());
        prop_assert_eq!(found.shape, SecretShape::Usual);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_long_text_panics(pieces in prop::collection::vec(piece(), 1..60), step in steps()) {
        let unit = pieces.concat();
        let text = unit.repeat((64 * 1024 / unit.len().max(1)).max(1));
        run_everything(&text[..text.floor_char_boundary(64 * 1024)], step);
    }
}

/// Texts that make a careless reader slow, filled to a mebibyte. The time is a hang guard only; the figure is the benchmark's.
#[test]
fn a_mebibyte_is_answered_whatever_it_is() {
    for unit in [
        "a ",
        "7",
        "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a\n",
        "7f3c1a52 \n\t ",
        "Value\t",
        "8xQ8Q~",
        "8xQ8Q~ ",
        "8xQ8Q~\n",
        "Zm9vYmFyYmF6cXV4MTIzNDU2 ",
        "*",
        "=",
        "a=",
        "a:",
        "https://",
        "a@b.example ",
        "1 May 27 ",
        "1/1/",
        "error ",
        "aadsts",
        "\"id\":\"",
        "\u{200b}",
        "(",
    ] {
        let text = unit.repeat(MAX_BYTES / unit.len());
        let start = Instant::now();
        let _ = reading(&text, Some(StepId::ClientSecret));
        let _ = (mask_secrets(&text), read_browser_text(&text), read_day(&text));
        let _ = check_field(FieldId::ClientId, &text, &Known::default());
        assert!(start.elapsed() < Duration::from_mins(2), "{unit:?} took {:?}", start.elapsed());
    }
}

#[test]
fn more_than_a_mebibyte_is_refused() {
    let text = "x".repeat(MAX_BYTES + 1);
    let context = ReadContext { provider: &PROVIDER, recipe: None, step: None, known: &Known::default() };
    assert_eq!(read(&text, &context).unwrap_err().kind, Kind::PasteTooLarge);
    assert_eq!(check_secret(&text, &Known::default()).unwrap_err().kind, Kind::PasteTooLarge);
}

//! Pastes, files and fields from Google's console, and what is read from each.
//!
//! In texts and expectations `{C}` is the Client ID, `{G}` the client secret, `{P}` the Project ID, `{N}` the project number,
//! `{A}` the address of a service account, `{U}` its number, `{K}` its key as JSON writes it. An expectation lists, by blanks:
//! `field=value/evidence`, `secret:field/shape/evidence`, `-kind` for what is declined, and `?question`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod fields;
mod files;
mod properties;

use std::sync::LazyLock;

use sendoff_intake::{Known, Question, ReadContext, Reading, read};
use sendoff_recipes::{ProviderId, Recipes};
use sendoff_values::StepId;

static RECIPES: LazyLock<Recipes> = LazyLock::new(|| Recipes::bundled().unwrap());

const CLIENT: &str = "407408718192-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6.apps.googleusercontent.com";
const SECRET: &str = "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";
const PROJECT: &str = "harbour-mail-471108";
const NUMBER: &str = "407408718192";
const ACCOUNT: &str = "sendoff@harbour-mail-471108.iam.gserviceaccount.com";
const UNIQUE: &str = "104118225190287164432";

/// The shape of a key and nothing in it: no key that anybody could use.
fn key() -> String {
    let lines = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"; 24].join("\n");
    format!("-----BEGIN PRIVATE KEY-----\n{lines}\n-----END PRIVATE KEY-----\n")
}

fn filled(text: &str) -> String {
    let key = key().replace('\n', "\\n");
    let values = [
        ("{C}", CLIENT),
        ("{G}", SECRET),
        ("{P}", PROJECT),
        ("{N}", NUMBER),
        ("{A}", ACCOUNT),
        ("{U}", UNIQUE),
        ("{K}", &key),
    ];
    values.iter().fold(text.to_owned(), |text, (place, value)| text.replace(place, value))
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn described(reading: &Reading) -> String {
    let public = &reading.public;
    let found = public.fields.iter().map(|one| format!("{}={}/{}", word(&one.field), one.value, word(&one.evidence)));
    let mut parts: Vec<String> = found.collect();
    if let Some(found) = &reading.secret {
        parts.push(format!("secret:{}/{}/{}", word(&found.field), word(&found.shape), word(&found.evidence)));
    }
    parts.extend(public.declined.iter().map(|declined| format!("-{}", word(&declined.kind))));
    parts.extend(public.questions.iter().map(|question| match question {
        Question::TwoValuesFit { field, values } => format!("?two:{}:{}", word(field), values.len()),
        Question::SeveralSecrets { count } => format!("?secrets:{count}"),
        Question::WhichField { .. } | Question::WhichDay { .. } => "?other".to_owned(),
    }));
    parts.join(" ")
}

fn reading_of(text: &str, step: Option<StepId>) -> Reading {
    reading_at(ProviderId::Google, text, step)
}

fn reading_at(provider: ProviderId, text: &str, step: Option<StepId>) -> Reading {
    let provider = RECIPES.provider(provider).unwrap();
    read(&filled(text), &ReadContext { provider, recipe: None, step, known: &Known::default() }).unwrap()
}

/// Checks a table of pastes; every row that differs is named, by its place and not by what is in it.
fn check_all(step: Option<StepId>, table: &[(&str, &str)]) {
    let differing: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let reading = reading_of(text, step);
            let (found, expected) = (described(&reading), filled(expected));
            assert_eq!(reading.is_empty(), found.is_empty(), "{text:?}");
            (found != expected).then(|| format!("{text:?}\n  found    {found}\n  expected {expected}"))
        })
        .collect();
    assert!(differing.is_empty(), "{} of {}\n{}", differing.len(), table.len(), differing.join("\n"));
}

const BOTH: &str = "google_client_id={C}/label secret:google_client_secret/usual/label";

#[test]
fn what_stands_on_the_pages_of_clients() {
    check_all(
        Some(StepId::GoogleClient),
        &[
            // The window after Create, copied whole.
            (
                "OAuth client created\nThe client ID can always be accessed from the Clients tab\nClient ID\n{C}\nClient secret\n{G}\n\
                 Creation date\nNovember 22, 2026 at 10:52:11 AM GMT+1\nStatus\nEnabled\nDownload JSON\nOK",
                BOTH,
            ),
            ("Client ID {C} Client secret {G}", BOTH),
            ("Client ID\t{C}\r\nClient secret\t{G}\r\n", BOTH),
            ("Client ID: {C}\nClient secret: {G}", BOTH),
            ("client_id={C}&client_secret={G}", BOTH),
            ("GOOGLE_CLIENT_ID=\"{C}\"\nGOOGLE_CLIENT_SECRET=\"{G}\"", BOTH),
            ("{C}", "google_client_id={C}/shape"),
            ("  \u{feff}{C}\u{a0}\n", "google_client_id={C}/shape"),
            ("<{C}>.", "google_client_id={C}/shape"),
            ("{G}", "secret:google_client_secret/usual/shape"),
            ("{C}\n{G}", "google_client_id={C}/shape secret:google_client_secret/usual/shape"),
            // The page of a client made long ago.
            (
                "Client ID\n{C}\nClient secret\n****x3Mf\nEnabled\nCreation date\nJune 1, 2024",
                "google_client_id={C}/label -google-secret-hidden",
            ),
            (
                "Client ID {C}\nClient secrets\n****x3Mf Disabled\n{G} Enabled",
                "google_client_id={C}/label secret:google_client_secret/usual/shape",
            ),
            // An older secret has a label, or there is nothing else at its step.
            (
                "Client ID {C} Client secret Ab3dEf6hIj9lMn2pQr5tUv8x",
                "google_client_id={C}/label secret:google_client_secret/unusual/label",
            ),
            ("{C} Ab3dEf6hIj9lMn2pQr5tUv8x", "google_client_id={C}/shape"),
            // Two of a kind are asked about.
            ("{C}\n1{C}", "?two:google_client_id:2"),
            ("{G}\n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", "?secrets:2"),
            ("{C} {C} {G} {G}", "google_client_id={C}/shape secret:google_client_secret/usual/shape"),
        ],
    );
}

#[test]
fn nearly_right_is_told_by_what_is_wrong() {
    check_all(
        Some(StepId::GoogleClient),
        &[
            ("407408718192-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6", "-google-client-id-cut"),
            ("407408718192-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6.apps.googleuser", "-google-client-id-cut"),
            ("a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6.apps.googleusercontent.com", "-not-a-google-client-id"),
            ("Client secret GOCSPX-1a2B3c4D5e6F7g8H9i0", "-google-secret-cut"),
            (
                "{C} 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x",
                "google_client_id={C}/shape secret:google_client_secret/odd/shape",
            ),
            ("{C}\nGOCSPX-••••••••••••", "google_client_id={C}/shape -google-secret-hidden"),
        ],
    );
}

#[test]
fn every_other_kind_of_value_is_declined_by_its_name() {
    check_all(
        Some(StepId::GoogleClient),
        &[
            ("AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q", "-google-api-key-pasted"),
            (
                "\"apiKey\": \"AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q\", appId: \"1:407:web:4f\"",
                "-google-api-key-pasted",
            ),
            ("{A}", "-service-account-pasted"),
            ("{A} {U}", "-service-account-pasted -unique-id-pasted"),
            ("1//0gA1b2C3d4E5f6CgYIARAAGBASNwF-L9IrA1b2C3", "-google-access-pasted"),
            (
                "Refresh token: 1//0gA1b2C3d4E5f6CgYIARAAGBASNwF-L9IrA1b2C3 {C}",
                "google_client_id={C}/shape -google-access-pasted",
            ),
            ("ya29.a0AfB_byC1d2E3f4G5h6I7", "-google-access-pasted"),
            ("http://127.0.0.1:8080/?code=4/0AX4XfWh1a2B3c4D5e6F7g8H9i0J1&scope=x", "-google-code-pasted"),
            ("4/0AX4XfWh1a2B3c4D5e6F7g8H9i0J1", "-google-code-pasted"),
            ("com.googleusercontent.apps.407408718192-a1b2c3d4e5f6g7h8", "-google-file-of-phone"),
        ],
    );
}

#[test]
fn a_project_by_its_id() {
    check_all(
        Some(StepId::Project),
        &[
            ("{P}", "google_project={P}/shape"),
            ("Project name\nHarbour mail\nProject number\n{N}\nProject ID\n{P}", "google_project={P}/label"),
            ("https://console.cloud.google.com/welcome?project={P}", "google_project={P}/address"),
            ("gcloud config set project {P}", "google_project={P}/label"),
            ("gcloud services enable gmail.googleapis.com --project {P}", "google_project={P}/label"),
            ("the project details follow", "-not-a-project-id"),
            ("{N}", "-project-number-pasted"),
            ("Project number: {N}", "-project-number-pasted"),
            ("Harbour mail", "-not-a-project-id"),
            ("", ""),
        ],
    );
}

#[test]
fn an_app_password_and_nothing_else_at_its_step() {
    const TAKEN: &str = "secret:app_password/usual/shape";
    check_all(
        Some(StepId::AppPassword),
        &[
            ("abcd efgh ijkl mnop", TAKEN),
            ("abcdefghijklmnop", TAKEN),
            ("Generated app password\nYour app password for your device\nabcd efgh ijkl mnop\nHow to use it", TAKEN),
            ("Hafen-2026!", "-not-an-app-password"),
            ("{C} {G}", "-not-an-app-password"),
            (r#"{"installed":{"client_id":"{C}","client_secret":"{G}"}}"#, "-not-an-app-password"),
        ],
    );
}

#[test]
fn a_mailbox_where_it_is_asked_for_or_stands_alone() {
    check_all(Some(StepId::Mailbox), &[("Anna <office@harbour.example>", "mailbox=office@harbour.example/shape")]);
    check_all(
        None,
        &[("office@harbour.example", "mailbox=office@harbour.example/shape"), ("to office@harbour.example", "")],
    );
}

#[test]
fn without_a_recipe_only_what_can_be_nothing_else_is_googles() {
    for (text, expected) in [
        ("Client ID {C} Client secret {G}", BOTH),
        ("abcd efgh ijkl mnop", "secret:app_password/usual/shape"),
        ("abcdefghijklmnop", ""),
        ("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa", "?other"),
        ("Project ID {P}", ""),
        ("{C} Project ID {P}", "google_client_id={C}/shape google_project={P}/label"),
    ] {
        assert_eq!(described(&reading_at(ProviderId::Microsoft, text, None)), filled(expected), "{text}");
    }
}

//! Files that are not taken, and what is said about them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;
use sendoff_recipes::{ErrorCatalogue, MAX_BYTES, PracticePages, Provider, Recipe, RecipeError};

const TOURTOOLS: &str = include_str!("../../../recipes/applications/tourtools.toml");
const MICROSOFT: &str = include_str!("../../../recipes/providers/microsoft.toml");
const ENTRA: &str = include_str!("../../../recipes/errors/entra.toml");

/// Reads the TourTools recipe with one passage replaced.
fn changed(from: &str, to: &str) -> RecipeError {
    assert!(TOURTOOLS.contains(from), "{from:?} is not in the recipe");
    Recipe::read("tourtools.toml", &TOURTOOLS.replacen(from, to, 1)).unwrap_err()
}

/// The message starts with `start` and holds `part`.
fn check(error: &RecipeError, start: &str, part: &str) {
    let text = error.to_string();
    assert!(text.starts_with(start), "{text:?} does not start with {start:?}");
    assert!(text.contains(part), "{text:?} does not hold {part:?}");
}

#[test]
fn an_unknown_key_is_named_with_its_place() {
    let error = changed("label = \"IDs\"", "labbel = \"IDs\"");
    check(&error, "tourtools.toml:", "labbel");
    let RecipeError::Malformed { line, key, .. } = error else { panic!("{error}") };
    assert_eq!(TOURTOOLS.lines().nth(line - 1), Some("label = \"IDs\""));
    assert_eq!(key, "step[2].labbel");
}

#[test]
fn a_value_that_is_not_allowed_is_named_with_its_limit() {
    check(
        &changed("label = \"IDs\"", "label = \"The two IDs of Overview\""),
        "tourtools.toml:",
        "step[2].label: it has 23 characters; 18 are allowed",
    );
    check(
        &changed("title = \"Copy the IDs\"", "title = \"Copy the IDs from there now\""),
        "tourtools.toml:",
        "6 words",
    );
    check(
        &changed("\"Open [Active users] and", "\"Open <b>Active users</b> and"),
        "tourtools.toml:",
        "may not stand in running text",
    );
    check(&changed("on this list.", "on https://evil.example."), "tourtools.toml:", "://");
    check(
        &changed("value = \"{registration_name}\"", "value = \"{client_secret}\""),
        "tourtools.toml:",
        "there is no place {client_secret}",
    );
    check(&changed("id = \"mailbox\"", "id = \"letterbox\""), "tourtools.toml:", "letterbox");
    check(&changed("page = \"overview\"", "page = \"https\""), "tourtools.toml:", "https");
    check(&changed("date = \"2025-01-18\"", "date = \"soon\""), "tourtools.toml:", "guide.date");
}

#[test]
fn keys_that_do_not_fit_each_other_are_named() {
    for (from, to, line, key, what) in [
        ("schema = 1", "schema = 2", "schema = 2", "schema", "schema 1"),
        (
            "default = \"registered\"",
            "default = \"none\"",
            "id = \"redirect-address\"",
            "question redirect-address",
            "default",
        ),
        (
            "otherwise = \"registered\"",
            "otherwise = \"typed\"",
            "otherwise = \"typed\"",
            "redirect.otherwise",
            "registered",
        ),
        ("id = \"tenant\"", "id = \"mailbox\"", "[[step]]", "step", "twice"),
        ("id = \"save\"", "id = \"network\"", "[[step]]", "step", "last four"),
        (
            "value = { secret = \"client_secret\" }",
            "value = { secret = \"client_id\" }",
            "label = \"Client Secret\"",
            "hand_over.field Client Secret",
            "no secret",
        ),
        ("label = \"Tenant\"", "label = \"Client ID\"", "label = \"Client ID\"", "hand_over.field Client ID", "twice"),
    ] {
        let error = changed(from, to);
        check(&error, "tourtools.toml:", &format!(": {key}: "));
        assert!(error.to_string().contains(what), "{error}");
        let RecipeError::Inconsistent { line: number, .. } = error else { panic!("{error}") };
        let text = TOURTOOLS.replacen(from, to, 1);
        assert_eq!(text.lines().nth(number - 1), Some(line), "{key}");
    }
}

#[test]
fn a_file_that_is_too_large_or_too_deep_is_not_read() {
    let large = format!("{TOURTOOLS}#{}", "x".repeat(MAX_BYTES));
    assert!(matches!(Recipe::read("a", &large), Err(RecipeError::TooLarge { .. })));
    let nested = |depth: usize| format!("{TOURTOOLS}\n[deep]\nx = {}1{}", "[".repeat(depth), "]".repeat(depth));
    assert!(matches!(Recipe::read("a", &nested(20)), Err(RecipeError::TooDeep { depth: 22, .. })));
    assert!(matches!(Recipe::read("a", &nested(20_000)), Err(RecipeError::Malformed { .. })));
    let dotted = format!("{}x = 1", "a.".repeat(60_000));
    assert!(Recipe::read("a", &dotted).is_err());
}

#[test]
fn a_provider_with_another_host_is_refused() {
    for (from, to) in [
        ("login_host = \"login.microsoftonline.com\"", "login_host = \"login.microsoftonline.com.evil.example\""),
        ("graph_host = \"graph.microsoft.com\"", "graph_host = \"evil.example\""),
        ("host = \"entra.microsoft.com\"", "host = \"entra.microsoft.com@evil.example\""),
        ("plain = \"/#view", "plain = \"@evil.example/#view"),
        ("plain = \"/#view", "plain = \"/{tenant}/#view"),
        ("page = \"overview\"", "page = \"credentials\""),
    ] {
        assert!(MICROSOFT.contains(from), "{from}");
        let error = Provider::read("microsoft.toml", &MICROSOFT.replacen(from, to, 1)).unwrap_err();
        assert!(matches!(error, RecipeError::Inconsistent { .. }), "{error}");
    }
    assert!(PracticePages::read("practice.toml", "schema = 1\npage = []\nhost = 1").is_err());
}

#[test]
fn a_catalogue_with_a_double_number_or_an_unknown_source_is_refused() {
    let twice = format!(
        "{ENTRA}\n[[aadsts]]\nnumber = 50011\nkind = \"redirect-none\"\ntitle = \"Two of one number\"\nwho = \"you\"\nsource = \"codes\"\n"
    );
    check(&ErrorCatalogue::read("entra.toml", &twice).unwrap_err(), "entra.toml:", ": aadsts 50011: ");
    let sourceless = ENTRA.replacen("source = \"field\"", "source = \"hearsay\"", 1);
    check(&ErrorCatalogue::read("entra.toml", &sourceless).unwrap_err(), "entra.toml:", "no such source");
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,400}") {
        let _ = Recipe::read("x", &text);
    }

    /// Cutting and splicing a good file meets far more of the schema than arbitrary text does.
    #[test]
    fn no_damage_panics(from in 0..TOURTOOLS.len(), length in 0..400_usize, splice in "\\PC{0,12}") {
        let from = TOURTOOLS.floor_char_boundary(from);
        let to = TOURTOOLS.floor_char_boundary((from + length).min(TOURTOOLS.len()));
        let text = [&TOURTOOLS[..from], &splice, &TOURTOOLS[to..]].concat();
        if let Err(error) = Recipe::read("x", &text) {
            prop_assert!(error.to_string().starts_with('x'));
        }
    }
}

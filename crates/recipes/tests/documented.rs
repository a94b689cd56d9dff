//! docs/recipes.md teaches what the schema takes: its example is a recipe, and no key or word is left out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{collections::BTreeSet, fs, path::Path};

use sendoff_recipes::{Placeholder, PortalPage, ProbeKind, Recipes};
use sendoff_values::StepId;

const PAGE: &str = include_str!("../../../docs/recipes.md");

/// The one block of TOML.
fn example() -> &'static str {
    let (_, rest) = PAGE.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0
}

/// Every piece in backticks outside blocks.
fn named() -> BTreeSet<&'static str> {
    let prose = PAGE.split("```").step_by(2);
    prose.flat_map(|text| text.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn the_example_is_a_recipe() {
    let checkup = Recipes::bundled().unwrap().permissions().check_recipe("example", example());
    assert!(checkup.well && checkup.cautions.is_empty(), "{checkup:?}");
}

#[test]
fn what_the_page_says_is_refused_is_refused() {
    let recipes = Recipes::bundled().unwrap();
    for (from, to) in [
        ("id = \"test\"", "id = \"mailbox\""),
        ("platform", "platfrom"),
        ("title = \"Sign in and approve\"", "title = \"Sign in and then approve it\""),
        ("[[probe]]", "[[network]]\nhost = \"a.example\"\nport = 1\nwhy = \"x\"\n\n[[probe]]"),
        ("text = \"{client_id}\"", "text = \"{client_secret}\""),
    ] {
        assert!(example().contains(from), "{from}");
        let text = example().replacen(from, to, 1);
        assert!(!recipes.permissions().check_recipe("example", &text).well, "{to}");
    }
}

#[test]
fn every_key_that_a_recipe_uses_is_explained() {
    let named = named();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../recipes/applications");
    let mut keys = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let table: toml::Table = toml::from_str(&fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        collect(&toml::Value::Table(table), &mut keys);
    }
    let explained = |key: &String| {
        let key = key.as_str();
        named.iter().any(|piece| {
            let bare = piece.trim_matches(['[', ']']);
            bare == key || bare.split('.').any(|part| part == key) || piece.contains(&format!("{key} ="))
        })
    };
    let missing: Vec<_> = keys.iter().filter(|key| !explained(key)).collect();
    assert!(missing.is_empty(), "docs/recipes.md does not explain {missing:?}");
    assert!(keys.len() > 60, "{}", keys.len());
}

fn collect(value: &toml::Value, keys: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| {
            keys.insert(key.clone());
            collect(value, keys);
        }),
        toml::Value::Array(list) => list.iter().for_each(|value| collect(value, keys)),
        toml::Value::String(_)
        | toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => {}
    }
}

#[test]
fn every_word_of_a_closed_list_stands_there() {
    let named = named();
    let steps = StepId::ALL.iter().map(|step| step.as_str().to_owned());
    let probes = ProbeKind::ALL.iter().map(|probe| probe.as_str().to_owned());
    let pages = PortalPage::ALL.iter().map(|page| page.as_str().to_owned());
    let places = Placeholder::ALL.iter().map(|place| format!("{{{}}}", place.word()));
    let kinds =
        ["host", "redirect-address", "mailbox", "name", "issuer", "mail-server", "permissions"].map(str::to_owned);
    let audiences = ["single-tenant", "multi-tenant", "multi-tenant-and-personal"].map(str::to_owned);
    for word in steps.chain(probes).chain(pages).chain(places).chain(kinds).chain(audiences) {
        assert!(named.contains(word.as_str()), "docs/recipes.md does not name {word}");
    }
}

//! Where each line of the vendors' guides went: docs/guides.md is made of tests/guides.toml here, and every place it names is
//! in the recipe.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{collections::BTreeMap, env, fmt::Write, fs, path::PathBuf};

use sendoff_recipes::has_key;
use serde::Deserialize;
use sha2::{Digest, Sha256};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guides {
    guide: Vec<Guide>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guide {
    file: String,
    recipe: String,
    line: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    number: usize,
    hash: String,
    at: Option<String>,
    refused: Option<String>,
}

fn guides() -> Vec<Guide> {
    toml::from_str::<Guides>(include_str!("guides.toml")).unwrap().guide
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn recipe(id: &str) -> String {
    fs::read_to_string(root().join("recipes/applications").join(format!("{id}.toml"))).unwrap()
}

#[test]
fn every_line_has_a_place_in_its_recipe_or_a_reason() {
    for guide in guides() {
        let recipe = recipe(&guide.recipe);
        for line in &guide.line {
            let place = format!("{}:{}", guide.file, line.number);
            match (&line.at, &line.refused) {
                (Some(at), None) => assert!(has_key(&recipe, at), "{place}: {} has no {at}", guide.recipe),
                (None, Some(reason)) => assert!(reason.len() > 10, "{place}: {reason}"),
                _ => panic!("{place}: one of `at` and `refused`"),
            }
        }
        let numbers: Vec<_> = guide.line.iter().map(|line| line.number).collect();
        assert!(numbers.is_sorted_by(|one, next| one < next), "{}: each line once, in order", guide.file);
    }
}

/// Lines that are not empty in each guide, counted when they were read.
const COUNTED: &[(&str, usize)] =
    &[("tourtools.txt", 99), ("shopctrl.txt", 155), ("salespad.txt", 140), ("zappysys.txt", 94), ("gathr.txt", 46)];

#[test]
fn no_line_is_left_out() {
    let counted: Vec<_> = guides().iter().map(|guide| (guide.file.clone(), guide.line.len())).collect();
    let expected: Vec<_> = COUNTED.iter().map(|(file, count)| ((*file).to_owned(), *count)).collect();
    assert_eq!(counted, expected);
}

#[test]
fn what_a_recipe_hands_over_comes_from_its_guide() {
    for guide in guides() {
        let table: toml::Table = toml::from_str(&recipe(&guide.recipe)).unwrap();
        let fields = table["hand_over"]["field"].as_array().unwrap();
        for label in fields.iter().map(|field| field["label"].as_str().unwrap()) {
            let key = format!("hand_over.field {label}");
            // The guide of TourTools names another redirect address than the one it registers, so its line is a question.
            let asked = guide.line.iter().any(|line| line.at.as_ref() == Some(&key));
            assert!(asked || label == "Redirect URI", "{}: no line asks for {label}", guide.file);
        }
    }
}

#[test]
fn the_page_is_made_of_the_table() {
    let page = root().join("docs/guides.md");
    let made = page_of(&guides());
    if fs::read_to_string(&page).ok().as_deref() != Some(&made) {
        fs::write(&page, made).unwrap();
        panic!("docs/guides.md was another; it is written anew: look at it and run this again");
    }
}

fn page_of(guides: &[Guide]) -> String {
    let mut page = String::from(
        "# Where each line of the guides went\n\nMade by a test from `crates/recipes/tests/guides.toml`; change that, not this. The guides \
         are their vendors' and not here: a line is named by\nits number and by the first eight digits of the SHA-256 of its text. \
         Empty lines are left out. A place is a key of the recipe, as `sendoff recipes check` names keys.\n\n\
         | Guide | Recipe | Lines | In the recipe | Refused |\n|---|---|---|---|---|\n",
    );
    for guide in guides {
        let refused = guide.line.iter().filter(|line| line.refused.is_some()).count();
        let (all, kept) = (guide.line.len(), guide.line.len() - refused);
        writeln!(page, "| {} | {} | {all} | {kept} | {refused} |", guide.file, guide.recipe).unwrap();
    }
    for guide in guides {
        write!(page, "\n## {}\n\n| Line | Hash | Where |\n|---|---|---|\n", guide.file).unwrap();
        for line in &guide.line {
            let place = match (&line.at, &line.refused) {
                (Some(at), _) => format!("`{}`", at.replace('|', "\\|")),
                (None, reason) => format!("refused: {}", reason.clone().unwrap_or_default()),
            };
            writeln!(page, "| {} | {} | {place} |", line.number, line.hash).unwrap();
        }
    }
    page
}

#[test]
#[ignore = "needs the guides, which are their vendors': SENDOFF_GUIDES names the folder they lie in"]
fn the_table_has_the_lines_of_the_guides() {
    let folder = PathBuf::from(env::var_os("SENDOFF_GUIDES").unwrap());
    for guide in guides() {
        let text = fs::read_to_string(folder.join(&guide.file)).unwrap();
        let lines = text.split('\n').enumerate().map(|(index, line)| (index + 1, line.trim()));
        let hashes: BTreeMap<_, _> =
            lines.filter(|(_, line)| !line.is_empty()).map(|(n, line)| (n, hash(line))).collect();
        let mapped: BTreeMap<_, _> = guide.line.iter().map(|line| (line.number, line.hash.clone())).collect();
        assert_eq!(mapped, hashes, "{}", guide.file);
    }
}

fn hash(line: &str) -> String {
    let digest = Sha256::digest(line);
    let [first, second, third, fourth, ..] = digest.as_slice() else { panic!("32 bytes") };
    format!("{first:02x}{second:02x}{third:02x}{fourth:02x}")
}

//! `sendoff recipes check`: a recipe file as somebody writing it wants to hear about it.

use std::fs;

use crate::script::{json, sendoff};

const SHOPCTRL: &str = include_str!("../../recipes/applications/shopctrl.toml");

#[test]
fn a_right_file_is_well() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.toml");
    fs::write(&file, SHOPCTRL).unwrap();
    let output = sendoff(&["recipes", "check", file.to_str().unwrap(), "--json"], "");
    assert_eq!(output.status.code(), Some(0));
    let checkup = json(&output);
    assert_eq!((checkup["well"].as_bool(), checkup["ways"].as_u64()), (Some(true), Some(20)));
}

#[test]
fn a_wrong_file_is_told_with_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.toml");
    fs::write(&file, SHOPCTRL.replacen("label = \"IDs\"", "label = \"The two IDs of Overview\"", 1)).unwrap();
    let line = SHOPCTRL.lines().position(|line| line == "label = \"IDs\"").unwrap() + 1;
    let name = file.to_str().unwrap();
    let output = sendoff(&["recipes", "check", name], "");
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.starts_with(&format!("{name}:{line}:")) && told.contains("18 are allowed"), "{told}");
}

#[test]
fn a_file_that_is_not_there_is_not_found_out_about() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.toml");
    assert_eq!(sendoff(&["recipes", "check", missing.to_str().unwrap()], "").status.code(), Some(3));
    assert_eq!(sendoff(&["recipes", "check", folder.path().to_str().unwrap()], "").status.code(), Some(3));
    assert_eq!(sendoff(&["recipes", "check"], "").status.code(), Some(2));
}

const PAGE: &str = include_str!("../../docs/recipes.md");

/// The example of docs/recipes.md.
fn example() -> &'static str {
    let (_, rest) = PAGE.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0
}

/// Nobody's program knows this application: only the file does.
#[test]
fn the_example_goes_from_its_file_to_a_saved_connection() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("harbour-desk.toml");
    fs::write(&file, example()).unwrap();
    let output = sendoff(&["rehearse", "--recipe-file", file.to_str().unwrap(), "--json"], "");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let report = json(&output);
    assert_eq!((report["recipe"].as_str(), report["saved"].as_bool()), (Some("harbour-desk"), Some(true)));
    assert_eq!(report["sent"]["route"], "graph");
    let labels: Vec<&str> =
        report["handover"].as_array().unwrap().iter().map(|row| row["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["App ID", "App secret"]);
}

#[test]
fn a_file_that_could_be_taken_for_another_recipe_is_not_rehearsed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.toml");
    fs::write(&file, example().replace("harbour-desk", "t0urtools")).unwrap();
    let output = sendoff(&["rehearse", "--recipe-file", file.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.starts_with("t.toml:2:") && told.contains("a recipe of Sendoff itself"), "{told}");
    let checked = sendoff(&["recipes", "check", file.to_str().unwrap()], "");
    assert_eq!(checked.status.code(), Some(0), "as part of the program it could be one");
    assert!(String::from_utf8(checked.stdout).unwrap().contains("caution"));
    let both = sendoff(&["rehearse", "--recipe-file", file.to_str().unwrap(), "--recipe", "gathr"], "");
    assert_eq!(both.status.code(), Some(2));
}

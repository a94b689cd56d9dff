//! Every message this room asks for is in the catalogue, whether or not a test happens to reach its screen.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{fs, path::Path};

use sendoff_words::{Args, Words};

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Literals that look like an id whose first word begins messages of the catalogue, and are none.
const NO_MESSAGES: &[&str] = &[
    "field-recipient",
    "choice-application",
    "choice-browser-page",
    "harbour-travel-tourtools",
    "google-gmail",
    "azure-cli",
    "graph-powershell",
    "script-approves",
    "script-dialect",
    "script-months",
];

fn literals(source: &str) -> impl Iterator<Item = &str> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let is_id = |text: &&str| {
        text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    code.lines()
        .filter(|line| !line.trim_start().starts_with(['#', '/']))
        .flat_map(|line| line.split('"').skip(1).step_by(2).collect::<Vec<_>>())
        .filter(is_id)
}

#[test]
fn every_id_in_the_sources_is_a_message() {
    let words = Words::english();
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut seen = 0;
    for (path, source) in &files {
        for id in literals(source).filter(|id| !NO_MESSAGES.contains(id) && !id.ends_with('-')) {
            seen += 1;
            assert!(words.find(id, &Args::none()).is_some(), "{path} asks for {id}, which the catalogue does not have");
        }
    }
    assert!(seen > 200, "only {seen} ids were found");
}

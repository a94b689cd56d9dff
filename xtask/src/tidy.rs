//! House rules as checks that say why they fail.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    commands::{Outcome, output_of},
    promises,
};

/// No file of code is longer; past it, a second thought lives in the file.
const LONGEST: usize = 500;

/// Where the window's types are written.
const BINDINGS: &str = "ui/src/bridge/bindings.ts";

/// Writes the TypeScript types of the contract with the window.
pub(crate) fn write_bindings() -> Outcome {
    let place = crate::root().join(BINDINGS);
    fs::write(&place, sendoff_journey::typescript()).map_err(|error| format!("{}: {error}", place.display()))
}

/// Checks every rule and names every breach.
pub(crate) fn check() -> Outcome {
    let files = tracked_files()?;
    let mut breaches = Vec::new();
    for path in &files {
        breaches.extend(breaches_of(path));
    }
    breaches.extend(stale_bindings());
    breaches.extend(missing_paths("docs/ARCHITECTURE.md"));
    breaches.extend(missing_paths("README.md"));
    breaches.extend(missing_paths("docs/security.md"));
    breaches.extend(promises::disagreements());
    if breaches.is_empty() {
        println!("{} files keep the house rules", files.len());
        return Ok(());
    }
    Err(format!("{} breaches of the house rules:\n  {}", breaches.len(), breaches.join("\n  ")))
}

fn tracked_files() -> Result<Vec<PathBuf>, String> {
    let list = output_of("git", &["ls-files", "--cached", "--others", "--exclude-standard"])
        .ok_or("git does not list the files")?;
    Ok(list.lines().map(PathBuf::from).filter(|path| crate::root().join(path).is_file()).collect())
}

fn breaches_of(path: &Path) -> Vec<String> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let code = matches!(ending, "rs" | "ts" | "svelte" | "css" | "mjs" | "sh" | "py");
    if !code || path == Path::new(BINDINGS) {
        return Vec::new();
    }
    let Ok(text) = fs::read_to_string(crate::root().join(path)) else {
        return vec![format!("{}: is not UTF-8", path.display())];
    };
    let mut breaches = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST {
        breaches.push(format!(
            "{}: {lines} lines; {LONGEST} is the limit: which second thought lives here?",
            path.display()
        ));
    }
    if ending == "rs" && !text.starts_with("//!") && !text.starts_with("#!") {
        breaches.push(format!("{}: begins without saying what it is (//!)", path.display()));
    }
    breaches
}

fn stale_bindings() -> Option<String> {
    let written = fs::read_to_string(crate::root().join(BINDINGS)).unwrap_or_default();
    (written != sendoff_journey::typescript())
        .then(|| format!("{BINDINGS}: differs from the Rust types; run cargo xtask bindings"))
}

/// A map that names what has gone misleads: each path in backticks must exist.
fn missing_paths(page: &str) -> Vec<String> {
    let text = fs::read_to_string(crate::root().join(page)).unwrap_or_default();
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| word.contains('/') && !word.contains(' ') && !word.contains("://") && !word.starts_with('/'))
        .filter(|word| !word.starts_with("target/") && !crate::root().join(word).exists())
        .map(|word| format!("{page}: names {word}, which is not there"))
        .collect()
}

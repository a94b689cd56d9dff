//! `cargo xtask prove ROW`: the tests behind one promise of docs/security.md, alone and with their figures.
//!
//! Which tests those are stands in docs/promises.toml; the page and the table are held against each other here.

use std::fs;

use serde::Deserialize;

use crate::{
    Depth,
    commands::{Outcome, run_tests},
    coverage, machine, mutants, parts,
};

/// One promise and what shows it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Promise {
    number: u32,
    /// The promise in a line.
    says: String,
    /// `PACKAGE TARGET FILTER...`, each a run of `cargo test`; the target `lib` is the library's own tests. Or `xtask mutants`,
    /// `xtask coverage`: the chore of that name.
    shown_by: Vec<String>,
    /// What cannot be shown on one Linux machine, or comes with a later part.
    #[serde(default)]
    not_here: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Promises {
    promise: Vec<Promise>,
}

fn promises() -> Result<Vec<Promise>, String> {
    let place = crate::root().join("docs/promises.toml");
    let text = fs::read_to_string(&place).map_err(|error| format!("{}: {error}", place.display()))?;
    let table: Promises = toml::from_str(&text).map_err(|error| format!("{}: {error}", place.display()))?;
    Ok(table.promise)
}

/// Shows one promise, or lists all of them.
pub(crate) fn prove(row: Option<&str>, depth: Depth) -> Outcome {
    let all = promises()?;
    let Some(row) = row else {
        for one in &all {
            println!("{:>3}  {}", one.number, one.says);
        }
        return Ok(());
    };
    let chosen = all.iter().find(|one| one.number.to_string() == row);
    let promise = chosen.ok_or_else(|| format!("there is no promise {row}; cargo xtask prove lists them"))?;
    println!("{}. {}", promise.number, promise.says);
    if !promise.not_here.is_empty() {
        println!("   Not shown here: {}", promise.not_here);
    }
    if promise.shown_by.is_empty() {
        return Err(format!("nothing shows promise {} yet", promise.number));
    }
    if let [line] = promise.shown_by.as_slice()
        && let Some(chore) = chore(line)
    {
        return chore();
    }
    if promise.shown_by.iter().any(|line| ["sendoff-tests", "sendoff-desktop"].iter().any(|one| line.starts_with(one)))
    {
        machine::prepare_to_test()?;
        parts::build_what_is_tested()?;
    }
    let mut passed = 0;
    for line in promise.shown_by.iter().flat_map(|line| one_by_one(line)) {
        println!("\n== {line}");
        let count = run_tests(parts::one_test(&line, depth)?)?;
        if count == 0 {
            return Err(format!("{line}: no test of this name"));
        }
        passed += count;
    }
    println!("\nPromise {}: {passed} tests passed", promise.number);
    Ok(())
}

/// The chore that a line of the table stands for, if it is no line of tests.
fn chore(line: &str) -> Option<fn() -> Outcome> {
    match line {
        "xtask mutants" => Some(|| mutants::mutants(None)),
        "xtask coverage" => Some(coverage::coverage),
        _ => None,
    }
}

/// The same line for each of its filters: of several in one run, one that finds nothing would not be noticed.
fn one_by_one(line: &str) -> Vec<String> {
    let mut words = line.split_whitespace();
    let target: Vec<&str> = words.by_ref().take(2).collect();
    let target = target.join(" ");
    let each: Vec<String> = words.map(|filter| format!("{target} {filter}")).collect();
    if each.is_empty() { vec![target] } else { each }
}

/// Where the sources of a package stand.
#[cfg(test)]
fn folder_of(package: &str) -> String {
    match package.strip_prefix("sendoff-") {
        Some("tests") => "tests".to_owned(),
        Some("hostile") => "tests/hostile".to_owned(),
        Some("desktop") => "src-tauri".to_owned(),
        Some(room) => format!("crates/{room}"),
        None => package.to_owned(),
    }
}

/// What does not agree between the page, the table and the tests.
pub(crate) fn disagreements() -> Vec<String> {
    let promises = match promises() {
        Ok(promises) => promises,
        Err(reason) => return vec![reason],
    };
    let page = fs::read_to_string(crate::root().join("docs/security.md")).unwrap_or_default();
    let mut wrong = Vec::new();
    for one in &promises {
        let row = page.lines().find(|line| line.starts_with(&format!("| {} |", one.number)));
        if !row.is_some_and(|row| row.contains(&one.says) && row.contains(&one.not_here)) {
            wrong.push(format!("docs/security.md: row {} does not say what the table says", one.number));
        }
        if one.shown_by.is_empty() && one.not_here.is_empty() {
            wrong.push(format!("docs/promises.toml: nothing is said of {}", one.number));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn sources(folder: &Path, into: &mut String) {
        for item in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = item.path();
            if path.is_dir() {
                sources(&path, into);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                into.push_str(&fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }

    #[test]
    fn every_test_that_shows_a_promise_is_there() {
        for promise in promises().unwrap_or_default() {
            for line in &promise.shown_by {
                let mut code = String::new();
                sources(&crate::root().join(folder_of(line.split(' ').next().unwrap_or_default())), &mut code);
                assert!(!code.is_empty(), "{line}: no such package");
                for filter in line.split_whitespace().skip(2) {
                    let name = filter.trim_end_matches("::").rsplit("::").next().unwrap_or(filter);
                    let there =
                        [format!("fn {name}("), format!("mod {name};"), format!("mod {name} "), format!("    {name},")];
                    assert!(there.iter().any(|text| code.contains(text)), "{}: {filter} is gone", promise.number);
                }
            }
        }
    }

    #[test]
    fn each_filter_runs_by_itself() {
        assert_eq!(one_by_one("a all b c::"), ["a all b", "a all c::"]);
        assert_eq!(one_by_one("a storm"), ["a storm"]);
    }

    #[test]
    fn page_and_table_agree() {
        assert_eq!(disagreements(), Vec::<String>::new());
    }
}

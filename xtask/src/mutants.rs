//! `cargo xtask mutants [ROOM]`: whether the tests of the four rooms of security notice that their code was changed (promise 45).
//!
//! `cargo-mutants` makes the changes, one at a time. Each that no test notices must be explained in docs/mutants.md.

use std::{fs, path::Path};

use crate::{
    commands::{Outcome, command},
    machine,
};

/// The rooms, and which of their tests are asked; those left out take minutes and read no other code than the rest.
const ROOMS: [(&str, &[&str]); 4] = [
    ("vault", &[]),
    ("loopback", &["--lib", "--test", "all"]),
    ("intake", &["--lib", "--test", "fields", "--test", "pastes", "--test", "edges", "--test", "manifests"]),
    ("oauth", &[]),
];

/// Of a hundred changes this many must be noticed (docs/security.md, row 45).
const NOTICED_OF_A_HUNDRED: usize = 90;

/// How a change that compiles ended; one that runs into its time limit makes a test hang, and a test that hangs fails.
struct Count {
    noticed: usize,
    survivors: Vec<String>,
}

/// Changes one room, or all four, and looks at what the tests say.
pub(crate) fn mutants(room: Option<&str>) -> Outcome {
    let chosen: Vec<_> = ROOMS.iter().filter(|(name, _)| room.is_none_or(|wanted| wanted == *name)).collect();
    if chosen.is_empty() {
        return Err(format!("the rooms are {}", ROOMS.map(|(name, _)| name).join(", ")));
    }
    let tool = machine::cargo_tool("cargo-mutants", "27.1.0")?;
    chosen.into_iter().try_for_each(|(room, tests)| one_room(&tool, room, tests))
}

fn one_room(tool: &Path, room: &str, tests: &[&str]) -> Outcome {
    let folder = machine::target_folder().join("mutants").join(room);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let package = format!("sendoff-{room}");
    let mut run =
        command(&tool.to_string_lossy(), ["mutants", "--package", &package, "--jobs", "2", "--colors", "never"]);
    run.args(["--minimum-test-timeout", "40", "--timeout-multiplier", "4", "--output"])
        .arg(&folder)
        .arg("--")
        .args(tests);
    run.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_TEST_DEBUG", "0").env("PROPTEST_CASES", "24");
    let status = run.status().map_err(|error| format!("cargo-mutants does not start: {error}"))?;
    match status.code() {
        // 2: a change was not noticed; 3: one ran into its time limit. Both are counted below.
        Some(0 | 2 | 3) => judge(room, &count(&folder.join("mutants.out"))?),
        _ => Err(format!("cargo-mutants ended with {status}")),
    }
}

fn count(folder: &Path) -> Result<Count, String> {
    let lines = |name: &str| {
        let place = folder.join(name);
        let text = fs::read_to_string(&place).map_err(|error| format!("{}: {error}", place.display()))?;
        Ok::<_, String>(text.lines().map(str::to_owned).collect::<Vec<_>>())
    };
    let noticed = lines("caught.txt")?.len() + lines("timeout.txt")?.len();
    Ok(Count { noticed, survivors: lines("missed.txt")? })
}

fn judge(room: &str, count: &Count) -> Outcome {
    let all = count.noticed + count.survivors.len();
    println!("{room}: {} of {all} changes noticed ({} %)", count.noticed, count.noticed * 100 / all.max(1));
    if count.noticed * 100 < all * NOTICED_OF_A_HUNDRED || all == 0 {
        return Err(format!("{room}: fewer than {NOTICED_OF_A_HUNDRED} of a hundred"));
    }
    let page = fs::read_to_string(crate::root().join("docs/mutants.md")).unwrap_or_default();
    let unexplained: Vec<_> = count.survivors.iter().filter(|one| !explains(&page, one)).cloned().collect();
    match unexplained.as_slice() {
        [] => Ok(()),
        some => Err(format!("docs/mutants.md does not explain:\n{}", some.join("\n"))),
    }
}

/// Whether a line of the page is this survivor; lines move, so their numbers are not compared.
fn explains(page: &str, survivor: &str) -> bool {
    let wanted = without_place(survivor);
    page.lines().any(|line| line.trim() == wanted)
}

/// `crates/a/src/b.rs:198:30: replace x` as `crates/a/src/b.rs: replace x`.
fn without_place(survivor: &str) -> String {
    match survivor.split_once(": ") {
        Some((place, what)) => format!("{}: {what}", place.split(':').next().unwrap_or(place)),
        None => survivor.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survivor_is_known_by_what_it_changes() {
        let survivor = "crates/oauth/src/form.rs:36:19: replace > with >= in read";
        assert!(explains("text\n    crates/oauth/src/form.rs: replace > with >= in read\n", survivor));
        assert!(!explains("crates/oauth/src/form.rs: replace > with == in read", survivor));
    }

    #[test]
    fn fewer_than_promised_is_a_failure() {
        let count = |noticed| Count { noticed, survivors: vec!["a.rs:1:1: b".to_owned(); 10] };
        assert!(judge("oauth", &count(89)).is_err_and(|why| why.contains("fewer")));
        assert!(judge("oauth", &count(90)).is_err_and(|why| why.contains("does not explain")));
        assert!(judge("oauth", &Count { noticed: 0, survivors: Vec::new() }).is_err());
    }
}

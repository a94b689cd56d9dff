//! `cargo xtask coverage`: how much of the rooms of security their tests reach (promise 46).
//!
//! `cargo-llvm-cov` measures with a nightly compiler, because branches are measured by no other.

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use crate::{
    commands::{Outcome, command, output_of, run},
    machine,
};

/// What is promised, in a hundred (docs/security.md, row 46).
const LINES: usize = 95;
const BRANCHES: usize = 90;

/// The rooms that are measured.
const ROOMS: [&str; 4] = ["oauth", "loopback", "vault", "intake"];

/// Stand-ins for a keychain: those of tests and of the practice office.
const STAND_INS: [&str; 3] = ["stores/faulty.rs", "stores/memory.rs", "stores/practice.rs"];

/// What was reached of what there is.
#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
struct Reached {
    lines: (usize, usize),
    branches: (usize, usize),
}

/// Runs the tests of the rooms, and those of the real keychain, and prints what they reach.
pub(crate) fn coverage() -> Outcome {
    machine::prepare_to_test()?;
    let report = measure()?;
    let table = rooms(&report, |file| {
        let text = fs::read_to_string(file).unwrap_or_default();
        text.lines().position(|line| line.starts_with("#[cfg(test)]")).unwrap_or(usize::MAX)
    });
    for (room, reached) in &table {
        let ((lines, of_lines), (branches, of_branches)) = (reached.lines, reached.branches);
        println!(
            "{room}: lines {lines} of {of_lines} ({}), branches {branches} of {of_branches} ({})",
            in_a_hundred(reached.lines),
            in_a_hundred(reached.branches)
        );
    }
    judge(&table)
}

fn judge(table: &BTreeMap<&str, Reached>) -> Outcome {
    for room in ROOMS {
        let reached = table.get(room).copied().unwrap_or_default();
        let enough = |(hit, all): (usize, usize), wanted| all > 0 && hit * 100 >= all * wanted;
        if !enough(reached.lines, LINES) || !enough(reached.branches, BRANCHES) {
            return Err(format!("{room}: {LINES} % of the lines and {BRANCHES} % of the branches are promised"));
        }
    }
    Ok(())
}

fn in_a_hundred((hit, all): (usize, usize)) -> String {
    let thousandths = hit * 1000 / all.max(1);
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}

/// Runs the tests of the rooms, and those of the real keychain that read all of its store; gives the report in the form of lcov.
fn measure() -> Result<String, String> {
    let tool = machine::cargo_tool("cargo-llvm-cov", "0.9.1")?;
    let place = machine::target_folder().join("coverage.lcov");
    let found = [llvm("LLVM_COV", "llvm-cov")?, llvm("LLVM_PROFDATA", "llvm-profdata")?];
    let step = |arguments: &[&str]| {
        let mut step = command(&tool.to_string_lossy(), ["llvm-cov"]);
        step.args(arguments).env("RUSTUP_TOOLCHAIN", "nightly").env_remove("CARGO").env("CARGO_INCREMENTAL", "0");
        for (variable, program) in ["LLVM_COV", "LLVM_PROFDATA"].iter().zip(&found) {
            step.envs(program.as_ref().map(|program| (variable, program)));
        }
        run(step)
    };
    let rooms = ROOMS.map(|room| format!("--package=sendoff-{room}"));
    let rooms = rooms.each_ref().map(String::as_str);
    let test = ["test", "--branch", "--no-report", "--locked"];
    step(&["clean", "--profraw-only"])?;
    step(&[&test[..], &["--lib", "--tests"], &rooms].concat())?;
    step(&[&test[..], &["--package=sendoff-tests", "--test=keychain", "--", "states::", "trouble::"]].concat())?;
    step(&[&["report", "--branch", "--lcov", "--output-path", &place.to_string_lossy()], &rooms[..]].concat())?;
    fs::read_to_string(&place).map_err(|error| format!("{}: {error}", place.display()))
}

/// A program of LLVM that reads what the nightly compiler wrote: named by the environment, part of the compiler, or the system's of the same version.
/// `None` where cargo-llvm-cov finds it by itself.
fn llvm(variable: &str, program: &str) -> Result<Option<String>, String> {
    if env::var_os(variable).is_some() || of_the_compiler(program).is_some_and(|place| place.exists()) {
        return Ok(None);
    }
    let about = output_of("rustc", &["+nightly", "-vV"])
        .ok_or("branches need a nightly compiler: rustup toolchain install nightly --component llvm-tools")?;
    let version = about.lines().find_map(|line| line.strip_prefix("LLVM version: ")).unwrap_or_default();
    let named = format!("{program}-{}", version.split('.').next().unwrap_or_default());
    match output_of(&named, &["--version"]) {
        Some(_) => Ok(Some(named)),
        None => Err(format!(
            "{program} of LLVM {version} is missing: rustup component add llvm-tools --toolchain nightly, or the system's {named}"
        )),
    }
}

fn of_the_compiler(program: &str) -> Option<PathBuf> {
    let libraries = output_of("rustc", &["+nightly", "--print", "target-libdir"])?;
    Some(PathBuf::from(libraries).parent()?.join("bin").join(format!("{program}{}", env::consts::EXE_SUFFIX)))
}

/// What the report says of each room, without tests: those in files of their own, and those below the line that `tests_begin` gives (counted from 0).
fn rooms(report: &str, tests_begin: impl Fn(&str) -> usize) -> BTreeMap<&'static str, Reached> {
    let mut table: BTreeMap<&'static str, Reached> = BTreeMap::new();
    let (mut room, mut end) = (None, 0);
    for line in report.lines() {
        if let Some(file) = line.strip_prefix("SF:") {
            room = room_of(file);
            end = tests_begin(file);
        }
        let Some(reached) = room.map(|room| table.entry(room).or_default()) else { continue };
        if let Some((number, taken)) = line.strip_prefix("DA:").and_then(|rest| rest.split_once(','))
            && is_before(number, end)
        {
            count(&mut reached.lines, taken);
        } else if let Some(rest) = line.strip_prefix("BRDA:")
            && let (Some(number), Some(taken)) = (rest.split(',').next(), rest.rsplit(',').next())
            && is_before(number, end)
        {
            count(&mut reached.branches, taken);
        }
    }
    table
}

/// The room a file belongs to, if it is one of those measured and no test.
fn room_of(file: &str) -> Option<&'static str> {
    let file = file.replace('\\', "/");
    let is_test =
        file.ends_with("tests.rs") || file.contains("/tests/") || STAND_INS.iter().any(|one| file.ends_with(one));
    ROOMS.into_iter().find(|room| !is_test && file.contains(&format!("/crates/{room}/src/")))
}

/// Whether a line, counted from 1, stands before another, counted from 0.
fn is_before(number: &str, end: usize) -> bool {
    number.parse::<usize>().is_ok_and(|number| number <= end)
}

fn count(into: &mut (usize, usize), taken: &str) {
    into.0 += usize::from(!matches!(taken, "0" | "-"));
    into.1 += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "SF:/r/crates/vault/src/vault.rs\nDA:1,4\nDA:2,0\nBRDA:2,0,0,1\nBRDA:2,0,1,-\nDA:9,7\nend_of_record\n\
        SF:/r/crates/vault/src/stores/faulty.rs\nDA:1,4\nend_of_record\nSF:/r/crates/wire/src/lib.rs\nDA:1,1\n";

    #[test]
    fn lines_and_branches_are_counted_without_tests() {
        let table = rooms(REPORT, |_| 8);
        assert_eq!(table, BTreeMap::from([("vault", Reached { lines: (1, 2), branches: (1, 2) })]));
    }

    #[test]
    fn less_than_promised_or_nothing_at_all_is_a_failure() {
        let enough = Reached { lines: (95, 100), branches: (90, 100) };
        let mut table: BTreeMap<_, _> = ROOMS.into_iter().map(|room| (room, enough)).collect();
        assert_eq!(judge(&table), Ok(()));
        table.insert("vault", Reached { lines: (94, 100), ..enough });
        assert!(judge(&table).is_err());
        table.remove("vault");
        assert!(judge(&table).is_err());
    }
}

//! Every fault of the practice office: explained by its own kind, sent to the step that mends it, and got past.

use sendoff_practice::Fault;
use sendoff_tests::faults::{EXPLAINED, WAITED_OUT};
use serde_json::Value;

use crate::script::{json, sendoff};

/// Rehearsals at a time: most of their time is waiting.
const AT_A_TIME: usize = 4;

#[test]
fn every_fault_is_explained_mended_and_got_past() {
    let all: Vec<Fault> = EXPLAINED.iter().map(|one| one.fault).chain(WAITED_OUT.iter().copied()).collect();
    assert!(Fault::ALL.iter().all(|fault| all.contains(fault)), "a fault is not in the table");
    let wrong: Vec<String> = all.chunks(AT_A_TIME).flat_map(together).collect();
    println!("{} faults rehearsed, {} wrong", all.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn together(faults: &[Fault]) -> Vec<String> {
    std::thread::scope(|scope| {
        let running: Vec<_> = faults.iter().map(|fault| scope.spawn(move || rehearse(*fault))).collect();
        running.into_iter().filter_map(|one| one.join().expect("no rehearsal panics")).collect()
    })
}

/// What is wrong with the rehearsal of this fault, if anything.
fn rehearse(fault: Fault) -> Option<String> {
    let output = sendoff(&["rehearse", "--fault", fault.name(), "--json"], "");
    if !output.status.success() {
        return Some(format!("{fault}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let report = json(&output);
    let found = explained(&report);
    let expected = EXPLAINED.iter().find(|one| one.fault == fault);
    let expected = expected.map(|one| (one.kind.to_owned(), one.step.map(str::to_owned)));
    let ended = if expected.is_some() { "mended" } else { "waited-out" };
    let got_past = report["fault"]["happened"] == true && report["fault"]["ended"] == ended;
    if !got_past || !is_told_whole(&report) {
        return Some(format!("{fault}: {} {}", report["fault"], report["steps"]));
    }
    let right = report["saved"] == true && found == expected;
    (!right).then(|| format!("{fault}: expected {expected:?}, found {found:?}, saved {}", report["saved"]))
}

/// What happened, why, what to do, who must act, that it was mended; and a code only as a provider writes one.
fn is_told_whole(report: &Value) -> bool {
    let problems = report["steps"].as_array().into_iter().flatten().map(|step| &step["problem"]);
    let whole = |problem: &Value| {
        let said = |name: &str| problem[name].as_str().is_some_and(|text| !text.is_empty());
        let to_do = problem["fix"].as_array().is_some_and(|fix| !fix.is_empty());
        let code = problem["code"].as_str().is_none_or(|code| !code.contains([' ', ':']));
        said("title") && said("why") && said("who_acts") && to_do && code && problem["mended"] == true
    };
    problems.filter(|problem| !problem.is_null()).all(whole)
}

fn explained(report: &Value) -> Option<(String, Option<String>)> {
    let problem = report["steps"].as_array()?.iter().map(|step| &step["problem"]).find(|problem| !problem.is_null())?;
    Some((problem["kind"].as_str()?.to_owned(), problem["step"].as_str().map(str::to_owned)))
}

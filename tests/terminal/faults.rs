//! Every fault of the practice office: explained by its own kind, sent to the step that mends it, and got past.

use sendoff_practice::Fault;
use sendoff_problem::{Details, Kind, Problem};
use sendoff_recipes::Recipes;
use sendoff_tests::faults::{
    CAUTIONED, EXPLAINED, EXPLAINED_AT_GOOGLE, EXPLAINED_BY_MAIL, Explained, ExplainedAt, WAITED_OUT, met_at_google,
    met_by_graph, met_by_provider,
};
use serde_json::Value;

use crate::script::{json, sendoff};

/// Rehearsals at a time: most of their time is waiting.
const AT_A_TIME: usize = 4;

#[test]
fn every_fault_is_explained_mended_and_got_past() {
    let quiet = WAITED_OUT.iter().chain(CAUTIONED).copied();
    let all: Vec<Fault> = EXPLAINED.iter().map(|one| one.fault).chain(quiet).collect();
    assert!(met_by_graph().all(|fault| all.contains(&fault)), "a fault is not in the table");
    let wrong: Vec<String> = all.chunks(AT_A_TIME).flat_map(together).collect();
    println!("{} faults rehearsed, {} wrong", all.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fault_of_the_mail_servers_is_explained_mended_and_got_past() {
    let by_mail = EXPLAINED_BY_MAIL.iter().map(|one| one.explained.fault);
    let by_provider = met_by_provider().map(|one| one.fault);
    let met: Vec<Fault> = met_by_graph().chain(by_provider).chain(by_mail).chain(met_at_google()).collect();
    let left: Vec<Fault> = Fault::ALL.into_iter().filter(|fault| !met.contains(fault)).collect();
    assert!(left.is_empty(), "not in the table: {left:?}");
    let wrong: Vec<String> = EXPLAINED_BY_MAIL.chunks(AT_A_TIME).flat_map(together_at).collect();
    println!("{} faults of mail servers rehearsed, {} wrong", EXPLAINED_BY_MAIL.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fault_of_a_provider_that_is_found_is_explained_mended_and_got_past() {
    let all: Vec<Explained> = met_by_provider().collect();
    let one = |one: &Explained| rehearse_at("discovered-smtp", &[], one.fault, Some(one));
    let wrong: Vec<String> = all.iter().filter_map(one).collect();
    println!("{} faults of a provider that is found rehearsed, {} wrong", all.len(), wrong.len());
    assert!(wrong.is_empty() && all.len() > 12, "{}", wrong.join("\n"));
}

#[test]
fn every_fault_at_google_is_explained_mended_and_got_past() {
    let in_table = |fault: &Fault| EXPLAINED_AT_GOOGLE.iter().any(|one| one.explained.fault == *fault);
    let left: Vec<Fault> = met_at_google().filter(|fault| !in_table(fault)).collect();
    assert!(left.is_empty(), "not in the table: {left:?}");
    let wrong: Vec<String> = EXPLAINED_AT_GOOGLE.chunks(AT_A_TIME).flat_map(together_at).collect();
    println!("{} faults of Google rehearsed, {} wrong", EXPLAINED_AT_GOOGLE.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn together_at(faults: &[ExplainedAt]) -> Vec<String> {
    std::thread::scope(|scope| {
        let one = |at: &'static str, answers: &'static [&'static str], explained: Explained| {
            scope.spawn(move || rehearse_at(at, answers, explained.fault, Some(&explained)))
        };
        let running: Vec<_> = faults.iter().map(|at| one(at.recipe, at.answers, at.explained)).collect();
        running.into_iter().filter_map(|one| one.join().expect("no rehearsal panics")).collect()
    })
}

#[test]
fn a_fault_that_the_recipe_cannot_show_is_a_wrong_usage() {
    let output = sendoff(&["rehearse", "--recipe", "tourtools", "--fault", "imap-off", "--json"], "");
    assert_eq!(output.status.code(), Some(2));
    let said: Value = serde_json::from_slice(&output.stderr).expect("JSON on stderr");
    assert_eq!(said["error"]["kind"], "wrong-usage");
    let message = said["error"]["message"].as_str().unwrap_or_default();
    assert!(message.starts_with("imap-off cannot show in a set-up of tourtools"), "{message}");
}

fn together(faults: &[Fault]) -> Vec<String> {
    std::thread::scope(|scope| {
        let running: Vec<_> = faults.iter().map(|fault| scope.spawn(move || rehearse(*fault))).collect();
        running.into_iter().filter_map(|one| one.join().expect("no rehearsal panics")).collect()
    })
}

/// What is wrong with the rehearsal of this fault, if anything.
fn rehearse(fault: Fault) -> Option<String> {
    rehearse_at("tourtools", &[], fault, EXPLAINED.iter().find(|one| one.fault == fault))
}

fn rehearse_at(recipe: &str, answers: &[&str], fault: Fault, expected: Option<&Explained>) -> Option<String> {
    let answers = answers.iter().flat_map(|answer| ["--answer", answer]);
    let arguments = ["rehearse", "--recipe", recipe, "--fault", fault.name(), "--json"];
    let output = sendoff(&arguments.into_iter().chain(answers).collect::<Vec<_>>(), "");
    if !output.status.success() {
        return Some(format!("{fault}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let report = json(&output);
    let found = explained(&report);
    let expected = expected.map(|one| (one.kind.to_owned(), one.step.map(str::to_owned)));
    let ended = match expected {
        Some(_) => "mended",
        None if CAUTIONED.contains(&fault) => "cautioned",
        None => "waited-out",
    };
    let got_past = report["fault"]["happened"] == true && report["fault"]["ended"] == ended;
    if !got_past || !is_told_whole(&report) || !acts_by_row(&report) {
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
        let code = problem["code"].as_str().is_none_or(is_code);
        said("title") && said("why") && said("who_acts") && to_do && code && problem["mended"] == true
    };
    problems.filter(|problem| !problem.is_null()).all(whole)
}

/// Whoever must act is the one that the row of the code names; rows of mail servers are told apart by their words, too, and so are those of
/// the one code that Google gives for everything that has ended.
fn acts_by_row(report: &Value) -> bool {
    let recipes = Recipes::bundled().expect("the recipes can be read");
    let by_row = |problem: &Value| {
        let code =
            problem["code"].as_str().filter(|code| !code.starts_with(|one: char| one.is_ascii_digit()))?.to_owned();
        if code == "invalid_grant" {
            return None;
        }
        let kind: Kind = serde_json::from_value(problem["kind"].clone()).ok()?;
        let details = Details { code: Some(code), ..Details::default() };
        let told = recipes.told(&Problem::new(kind).with_details(details))?;
        Some(serde_json::to_value(told.who).ok()? == problem["who_acts"])
    };
    let problems = report["steps"].as_array().into_iter().flatten().map(|step| &step["problem"]);
    problems.filter_map(by_row).all(|holds| holds)
}

/// A word without blanks, or as mail servers write one: `535 5.7.139`, `NO [AUTHENTICATIONFAILED]`.
fn is_code(code: &str) -> bool {
    !code.contains(':') && code.split(' ').count() <= 2
}

fn explained(report: &Value) -> Option<(String, Option<String>)> {
    let problem = report["steps"].as_array()?.iter().map(|step| &step["problem"]).find(|problem| !problem.is_null())?;
    Some((problem["kind"].as_str()?.to_owned(), problem["step"].as_str().map(str::to_owned)))
}

/// What was granted stands beside what is needed: what is missing when it is refused, what is too much as a caution.
#[test]
fn permissions_left_out_and_added_are_told_side_by_side() {
    for (recipe, fault, expected) in [
        ("tourtools", "permission-missing", serde_json::json!({ "missing": ["Mail.Send"], "cautions": [] })),
        ("tourtools", "permission-extra", serde_json::json!({ "missing": [], "cautions": ["Mail.ReadWrite"] })),
        ("microsoft-smtp", "permission-missing", serde_json::json!({ "missing": ["SMTP.Send"], "cautions": [] })),
        (
            "microsoft-smtp",
            "permission-extra",
            serde_json::json!({ "missing": [], "cautions": ["EWS.AccessAsUser.All"] }),
        ),
        ("gathr", "permission-missing", serde_json::json!({ "missing": ["Mail.Read"], "cautions": [] })),
        ("gathr", "permission-extra", serde_json::json!({ "missing": [], "cautions": ["Mail.ReadWrite"] })),
    ] {
        let report = json(&sendoff(&["rehearse", "--recipe", recipe, "--fault", fault, "--json"], ""));
        assert_eq!(report["permissions"], expected, "{recipe} {fault}: {report}");
        assert_eq!(report["saved"], true, "{recipe} {fault}: {report}");
    }
}

/// Where all fits, nothing stands out.
#[test]
fn permissions_that_fit_are_passed_over() {
    let report = json(&sendoff(&["rehearse", "--json"], ""));
    assert!(report["saved"] == true && report["permissions"].is_null(), "{report}");
}

//! Every recipe that is offered, answered in every way there is: each set-up ends well, with no edit by hand.

use std::collections::BTreeSet;

use sendoff_recipes::{Answer, Answers, Naming, ProbeKind, Question, Recipe, Recipes};
use serde_json::Value;

use crate::script::{json, sendoff};

/// Rehearsals at a time: most of their time is waiting.
const AT_A_TIME: usize = 4;

/// Whose hands do the steps in the portal.
#[derive(Clone, Copy)]
enum By {
    Hand,
    Script,
    HandThenManifest,
}

#[test]
fn every_way_to_answer_every_recipe_ends_well() {
    every_way(By::Hand);
}

/// The script of each way is read by the practice portal, which shares no code with whoever wrote it.
#[test]
fn every_way_ends_well_by_script() {
    every_way(By::Script);
}

/// What the guide of each way makes in the practice portal is what the manifest is held against: nothing differs, in any way.
#[test]
fn every_way_ends_well_with_the_manifest_pasted() {
    every_way(By::HandThenManifest);
}

fn every_way(by: By) {
    let recipes = Recipes::bundled().unwrap();
    let ways: Vec<(&Recipe, Answers)> = recipes
        .recipes()
        .iter()
        .flat_map(|recipe| recipe.every_way().into_iter().map(move |way| (recipe, way)))
        .filter(|(recipe, way)| is_at_home(recipe, way) || is_usual(recipe, way))
        // Scripts and manifests are those of a directory's portal.
        .filter(|(recipe, _)| matches!(by, By::Hand) || recipe.provider.naming() == Naming::InDirectory)
        .collect();
    let wrong: Vec<String> = ways.chunks(AT_A_TIME).flat_map(|ways| together(ways, by)).collect();
    println!("{} recipes, {} ways to answer rehearsed, {} wrong", recipes.recipes().len(), ways.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a way is in the cloud the recipe is written for.
fn is_at_home(recipe: &Recipe, way: &Answers) -> bool {
    recipe.tailored(way).provider == recipe.provider
}

/// Whether it answers everything else as most people do: what differs in another cloud differs in each of its ways alike, and
/// `crates/recipes/tests/clouds.rs` looks at all of them.
fn is_usual(recipe: &Recipe, way: &Answers) -> bool {
    let usual = |question: &Question| {
        question.id.as_str() == "cloud" || question.default.is_none() || {
            way.get(&question.id).is_none_or(|answer| answer.choice() == question.default.as_ref())
        }
    };
    recipe.question.iter().all(usual)
}

fn together(ways: &[(&Recipe, Answers)], by: By) -> Vec<String> {
    std::thread::scope(|scope| {
        let running: Vec<_> = ways.iter().map(|(recipe, way)| scope.spawn(move || rehearse(recipe, way, by))).collect();
        running.into_iter().filter_map(|one| one.join().expect("no rehearsal panics")).collect()
    })
}

/// What is wrong with the rehearsal of one way, if anything.
fn rehearse(recipe: &Recipe, way: &Answers, by: By) -> Option<String> {
    let given: Vec<String> = way.iter().flat_map(|(id, answer)| given(id.as_str(), answer)).collect();
    let arguments = ["rehearse", "--recipe", recipe.id.as_str(), "--json"].into_iter();
    let by = match by {
        By::Hand => None,
        By::Script => Some("--by-script"),
        By::HandThenManifest => Some("--paste-manifest"),
    };
    let arguments: Vec<&str> = arguments.chain(by).chain(given.iter().map(String::as_str)).collect();
    let output = sendoff(&arguments, "");
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        return Some(format!("{arguments:?}: {}", String::from_utf8_lossy(&said)));
    }
    let report = json(&output);
    let differs = arguments.contains(&"--paste-manifest").then(|| manifest_differs(&report)).flatten();
    differs.or_else(|| wrong(&recipe.tailored(way), &report)).map(|wrong| format!("{arguments:?}: {wrong}"))
}

fn given(id: &str, answer: &Answer) -> Vec<String> {
    let word = match answer {
        Answer::Chosen { address: Some(address), .. } => address.to_string(),
        Answer::Chosen { choice, .. } => choice.to_string(),
        Answer::Typed { typed } => typed.clone(),
    };
    vec!["--answer".to_owned(), format!("{id}={word}")]
}

/// What a manifest was found to differ in, be it only too much; that it was not pasted, where it was not.
fn manifest_differs(report: &Value) -> Option<String> {
    let fits = serde_json::json!({ "differs": [], "worth_a_look": [] });
    (report["manifest"] != fits).then(|| format!("the manifest: {}", report["manifest"]))
}

/// A list of the report; a report without it is none.
fn listed<'a>(report: &'a Value, name: &str) -> &'a [Value] {
    report[name].as_array().unwrap_or_else(|| panic!("the report lists no {name}: {report}"))
}

/// Held against the recipe: every step done, sent and read by its ways, every field handed over with something in it.
fn wrong(tailored: &Recipe, report: &Value) -> Option<String> {
    let steps = listed(report, "steps");
    let done = !steps.is_empty() && steps.iter().all(|step| step["state"] == "done" && step["problem"].is_null());
    let sends = tailored.probe.iter().any(|probe| probe.kind.sends());
    let looks = tailored.probe.iter().map(|probe| probe.kind).filter(|kind| !kind.sends());
    let looks: BTreeSet<&str> = looks.map(route).collect();
    let read: BTreeSet<&str> = listed(report, "read").iter().filter_map(Value::as_str).collect();
    let rows = listed(report, "handover");
    let labels: Vec<&str> = rows.iter().filter_map(|row| row["label"].as_str()).collect();
    let there =
        tailored.hand_over.field.iter().all(|field| labels.iter().any(|label| label.contains(field.label.as_str())));
    let filled =
        rows.iter().all(|row| row["value"].as_str().is_some_and(|value| !value.is_empty() && !value.contains('{')));
    [
        (report["saved"] == true, "it is not saved"),
        (done, "a step is not done"),
        (sends != report["sent"].is_null(), "what was sent is not what its ways send"),
        (looks == read, "what was read is not what its ways read"),
        (there, "a field of the application is missing"),
        (filled, "a field of the application is empty"),
    ]
    .into_iter()
    .find(|(holds, _)| !holds)
    .map(|(_, wrong)| format!("{wrong}: {report}"))
}

const fn route(probe: ProbeKind) -> &'static str {
    match probe {
        ProbeKind::GraphSend | ProbeKind::GraphMail | ProbeKind::GraphMailAndCalendars => "graph",
        ProbeKind::GmailSend => "gmail",
        ProbeKind::Smtp => "smtp",
        ProbeKind::Imap => "imap",
        ProbeKind::Pop3 => "pop3",
    }
}

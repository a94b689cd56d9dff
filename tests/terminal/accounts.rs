//! Whose account may be used with which account types: every kind of account with every audience, through the whole program.
//! What is let in is set up, tested and saved; what is not is explained before anything is saved.

use serde_json::Value;

use crate::script::{json, sendoff};

/// Answers that make a recipe one of this audience, and what becomes of each kind of account with it: nothing where all goes
/// well, else the kind of the problem.
const TABLE: [(&str, &[&str], Ends); 5] = [
    // Entra keeps strangers on its own page; a guest it lets in, and we do not.
    ("tourtools", &[], [None, FOREIGN, Some("guest-account"), FOREIGN]),
    ("zappysys", &[], [None, FOREIGN, Some("guest-account"), FOREIGN]),
    // Reading takes an administrator of the organisation that the account is of; what ours approved does not count there.
    ("zappysys", &["accounts=multi-tenant"], [None, APPROVAL, APPROVAL, FOREIGN]),
    ("zappysys", &["accounts=multi-tenant-and-personal"], [None, APPROVAL, APPROVAL, None]),
    // Sending takes none.
    ("odoo", &[], [None; 4]),
];

/// What becomes of each kind of account.
type Ends = [Option<&'static str>; 4];

const FOREIGN: Option<&str> = Some("account-of-another");
const APPROVAL: Option<&str> = Some("approval-needed");
const ACCOUNTS: [&str; 4] = ["own", "other-organisation", "guest", "personal"];

#[test]
fn every_account_with_every_audience() {
    let mut wrong = Vec::new();
    for (recipe, answers, expected) in TABLE {
        for (account, expected) in ACCOUNTS.into_iter().zip(expected) {
            let report = rehearsed(recipe, answers, &["--account", account]);
            let kinds = problems(&report);
            let saved = report["saved"] == true;
            if kinds.first().map(String::as_str) != expected || saved != expected.is_none() {
                wrong.push(format!("{recipe} {answers:?} {account}: {kinds:?}, {report}"));
            }
        }
    }
    println!("{} audiences with {} accounts each, {} wrong", TABLE.len(), ACCOUNTS.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where the registration is for any account, Entra lets the stranger in who arrives in the mailbox's place; we do not.
#[test]
fn a_stranger_in_the_mailboxs_place_is_turned_away_and_the_right_one_let_in() {
    for (recipe, kind) in [("odoo", "wrong-directory"), ("tourtools", "account-of-another")] {
        let report = rehearsed(recipe, &[], &["--fault", "other-organisation"]);
        assert_eq!(report["saved"], true, "{report}");
        assert_eq!(problems(&report), [kind], "{report}");
    }
}

fn rehearsed(recipe: &str, answers: &[&str], more: &[&str]) -> Value {
    let answers = answers.iter().flat_map(|answer| ["--answer", answer]);
    let all = ["rehearse", "--recipe", recipe, "--json"].into_iter().chain(answers).chain(more.iter().copied());
    json(&sendoff(&all.collect::<Vec<_>>(), ""))
}

/// The kinds of what stopped it, each once.
fn problems(report: &Value) -> Vec<String> {
    let steps = report["steps"].as_array().into_iter().flatten();
    let mut kinds: Vec<String> = steps.filter_map(|step| Some(step["problem"]["kind"].as_str()?.to_owned())).collect();
    kinds.dedup();
    kinds
}

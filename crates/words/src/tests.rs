//! The catalogue as a whole: nothing missing, nothing left open, nothing in words this house avoids.

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;
use sendoff_problem::{Kind, Problem, Severity, ValueName};
use sendoff_values::Stage;

use crate::{Args, Known, MISSING, RunKind, Text, Words, avoided_in, words::sources};

/// Every message and attribute of the catalogue by its id.
fn ids() -> Vec<String> {
    let mut ids = Vec::new();
    for (_, source) in sources() {
        let mut message = String::new();
        for line in source.lines() {
            if let Some((name, _)) = line.split_once(" = ") {
                if name.starts_with("    .") {
                    ids.push(format!("{message}.{}", name.trim().trim_start_matches('.')));
                } else if name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.contains(' ') {
                    name.clone_into(&mut message);
                    ids.push(message.clone());
                }
            }
        }
    }
    ids
}

/// A filling for every name any message uses.
fn everything() -> Args {
    let mut names = BTreeSet::new();
    for (_, source) in sources() {
        for part in source.split("{ $").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            names.insert(name);
        }
    }
    let numbers = ["count", "days", "number", "all", "found", "wanted", "done", "steps"];
    names.into_iter().fold(Args::none(), |args, name| {
        let name: &'static str = Box::leak(name.into_boxed_str());
        if numbers.contains(&name) { args.number(name, 4) } else { args.name(name, "Xx") }
    })
}

fn plain_words(text: &Text) -> String {
    let plain = text.0.iter().filter(|run| run.kind == RunKind::Plain);
    plain.map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ").to_lowercase()
}

#[test]
fn every_file_is_read_without_an_error() {
    for (name, source) in sources() {
        let read = FluentResource::try_new((*source).to_owned());
        assert!(read.is_ok(), "{name}: {:?}", read.err().map(|(_, errors)| errors));
    }
}

#[test]
fn no_message_stands_twice() {
    let ids = ids();
    let mut seen = BTreeSet::new();
    for id in &ids {
        assert!(seen.insert(id), "{id} stands twice");
    }
    assert!(ids.len() > 700, "only {} messages were found", ids.len());
}

#[test]
fn no_message_is_left_with_a_hole() {
    let (words, args) = (Words::english(), everything());
    for id in ids() {
        let text = words.text(&id, &args).line();
        assert!(!text.is_empty() && !text.contains(MISSING), "{id}: {text}");
        assert!(!text.contains("{$") && !text.contains("[["), "{id}: {text}");
    }
}

#[test]
fn the_voice_is_kept() {
    let (words, args) = (Words::english(), everything());
    for id in ids() {
        if id.starts_with("detail-") || id.starts_with("ticket-") || id == "note-client-id" {
            continue;
        }
        let text = words.text(&id, &args);
        assert_eq!(avoided_in(&plain_words(&text)), None, "{id}: {}", text.line());
    }
}

#[test]
fn client_stands_only_in_labels_and_in_client_secret() {
    let (words, args) = (Words::english(), everything());
    for id in ids().into_iter().filter(|id| !matches!(id.as_str(), "note-client-id" | "ticket-client-id")) {
        let plain = plain_words(&words.text(&id, &args)).replace("client secret", "");
        let client = plain.split(|one: char| !one.is_alphanumeric()).any(|word| word == "client");
        assert!(!client, "{id}: {plain}");
    }
}

#[test]
fn every_kind_is_explained_in_full() {
    let words = Words::english();
    let written: BTreeSet<_> = ids().into_iter().collect();
    for kind in Kind::ALL {
        let said = words.problem_words(&Problem::new(*kind), &Known::default());
        for text in [&said.title, &said.why].into_iter().chain(&said.actions).chain(&said.who) {
            let line = text.line();
            assert!(!line.is_empty() && !line.contains(MISSING) && !line.contains("{$"), "{}: {line}", kind.as_str());
        }
        let lost = format!("problem-{}.do-{}", kind.as_str(), said.actions.len() + 1);
        assert!(!written.contains(&lost), "{lost} is never said");
        assert!((1..=3).contains(&said.actions.len()), "{}: {} actions", kind.as_str(), said.actions.len());
        assert!(!said.button.is_empty() && !said.button.contains(MISSING), "{}: {}", kind.as_str(), said.button);
        assert!(!said.title.line().ends_with('.'), "{}: a title has no full stop", kind.as_str());
        assert!(said.why.line().ends_with(['.', '?']), "{}: {}", kind.as_str(), said.why.line());
    }
}

#[test]
fn a_failure_that_nothing_mends_by_itself_says_who_must_act() {
    let words = Words::english();
    for kind in Kind::ALL.iter().filter(|kind| kind.severity() == Severity::Failure) {
        let said = words.problem_words(&Problem::new(*kind), &Known::default());
        let for_person = kind.who_acts() == sendoff_problem::WhoActs::You;
        assert_eq!(said.who.is_none(), for_person, "{}", kind.as_str());
    }
}

#[test]
fn every_value_a_problem_may_name_has_words_of_its_own_when_it_is_not_known() {
    let words = Words::english();
    for name in ValueName::ALL {
        let text = words.label(&format!("fallback-{}", name.as_str()));
        assert!(!text.contains(MISSING), "{}", name.as_str());
    }
}

#[test]
fn every_stage_has_words_for_every_state() {
    let words = Words::english();
    for stage in Stage::ALL {
        for state in ["waiting", "working", "done", "failed", "skipped", "again"] {
            let text = words.text(&format!("stage-{}.{state}", stage.as_str()), &everything()).line();
            assert!(!text.is_empty() && !text.contains(MISSING), "{} {state}", stage.as_str());
        }
    }
}

#[test]
fn titles_of_pages_have_five_words_at_most() {
    let words = Words::english();
    let pages = [
        "connections-title",
        "connections-first",
        "question-mailbox",
        "question-application",
        "question-before",
        "recipe-gone-title",
    ];
    for id in pages {
        assert!(words.label(id).split_whitespace().count() <= 5, "{id}");
    }
}

#[test]
fn the_most_frequent_mistakes_are_told_in_their_own_words() {
    let words = Words::english();
    let known = Known {
        organisation: Some("Harbour Travel".to_owned()),
        application: Some("TourTools".to_owned()),
        mailbox: Some("office@harbour.example".to_owned()),
        ..Known::default()
    };
    let check = |problem: Problem, title: &str| {
        assert_eq!(words.problem_words(&problem, &known).title.line(), title);
    };
    check(Kind::SecretIdPasted.into(), "That is the Secret ID");
    check(Kind::ObjectIdPasted.into(), "That is the Object ID");
    check(Kind::IdsSwapped.into(), "The two IDs are the other way round");
    let cut = Problem::new(Kind::IdCut).with(ValueName::Count, "35").with(ValueName::ExpectedCount, "36");
    check(cut, "This ID has 35 characters; it should have 36");
    check(Kind::SecretHidden.into(), "The portal has hidden this Value");
    check(Kind::RedirectUnknown.into(), "A redirect URI is missing");
    check(Kind::RegistrationUnknown.into(), "The directory of Harbour Travel has no such app registration");
    check(Kind::AccountOfAnother.into(), "This account belongs to another organisation");
    check(Kind::ApprovalNeeded.into(), "An administrator must approve this");
    check(Kind::SecretRefused.into(), "The client secret is not the right one");
    check(Kind::SecretExpired.into(), "The client secret has expired");
    check(Kind::WrongPlatform.into(), "The redirect URI is under the wrong platform");
    let account = Problem::new(Kind::WrongAccount).with(ValueName::SignedInAs, "anna@harbour.example");
    check(account, "You signed in as anna@harbour.example");
    let missing = Problem::new(Kind::PermissionMissing).with(ValueName::Permissions, "Mail.Send");
    check(missing, "One permission is missing: Mail.Send");
}

#[test]
fn labels_of_the_portal_and_values_are_runs_of_their_own() {
    let problem = Problem::new(Kind::RedirectUnknown).with(ValueName::RedirectUri, "http://localhost/mail-setup");
    let action = Words::english().problem_words(&problem, &Known::default()).actions.remove(1);
    let kinds: Vec<_> = action.0.iter().map(|run| (run.kind, run.text.as_str())).collect();
    assert_eq!(
        kinds,
        [
            (RunKind::Plain, "Add "),
            (RunKind::Value, "http://localhost/mail-setup"),
            (RunKind::Plain, " under "),
            (RunKind::Portal, "Web"),
            (RunKind::Plain, ", exactly as written, and save."),
        ]
    );
}

#[test]
fn what_is_filled_in_cannot_reorder_or_break_the_sentence() {
    let args = Args::none().value("title", "a\u{202e}b\r\n\u{e002}c[[d]]");
    let text = Words::english().text("window-title-practice", &args);
    assert_eq!(text.line(), "Practice: abc[[d]]");
    assert_eq!(text.0.len(), 2);
}

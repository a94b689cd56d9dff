//! A recipe whose parts hang on answers: what counts for which answer, and which conditions are refused.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use sendoff_recipes::{Answer, Answers, Placeholder, ProbeKind, Recipe, RecipeError};
use sendoff_values::StepId;

const TOURTOOLS: &str = include_str!("../../../recipes/applications/tourtools.toml");

/// Questions, probes and a step that hang on each other, put into a recipe that has none of them.
const QUESTIONS: &str = r#"
[[question]]
id = "direction"
title = "Sending, receiving or both?"
why = "Each needs a permission of its own."
default = "both"
choice = [
    { id = "sending", label = "Sending" },
    { id = "receiving", label = "Receiving" },
    { id = "both", label = "Both" },
]

[[question]]
id = "protocol"
title = "POP3 or IMAP?"
why = "The application reads by one of them."
default = "imap"
choice = [{ id = "imap", label = "IMAP" }, { id = "pop3", label = "POP3" }]
when = [{ question = "direction", is = ["receiving", "both"] }]

[[question]]
id = "shop"
title = "Which host name?"
why = "The redirect address is made of it."
typed = { kind = "host", example = "shop.example.com" }

[[question]]
id = "acceptance"
title = "Which acceptance host?"
why = "It gets a redirect address of its own."
typed = { kind = "host", example = "test.example.com", optional = true }

[[probe]]
kind = "smtp"
when = [{ question = "direction", is = ["sending", "both"] }]

[[probe]]
kind = "imap"
when = [{ question = "protocol", is = ["imap"] }]

[[probe]]
kind = "pop3"
when = [{ question = "protocol", is = ["pop3"] }]
"#;

const REDIRECT: &str = r#"[redirect]
address = "https://{answer.shop}/Auth.aspx"
beside = [{ address = "https://{answer.acceptance}/Auth.aspx", when = [{ question = "acceptance", given = true }] }]
"#;

fn text() -> String {
    let start = TOURTOOLS.find("[redirect]").unwrap();
    let end = TOURTOOLS.find("[[permission]]").unwrap();
    // What is tried lies at the mail servers, so the access must be for them.
    let rest = TOURTOOLS[end..].replace("https://graph.microsoft.com/", "https://outlook.office.com/");
    [&TOURTOOLS[..start], REDIRECT, QUESTIONS, &rest].concat()
}

fn recipe() -> Recipe {
    Recipe::read("shop.toml", &text()).unwrap()
}

fn refused(from: &str, to: &str) -> String {
    assert!(text().contains(from), "{from}");
    let error = Recipe::read("shop.toml", &text().replacen(from, to, 1)).unwrap_err();
    assert!(matches!(error, RecipeError::Inconsistent { .. } | RecipeError::Malformed { .. }));
    error.to_string()
}

fn answers(given: &[(&str, &str)]) -> Answers {
    let recipe = recipe();
    let answer = |(id, text): &(&str, &str)| {
        let question = recipe.question(id).unwrap();
        (question.id.clone(), question.answer(text).unwrap())
    };
    given.iter().map(answer).collect()
}

fn probes(given: &[(&str, &str)]) -> Vec<ProbeKind> {
    recipe().tailored(&answers(given)).probe.iter().map(|probe| probe.kind).collect()
}

#[test]
fn what_counts_follows_the_answers() {
    assert_eq!(probes(&[]), [ProbeKind::Smtp, ProbeKind::Imap], "the defaults");
    assert_eq!(probes(&[("protocol", "pop3")]), [ProbeKind::Smtp, ProbeKind::Pop3]);
    assert_eq!(probes(&[("direction", "receiving")]), [ProbeKind::Imap]);
    // POP3 was chosen before the question fell away; it does not count any more.
    assert_eq!(probes(&[("protocol", "pop3"), ("direction", "sending")]), [ProbeKind::Smtp]);
    let asked = |given: &[(&str, &str)]| recipe().tailored(&answers(given)).question.len();
    assert_eq!((asked(&[]), asked(&[("direction", "sending")])), (4, 3));
}

#[test]
fn an_address_is_built_from_what_was_typed() {
    let recipe = recipe();
    assert_eq!(recipe.redirect_plan(&Answers::new()), None, "a host must still be typed");
    let one = answers(&[("shop", "https://Shop.Example.com/x")]);
    let plan = recipe.tailored(&one).redirect_plan(&one).unwrap();
    assert_eq!(plan.registered.as_str(), "https://shop.example.com/Auth.aspx");
    assert!(plan.beside.is_empty() && !plan.differs());
    let two = answers(&[("shop", "shop.example.com"), ("acceptance", "test.example.com")]);
    let plan = recipe.tailored(&two).redirect_plan(&two).unwrap();
    assert_eq!(plan.beside[0].as_str(), "https://test.example.com/Auth.aspx");
    let place: Placeholder = "answer.acceptance".parse().unwrap();
    assert_eq!(recipe.typed(&two).get(&place).as_deref(), Some("test.example.com"));
    assert_eq!(recipe.typed(&one).get(&place), None);
}

#[test]
fn every_way_to_answer_is_gone_through() {
    let recipe = recipe();
    let ways = recipe.every_way();
    // Sending, or receiving and both by two protocols, each with and without an acceptance host.
    assert_eq!(ways.len(), 10);
    for way in &ways {
        let tailored = recipe.tailored(way);
        assert!(tailored.redirect_plan(way).is_some() && !tailored.probe.is_empty());
        assert!(tailored.step(StepId::HandOver).is_some());
    }
}

#[test]
fn conditions_that_cannot_hold_are_refused() {
    for (from, to, said) in [
        (
            r#"question = "direction", is = ["receiving", "both"]"#,
            r#"question = "shop", given = true"#,
            "question before",
        ),
        (r#"question = "protocol", is = ["imap"]"#, r#"question = "protokol", is = ["imap"]"#, "protokol"),
        (r#"question = "protocol", is = ["imap"]"#, r#"question = "protocol", is = ["imap4"]"#, "cannot answer"),
        (r#"question = "protocol", is = ["imap"]"#, r#"question = "protocol", given = true"#, "cannot answer"),
        (r#"question = "acceptance", given = true"#, r#"question = "acceptance", is = ["yes"]"#, "cannot answer"),
        (r#"kind = "smtp""#, r#"kind = "smtq""#, "smtq"),
    ] {
        let error = refused(from, to);
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn what_does_not_fit_for_one_way_is_refused_with_the_way() {
    let probe = refused(
        "kind = \"smtp\"\nwhen = [{ question = \"direction\", is = [\"sending\", \"both\"] }]",
        "kind = \"smtp\"\nwhen = [{ question = \"direction\", is = [\"both\"] }]",
    );
    assert!(probe.contains("nothing is tried") && probe.contains("direction=sending"), "{probe}");
    let beside = refused(", when = [{ question = \"acceptance\", given = true }]", "");
    assert!(beside.contains("redirect.beside") && beside.contains("acceptance left out"), "{beside}");
    let place = refused("\"Open [App registrations] and choose [New registration].\"", "\"Open {answer.acceptance}.\"");
    assert!(place.contains("{answer.acceptance}"), "{place}");
    let conditional =
        refused("\"Open [App registrations] and choose [New registration].\"", "{ text = \"Open <b>.\", when = [] }");
    assert!(conditional.contains("may not stand in running text"), "{conditional}");
}

#[test]
fn too_many_ways_are_not_gone_through() {
    let question = |number: usize| {
        format!(
            "[[question]]\nid = \"q{number}\"\ntitle = \"A?\"\nwhy = \"B.\"\ndefault = \"a\"\nchoice = [{{ id = \"a\", label = \"A\" }}, {{ id = \"b\", label = \"B\" }}]\n"
        )
    };
    let many: String = (0..13).map(question).collect();
    let error = Recipe::read("many.toml", &text().replacen("[[probe]]", &format!("{many}[[probe]]"), 1)).unwrap_err();
    assert!(error.to_string().contains("ways to answer"), "{error}");
}

#[test]
fn answers_are_written_down_in_the_form_they_always_had() {
    let old = r#"{"redirect-address":{"choice":"other","address":"https://a.example/x"},"plain":{"choice":"a"}}"#;
    let read: Answers = serde_json::from_str(old).unwrap();
    let [plain, other] = read.values().collect::<Vec<_>>()[..] else { panic!("two answers") };
    assert_eq!(plain, &Answer::chosen("a".to_owned().try_into().unwrap()));
    assert_eq!(other.address().unwrap().as_str(), "https://a.example/x");
    let typed: Answers =
        BTreeMap::from([("shop".to_owned().try_into().unwrap(), Answer::Typed { typed: "shop.example".to_owned() })]);
    let text = serde_json::to_string(&typed).unwrap();
    assert_eq!(text, r#"{"shop":{"typed":"shop.example"}}"#);
    assert_eq!(serde_json::from_str::<Answers>(&text).unwrap(), typed);
    assert!(serde_json::from_str::<Answers>(r#"{"shop":{"typed":"x","choice":"y"}}"#).is_err());
}

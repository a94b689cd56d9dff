//! What each code says by itself: every row has its line and who must act, and what may only be waiting has its figure.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use sendoff_problem::{Details, Kind, Problem, WhoActs};
use sendoff_recipes::Recipes;

fn problem(code: &str, said: &str) -> Problem {
    let details = Details { code: Some(code.to_owned()), said: Some(said.to_owned()), ..Details::default() };
    Problem::new(Kind::MicrosoftRefused).with_details(details)
}

fn told(code: &str, said: &str) -> Option<(String, WhoActs)> {
    let recipes = Recipes::bundled().unwrap();
    recipes.told(&problem(code, said)).map(|told| (told.title.to_string(), told.who))
}

#[test]
fn a_code_is_told_by_its_own_row() {
    for (code, said, title, who) in [
        ("AADSTS7000215", "", "The client secret is none of this registration's", WhoActs::You),
        ("AADSTS90095", "", "The request for approval was sent to the administrators", WhoActs::TenantAdmin),
        ("access_denied", "", "Approval was not given", WhoActs::MailboxOwner),
        ("ErrorSendAsDenied", "", "The account may not send as this mailbox", WhoActs::ExchangeAdmin),
        ("errorsendasdenied", "", "The account may not send as this mailbox", WhoActs::ExchangeAdmin),
        (
            "535 5.7.139",
            "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit",
            "SMTP with a sign-in is off for the mailbox",
            WhoActs::ExchangeAdmin,
        ),
        ("NO [AUTHENTICATIONFAILED]", "[AUTHENTICATIONFAILED] no", "The access was not accepted", WhoActs::You),
    ] {
        assert_eq!(told(code, said), Some((title.to_owned(), who)), "{code}");
    }
    for (code, said) in [("AADSTS1", ""), ("AADSTSx", ""), ("ErrorOfTomorrow", ""), ("299", ""), ("250 2.0.0", "ok")] {
        assert_eq!(told(code, said), None, "{code}");
    }
}

/// The file's own words: what is raised has a line and somebody to act, each in the file and none by the program.
#[test]
fn every_row_has_its_own_line_its_own_person_and_its_source() {
    let files = [
        (include_str!("../../../recipes/errors/entra.toml"), vec!["aadsts", "oauth", "page"], 180),
        (include_str!("../../../recipes/errors/exchange.toml"), vec!["reply"], 60),
        (include_str!("../../../recipes/errors/graph.toml"), vec!["code"], 30),
        (include_str!("../../../recipes/errors/google.toml"), vec!["answer", "page", "api", "challenge", "reply"], 100),
    ];
    for (text, tables, least) in files {
        let file: toml::Table = text.parse().unwrap();
        let rows: Vec<&toml::Value> = tables.iter().flat_map(|table| file[*table].as_array().unwrap()).collect();
        assert!(rows.len() >= least, "{} rows", rows.len());
        for row in rows {
            let said = |key: &str| row.get(key).and_then(toml::Value::as_str).unwrap_or_default();
            assert!(said("title").chars().count() >= 12 && !said("title").ends_with('.'), "{row}");
            assert!(!said("title").to_lowercase().contains("tenant"), "{row}");
            assert!(!said("who").is_empty() && !said("source").is_empty(), "{row}");
        }
    }
}

#[test]
fn the_codes_of_graph_mean_something() {
    let recipes = Recipes::bundled().unwrap();
    let codes: BTreeSet<&str> = recipes.codes().rules().iter().map(|rule| rule.code.as_str()).collect();
    for code in ["InvalidAuthenticationToken", "ErrorAccessDenied", "MailboxNotEnabledForRESTAPI", "TooManyRequests"] {
        assert!(codes.contains(code), "{code}");
    }
    assert!(!recipes.codes().rules().iter().any(|rule| rule.kind == Kind::MicrosoftRefused));
}

#[test]
fn what_may_only_be_waiting_has_its_figure_and_nothing_else_has() {
    let recipes = Recipes::bundled().unwrap();
    let figure = |kind| recipes.waits().of(kind).map(|wait| (wait.again, wait.most));
    assert_eq!(figure(Kind::SecretRefused), Some((60, 60)));
    assert_eq!(figure(Kind::SmtpOffForMailbox), Some((900, 3600)));
    assert_eq!(figure(Kind::MailboxOutOfReach), Some((1800, 7200)));
    for kind in [Kind::SecretExpired, Kind::RedirectUnknown, Kind::WrongAccount, Kind::NotAssigned, Kind::MailboxFull] {
        assert_eq!(figure(kind), None, "{kind:?}");
    }
}

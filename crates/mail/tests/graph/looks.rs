//! Looking by Graph, and acting for one mailbox without a person: what is asked, in which stages, and what lies are told.

use sendoff_mail::{GraphRoute, Look, LookReport, Owner, StageReport};
use sendoff_problem::{Kind, ValueName};
use sendoff_values::{AccessToken, MailAddress, Stage, StageState};

use crate::{
    codes, message,
    stub::{Graph, Turn, answer},
};

const MESSAGES: &str =
    r#"{"@odata.context":"x","value":[{"id":"AAMk","internetMessageId":"<newest@harbour.example>"}]}"#;
const CALENDARS: &str = r#"{"value":[{"id":"1"},{"id":"2","name":"eyJ.canary"}]}"#;

fn ok(body: &str) -> Turn {
    answer("200 OK", "", body)
}

fn denied(code: &str) -> Turn {
    answer("403 Forbidden", "", &format!(r#"{{"error":{{"code":"{code}","message":"eyJ.canary"}}}}"#))
}

async fn look(look: Look, alone: bool, turns: Vec<Turn>) -> (LookReport, Vec<(Stage, StageState)>, Vec<String>) {
    let graph = Graph::start(turns);
    let (wire, base) = (graph.wire(), graph.base());
    let address: MailAddress = "office@harbour.example".parse().unwrap();
    let owner = if alone { Owner::Mailbox(&address) } else { Owner::SignedIn };
    let mut stages = Vec::new();
    let mut note = |report: StageReport| stages.push((report.stage, report.state));
    let access = AccessToken::new("eyJ.canary".to_owned());
    let report = GraphRoute { wire: &wire, base: &base, owner, codes: &codes() }.look(&access, look, &mut note).await;
    let kept = serde_json::to_string(&report.transcript).unwrap() + &format!("{:?}", report.outcome);
    assert!(!kept.contains("canary"), "{kept}");
    (report, stages, graph.heard().await)
}

#[tokio::test]
async fn one_name_is_read_and_the_calendars_are_listed() {
    for (alone, begin) in [(false, "GET /v1.0/me/"), (true, "GET /v1.0/users/office@harbour.example/")] {
        let (report, stages, heard) = look(Look::MailAndCalendars, alone, vec![ok(MESSAGES), ok(CALENDARS)]).await;
        let looked = report.outcome.unwrap();
        assert_eq!(looked.header.unwrap().message_id.as_deref(), Some("<newest@harbour.example>"));
        assert_eq!((looked.messages, looked.calendars), (None, Some(2)));
        let in_order = [Stage::Connect, Stage::AcceptAccess, Stage::ReadHeader, Stage::ListCalendars];
        let expected: Vec<_> =
            in_order.iter().flat_map(|stage| [(*stage, StageState::Working), (*stage, StageState::Done)]).collect();
        assert_eq!(stages, expected);
        assert!(
            heard[0].starts_with(&format!("{begin}messages?$top=1&$select=internetMessageId HTTP/1.1\r\n")),
            "{}",
            heard[0]
        );
        assert!(heard[1].starts_with(&format!("{begin}calendars?$top=50&$select=id HTTP/1.1\r\n")), "{}", heard[1]);
    }
}

#[tokio::test]
async fn calendars_are_left_alone_where_nobody_asked_for_them_and_an_empty_inbox_is_no_fault() {
    let (report, stages, heard) = look(Look::Mail, false, vec![ok(r#"{"value":[]}"#)]).await;
    assert_eq!(report.outcome.unwrap().header, None);
    assert_eq!(stages.last(), Some(&(Stage::ReadHeader, StageState::Skipped)));
    assert_eq!(heard.len(), 1);
    let nameless = ok(r#"{"value":[{"internetMessageId":null}]}"#);
    let (report, stages, _) = look(Look::Mail, false, vec![nameless]).await;
    assert_eq!(report.outcome.unwrap().header.unwrap().message_id, None);
    assert_eq!(stages.last(), Some(&(Stage::ReadHeader, StageState::Done)));
}

#[tokio::test]
async fn what_is_denied_names_its_permission_and_its_stage() {
    for (turns, kind, permission, stage) in [
        (vec![denied("ErrorAccessDenied")], Kind::LookingDenied, Some("Mail.Read"), Stage::ReadHeader),
        (vec![denied("SomethingNew")], Kind::LookingDenied, Some("Mail.Read"), Stage::ReadHeader),
        (
            vec![ok(MESSAGES), denied("ErrorAccessDenied")],
            Kind::LookingDenied,
            Some("Calendars.Read"),
            Stage::ListCalendars,
        ),
        (vec![denied("MailboxNotEnabledForRESTAPI")], Kind::MailboxNotLicensed, None, Stage::ReadHeader),
        (vec![answer("401 Unauthorized", "", "{}")], Kind::AccessRefused, None, Stage::AcceptAccess),
        (vec![answer("404 Not Found", "", "{}")], Kind::MailboxNotFound, None, Stage::ReadHeader),
        (
            vec![answer("429 Too Many Requests", "Retry-After: 9\r\n", "{}")],
            Kind::ProviderBusy,
            None,
            Stage::ReadHeader,
        ),
        (
            vec![ok(MESSAGES), answer("500 Internal Server Error", "", "")],
            Kind::ProviderDown,
            None,
            Stage::ListCalendars,
        ),
    ] {
        let (report, stages, _) = look(Look::MailAndCalendars, false, turns).await;
        let problem = report.outcome.unwrap_err();
        assert_eq!(problem.kind, kind);
        assert_eq!(problem.values.get(&ValueName::Permissions).map(String::as_str), permission);
        assert_eq!(stages.last(), Some(&(stage, StageState::Failed)), "{kind:?}");
    }
}

#[tokio::test]
async fn what_is_no_list_was_not_looked_at() {
    for body in [
        "",
        "{}",
        "[]",
        "[{\"internetMessageId\":\"<a@b>\"}]",
        "{\"value\":null}",
        "{\"value\":{}}",
        "{\"value\":\"<a@b>\"}",
        "{\"value\":[1]}",
        "{\"value\":[{\"internetMessageId\":7}]}",
        "{\"error\":{\"code\":\"ErrorAccessDenied\"}}",
        "{\"value\":[",
        "<html>value",
    ] {
        let (report, stages, _) = look(Look::Mail, false, vec![ok(body)]).await;
        assert!(report.outcome.is_err(), "{body}: {:?}", report.outcome);
        assert_eq!(stages.last(), Some(&(Stage::ReadHeader, StageState::Failed)), "{body}");
    }
    for status in ["201 Created", "202 Accepted", "204 No Content", "206 Partial Content"] {
        let (report, ..) = look(Look::Mail, false, vec![answer(status, "", MESSAGES)]).await;
        assert!(report.outcome.is_err(), "{status}");
    }
}

#[tokio::test]
async fn a_name_that_holds_more_than_a_name_is_made_fit() {
    let body = r#"{"value":[{"internetMessageId":"<a\u202e\r\n@b> eyJ.canary"}]}"#;
    let (report, ..) = look(Look::Mail, false, vec![ok(body)]).await;
    assert_eq!(report.outcome.unwrap().header.unwrap().message_id.as_deref(), Some("<a@b> [hidden]"));
}

/// Sends for one mailbox without a person.
async fn send_alone(turns: Vec<Turn>) -> (Result<Option<String>, Kind>, Vec<(Stage, StageState)>, Vec<String>) {
    let graph = Graph::start(turns);
    let (wire, base) = (graph.wire(), graph.base());
    let address: MailAddress = "office@harbour.example".parse().unwrap();
    let mut stages = Vec::new();
    let mut note = |report: StageReport| stages.push((report.stage, report.state));
    let codes = codes();
    let route = GraphRoute { wire: &wire, base: &base, owner: Owner::Mailbox(&address), codes: &codes };
    let report = route.send(&AccessToken::new("eyJ.canary".to_owned()), &message(), &mut note).await;
    let outcome = report.outcome.map(|accepted| accepted.account.mail).map_err(|problem| problem.kind);
    (outcome, stages, graph.heard().await)
}

#[tokio::test]
async fn an_application_alone_sends_for_one_mailbox_without_asking_who_it_is() {
    let (outcome, stages, heard) = send_alone(vec![answer("202 Accepted", "", "")]).await;
    assert_eq!(outcome, Ok(Some("office@harbour.example".to_owned())));
    assert_eq!(heard.len(), 1);
    assert!(heard[0].starts_with("POST /v1.0/users/office@harbour.example/sendMail HTTP/1.1\r\n"), "{}", heard[0]);
    let ended: Vec<_> = stages.into_iter().filter(|(_, state)| *state != StageState::Working).collect();
    let expected = [
        (Stage::Connect, StageState::Done),
        (Stage::AcceptAccess, StageState::Done),
        (Stage::FindMailbox, StageState::Skipped),
        (Stage::AcceptMessage, StageState::Done),
    ];
    assert_eq!(ended, expected);
}

#[tokio::test]
async fn an_application_that_may_not_use_the_mailbox_is_told_so() {
    for (turn, kind, stage) in [
        (denied("ErrorAccessDenied"), Kind::MailboxOutOfReach, Stage::AcceptMessage),
        (denied("SomethingNew"), Kind::MailboxOutOfReach, Stage::AcceptMessage),
        (denied("ErrorSendAsDenied"), Kind::SendAsDenied, Stage::AcceptMessage),
        (
            answer("404 Not Found", "", r#"{"error":{"code":"ErrorInvalidUser"}}"#),
            Kind::MailboxNotFound,
            Stage::AcceptMessage,
        ),
        (answer("401 Unauthorized", "", "{}"), Kind::AccessRefused, Stage::AcceptAccess),
        (answer("200 OK", "", ""), Kind::MaybeSent, Stage::AcceptMessage),
        (answer("504 Gateway Timeout", "", ""), Kind::MaybeSent, Stage::AcceptMessage),
        (Turn::CutAfterRequest, Kind::MaybeSent, Stage::AcceptAccess),
    ] {
        let (outcome, stages, heard) = send_alone(vec![turn]).await;
        assert_eq!(outcome, Err(kind));
        assert_eq!(stages.last(), Some(&(stage, StageState::Failed)), "{kind:?}");
        assert_eq!(heard.len(), 1, "sent once");
    }
}

//! The four stages of a test by Graph, against a server that speaks like Graph, and each way in which they end.

#![expect(clippy::unwrap_used, reason = "a test stops where it breaks")]
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

mod lies;
mod looks;
mod refusals;
mod stub;

use base64::{Engine, engine::general_purpose::STANDARD};
use sendoff_mail::{GraphRoute, LineKey, Mark, Owner, StageReport, TestMessage, TestReport};
use sendoff_problem::{CodeRule, Kind, ValueName};
use sendoff_recipes::Recipes;
use sendoff_values::{AccessToken, MailAddress, Stage, StageState};
use stub::{Graph, Turn, answer};

const ME: &str = "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#users\",\"id\":\"0c1c\",\
    \"displayName\":\"Harbour Office\",\"mail\":\"office@harbour.example\",\"userPrincipalName\":\"office@harbour.example\"}";

fn message() -> TestMessage {
    let mailbox: MailAddress = "office@harbour.example".parse().unwrap();
    TestMessage::worded(
        &mailbox,
        &mailbox,
        "Test from Sendoff for TourTools, 10:58",
        "A test.",
        "2026-11-21T09:58:00Z".parse().unwrap(),
        Mark([7; 16]),
    )
    .unwrap()
}

/// What Graph's codes mean, as the program has it.
fn codes() -> Vec<CodeRule> {
    Recipes::bundled().unwrap().codes().rules().to_vec()
}

/// A test against these turns: what came of it, the stages as they were reported, and the requests.
async fn run(turns: Vec<Turn>) -> (TestReport, Vec<(Stage, StageState)>, Vec<String>) {
    let graph = Graph::start(turns);
    let (wire, base) = (graph.wire(), graph.base());
    let mut stages = Vec::new();
    let mut note = |report: StageReport| stages.push((report.stage, report.state));
    let access = AccessToken::new("eyJ.canary".to_owned());
    let report = GraphRoute { wire: &wire, base: &base, owner: Owner::SignedIn, codes: &codes() }
        .send(&access, &message(), &mut note)
        .await;
    check_transcript(&report);
    (report, stages, graph.heard().await)
}

/// Whatever happened, no transcript and no problem holds the access.
fn check_transcript(report: &TestReport) {
    let kept = serde_json::to_string(&report.transcript).unwrap() + &format!("{:?}", report.outcome);
    assert!(!kept.contains("canary"), "{kept}");
    assert!(report.transcript.lines.iter().any(|line| line.key == LineKey::Connected) || !kept.contains("hidden"));
}

fn keys(report: &TestReport) -> Vec<LineKey> {
    report.transcript.lines.iter().map(|line| line.key).collect()
}

fn me() -> Turn {
    answer("200 OK", "", ME)
}

#[tokio::test]
async fn a_message_is_accepted_in_four_stages() {
    let (report, stages, heard) = run(vec![me(), answer("202 Accepted", "", "")]).await;
    let accepted = report.outcome.clone().unwrap();
    assert_eq!(accepted.message_id, format!("<{}@harbour.example>", "07".repeat(16)));
    assert_eq!(accepted.request_id.as_deref(), Some("6f2a1c"));
    assert_eq!(accepted.account.mail.as_deref(), Some("office@harbour.example"));
    let in_order = [Stage::Connect, Stage::AcceptAccess, Stage::FindMailbox, Stage::AcceptMessage];
    let expected: Vec<_> =
        in_order.iter().flat_map(|stage| [(*stage, StageState::Working), (*stage, StageState::Done)]).collect();
    assert_eq!(stages, expected);
    let port = heard[0].split("host: localhost:").nth(1).unwrap().lines().next().unwrap();
    assert_eq!(
        heard[0],
        format!(
            "GET /v1.0/me?$select=id,displayName,mail,userPrincipalName HTTP/1.1\r\naccept: application/json\r\n\
             authorization: Bearer eyJ.canary\r\nhost: localhost:{port}\r\n\r\n"
        )
    );
    let (head, body) = heard[1].split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with("POST /v1.0/me/sendMail HTTP/1.1\r\n") && head.contains("content-type: text/plain\r\n"),
        "{head}"
    );
    assert_eq!(STANDARD.decode(body).unwrap(), message().bytes());
}

#[tokio::test]
async fn the_transcript_says_who_said_what() {
    let (report, ..) = run(vec![me(), answer("202 Accepted", "", "")]).await;
    assert_eq!(
        keys(&report),
        [
            LineKey::Connected,
            LineKey::AskedWho,
            LineKey::NamedAccount,
            LineKey::MailboxFound,
            LineKey::Connected,
            LineKey::HandedOver,
            LineKey::TookOver,
        ]
    );
    let asked = &report.transcript.lines[1];
    assert_eq!(asked.raw, "GET localhost/v1.0/me\nAuthorization: Bearer [hidden]");
    let handed = &report.transcript.lines[5];
    assert_eq!(handed.values[&ValueName::Mailbox], "office@harbour.example");
    assert_eq!(handed.values[&ValueName::Count], message().bytes().len().to_string());
    assert_eq!(report.transcript.lines[6].raw, "HTTP 202\nrequest-id: 6f2a1c");
    assert!(report.transcript.lines.is_sorted_by_key(|line| line.at));
}

#[tokio::test]
async fn an_account_without_an_address_is_left_to_sending() {
    let nameless = answer("200 OK", "", "{\"id\":\"0c1c\",\"mail\":null,\"userPrincipalName\":\"x@harbour.example\"}");
    let (report, stages, _) = run(vec![nameless, answer("202 Accepted", "", "")]).await;
    assert!(report.outcome.is_ok());
    assert!(stages.contains(&(Stage::FindMailbox, StageState::Skipped)));
    assert!(keys(&report).contains(&LineKey::MailboxNotNamed));
}

#[tokio::test]
async fn nothing_but_202_is_accepted() {
    for status in ["200 OK", "201 Created", "204 No Content", "203 Non-Authoritative"] {
        let (report, stages, heard) = run(vec![me(), answer(status, "", "")]).await;
        assert_eq!(report.outcome.unwrap_err().kind, Kind::MaybeSent, "{status}");
        assert_eq!(stages.last(), Some(&(Stage::AcceptMessage, StageState::Failed)));
        assert_eq!(heard.len(), 2);
    }
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_message_left_is_never_tried_again() {
    let (report, stages, heard) = run(vec![me(), Turn::CutAfterRequest]).await;
    assert_eq!(report.outcome.clone().unwrap_err().kind, Kind::MaybeSent);
    assert_eq!(heard.iter().filter(|request| request.starts_with("POST")).count(), 1);
    assert_eq!(stages.last(), Some(&(Stage::AcceptMessage, StageState::Failed)));
    assert_eq!(keys(&report).last(), Some(&LineKey::NoAnswer));
}

#[tokio::test]
async fn a_gateway_that_gave_up_does_not_know_either() {
    for status in ["502 Bad Gateway", "504 Gateway Timeout"] {
        let (report, _, heard) = run(vec![me(), answer(status, "", "")]).await;
        assert_eq!(report.outcome.unwrap_err().kind, Kind::MaybeSent, "{status}");
        assert_eq!(heard.len(), 2);
    }
}

#[tokio::test]
async fn an_answer_that_is_cut_or_too_large_after_the_message_left_is_not_known() {
    for broken in [
        "HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\n{",
        "HTTP/1.1 202 Accepted\r\nContent-Length: 9999999\r\n\r\n",
        "x",
    ] {
        let (report, ..) = run(vec![me(), Turn::Say(broken.into())]).await;
        assert_eq!(report.outcome.unwrap_err().kind, Kind::MaybeSent, "{broken}");
    }
}

#[tokio::test]
async fn a_handshake_that_breaks_is_tried_once_more_and_only_once() {
    let (report, stages, heard) =
        run(vec![Turn::CutHandshake, me(), Turn::CutHandshake, answer("202 Accepted", "", "")]).await;
    assert!(report.outcome.is_ok());
    assert_eq!(keys(&report).iter().filter(|key| **key == LineKey::OnceMore).count(), 2);
    assert_eq!(heard.len(), 2);
    assert_eq!(stages.iter().filter(|report| **report == (Stage::Connect, StageState::Done)).count(), 1);
    let (report, stages, _) = run(vec![Turn::CutHandshake, Turn::CutHandshake]).await;
    assert_eq!(report.outcome.unwrap_err().kind, Kind::SecuringFailed);
    assert_eq!(stages, [(Stage::Connect, StageState::Working), (Stage::Connect, StageState::Failed)]);
}

#[tokio::test]
async fn a_message_whose_connection_never_stood_was_not_sent() {
    let (report, ..) = run(vec![me(), Turn::CutHandshake, Turn::CutHandshake]).await;
    assert_eq!(report.outcome.unwrap_err().kind, Kind::SecuringFailed);
}

#[tokio::test]
async fn a_read_whose_connection_breaks_is_asked_once_more() {
    let (report, _, heard) = run(vec![Turn::CutAfterRequest, me(), answer("202 Accepted", "", "")]).await;
    assert!(report.outcome.is_ok());
    assert_eq!(heard.len(), 3);
}

#[tokio::test]
async fn a_page_in_the_way_is_told_as_one() {
    let page = Turn::Say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>".to_vec());
    let (report, stages, _) = run(vec![page.clone()]).await;
    assert_eq!(report.outcome.unwrap_err().kind, Kind::LoginPageInTheWay);
    assert_eq!(stages.last(), Some(&(Stage::AcceptAccess, StageState::Failed)));
    let (report, ..) = run(vec![me(), page]).await;
    assert_eq!(report.outcome.unwrap_err().kind, Kind::LoginPageInTheWay);
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_message() {
    let elsewhere = answer("307 Temporary Redirect", "Location: https://evil.example/\r\n", "");
    let (report, _, heard) = run(vec![me(), elsewhere]).await;
    assert_eq!(report.outcome.unwrap_err().kind, Kind::LoginPageInTheWay);
    assert_eq!(heard.len(), 2);
}

#[tokio::test]
async fn dropping_the_test_stops_it() {
    let graph = Graph::start(vec![Turn::Wait]);
    let (wire, base, message) = (graph.wire(), graph.base(), message());
    let access = AccessToken::new("eyJ.canary".to_owned());
    let (told, mut news) = tokio::sync::mpsc::unbounded_channel();
    let mut note = |report: StageReport| told.send(report.stage).unwrap();
    let codes = codes();
    let route = GraphRoute { wire: &wire, base: &base, owner: Owner::SignedIn, codes: &codes };
    let sending = route.send(&access, &message, &mut note);
    tokio::select! {
        report = sending => panic!("nobody answered: {report:?}"),
        () = async { while news.recv().await != Some(Stage::AcceptAccess) {} } => {}
    }
    // The server's only turn ends when the other side is gone.
    assert!(graph.so_far() <= 1);
    assert!(graph.heard().await.len() <= 1);
}

//! A test message by the Gmail API, against a server that speaks like it: what is sent to the letter, and what each refusal is.

#![expect(clippy::unwrap_used, reason = "a test stops where it breaks")]
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

mod lies;
#[expect(dead_code, reason = "a part of what the tests of Graph need")]
#[path = "../graph/stub.rs"]
mod stub;

use base64::{Engine, engine::general_purpose::URL_SAFE};
use sendoff_mail::{GmailRoute, Mark, StageReport, TestMessage, TestReport};
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::Recipes;
use sendoff_values::{AccessToken, MailAddress, Stage, StageState};
use stub::{Graph, Turn, answer};

const TAKEN: &str = "{\"id\":\"18c1f2a3b4\",\"threadId\":\"18c1f2a3b4\",\"labelIds\":[\"SENT\"]}";

fn mailbox() -> MailAddress {
    "office@harbour.example".parse().unwrap()
}

fn message() -> TestMessage {
    let now = "2026-11-21T09:58:00Z".parse().unwrap();
    TestMessage::worded(&mailbox(), &mailbox(), "Test from Sendoff", "A test.", now, Mark([7; 16])).unwrap()
}

async fn run(turn: Turn) -> (TestReport, Vec<(Stage, StageState)>, Vec<String>) {
    let server = Graph::start(vec![turn]);
    let (wire, base, recipes) = (server.wire(), server.base(), Recipes::bundled().unwrap());
    let mut stages = Vec::new();
    let mut note = |report: StageReport| stages.push((report.stage, report.state));
    let access = AccessToken::new("ya29.canary".to_owned());
    let route = GmailRoute { wire: &wire, base: &base, codes: recipes.google_errors().codes() };
    let report = route.send(&mailbox(), &access, &message(), &mut note).await;
    let kept = serde_json::to_string(&report.transcript).unwrap() + &format!("{:?}", report.outcome);
    assert!(!kept.contains("canary"), "{kept}");
    (report, stages, server.heard().await)
}

/// An error as the Gmail API gives it (developers.google.com/workspace/gmail/api/guides/handle-errors, copy of 2026-04-23).
fn refusal(status: &str, headers: &str, message: &str, reason: &str) -> Turn {
    let code = status.split(' ').next().unwrap();
    let one = format!("{{\"message\":\"{message}\",\"domain\":\"global\",\"reason\":\"{reason}\"}}");
    let body = format!("{{\"error\":{{\"code\":{code},\"message\":\"{message}\",\"errors\":[{one}]}}}}");
    answer(status, headers, &body)
}

async fn refused(turn: Turn) -> Problem {
    run(turn).await.0.outcome.unwrap_err()
}

#[tokio::test]
async fn the_message_goes_as_raw_to_the_account_itself() {
    let (report, stages, heard) = run(answer("200 OK", "", TAKEN)).await;
    assert_eq!(report.outcome.unwrap().request_id.as_deref(), Some("18c1f2a3b4"));
    assert_eq!(stages.last(), Some(&(Stage::AcceptMessage, StageState::Done)));
    assert!(heard[0].starts_with("POST /gmail/v1/users/me/messages/send HTTP/1.1\r\n"), "{}", heard[0]);
    let body: serde_json::Value = serde_json::from_str(heard[0].split_once("\r\n\r\n").unwrap().1).unwrap();
    assert_eq!(body.as_object().unwrap().len(), 1, "raw and nothing else");
    assert_eq!(URL_SAFE.decode(body["raw"].as_str().unwrap()).unwrap(), message().bytes());
}

#[tokio::test]
async fn each_refusal_is_its_own_kind() {
    for (status, message, reason, kind) in [
        ("403 Forbidden", "Gmail API has not been used in project 1", "accessNotConfigured", Kind::GmailApiOff),
        ("403 Forbidden", "Insufficient Permission", "insufficientPermissions", Kind::GooglePermissionMissing),
        ("401 Unauthorized", "Invalid Credentials", "authError", Kind::AccessRefused),
        ("400 Bad Request", "Bad Request", "badRequest", Kind::MessageRefused),
        ("400 Bad Request", "Recipient address required", "invalidArgument", Kind::RecipientRefused),
        ("400 Bad Request", "Another argument", "invalidArgument", Kind::MessageRefused),
        ("400 Bad Request", "Mail service not enabled", "failedPrecondition", Kind::GmailOff),
        ("403 Forbidden", "Delegation denied", "delegationDenied", Kind::GoogleMailboxOfAnother),
        (
            "403 Forbidden",
            "The domain administrators have disabled Gmail apps.",
            "domainPolicy",
            Kind::GoogleAdminBlocks,
        ),
        ("403 Forbidden", "Daily Limit Exceeded", "dailyLimitExceeded", Kind::GoogleProjectLimit),
        ("403 Forbidden", "User Rate Limit Exceeded", "userRateLimitExceeded", Kind::ProviderBusy),
        (
            "429 Too Many Requests",
            "User-rate limit exceeded (Mail sending)",
            "rateLimitExceeded",
            Kind::GoogleSendingLimit,
        ),
        ("429 Too Many Requests", "Too many concurrent requests for user", "rateLimitExceeded", Kind::ProviderBusy),
        ("500 Internal Server Error", "Backend Error", "backendError", Kind::ProviderDown),
        ("404 Not Found", "Requested entity was not found.", "notFound", Kind::GoogleMailboxUnknown),
        // What is not in the table is judged by its status.
        ("403 Forbidden", "New", "somethingNew", Kind::GooglePermissionMissing),
        ("418 Teapot", "New", "somethingNew", Kind::MessageRefused),
        ("502 Bad Gateway", "New", "somethingNew", Kind::MaybeSent),
    ] {
        let problem = refused(refusal(status, "", message, reason)).await;
        assert_eq!(problem.kind, kind, "{status} {reason}: {message}");
        assert_eq!(problem.details.code.as_deref(), Some(reason));
        assert_eq!(problem.details.said.as_deref(), Some(message));
    }
}

#[tokio::test]
async fn the_finer_reason_goes_before_the_older_one_and_a_wait_is_passed_on() {
    let body = "{\"error\":{\"code\":403,\"message\":\"m\",\"errors\":[{\"reason\":\"forbidden\"}],\"status\":\"PERMISSION_DENIED\",\
                \"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"SERVICE_DISABLED\"}]}}";
    let problem = refused(answer("403 Forbidden", "", body)).await;
    assert_eq!((problem.kind, problem.details.code.as_deref()), (Kind::GmailApiOff, Some("SERVICE_DISABLED")));
    let limit = refusal("429 Too Many Requests", "Retry-After: 17\r\n", "(Mail sending)", "rateLimitExceeded");
    let problem = refused(limit).await;
    assert_eq!(problem.values.get(&ValueName::Seconds).map(String::as_str), Some("17"));
}

#[tokio::test]
async fn nothing_but_the_name_of_a_message_is_success() {
    for body in ["", "{}", "{\"id\":\"\"}", "{\"id\":5}", "{\"id\":\"a b\"}", "[]"] {
        assert_eq!(refused(answer("200 OK", "", body)).await.kind, Kind::MaybeSent, "{body}");
    }
    assert_eq!(refused(answer("202 Accepted", "", TAKEN)).await.kind, Kind::MaybeSent);
    assert_eq!(refused(Turn::CutAfterRequest).await.kind, Kind::MaybeSent);
}

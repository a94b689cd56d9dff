//! Each refusal of Graph, as the problem a person is told. Decided by code, then by status; never by the words.

use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_values::{Stage, StageState};

use crate::{
    me, run,
    stub::{Turn, answer},
};

/// An error answer with words that say something else than the code.
fn refusal(status: &str, headers: &str, code: &str) -> Turn {
    let inner = "{\"date\":\"2026-11-21T10:00:00\",\"request-id\":\"9b7d\",\"client-request-id\":\"5a1f\"}";
    let message = "InvalidAuthenticationToken ErrorSendAsDenied TooManyRequests";
    let body = format!("{{\"error\":{{\"code\":\"{code}\",\"message\":\"{message}\",\"innerError\":{inner}}}}}");
    answer(status, headers, &body)
}

async fn sending(turn: Turn) -> Problem {
    let (report, stages, heard) = run(vec![me(), turn]).await;
    assert_eq!(stages.last(), Some(&(Stage::AcceptMessage, StageState::Failed)));
    assert_eq!(heard.len(), 2, "a refused message was sent again");
    report.outcome.unwrap_err()
}

async fn asking(turn: Turn) -> Problem {
    let (report, stages, _) = run(vec![turn]).await;
    assert_eq!(stages.last(), Some(&(Stage::AcceptAccess, StageState::Failed)));
    report.outcome.unwrap_err()
}

#[tokio::test]
async fn every_known_code_of_sending() {
    for (status, code, kind) in [
        ("401 Unauthorized", "InvalidAuthenticationToken", Kind::AccessRefused),
        ("401 Unauthorized", "unauthenticated", Kind::AccessRefused),
        ("403 Forbidden", "insufficient_claims", Kind::PolicyStopped),
        ("403 Forbidden", "ErrorAccessDenied", Kind::SendingDenied),
        ("403 Forbidden", "erroraccessdenied", Kind::SendingDenied),
        ("403 Forbidden", "accessDenied", Kind::SendingDenied),
        ("403 Forbidden", "Authorization_RequestDenied", Kind::SendingDenied),
        ("403 Forbidden", "ErrorSendAsDenied", Kind::SendAsDenied),
        ("404 Not Found", "MailboxNotEnabledForRESTAPI", Kind::MailboxNotLicensed),
        ("404 Not Found", "MailboxNotSupportedForRESTAPI", Kind::MailboxNotLicensed),
        ("403 Forbidden", "extensionError", Kind::MailboxNotLicensed),
        ("404 Not Found", "ErrorInvalidUser", Kind::MailboxNotFound),
        ("404 Not Found", "ErrorNonExistentMailbox", Kind::MailboxNotFound),
        ("404 Not Found", "ResourceNotFound", Kind::MailboxNotFound),
        ("404 Not Found", "Request_ResourceNotFound", Kind::MailboxNotFound),
        ("403 Forbidden", "ErrorAccountDisabled", Kind::AccountDisabled),
        ("429 Too Many Requests", "ErrorExceededMessageLimit", Kind::SendingLimit),
        ("403 Forbidden", "ErrorSubmissionQuotaExceeded", Kind::SendingLimit),
        ("400 Bad Request", "ErrorInvalidRecipients", Kind::RecipientRefused),
        ("400 Bad Request", "ErrorMissingRecipients", Kind::RecipientRefused),
        ("429 Too Many Requests", "TooManyRequests", Kind::ProviderBusy),
        ("429 Too Many Requests", "activityLimitReached", Kind::ProviderBusy),
        ("503 Service Unavailable", "serviceNotAvailable", Kind::ProviderBusy),
        ("503 Service Unavailable", "ErrorServerBusy", Kind::ProviderBusy),
        ("503 Service Unavailable", "ErrorMailboxStoreUnavailable", Kind::ProviderBusy),
        ("503 Service Unavailable", "ErrorMailboxMoveInProgress", Kind::ProviderBusy),
        ("500 Internal Server Error", "ErrorInternalServerTransientError", Kind::ProviderBusy),
        ("400 Bad Request", "ErrorMimeContentInvalidBase64String", Kind::MessageRefused),
        ("400 Bad Request", "ErrorMessageSizeExceeded", Kind::MessageRefused),
        ("400 Bad Request", "ErrorQuotaExceeded", Kind::MailboxFull),
        ("418 Teapot", "SomethingNew", Kind::MessageRefused),
        ("403 Forbidden", "SomethingNew", Kind::SendingDenied),
        ("500 Internal Server Error", "SomethingNew", Kind::ProviderDown),
    ] {
        let problem = sending(refusal(status, "", code)).await;
        assert_eq!(problem.kind, kind, "{status} {code}");
        assert_eq!(problem.values[&ValueName::Code], code);
        assert_eq!(problem.details.code.as_deref(), Some(code));
        assert_eq!(problem.details.trace_id.as_deref(), Some("9b7d"));
        assert_eq!(problem.details.correlation_id.as_deref(), Some("5a1f"));
        assert_eq!(
            problem.details.status.map(|number| number.to_string()),
            status.split(' ').next().map(str::to_owned)
        );
    }
}

#[tokio::test]
async fn what_is_denied_to_a_name_is_user_read_not_sending() {
    for (status, code, kind) in [
        ("401 Unauthorized", "InvalidAuthenticationToken", Kind::AccessRefused),
        ("403 Forbidden", "Authorization_RequestDenied", Kind::PermissionMissing),
        ("403 Forbidden", "SomethingNew", Kind::PermissionMissing),
        ("404 Not Found", "Request_ResourceNotFound", Kind::MailboxNotFound),
        ("503 Service Unavailable", "serviceNotAvailable", Kind::ProviderBusy),
        ("504 Gateway Timeout", "SomethingNew", Kind::ProviderDown),
        ("400 Bad Request", "SomethingNew", Kind::MicrosoftRefused),
    ] {
        let problem = asking(refusal(status, "", code)).await;
        assert_eq!(problem.kind, kind, "{status} {code}");
        let named = problem.values.get(&ValueName::Permissions).map(String::as_str);
        assert_eq!(named, (kind == Kind::PermissionMissing).then_some("User.Read"));
    }
}

#[tokio::test]
async fn an_unknown_code_is_read_by_the_one_inside() {
    let body = "{\"error\":{\"code\":\"Forbidden\",\"message\":\"m\",\"innerError\":{\"code\":\"ErrorSendAsDenied\"}}}";
    assert_eq!(sending(answer("403 Forbidden", "", body)).await.kind, Kind::SendAsDenied);
    let lower = body.replace("innerError", "innererror");
    assert_eq!(sending(answer("403 Forbidden", "", &lower)).await.kind, Kind::SendAsDenied);
}

#[tokio::test]
async fn how_long_to_wait_is_passed_on() {
    for (headers, seconds) in [
        ("Retry-After: 17\r\n", Some("17")),
        ("Retry-After: 0\r\n", Some("0")),
        ("Retry-After: -1\r\n", None),
        ("Retry-After: 1000000000\r\n", Some("60")),
        ("Retry-After: Sat, 21 Nov 2026 10:00:40 GMT\r\n", Some("40")),
        ("", None),
    ] {
        for status in ["429 Too Many Requests", "503 Service Unavailable"] {
            let problem = sending(refusal(status, headers, "SomethingNew")).await;
            assert_eq!(problem.kind, Kind::ProviderBusy);
            assert_eq!(problem.values.get(&ValueName::Seconds).map(String::as_str), seconds, "{status} {headers}");
        }
    }
}

#[tokio::test]
async fn an_error_without_readable_words_is_judged_by_its_status() {
    for (status, body, kind) in [
        ("401 Unauthorized", "", Kind::AccessRefused),
        ("403 Forbidden", "<html>", Kind::SendingDenied),
        ("429 Too Many Requests", "{", Kind::ProviderBusy),
        ("500 Internal Server Error", "[]", Kind::ProviderDown),
        ("400 Bad Request", "{\"error\":\"x\"}", Kind::MessageRefused),
        ("404 Not Found", "{\"error\":{}}", Kind::MessageRefused),
    ] {
        let problem = sending(answer(status, "", body)).await;
        assert_eq!(problem.kind, kind, "{status} {body}");
        assert_eq!(problem.details.trace_id.as_deref(), Some("6f2a1c"), "the header's name for the request");
    }
}

#[tokio::test]
async fn the_providers_words_are_made_fit_to_show_and_repeat_no_secret() {
    let body = "{\"error\":{\"code\":\"Error\\u202eX \\u0000\",\"message\":\"a\\r\\nb\\u202ec eyJ.canary\"}}";
    let problem = sending(answer("400 Bad Request", "", body)).await;
    assert_eq!(problem.details.code.as_deref(), Some("ErrorX"));
    assert_eq!(problem.details.said.as_deref(), Some("abc [hidden]"));
}

/// A gateway that sends back what it was sent, wherever there is a place for a text.
#[tokio::test]
async fn no_field_of_a_refusal_repeats_the_access() {
    let inner = "{\"request-id\":\"eyJ.canary\",\"client-request-id\":\"eyJ.canary\"}";
    let body =
        format!("{{\"error\":{{\"code\":\"eyJ.canary\",\"message\":\"eyJ.can\u{200b}ary\",\"innerError\":{inner}}}}}");
    let (report, ..) = run(vec![me(), answer("400 Bad Request", "", &body)]).await;
    let told = format!("{:?} {:?}", report.outcome, report.transcript);
    assert!(told.contains("[hidden]") && !told.contains("canary"), "{told}");
}

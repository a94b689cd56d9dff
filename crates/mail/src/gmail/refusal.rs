//! What the error answers of Google's APIs mean: by reason, and where that is not enough by the words beside it, as a
//! table of data says; without one by status.

use sendoff_problem::{CodeRule, Details, Kind, Problem, ValueName};
use sendoff_wire::{Answer, Cause};
use serde::Deserialize;

/// `{"error":{"code","message","status","errors":[{"reason"}],"details":[{"reason"}]}}`
/// (docs.cloud.google.com/apis/design/errors, and developers.google.com/workspace/gmail/api/guides/handle-errors for the older list).
#[derive(Deserialize)]
struct ErrorAnswer {
    error: ErrorBody,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ErrorBody {
    message: Option<String>,
    status: Option<String>,
    errors: Vec<Item>,
    details: Vec<Item>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Item {
    reason: Option<String>,
}

impl ErrorBody {
    /// The reasons, the most exact first: those of the newer form, those of the older, and the name of the status.
    fn reasons(&self) -> impl Iterator<Item = &str> {
        let listed = self.details.iter().chain(&self.errors).filter_map(|item| item.reason.as_deref());
        listed.chain(self.status.as_deref())
    }
}

/// The problem an answer other than the expected one stands for.
pub(super) fn problem(answer: &Answer, rules: &[CodeRule]) -> Problem {
    let body = match answer.json::<ErrorAnswer>() {
        Ok(read) => read.error,
        // A 200 with a page is not Google's; an error status needs no readable body.
        Err(fault) if fault.cause == Cause::LoginPage => return fault.into(),
        Err(_) => ErrorBody::default(),
    };
    let message = body.message.as_deref().unwrap_or_default();
    let of_reason = |reason: &str| rules.iter().find(|rule| rule.fits(reason, message)).map(|rule| rule.kind);
    let known = body.reasons().find_map(of_reason);
    let kind = known.unwrap_or_else(|| by_status(answer.status()));
    let details = details(&body, answer);
    let problem = match &details.code {
        Some(code) => Problem::new(kind).with(ValueName::Code, code.clone()),
        None => Problem::new(kind),
    };
    let wait = answer
        .retry_after()
        .filter(|_| matches!(kind, Kind::ProviderBusy | Kind::GoogleSendingLimit | Kind::GoogleProjectLimit));
    let problem = match wait {
        Some(seconds) => problem.with(ValueName::Seconds, seconds.to_string()),
        None => problem,
    };
    problem.with_details(details)
}

/// Whether the message was not looked at, since the access to it was refused before.
pub(super) fn is_about_access(kind: Kind) -> bool {
    matches!(kind, Kind::AccessRefused | Kind::GooglePermissionMissing)
}

fn by_status(status: u16) -> Kind {
    match status {
        401 => Kind::AccessRefused,
        403 => Kind::GooglePermissionMissing,
        404 => Kind::GoogleMailboxUnknown,
        429 | 503 => Kind::ProviderBusy,
        // Only 200 with the message's name means taken: another success, or a gateway without an answer, says nothing either way.
        200..=299 | 502 | 504 => Kind::MaybeSent,
        500..=599 => Kind::ProviderDown,
        _ => Kind::MessageRefused,
    }
}

fn details(body: &ErrorBody, answer: &Answer) -> Details {
    Details {
        code: body.reasons().next().map(code_words),
        said: body.message.as_deref().map(Details::words),
        status: Some(answer.status()),
        trace_id: answer.request_id().map(code_words),
        ..Details::default()
    }
}

/// A reason or identifier: visible ASCII, 80 characters at most.
fn code_words(text: &str) -> String {
    text.chars().filter(char::is_ascii_graphic).take(80).collect()
}

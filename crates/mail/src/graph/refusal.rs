//! What Graph's error answers mean: by code, as a table of data says, then by status, never by their words.

use sendoff_problem::{CodeRule, Details, Kind, Problem, ValueName};
use sendoff_wire::{Answer, Cause};
use serde::Deserialize;

/// Which request was refused; the same code does not mean the same for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    /// `GET /me`.
    Who,
    /// `POST /me/sendMail`.
    Send,
    /// `POST /users/ADDRESS/sendMail`, by an application without a person.
    SendAlone,
    /// `GET /me/messages`.
    LookAtMail,
    /// `GET /me/calendars`.
    LookAtCalendars,
}

impl Call {
    /// What it means that this was denied.
    fn denied(self) -> Kind {
        match self {
            // Reading one's own name needs User.Read and nothing else: what is denied there is not sending.
            Self::Who => Kind::PermissionMissing,
            Self::Send => Kind::SendingDenied,
            // A limit to some mailboxes and a permission that is not approved look the same from here.
            Self::SendAlone => Kind::MailboxOutOfReach,
            Self::LookAtMail | Self::LookAtCalendars => Kind::LookingDenied,
        }
    }

    /// The permission whose lack would explain that.
    fn permission(self) -> Option<&'static str> {
        match self {
            Self::Who => Some("User.Read"),
            Self::LookAtMail => Some("Mail.Read"),
            Self::LookAtCalendars => Some("Calendars.Read"),
            Self::Send | Self::SendAlone => None,
        }
    }

    fn sends(self) -> bool {
        matches!(self, Self::Send | Self::SendAlone)
    }
}

/// `{"error":{"code","message","innerError":{...}}}` (learn.microsoft.com/graph/errors).
#[derive(Deserialize)]
struct ErrorAnswer {
    error: ErrorBody,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ErrorBody {
    code: Option<String>,
    message: Option<String>,
    #[serde(alias = "innererror", rename = "innerError")]
    inner: Option<Inner>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Inner {
    code: Option<String>,
    #[serde(rename = "request-id")]
    request_id: Option<String>,
    #[serde(rename = "client-request-id")]
    client_request_id: Option<String>,
}

/// The problem an answer other than the expected one stands for.
pub(super) fn problem(answer: &Answer, call: Call, rules: &[CodeRule]) -> Problem {
    let status = answer.status();
    let body = match answer.json::<ErrorAnswer>() {
        Ok(read) => read.error,
        // A 200 with a page is not Graph's; an error status needs no readable body.
        Err(fault) if fault.cause == Cause::LoginPage => return fault.into(),
        Err(_) => ErrorBody::default(),
    };
    let kind = kind(&body, status, call, rules);
    let details = details(&body, answer);
    with_values(Problem::new(kind), call, &details, answer).with_details(details)
}

/// By the code; if it is not known, by the one inside; and without either by the status.
fn kind(body: &ErrorBody, status: u16, call: Call, rules: &[CodeRule]) -> Kind {
    let inner = body.inner.as_ref().and_then(|inner| inner.code.as_deref());
    let codes = [body.code.as_deref(), inner];
    let known = codes.into_iter().flatten().find_map(|code| by_code(code, call, rules));
    known.unwrap_or_else(|| by_status(status, call))
}

fn details(body: &ErrorBody, answer: &Answer) -> Details {
    let inner = body.inner.as_ref();
    let request_id = inner.and_then(|inner| inner.request_id.as_deref()).or(answer.request_id());
    Details {
        code: body.code.as_deref().map(code_words),
        said: body.message.as_deref().map(Details::words),
        status: Some(answer.status()),
        trace_id: request_id.map(code_words),
        correlation_id: inner.and_then(|inner| inner.client_request_id.as_deref()).map(code_words),
        ..Details::default()
    }
}

/// Their spelling is documented; their case is not.
fn by_code(code: &str, call: Call, codes: &[CodeRule]) -> Option<Kind> {
    let known = codes.iter().find(|known| known.fits(code, "")).map(|known| known.kind)?;
    Some(if known == Kind::SendingDenied { call.denied() } else { known })
}

fn by_status(status: u16, call: Call) -> Kind {
    match (status, call) {
        (401, _) => Kind::AccessRefused,
        (403, call) => call.denied(),
        (404, Call::Who | Call::LookAtMail | Call::LookAtCalendars) => Kind::MailboxNotFound,
        (429 | 503, _) => Kind::ProviderBusy,
        // Only 202 means accepted: another success is not what is documented, and may have counted. A gateway that got no
        // answer in time, or none it understood, does not know either.
        (200..=299 | 502 | 504, call) if call.sends() => Kind::MaybeSent,
        (500..=599, _) => Kind::ProviderDown,
        (_, call) if call.sends() => Kind::MessageRefused,
        _ => Kind::MicrosoftRefused,
    }
}

fn with_values(problem: Problem, call: Call, details: &Details, answer: &Answer) -> Problem {
    let kind = problem.kind;
    let problem = match &details.code {
        Some(code) => problem.with(ValueName::Code, code.clone()),
        None => problem,
    };
    let wait = answer.retry_after().filter(|_| kind == Kind::ProviderBusy || kind == Kind::SendingLimit);
    let problem = match wait {
        Some(seconds) => problem.with(ValueName::Seconds, seconds.to_string()),
        None => problem,
    };
    match call.permission().filter(|_| kind == call.denied()) {
        Some(permission) => problem.with(ValueName::Permissions, permission),
        None => problem,
    }
}

/// A code or identifier: visible ASCII, 80 characters at most.
fn code_words(text: &str) -> String {
    text.chars().filter(char::is_ascii_graphic).take(80).collect()
}

//! A refusal on its way out: as JSON from an endpoint, as parameters of a redirect, or as a page.

use super::params::Params;
use super::refusal::Refusal;
use crate::html::{self, escape};
use crate::office::State;
use axum::Json;
use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// What a claims challenge for a second factor holds.
const SECOND_FACTOR_CLAIMS: &str = r#"{"access_token":{"capolids":{"essential":true,"values":["practice"]}}}"#;

/// A refusal with its trace ID, correlation ID and time.
#[derive(Clone, Debug)]
pub(super) struct Report {
    refusal: Refusal,
    trace: Uuid,
    correlation: Uuid,
    at: Timestamp,
    look_up: String,
}

impl Report {
    /// `correlation`: what the client sent as `client-request-id`, if it did.
    pub(super) fn new(refusal: Refusal, state: &mut State, correlation: Option<Uuid>) -> Self {
        let look_up = format!("{}/error?code={}", state.addresses.pages(), refusal.number());
        let (trace, fresh) = (state.random.uuid(), state.random.uuid());
        tracing::debug!(number = refusal.number(), "the practice office refuses");
        Self { refusal, trace, correlation: correlation.unwrap_or(fresh), at: state.told_time(), look_up }
    }

    /// `error_description`: number, sentence, IDs and time in one text.
    pub(super) fn description(&self) -> String {
        format!(
            "AADSTS{}: {} Trace ID: {} Correlation ID: {} Timestamp: {}",
            self.refusal.number(),
            self.refusal,
            self.trace,
            self.correlation,
            self.timestamp()
        )
    }

    fn timestamp(&self) -> String {
        self.at.strftime("%Y-%m-%d %H:%M:%SZ").to_string()
    }

    /// The JSON of the token and discovery endpoints (protocol facts 1.5). `error` is the refusal's, unless discovery names its own.
    pub(super) fn json(&self, error: &str) -> Response {
        let mut body = Map::new();
        body.insert("error".to_owned(), error.into());
        body.insert("error_description".to_owned(), self.description().into());
        body.insert("error_codes".to_owned(), json!([self.refusal.number()]));
        body.insert("timestamp".to_owned(), self.timestamp().into());
        body.insert("trace_id".to_owned(), self.trace.to_string().into());
        body.insert("correlation_id".to_owned(), self.correlation.to_string().into());
        body.insert("error_uri".to_owned(), self.look_up.clone().into());
        if let Some(suberror) = self.refusal.suberror() {
            body.insert("suberror".to_owned(), suberror.into());
        }
        if self.refusal == Refusal::SecondFactor {
            body.insert("claims".to_owned(), SECOND_FACTOR_CLAIMS.into());
        }
        (self.refusal.status(), NO_STORE, Json(Value::Object(body))).into_response()
    }

    /// The same with the refusal's own `error`.
    pub(super) fn token_json(&self) -> Response {
        self.json(self.refusal.error())
    }

    /// The parameters of a redirect (protocol facts 1.4).
    pub(super) fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters =
            vec![("error", self.refusal.error().to_owned()), ("error_description", self.description())];
        if matches!(self.refusal, Refusal::Declined | Refusal::ApprovalNeeded { .. }) {
            parameters.push(("error_subcode", "cancel".to_owned()));
        }
        parameters.push(("error_uri", self.look_up.clone()));
        parameters
    }

    /// The error page: where Entra does not trust the address to return to, or keeps the person.
    pub(super) fn page(&self) -> Response {
        let body = format!(
            "<p>Sorry, but we're having trouble signing you in.</p><p class=\"problem\" id=\"error\">AADSTS{}: {}</p><section class=\"card\"><dl>\
             <div><dt>Request Id</dt><dd class=\"value\">{}</dd></div><div><dt>Correlation Id</dt><dd class=\"value\">{}</dd></div>\
             <div><dt>Timestamp</dt><dd class=\"value\">{}</dd></div></dl></section>\
             <p>The browser stays here. Copy this page and paste it into Sendoff, which explains it and leads to the step that mends it.</p>",
            self.refusal.number(),
            escape(&self.refusal.to_string()),
            self.trace,
            self.correlation,
            self.timestamp()
        );
        html::page_with(StatusCode::BAD_REQUEST, "Sign in", &body)
    }
}

/// Headers of everything that holds tokens or speaks of them (RFC 6749 section 5.1).
pub(crate) const NO_STORE: [(header::HeaderName, &str); 2] =
    [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")];

/// The correlation ID a client chose.
pub(super) fn correlation(headers: &HeaderMap) -> Option<Uuid> {
    headers.get("client-request-id")?.to_str().ok()?.parse().ok()
}

/// The look-up page that `error_uri` names.
pub(super) async fn look_up(RawQuery(query): RawQuery) -> Response {
    let params = Params::read(query.unwrap_or_default().as_bytes());
    let number = params.get("code").unwrap_or("(none)");
    html::page(
        "Look up an error",
        &format!(
            "<p>The number is <strong>{}</strong>. Paste the whole error text into Sendoff to read what it means.</p>",
            escape(number)
        ),
    )
}

//! The way back: the answer to an authorize request, in the mode it asked for.

use super::refusal::Refusal;
use super::report::Report;
use crate::html::{self, escape};
use crate::office::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;

/// `response_mode` (protocol facts 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResponseMode {
    /// The default for a code.
    Query,
    /// Behind `#`.
    Fragment,
    /// A POST, which stays out of the browser's history.
    FormPost,
}

/// Where an answer goes.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    /// The redirect URI as the request had it.
    pub(crate) redirect: String,
    pub(crate) mode: ResponseMode,
    /// `state`, to be sent back as it came.
    pub(crate) state: Option<String>,
}

impl ResponseMode {
    pub(super) fn read(sent: Option<&str>) -> Result<Self, Refusal> {
        match sent {
            None | Some("query") => Ok(Self::Query),
            Some("fragment") => Ok(Self::Fragment),
            Some("form_post") => Ok(Self::FormPost),
            Some(other) => Err(Refusal::ResponseMode { sent: other.to_owned() }),
        }
    }
}

impl Destination {
    /// Sends a code back, with `session_state` beside it as Entra does.
    pub(super) fn accept(&self, state: &mut State, code: String) -> Response {
        let session = state.random.uuid().to_string();
        self.send(state, vec![("code", code), ("session_state", session)])
    }

    /// Sends a refusal back.
    pub(super) fn refuse(&self, state: &mut State, report: &Report) -> Response {
        self.send(state, report.parameters())
    }

    /// Sends any other answer back.
    pub(crate) fn answer(&self, state: &mut State, parameters: Vec<(&'static str, String)>) -> Response {
        self.send(state, parameters)
    }

    fn send(&self, office: &mut State, mut parameters: Vec<(&'static str, String)>) -> Response {
        parameters.extend(self.state.clone().map(|state| ("state", state)));
        if !is_here(&self.redirect) {
            return self.practice_ends(&parameters);
        }
        match self.mode {
            ResponseMode::Query => self.redirect(if self.redirect.contains('?') { '&' } else { '?' }, &parameters),
            ResponseMode::Fragment => self.redirect('#', &parameters),
            ResponseMode::FormPost => self.form(&parameters, &office.random.token(16)),
        }
    }

    /// 303, so that the browser follows with GET even after a form. Without a path a slash is added (protocol facts 1.7).
    fn redirect(&self, mark: char, parameters: &[(&'static str, String)]) -> Response {
        let after_host = self.redirect.find("://").map_or(0, |at| at + 3);
        let slash = if self.redirect[after_host..].contains(['/', '?']) { "" } else { "/" };
        let location = format!("{}{slash}{mark}{}", self.redirect, encode(parameters));
        let mut response = (StatusCode::SEE_OTHER, [(header::CACHE_CONTROL, "no-store")]).into_response();
        response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        match HeaderValue::from_str(&location) {
            Ok(location) => {
                response.headers_mut().insert(header::LOCATION, location);
                response
            }
            Err(_) => StatusCode::BAD_REQUEST.into_response(),
        }
    }

    fn form(&self, parameters: &[(&'static str, String)], nonce: &str) -> Response {
        let fields: String = parameters.iter().map(|(name, value)| html::hidden(name, value)).collect();
        let body = format!(
            "<form id=\"answer\" method=\"post\" action=\"{}\">{fields}<p>One moment, you are on your way back to the application.</p>\
             <button class=\"primary\">Continue</button></form>\n<script nonce=\"{nonce}\">document.getElementById('answer').submit()</script>",
            escape(&self.redirect)
        );
        html::page_with_script("Working...", &body, nonce)
    }

    /// Nothing practised here may reach a real application's web address.
    fn practice_ends(&self, parameters: &[(&'static str, String)]) -> Response {
        let row = |(name, value): &(&str, String)| {
            format!("<tr><th scope=\"row\">{name}</th><td><code>{}</code></td></tr>", escape(value))
        };
        let rows = parameters.iter().map(row).collect::<Vec<_>>().concat();
        let body = format!(
            "<p>In life your browser would now go on to</p><p><code>{}</code></p><p>with this:</p><div class=\"table\"><table>{rows}</table></div>\
             <p class=\"quiet\">Practice stays on this computer, so it ends here.</p>",
            escape(&self.redirect)
        );
        html::wide_page(StatusCode::OK, "The practice ends here", &body)
    }
}

fn encode(parameters: &[(&'static str, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish()
}

/// Whether an address is on this computer.
fn is_here(redirect: &str) -> bool {
    url::Url::parse(redirect).is_ok_and(|url| matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]")))
}

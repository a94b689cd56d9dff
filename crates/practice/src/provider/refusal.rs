//! Everything the provider refuses: the standard's word for it and a plain sentence.

use crate::html::{self, escape};
use crate::identity::report::NO_STORE;
use crate::identity::token::BUSY_SECONDS;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;

/// A refusal. Its `Display` is `error_description`, of the characters that RFC 6749 section 5.2 allows there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum Refusal {
    #[error("There is no application with this client ID.")]
    ClientUnknown,
    #[error("The redirect address is not one of those registered for this application.")]
    RedirectUnknown,
    #[error("The parameter {name} is missing.")]
    ParameterMissing { name: &'static str },
    #[error("Only the response type code is supported.")]
    ResponseType,
    #[error("Only the response modes query and form_post are supported.")]
    ResponseMode,
    #[error("A code challenge by S256 is required.")]
    Challenge,
    #[error("A scope is not known here. Known are openid, profile, email, offline_access, smtp, imap and pop.")]
    ScopeUnknown,
    #[error("Nobody is signed in, and the request forbids to ask.")]
    NobodySignedIn,
    #[error("The person did not approve.")]
    Declined,
    #[error("Client ID or client secret is wrong.")]
    ClientWrong,
    #[error("The client secret was sent in two ways at once.")]
    SecretTwice,
    #[error("Only the grant types authorization_code and refresh_token are supported.")]
    GrantUnsupported,
    #[error("The code is not known.")]
    CodeUnknown,
    #[error("The code has been used already.")]
    CodeSpent,
    #[error("The code has expired.")]
    CodeExpired,
    #[error("The redirect address is not the one the code was asked for with.")]
    RedirectChanged,
    #[error("The code verifier does not fit the code challenge.")]
    VerifierWrong,
    #[error("The refresh token is not known or was taken back.")]
    RefreshUnknown,
    #[error("More is asked for than was approved.")]
    ScopeTooWide,
    #[error("There are too many requests at the moment.")]
    Busy,
    #[error("The service is not available at the moment.")]
    Down,
}

impl Refusal {
    /// `error` (RFC 6749 sections 4.1.2.1 and 5.2; OpenID Connect Core 1.0 section 3.1.2.6).
    pub(super) const fn error(self) -> &'static str {
        match self {
            Self::ClientUnknown | Self::ClientWrong => "invalid_client",
            Self::RedirectUnknown
            | Self::ParameterMissing { .. }
            | Self::ResponseMode
            | Self::Challenge
            | Self::SecretTwice => "invalid_request",
            Self::ResponseType => "unsupported_response_type",
            Self::ScopeUnknown | Self::ScopeTooWide => "invalid_scope",
            Self::NobodySignedIn => "login_required",
            Self::Declined => "access_denied",
            Self::GrantUnsupported => "unsupported_grant_type",
            Self::CodeUnknown
            | Self::CodeSpent
            | Self::CodeExpired
            | Self::RedirectChanged
            | Self::VerifierWrong
            | Self::RefreshUnknown => "invalid_grant",
            Self::Busy | Self::Down => "temporarily_unavailable",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::ClientWrong => StatusCode::UNAUTHORIZED,
            Self::Busy => StatusCode::TOO_MANY_REQUESTS,
            Self::Down => StatusCode::SERVICE_UNAVAILABLE,
            Self::ClientUnknown
            | Self::RedirectUnknown
            | Self::ParameterMissing { .. }
            | Self::ResponseType
            | Self::ResponseMode
            | Self::Challenge
            | Self::ScopeUnknown
            | Self::NobodySignedIn
            | Self::Declined
            | Self::SecretTwice
            | Self::GrantUnsupported
            | Self::CodeUnknown
            | Self::CodeSpent
            | Self::CodeExpired
            | Self::RedirectChanged
            | Self::VerifierWrong
            | Self::RefreshUnknown
            | Self::ScopeTooWide => StatusCode::BAD_REQUEST,
        }
    }

    /// The answer of the token endpoint. A client that is refused is told how it may prove itself (RFC 6749 section 5.2).
    pub(super) fn json(self) -> Response {
        tracing::debug!(error = self.error(), "the practice provider refuses");
        let body = json!({"error": self.error(), "error_description": self.to_string()});
        let mut response = (self.status(), NO_STORE, Json(body)).into_response();
        let headers = response.headers_mut();
        if self == Self::ClientWrong {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"Mail provider\""));
        }
        if self == Self::Busy {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(BUSY_SECONDS));
        }
        response
    }

    /// The parameters of a redirect.
    pub(super) fn parameters(self) -> Vec<(&'static str, String)> {
        vec![("error", self.error().to_owned()), ("error_description", self.to_string())]
    }

    /// A page, where there is no address that may be returned to. `sent` is what was refused; it may be empty.
    pub(super) fn page(self, host: &str, sent: &str) -> Response {
        let row =
            |name: &str, value: &str| format!("<div><dt>{name}</dt><dd class=\"value\">{}</dd></div>", escape(value));
        let name = if self == Self::ClientUnknown { "Client ID" } else { "Redirect address" };
        let sent = if sent.is_empty() { String::new() } else { row(name, sent) };
        let body = format!(
            "<p class=\"lead\">at {}</p><p class=\"problem\" id=\"error\">{}: {}</p><section class=\"card\"><dl>{sent}{}</dl></section>\
             <p>The browser stays here. Copy this page and paste it into Sendoff.</p>",
            escape(host),
            self.error(),
            escape(&self.to_string()),
            row("Provider", super::NAME),
        );
        html::page_with(StatusCode::BAD_REQUEST, "This sign-in cannot go on", &body)
    }
}

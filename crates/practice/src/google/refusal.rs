//! What Google's token endpoint refuses, in its shape: `error` and `error_description` (protocol facts 5.5 and 5.7; the texts as
//! public clients match them).

use crate::identity::report::NO_STORE;
use crate::identity::token::BUSY_SECONDS;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;

/// A refusal. Its `Display` is `error_description`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum Refusal {
    #[error("Invalid grant_type: {0}")]
    GrantUnsupported(String),
    #[error("Could not determine client ID from request.")]
    ClientMissing,
    #[error("The OAuth client was not found.")]
    ClientUnknown,
    #[error("The OAuth client was deleted.")]
    ClientDeleted,
    #[error("client_secret is missing.")]
    SecretMissing,
    #[error("Unauthorized")]
    SecretWrong,
    #[error("Missing required parameter: {0}")]
    ParameterMissing(&'static str),
    #[error("Malformed auth code.")]
    CodeMalformed,
    #[error("Bad Request")]
    GrantBad,
    #[error("Missing code verifier.")]
    VerifierMissing,
    #[error("Invalid code verifier.")]
    VerifierWrong,
    #[error("Token has been expired or revoked.")]
    RefreshDead,
    #[error("Unauthorized")]
    RefreshOfAnother,
    #[error("{0}")]
    Jwt(&'static str),
    #[error(
        "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested."
    )]
    NotDelegated,
    #[error("reauth related error (invalid_rapt)")]
    Reauthentication,
    #[error("The account has been deleted")]
    AccountDeleted,
    #[error("Some requested scopes were invalid.")]
    ScopeTooWide,
    #[error("Too many requests. Try again later.")]
    Busy,
    #[error("The service is not available at the moment.")]
    Down,
}

impl Refusal {
    fn error(&self) -> &'static str {
        match self {
            Self::GrantUnsupported(_) => "unsupported_grant_type",
            Self::ClientMissing | Self::SecretMissing | Self::ParameterMissing(_) => "invalid_request",
            Self::ClientUnknown | Self::SecretWrong => "invalid_client",
            Self::ClientDeleted => "deleted_client",
            Self::CodeMalformed
            | Self::GrantBad
            | Self::VerifierMissing
            | Self::VerifierWrong
            | Self::RefreshDead
            | Self::Jwt(_)
            | Self::Reauthentication
            | Self::AccountDeleted => "invalid_grant",
            Self::RefreshOfAnother | Self::NotDelegated => "unauthorized_client",
            Self::ScopeTooWide => "invalid_scope",
            Self::Busy => "rate_limit_exceeded",
            Self::Down => "internal_failure",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::ClientUnknown
            | Self::SecretWrong
            | Self::ClientDeleted
            | Self::RefreshOfAnother
            | Self::NotDelegated => StatusCode::UNAUTHORIZED,
            Self::Busy => StatusCode::TOO_MANY_REQUESTS,
            Self::Down => StatusCode::SERVICE_UNAVAILABLE,
            Self::GrantUnsupported(_)
            | Self::ClientMissing
            | Self::SecretMissing
            | Self::ParameterMissing(_)
            | Self::CodeMalformed
            | Self::GrantBad
            | Self::VerifierMissing
            | Self::VerifierWrong
            | Self::RefreshDead
            | Self::Jwt(_)
            | Self::Reauthentication
            | Self::AccountDeleted
            | Self::ScopeTooWide => StatusCode::BAD_REQUEST,
        }
    }

    /// The answer of the token endpoint.
    pub(super) fn json(&self) -> Response {
        tracing::debug!(error = self.error(), "Google's token endpoint refuses in practice");
        let mut body = json!({"error": self.error(), "error_description": self.to_string()});
        if *self == Self::Reauthentication {
            body["error_uri"] = "https://support.google.com/a/answer/9368756".into();
            body["error_subtype"] = "invalid_rapt".into();
        }
        let mut response = (self.status(), NO_STORE, Json(body)).into_response();
        if *self == Self::Busy {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(BUSY_SECONDS));
        }
        response
    }
}

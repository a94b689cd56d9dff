//! What the Gmail API refuses, in Google's shape: decisions go by `reason`, never by `message` (protocol facts 5.9;
//! guides/handle-errors, 2026-04-23).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use thiserror::Error;

/// A refusal; its `Display` is the message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum Refusal {
    #[error(
        "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
    )]
    NoToken,
    #[error(
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
    )]
    TokenInvalid,
    #[error(
        "Gmail API has not been used in project {number} before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/gmail.googleapis.com/overview?project={number} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry."
    )]
    ApiOff { number: String },
    #[error("Request had insufficient authentication scopes.")]
    ScopeMissing,
    #[error("Delegation denied for {user}")]
    DelegationDenied { user: String },
    #[error("'raw' RFC822 payload message string or uploading message via /upload/* URL required")]
    NoRaw,
    #[error("Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed")]
    NotBase64,
    #[error("Invalid JSON payload received.")]
    NotJson,
    #[error("Invalid message: the text is no RFC822 message.")]
    NotMime,
    #[error("Recipient address required")]
    NoRecipient,
    #[error("Metadata scope does not support 'q' parameter")]
    MetadataOnly,
    #[error("Requested entity was not found.")]
    NotFound,
    #[error("Mail service not enabled")]
    NoMailbox,
    #[error("Precondition check failed.")]
    Precondition,
    #[error("The domain administrators have disabled Gmail apps.")]
    Policy,
    #[error("Daily Limit Exceeded")]
    Daily,
    #[error("User Rate Limit Exceeded")]
    UserRate,
    #[error("Rate Limit Exceeded")]
    Rate,
    #[error("User-rate limit exceeded.  Retry after 24 hours. (Mail sending)")]
    MailLimit,
    #[error("Too many concurrent requests for user.")]
    Concurrent,
    #[error("Backend Error")]
    Backend,
}

impl Refusal {
    /// Status, `reason` of the old form, `status` of the new one, and the domain of the old.
    fn parts(&self) -> (StatusCode, &'static str, &'static str, &'static str) {
        match self {
            Self::NoToken => (StatusCode::UNAUTHORIZED, "required", "UNAUTHENTICATED", "global"),
            Self::TokenInvalid => (StatusCode::UNAUTHORIZED, "authError", "UNAUTHENTICATED", "global"),
            Self::ApiOff { .. } => (StatusCode::FORBIDDEN, "accessNotConfigured", "PERMISSION_DENIED", "usageLimits"),
            Self::ScopeMissing => (StatusCode::FORBIDDEN, "insufficientPermissions", "PERMISSION_DENIED", "global"),
            Self::DelegationDenied { .. } => (StatusCode::FORBIDDEN, "delegationDenied", "PERMISSION_DENIED", "global"),
            Self::MetadataOnly => (StatusCode::FORBIDDEN, "forbidden", "PERMISSION_DENIED", "global"),
            Self::NoRaw | Self::NoRecipient => {
                (StatusCode::BAD_REQUEST, "invalidArgument", "INVALID_ARGUMENT", "global")
            }
            Self::NotBase64 | Self::NotJson | Self::NotMime => {
                (StatusCode::BAD_REQUEST, "badRequest", "INVALID_ARGUMENT", "global")
            }
            Self::NotFound => (StatusCode::NOT_FOUND, "notFound", "NOT_FOUND", "global"),
            Self::NoMailbox | Self::Precondition => {
                (StatusCode::BAD_REQUEST, "failedPrecondition", "FAILED_PRECONDITION", "global")
            }
            Self::Policy => (StatusCode::FORBIDDEN, "domainPolicy", "PERMISSION_DENIED", "usageLimits"),
            Self::Daily => (StatusCode::FORBIDDEN, "dailyLimitExceeded", "PERMISSION_DENIED", "usageLimits"),
            Self::UserRate => (StatusCode::FORBIDDEN, "userRateLimitExceeded", "PERMISSION_DENIED", "usageLimits"),
            Self::Rate | Self::MailLimit | Self::Concurrent => {
                (StatusCode::TOO_MANY_REQUESTS, "rateLimitExceeded", "RESOURCE_EXHAUSTED", "usageLimits")
            }
            Self::Backend => (StatusCode::INTERNAL_SERVER_ERROR, "backendError", "INTERNAL", "global"),
        }
    }

    /// The message of the old form, where it differs.
    fn old_message(&self) -> String {
        let other = [
            (Self::TokenInvalid, "Invalid Credentials"),
            (Self::NoToken, "Login Required."),
            (Self::ScopeMissing, "Insufficient Permission"),
        ];
        other
            .into_iter()
            .find(|(refusal, _)| refusal == self)
            .map_or_else(|| self.to_string(), |(_, old)| old.to_owned())
    }

    /// `google.rpc.ErrorInfo`, where Google gives one.
    fn details(&self) -> Option<Value> {
        let info = |reason: &str, metadata: Value| json!([{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": "googleapis.com", "metadata": metadata}]);
        if let Self::ApiOff { number } = self {
            let consumer = format!("projects/{number}");
            return Some(info("SERVICE_DISABLED", json!({"service": "gmail.googleapis.com", "consumer": consumer})));
        }
        let service = json!({"service": "gmail.googleapis.com"});
        (*self == Self::ScopeMissing).then(|| info("ACCESS_TOKEN_SCOPE_INSUFFICIENT", service))
    }

    /// The whole answer.
    pub(super) fn respond(&self) -> Response {
        let (status, reason, word, domain) = self.parts();
        tracing::debug!(reason, "the practice Gmail API refuses");
        let mut old = json!({"message": self.old_message(), "domain": domain, "reason": reason});
        if status == StatusCode::UNAUTHORIZED {
            old["location"] = "Authorization".into();
            old["locationType"] = "header".into();
        }
        let mut error = json!({"code": status.as_u16(), "message": self.to_string(), "errors": [old], "status": word});
        if let Some(details) = self.details() {
            error["details"] = details;
        }
        let mut response = (status, Json(json!({"error": error}))).into_response();
        if status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Bearer realm=\"https://accounts.google.com/\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

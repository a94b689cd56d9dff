//! What Graph refuses, in its shape (protocol facts 3.4): decisions go by `code`, never by `message`.

use crate::office::{Office, State as OfficeState};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;

/// Seconds in `Retry-After` of a throttled request.
const RETRY_SECONDS: &str = "2";

/// A refusal; its `Display` is the message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum Refusal {
    #[error("Access token is empty.")]
    TokenEmpty,
    #[error("Lifetime validation failed, the token is expired.")]
    TokenExpired,
    #[error("Access token validation failure. Invalid audience.")]
    TokenForAnother,
    #[error("Insufficient privileges to complete the operation.")]
    NotAllowed,
    #[error("Access is denied. Check credentials and try again.")]
    AccessDenied,
    #[error("Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.")]
    Limited,
    #[error("The specified object was not found in the store.")]
    NoItem,
    #[error(
        "The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message."
    )]
    SendAsDenied,
    #[error("The mailbox is either inactive, soft-deleted, or is hosted on-premise.")]
    NoMailbox,
    #[error("The requested user '{0}' is invalid.")]
    NoUser(String),
    #[error("At least one recipient isn't valid., A message can't be sent because it contains no recipients.")]
    NoRecipients,
    #[error("Invalid base64 string for MIME content.")]
    NotBase64,
    #[error("Cannot read the MIME content.")]
    NotMime,
    #[error("{0}")]
    BadRequest(String),
    #[error("The request has exceeded the maximum allowed size.")]
    TooLarge,
    #[error("The content type is not supported.")]
    MediaType,
    #[error("Too many requests")]
    Throttled,
}

impl Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::TokenEmpty | Self::TokenExpired | Self::TokenForAnother => "InvalidAuthenticationToken",
            Self::NotAllowed => "Authorization_RequestDenied",
            Self::AccessDenied | Self::Limited => "ErrorAccessDenied",
            Self::NoItem => "ErrorItemNotFound",
            Self::SendAsDenied => "ErrorSendAsDenied",
            Self::NoMailbox => "MailboxNotEnabledForRESTAPI",
            Self::NoUser(_) => "ErrorInvalidUser",
            Self::NoRecipients => "ErrorInvalidRecipients",
            Self::NotBase64 => "ErrorMimeContentInvalidBase64String",
            Self::NotMime => "ErrorMimeContentInvalid",
            Self::BadRequest(_) | Self::MediaType => "BadRequest",
            Self::TooLarge => "ErrorMessageSizeExceeded",
            Self::Throttled => "TooManyRequests",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::TokenEmpty | Self::TokenExpired | Self::TokenForAnother => StatusCode::UNAUTHORIZED,
            Self::NotAllowed | Self::AccessDenied | Self::Limited | Self::SendAsDenied => StatusCode::FORBIDDEN,
            Self::NoMailbox | Self::NoUser(_) | Self::NoItem => StatusCode::NOT_FOUND,
            Self::NoRecipients | Self::NotBase64 | Self::NotMime | Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Throttled => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    /// The whole answer, with IDs and time.
    pub(super) fn respond(&self, state: &mut OfficeState, headers: &HeaderMap) -> Response {
        let request_id = state.random.uuid().to_string();
        let client_id = headers.get("client-request-id").and_then(|id| id.to_str().ok()).unwrap_or(&request_id);
        let date = state.told_time().strftime("%Y-%m-%dT%H:%M:%S").to_string();
        let inner = json!({"date": date, "request-id": request_id, "client-request-id": client_id});
        let body = json!({"error": {"code": self.code(), "message": self.to_string(), "innerError": inner}});
        let mut response = (self.status(), Json(body)).into_response();
        self.add_headers(&mut response, &request_id);
        response
    }

    fn add_headers(&self, response: &mut Response, request_id: &str) {
        let headers = response.headers_mut();
        if let Ok(id) = HeaderValue::from_str(request_id) {
            headers.insert("request-id", id);
        }
        if self.status() == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"\", client_id=\"00000003-0000-0000-c000-000000000000\""),
            );
        }
        if *self == Self::Throttled {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_SECONDS));
        }
    }
}

/// Whatever is asked of Graph in a cloud the directory is not in.
pub(super) async fn of_another_cloud(State(office): State<Office>, headers: HeaderMap) -> Response {
    Refusal::TokenForAnother.respond(&mut office.lock(), &headers)
}

/// Everything else under the version.
pub(super) async fn no_such_segment(State(office): State<Office>, headers: HeaderMap) -> Response {
    Refusal::BadRequest("Resource not found for the segment.".to_owned()).respond(&mut office.lock(), &headers)
}

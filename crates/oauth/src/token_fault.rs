//! Why an answer of the token endpoint is no token.

use sendoff_problem::{Details, Kind, Problem};

use crate::ProviderRefusal;

/// An answer that is no token. None of these holds a part of the body, except a refusal's own words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// The provider says no, whatever the status.
    #[error(transparent)]
    Refused(Box<ProviderRefusal>),
    /// More than 256 KiB.
    #[error("the answer is too large")]
    TooLarge,
    /// Nothing, or white space only.
    #[error("the answer is empty (status {status})")]
    Empty {
        /// HTTP status.
        status: u16,
    },
    /// A page instead of data.
    #[error("the answer is a page (status {status})")]
    Page {
        /// HTTP status.
        status: u16,
    },
    /// Neither data nor a page.
    #[error("the answer is not JSON (status {status})")]
    NotJson {
        /// HTTP status.
        status: u16,
    },
    /// JSON must be UTF-8 (RFC 8259 section 8.1).
    #[error("the answer is not UTF-8 (status {status})")]
    NotUtf8 {
        /// HTTP status.
        status: u16,
    },
    /// JSON that ends too early.
    #[error("the answer is cut off (status {status})")]
    Cut {
        /// HTTP status.
        status: u16,
    },
    /// JSON, but not an object.
    #[error("the answer is not an object (status {status})")]
    NotAnObject {
        /// HTTP status.
        status: u16,
    },
    /// A redirect; it was not followed.
    #[error("the answer leads elsewhere (status {status})")]
    Redirects {
        /// HTTP status.
        status: u16,
    },
    /// Neither 200 nor an error that names itself.
    #[error("the answer has status {status}")]
    Status {
        /// HTTP status.
        status: u16,
    },
    /// A member stands there twice with possibly different values.
    #[error("a member stands there twice: {member}")]
    Twice {
        /// Which.
        member: &'static str,
    },
    /// No `access_token`, or an empty one.
    #[error("no access token")]
    NoAccessToken,
    /// A token that is no text, is over 64 KiB, or holds characters no header may carry.
    #[error("a malformed token: {member}")]
    MalformedToken {
        /// Which.
        member: &'static str,
    },
    /// No `token_type`.
    #[error("no token type")]
    NoTokenType,
    /// A `token_type` other than `Bearer` (RFC 6749 section 7.1).
    #[error("not a bearer token")]
    NotBearer,
}

impl TokenFault {
    /// What kind of problem it is. `None` for a refusal: its number or error is looked up in the catalogue.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::Refused(_) => None,
            Self::TooLarge => Some(Kind::AnswerTooLarge),
            Self::Redirects { .. } => Some(Kind::AnswerRedirects),
            Self::Empty { status } => Some(by_status(*status, Kind::AnswerEmpty)),
            Self::Cut { status } => Some(by_status(*status, Kind::AnswerCut)),
            Self::Page { status }
            | Self::NotJson { status }
            | Self::NotUtf8 { status }
            | Self::NotAnObject { status }
            | Self::Status { status } => Some(by_status(*status, Kind::AnswerNotJson)),
            Self::Twice { .. }
            | Self::NoAccessToken
            | Self::MalformedToken { .. }
            | Self::NoTokenType
            | Self::NotBearer => Some(Kind::AnswerNotBelieved),
        }
    }

    /// The problem for the person. `None` for a refusal.
    pub fn problem(&self) -> Option<Problem> {
        let details = Details { status: self.status(), chain: vec![self.to_string()], ..Details::default() };
        self.kind().map(|kind| Problem::new(kind).with_details(details))
    }

    /// HTTP status, where it says something.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) => refusal.status,
            Self::Empty { status }
            | Self::Page { status }
            | Self::NotJson { status }
            | Self::NotUtf8 { status }
            | Self::Cut { status }
            | Self::NotAnObject { status }
            | Self::Redirects { status }
            | Self::Status { status } => Some(*status),
            Self::TooLarge
            | Self::Twice { .. }
            | Self::NoAccessToken
            | Self::MalformedToken { .. }
            | Self::NoTokenType
            | Self::NotBearer => None,
        }
    }
}

/// What the status already explains better than the body does (RFC 9110 section 15, RFC 6585).
fn by_status(status: u16, otherwise: Kind) -> Kind {
    match status {
        429 | 503 => Kind::ProviderBusy,
        500 | 502 | 504 => Kind::ProviderDown,
        511 => Kind::LoginPageInTheWay,
        _ => otherwise,
    }
}

//! What came back.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::{Cause, Counted, WireFault, headers::Kept};

/// A whole answer. Its body may hold tokens: it is wiped when dropped and never printed.
pub struct Answer {
    pub(crate) host: String,
    pub(crate) status: u16,
    pub(crate) kept: Kept,
    pub(crate) counted: Counted,
    pub(crate) body: Zeroizing<Vec<u8>>,
}

/// What the body looks like, before anybody reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing, or white space.
    Empty,
    /// A page for people.
    Page,
    /// Anything else.
    Data,
}

impl Answer {
    /// HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Seconds the provider asks to wait (`Retry-After`), a minute at most.
    pub fn retry_after(&self) -> Option<u32> {
        self.kept.retry_after
    }

    /// The provider's clock (`Date`), to the second.
    pub fn date(&self) -> Option<Timestamp> {
        self.kept.date
    }

    /// How far this computer's clock, which says `now`, is ahead of the provider's; negative when it is behind.
    pub fn clock_difference(&self, now: Timestamp) -> Option<SignedDuration> {
        self.kept.date.map(|date| now.duration_since(date))
    }

    /// The provider's own name for this request (`request-id` or `x-ms-request-id`).
    pub fn request_id(&self) -> Option<&str> {
        self.kept.request_id.as_deref()
    }

    /// Type and subtype of the body, lower case.
    pub fn content_type(&self) -> Option<&str> {
        self.kept.content_type.as_deref()
    }

    /// Whether there is a `WWW-Authenticate` challenge.
    pub fn is_challenged(&self) -> bool {
        self.kept.challenged
    }

    /// The body as it came. It may hold tokens.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// What the body looks like. A page is known by its type, or by beginning with `<`, which no JSON text does.
    pub fn shape(&self) -> Shape {
        let begin = self.without_mark().trim_ascii_start();
        let typed = matches!(self.content_type(), Some("text/html" | "application/xhtml+xml"));
        match begin.first() {
            None => Shape::Empty,
            Some(b'<') => Shape::Page,
            Some(_) if typed => Shape::Page,
            Some(_) => Shape::Data,
        }
    }

    /// Reads the body as a JSON object.
    ///
    /// A page with status 200 comes from somebody else than the provider, whose endpoints answer so only in JSON; a
    /// page with an error status may well be the provider's own.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, WireFault> {
        match self.shape() {
            Shape::Empty => Err(self.fault(Cause::AnswerEmpty)),
            Shape::Page if self.status == 200 => Err(self.fault(Cause::LoginPage)),
            Shape::Page => Err(self.fault(Cause::AnswerUnreadable)),
            // Every answer of a provider is an object; an array would fill a struct's fields by their order.
            Shape::Data if !self.without_mark().trim_ascii_start().starts_with(b"{") => {
                Err(self.fault(Cause::AnswerUnreadable))
            }
            Shape::Data => serde_json::from_slice(self.without_mark()).map_err(|error| self.not_json(&error)),
        }
    }

    /// A fault of this answer, found by whoever read it.
    pub fn fault(&self, cause: Cause) -> WireFault {
        let status = Some(self.status);
        WireFault { cause, host: self.host.clone(), counted: self.counted, status, chain: Vec::new() }
    }

    fn not_json(&self, error: &serde_json::Error) -> WireFault {
        let cause = if error.is_eof() { Cause::AnswerCut } else { Cause::AnswerUnreadable };
        // The place only: the error's own words may quote the body.
        let chain = vec![format!("JSON ended being readable at line {}, column {}", error.line(), error.column())];
        WireFault { chain, ..self.fault(cause) }
    }

    /// The body without a UTF-8 byte order mark, which RFC 8259 section 8.1 lets a reader ignore.
    fn without_mark(&self) -> &[u8] {
        self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body)
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} from {}, {} bytes", self.status, self.host, self.body.len())
    }
}

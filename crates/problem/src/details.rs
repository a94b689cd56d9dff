//! What goes under *Details* and into a ticket.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::is_unfit;

/// Identifiers and words of the provider. Text only, limited, and free of secrets: whoever fills it passes nothing
/// that it sent itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Details {
    /// The code as the provider writes it: `AADSTS7000215`, `ErrorSendAsDenied`, `access_denied`.
    pub code: Option<String>,
    /// The provider's own words, at most 512 characters, control characters removed.
    pub said: Option<String>,
    /// HTTP status of the answer.
    pub status: Option<u16>,
    /// Microsoft's trace ID, or Graph's request-id.
    pub trace_id: Option<String>,
    /// Microsoft's correlation ID, or Graph's client-request-id.
    pub correlation_id: Option<String>,
    /// When it happened.
    pub at: Option<Timestamp>,
    /// What our own rooms say of the cause, outermost first; for the ticket, in technical words.
    pub chain: Vec<String>,
}

impl Details {
    /// The provider's words made fit to show: no control or direction characters, 512 characters at most.
    pub fn words(text: &str) -> String {
        text.chars().filter(|character| !is_unfit(*character)).take(512).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_what_could_mislead_a_reader() {
        assert_eq!(Details::words("ok\r\n\u{202e}evil\u{0}"), "okevil");
        assert_eq!(Details::words(&"x".repeat(600)).len(), 512);
    }
}

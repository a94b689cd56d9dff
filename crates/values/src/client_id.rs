//! The identifier a provider gave an application, as a text of the provider's own.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::Guid;

/// Characters of one. Microsoft's have 36, Google's about 72; one that a person made up is short.
const LONGEST: usize = 255;

/// The text is no client identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no client ID: it has {length} characters, or one that cannot be seen")]
pub struct NotAClientId {
    /// Characters in the text.
    pub length: usize,
}

/// A client identifier (RFC 6749 section 2.2): visible characters of ASCII (appendix A.1, without the blank, which nobody
/// could tell from a slip), compared to the letter. What it looks like is the provider's affair: Microsoft's *Application
/// (client) ID* is a GUID, which is kept in lower case by whoever read it as one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClientId(String);

impl ClientId {
    /// The text, to the letter.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// One of a narrower type.
    pub(crate) fn of_checked(text: String) -> Self {
        Self(text)
    }

    /// Whether it is this GUID.
    pub fn is(&self, id: &Guid) -> bool {
        self.0 == id.as_str()
    }
}

impl FromStr for ClientId {
    type Err = NotAClientId;

    fn from_str(text: &str) -> Result<Self, NotAClientId> {
        text.to_owned().try_into()
    }
}

impl TryFrom<String> for ClientId {
    type Error = NotAClientId;

    fn try_from(text: String) -> Result<Self, NotAClientId> {
        let visible = text.bytes().all(|byte| byte.is_ascii_graphic());
        let length = text.chars().count();
        if visible && (1..=LONGEST).contains(&length) { Ok(Self(text)) } else { Err(NotAClientId { length }) }
    }
}

impl From<Guid> for ClientId {
    fn from(id: Guid) -> Self {
        Self(id.into())
    }
}

impl From<ClientId> for String {
    fn from(id: ClientId) -> Self {
        id.0
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_provider_is_kept_to_the_letter() {
        for text in ["s6BhdRkqt3", "Mail-App", "123-abc.apps.googleusercontent.com", "urn:app:7", &"x".repeat(255)] {
            assert_eq!(text.parse::<ClientId>().unwrap().as_str(), text);
        }
        let guid: Guid = "7F3C1A52-0B8E-4D0E-9A61-2F8C51D7B0AA".parse().unwrap();
        assert!(ClientId::from(guid.clone()).is(&guid));
    }

    #[test]
    fn what_nobody_could_see_is_none() {
        for text in ["", "a b", "a\tb", "a\u{7}", "\u{430}pp", &"x".repeat(256)] {
            assert!(text.parse::<ClientId>().is_err(), "{text:?}");
        }
    }
}

//! Why a text holds no app registration that can be read, and where it went wrong.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A place in a text, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character in it.
    pub column: usize,
}

impl Place {
    /// Where byte `at` of a text is.
    pub(crate) fn of(text: &str, at: usize) -> Self {
        let before = &text[..text.floor_char_boundary(at)];
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        Self { line: before.matches('\n').count() + 1, column: before[line..].chars().count() + 1 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}, character {}", self.line, self.column)
    }
}

/// Why there is no manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", content = "of", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ManifestError {
    /// The text is over a mebibyte.
    #[error("{bytes} bytes are too many")]
    TooLarge {
        /// Its bytes.
        bytes: usize,
    },
    /// No JSON is in the text.
    #[error("there is no JSON")]
    NoDocument,
    /// The JSON ends before its brackets are closed: not all of it was copied.
    #[error("the JSON ends at {0}, before it is closed")]
    Unfinished(Place),
    /// It is no JSON from here on.
    #[error("it is no JSON from {0} on")]
    Broken(Place),
    /// A value is of another kind than Microsoft writes there, or a member stands twice.
    #[error("the value before {0} is not of the kind that belongs there")]
    Unfit(Place),
    /// Brackets stand in more brackets than any manifest has.
    #[error("there are too many brackets in brackets at {0}")]
    TooDeep(Place),
    /// There are more values than any manifest has.
    #[error("there are too many values at {0}")]
    TooManyValues(Place),
    /// It is JSON of something else.
    #[error("it is no app registration")]
    NotARegistration,
    /// It is the enterprise application (service principal) of a registration.
    #[error("it is an enterprise application, not an app registration")]
    EnterpriseApplication,
    /// A list of several app registrations.
    #[error("there are {count} app registrations")]
    Several {
        /// How many.
        count: usize,
    },
    /// A list without any.
    #[error("the list of app registrations is empty")]
    EmptyList,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let place = |at: usize| Place::of("aé\nb", at);
        assert_eq!(place(0), Place { line: 1, column: 1 });
        assert_eq!(place(2), Place { line: 1, column: 2 }, "within a character it is that character");
        assert_eq!(place(3), Place { line: 1, column: 3 });
        assert_eq!(place(4), Place { line: 2, column: 1 });
        assert_eq!(place(99), Place { line: 2, column: 2 });
        assert_eq!(place(4).to_string(), "line 2, character 1");
    }
}

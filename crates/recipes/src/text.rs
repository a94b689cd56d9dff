//! The kinds of text a file may hold, each with its limits: shown to people, never run, opened or interpreted.

use std::fmt;

use sendoff_problem::is_unfit;
use serde::{Deserialize, Serialize};

/// Why a text is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// Nothing stands there.
    #[error("it is empty")]
    Empty,
    /// It is longer than its place allows.
    #[error("it has {length} characters; {limit} are allowed")]
    TooLong {
        /// Characters there are.
        length: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// It has more words than a title may have.
    #[error("it has {count} words; {limit} are allowed")]
    TooManyWords {
        /// Words there are.
        count: usize,
        /// Words allowed.
        limit: usize,
    },
    /// A control, direction or invisible character.
    #[error("it holds the character U+{0:04X}, which cannot be shown")]
    Unshowable(u32),
    /// Mark-up or an address, which may not stand in running text.
    #[error("it holds {0:?}, which may not stand in running text")]
    Forbidden(&'static str),
    /// An identifier of our own with other characters than small letters, digits and hyphens.
    #[error("it may hold small letters, digits and hyphens only")]
    NotAnId,
    /// A bracket that is never closed, or a placeholder that does not exist.
    #[error("{0}")]
    Markup(String),
}

/// Refuses what is empty, too long, or could mislead a reader (Unicode TR 36 section 2.5).
pub(crate) fn check_shown(text: &str, limit: usize) -> Result<(), BadText> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        return Err(BadText::Empty);
    }
    if length > limit {
        return Err(BadText::TooLong { length, limit });
    }
    text.chars().find(|character| is_unfit(*character)).map_or(Ok(()), |bad| Err(BadText::Unshowable(bad.into())))
}

/// Refuses mark-up and addresses: a link in a recipe is a portal page by name, never an address.
pub(crate) fn check_running(text: &str, limit: usize) -> Result<(), BadText> {
    check_shown(text, limit)?;
    let forbidden = ["<", ">", "://", "javascript:", "data:"].into_iter().find(|part| text.contains(part));
    forbidden.map_or(Ok(()), |part| Err(BadText::Forbidden(part)))
}

/// The text with every character that cannot be shown replaced, so that a message about a stranger's file is safe to print.
pub(crate) fn made_showable(text: &str) -> String {
    text.chars().map(|character| if is_unfit(character) { '\u{fffd}' } else { character }).collect()
}

macro_rules! text {
    ($($(#[$doc:meta])* $name:ident by $check:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadText;

            fn try_from(text: String) -> Result<Self, BadText> {
                let check: fn(&str) -> Result<(), BadText> = $check;
                check(&text).map(|()| Self(text))
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )+};
}

text! {
    /// Running text of up to 600 characters.
    Text by |text| check_running(text, 600);
    /// A label of a portal or of an application, to the letter: up to 80 characters.
    Label by |text| check_shown(text, 80);
    /// A label of the rail: a noun of at most 18 characters (ux-spec 11).
    RailLabel by |text| check_running(text, 18);
    /// A page title: verb and noun, at most five words (ux-spec 11).
    Title by check_title;
    /// A word of our own, such as `tourtools`: small letters, digits and hyphens, up to 40.
    Id by check_id;
}

fn check_title(text: &str) -> Result<(), BadText> {
    check_running(text, 60)?;
    let count = text.split_whitespace().count();
    if count > 5 { Err(BadText::TooManyWords { count, limit: 5 }) } else { Ok(()) }
}

fn check_id(text: &str) -> Result<(), BadText> {
    check_shown(text, 40)?;
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if plain { Ok(()) } else { Err(BadText::NotAnId) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_text_holds_neither_marks_nor_addresses() {
        assert_eq!(Text::try_from(String::new()), Err(BadText::Empty));
        assert_eq!(Text::try_from("a <b>".to_owned()), Err(BadText::Forbidden("<")));
        assert_eq!(Text::try_from("see https://x.example".to_owned()), Err(BadText::Forbidden("://")));
        assert_eq!(Text::try_from("ok\u{202e}evil".to_owned()), Err(BadText::Unshowable(0x202e)));
        for unseen in ['\u{3164}', '\u{115f}', '\u{ffa0}', '\u{34f}', '\u{180e}', '\u{fe0f}', '\u{e0041}', '\u{fff9}'] {
            let label = Label::try_from(format!("Value{unseen}"));
            assert_eq!(label, Err(BadText::Unshowable(unseen.into())), "it would be copied unseen");
        }
        assert_eq!(Text::try_from("x".repeat(601)), Err(BadText::TooLong { length: 601, limit: 600 }));
    }

    #[test]
    fn labels_and_titles_have_their_lengths() {
        assert!(RailLabel::try_from("Certificates & secrets".to_owned()).is_err());
        assert!(Title::try_from("Make a client secret".to_owned()).is_ok());
        assert_eq!(
            Title::try_from("Make a client secret right now".to_owned()),
            Err(BadText::TooManyWords { count: 6, limit: 5 })
        );
        assert_eq!(Id::try_from("Tour Tools".to_owned()), Err(BadText::NotAnId));
    }
}

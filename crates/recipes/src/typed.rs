//! Answers that are typed: what may stand there, and the one form in which it is kept.

use sendoff_values::{HostName, MailAddress, RedirectAddress};
use serde::Deserialize;

use crate::{redirect::can_be_registered, text::Label};

/// What is typed for a question without choices.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedQuestion {
    /// What it is.
    pub kind: TypedKind,
    /// One as it may look, shown as a hint; itself an answer.
    pub example: Label,
    /// Whether it may be left out.
    #[serde(default)]
    pub optional: bool,
}

/// What a typed answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TypedKind {
    /// The name of a computer: `shop.example.com`. An address is taken by its host.
    Host,
    /// A whole redirect address that Microsoft takes.
    RedirectAddress,
    /// A mail address.
    Mailbox,
    /// A name the application knows, such as a login: up to 80 characters to show and copy.
    Name,
}

/// The text is not what the question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not what the question asks for")]
pub struct NotTyped(pub TypedKind);

impl TypedKind {
    /// The text in the one form in which it is kept.
    ///
    /// # Errors
    /// If it is something else.
    pub fn read(self, text: &str) -> Result<String, NotTyped> {
        let text = text.trim();
        let read = match self {
            Self::Host => HostName::of_address(text).or_else(|| text.parse().ok()).map(|host| host.to_string()),
            Self::RedirectAddress => {
                text.parse::<RedirectAddress>().ok().filter(can_be_registered).map(|address| address.to_string())
            }
            Self::Mailbox => text.parse::<MailAddress>().ok().map(|address| address.to_string()),
            Self::Name => Label::try_from(text.to_owned()).ok().map(|name| name.to_string()),
        };
        read.ok_or(NotTyped(self))
    }

    /// One that is surely right, for looking at every way to answer.
    pub(crate) const fn sample(self) -> &'static str {
        match self {
            Self::Host => "host.example",
            Self::RedirectAddress => "https://host.example/answer",
            Self::Mailbox => "someone@host.example",
            Self::Name => "someone",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_answer_has_one_form() {
        for (kind, text, kept) in [
            (TypedKind::Host, " Shop.Example.com ", "shop.example.com"),
            (TypedKind::Host, "https://shop.example.com/Mail/x.aspx", "shop.example.com"),
            (TypedKind::RedirectAddress, "https://a.example/x", "https://a.example/x"),
            (TypedKind::Mailbox, "info@harbour.example", "info@harbour.example"),
            (TypedKind::Name, " sa ", "sa"),
        ] {
            assert_eq!(kind.read(text).as_deref(), Ok(kept), "{text}");
            assert_eq!(kind.read(kept).as_deref(), Ok(kept), "what is kept is read again as itself");
        }
    }

    #[test]
    fn what_is_something_else_is_refused() {
        for (kind, text) in [
            (TypedKind::Host, ""),
            (TypedKind::Host, "shop"),
            (TypedKind::Host, "a b.example"),
            (TypedKind::Host, "ftp://shop.example.com/"),
            (TypedKind::RedirectAddress, "http://a.example/x"),
            (TypedKind::RedirectAddress, "a.example"),
            (TypedKind::Mailbox, "a.example"),
            (TypedKind::Name, " "),
            (TypedKind::Name, "s\u{202e}a"),
        ] {
            assert_eq!(kind.read(text), Err(NotTyped(kind)), "{text}");
        }
    }

    #[test]
    fn every_sample_is_one() {
        for kind in [TypedKind::Host, TypedKind::RedirectAddress, TypedKind::Mailbox, TypedKind::Name] {
            assert_eq!(kind.read(kind.sample()).as_deref(), Ok(kind.sample()));
        }
    }
}

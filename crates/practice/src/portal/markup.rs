//! HTML that is escaped by the way it is built: text and attribute values can only enter through functions that escape.
//!
//! It knows nothing of pages. Whatever a person typed into the office is safe to hand to it.

use crate::html::escape;
use std::fmt::Write as _;

/// A piece of finished HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Markup(String);

impl Markup {
    /// Text as a person should read it; everything that means something in HTML is escaped.
    pub(crate) fn text(text: &str) -> Self {
        Self(shown(text))
    }

    /// HTML, style or script that is part of this program. The lifetime keeps values of a run out.
    pub(crate) fn compiled(html: &'static str) -> Self {
        Self(html.to_owned())
    }

    /// Several pieces after each other.
    pub(crate) fn all<Piece: Into<Markup>>(pieces: impl IntoIterator<Item = Piece>) -> Self {
        Self(pieces.into_iter().map(|piece| piece.into().0).collect())
    }

    /// Nothing at all.
    pub(crate) fn nothing() -> Self {
        Self::default()
    }

    /// The HTML.
    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

impl From<&str> for Markup {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<&String> for Markup {
    fn from(text: &String) -> Self {
        Self::text(text)
    }
}

impl From<String> for Markup {
    fn from(text: String) -> Self {
        Self::text(&text)
    }
}

impl<Piece: Into<Markup>> From<Option<Piece>> for Markup {
    fn from(piece: Option<Piece>) -> Self {
        piece.map_or_else(Self::nothing, Into::into)
    }
}

/// One element under construction. Names of elements and attributes are part of the program, values are not.
#[derive(Clone, Debug)]
#[must_use]
pub(crate) struct Element {
    name: &'static str,
    attributes: String,
    content: String,
}

/// Begins an element.
pub(crate) fn element(name: &'static str) -> Element {
    Element { name, attributes: String::new(), content: String::new() }
}

impl Element {
    /// An attribute with a value.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        let _ = write!(self.attributes, " {name}=\"{}\"", shown(value));
        self
    }

    /// `class`.
    pub(crate) fn class(self, names: &'static str) -> Self {
        self.with("class", names)
    }

    /// An attribute without a value, present or not.
    pub(crate) fn flag(mut self, name: &'static str, present: bool) -> Self {
        if present {
            let _ = write!(self.attributes, " {name}");
        }
        self
    }

    /// What stands inside, after what already does.
    pub(crate) fn inside(mut self, content: impl Into<Markup>) -> Self {
        self.content.push_str(&content.into().0);
        self
    }

    /// Several things inside.
    pub(crate) fn each<Piece: Into<Markup>>(self, pieces: impl IntoIterator<Item = Piece>) -> Self {
        self.inside(Markup::all(pieces))
    }
}

impl From<Element> for Markup {
    fn from(element: Element) -> Self {
        let Element { name, attributes, content } = element;
        if is_void(name) {
            return Self(format!("<{name}{attributes}>"));
        }
        Self(format!("<{name}{attributes}>{content}</{name}>"))
    }
}

/// Elements without an end tag (HTML Living Standard 13.1.2), as far as the office uses them.
fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "input" | "link" | "meta")
}

/// Escaped, with the one character that HTML cannot hold replaced as a browser would (HTML Living Standard 13.2.5.1).
fn shown(text: &str) -> String {
    escape(&text.replace('\0', "\u{fffd}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let link = element("a").with("href", "\"><script>").inside("<b>'&'");
        assert_eq!(
            Markup::from(link).into_string(),
            "<a href=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&#39;&amp;&#39;</a>"
        );
    }

    #[test]
    fn void_elements_have_no_end() {
        assert_eq!(Markup::from(element("input").flag("checked", true)).into_string(), "<input checked>");
    }
}

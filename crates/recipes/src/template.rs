//! Texts with places for the values of a set-up, from a closed set of places.

use std::{collections::BTreeMap, fmt, str::FromStr};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::text::{BadText, check_shown};

/// Everything but the unreserved characters of RFC 3986 section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

macro_rules! placeholders {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// A value of the set-up that a text may name. None of them is a secret.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Placeholder {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl Placeholder {
            /// Every place there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word between the braces.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

placeholders! {
    /// Directory (tenant) ID.
    Tenant = "tenant",
    /// Application (client) ID.
    ClientId = "client_id",
    /// The application's redirect address.
    Redirect = "redirect",
    /// The same, percent-encoded for a query (RFC 3986 section 2.1).
    RedirectEncoded = "redirect_encoded",
    /// The assistant's own redirect address.
    AssistantRedirect = "assistant_redirect",
    /// The mailbox address.
    Mailbox = "mailbox",
    /// The organisation's name.
    Organisation = "organisation",
    /// The name of the app registration.
    RegistrationName = "registration_name",
}

impl FromStr for Placeholder {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let found = Self::ALL.iter().copied().find(|place| place.as_str() == text);
        found.ok_or_else(|| BadText::Markup(format!("there is no place {{{text}}}")))
    }
}

/// A place of a text has no value yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no value for {{{}}} yet", .0.as_str())]
pub struct MissingValue(pub Placeholder);

/// What is known of a set-up, for filling texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(BTreeMap<Placeholder, String>);

impl Values {
    /// The same with one more value. `value` must not be a secret.
    pub fn with(mut self, place: Placeholder, value: impl Into<String>) -> Self {
        self.0.insert(place, value.into());
        self
    }

    /// The value for this place, if known; the encoded redirect follows from the redirect.
    pub fn get(&self, place: Placeholder) -> Option<String> {
        if place == Placeholder::RedirectEncoded {
            return self.0.get(&Placeholder::Redirect).map(|text| encode(text));
        }
        self.0.get(&place).cloned()
    }
}

/// Percent-encodes everything but unreserved characters (RFC 3986 section 2.3), so that the text is one segment.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Place(Placeholder),
}

/// A text of up to 500 characters with places in braces, such as `{tenant}`. Data to show and copy, to the letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Template(Vec<Part>);

impl Template {
    /// The places it names, in order.
    pub fn places(&self) -> impl Iterator<Item = Placeholder> {
        self.0.iter().filter_map(|part| match part {
            Part::Place(place) => Some(*place),
            Part::Text(_) => None,
        })
    }

    /// The text with every value as it stands: for rows that are copied.
    pub fn fill(&self, values: &Values) -> Result<String, MissingValue> {
        self.filled_by(|place| values.get(place))
    }

    /// The text with every value percent-encoded: for addresses. A value of one or two dots counts as missing: no encoding
    /// keeps it from being taken for a step up or nowhere (WHATWG URL, "double-dot path segment").
    pub fn fill_encoded(&self, values: &Values) -> Result<String, MissingValue> {
        let is_segment = |value: &String| !matches!(value.as_str(), "." | "..");
        self.filled_by(|place| values.get(place).filter(is_segment).map(|value| encode(&value)))
    }

    fn filled_by(&self, value: impl Fn(Placeholder) -> Option<String>) -> Result<String, MissingValue> {
        let text = |part: &Part| match part {
            Part::Text(text) => Ok(text.clone()),
            Part::Place(place) => value(*place).ok_or(MissingValue(*place)),
        };
        self.0.iter().map(text).collect()
    }
}

impl FromStr for Template {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        check_shown(text, 500)?;
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (place, behind) =
                after.split_once('}').ok_or_else(|| BadText::Markup("a brace is not closed".to_owned()))?;
            parts.extend((!before.is_empty()).then(|| Part::Text(before.to_owned())));
            parts.push(Part::Place(place.parse()?));
            rest = behind;
        }
        parts.extend((!rest.is_empty()).then(|| Part::Text(rest.to_owned())));
        Ok(Self(parts))
    }
}

impl TryFrom<String> for Template {
    type Error = BadText;

    fn try_from(text: String) -> Result<Self, BadText> {
        text.parse()
    }
}

impl From<Template> for String {
    fn from(template: Template) -> Self {
        template.to_string()
    }
}

impl fmt::Display for Template {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Text(text) => formatter.write_str(text),
            Part::Place(place) => write!(formatter, "{{{}}}", place.as_str()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_raw_or_encoded() {
        let template: Template = "a?b={redirect}&c={redirect_encoded}".parse().unwrap();
        let values = Values::default().with(Placeholder::Redirect, "https://x.example/a b");
        assert_eq!(template.fill(&values).unwrap(), "a?b=https://x.example/a b&c=https%3A%2F%2Fx.example%2Fa%20b");
        assert_eq!(template.to_string(), "a?b={redirect}&c={redirect_encoded}");
        assert_eq!(template.fill(&Values::default()), Err(MissingValue(Placeholder::Redirect)));
    }

    #[test]
    fn only_known_places_are_taken() {
        assert!("{client_secret}".parse::<Template>().is_err());
        assert!("{tenant".parse::<Template>().is_err());
    }
}

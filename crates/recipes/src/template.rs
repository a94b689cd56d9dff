//! Texts with places for the values of a set-up, from a closed set of places.

use std::{borrow::Cow, collections::BTreeMap, fmt, str::FromStr};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::text::{BadText, Id, check_shown};

/// Everything but the unreserved characters of RFC 3986 section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

macro_rules! placeholders {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// A value of the set-up that a text may name. None of them is a secret.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum Placeholder {
            $($(#[$doc])* $name,)+
            /// What was typed for the recipe's question of this id: `{answer.host}`.
            Answer(Id),
        }

        impl Placeholder {
            /// Every place there is in any recipe; the answers come on top, by the recipe's own questions.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word between the braces.
            pub fn word(&self) -> Cow<'static, str> {
                match self {
                    $(Self::$name => $text.into(),)+
                    Self::Answer(id) => format!("{ANSWER}{id}").into(),
                }
            }
        }
    };
}

/// What stands before a question's id.
const ANSWER: &str = "answer.";

placeholders! {
    /// Directory (tenant) ID.
    Tenant = "tenant",
    /// Application (client) ID.
    ClientId = "client_id",
    /// Project ID, at Google.
    Project = "project",
    /// The application's redirect address.
    Redirect = "redirect",
    /// The same, percent-encoded for a query (RFC 3986 section 2.1).
    RedirectEncoded = "redirect_encoded",
    /// The name of the computer in it, without a port.
    RedirectHost = "redirect_host",
    /// Where people sign in at a provider that was found.
    AuthorizationEndpoint = "authorization_endpoint",
    /// Where the application exchanges its codes there.
    TokenEndpoint = "token_endpoint",
    /// The assistant's own redirect address.
    AssistantRedirect = "assistant_redirect",
    /// The mailbox address.
    Mailbox = "mailbox",
    /// The organisation's name.
    Organisation = "organisation",
    /// The name of the app registration.
    RegistrationName = "registration_name",
    /// The names of the permissions the registration lists, each as a label: in instructions only.
    Permissions = "permissions",
    /// Everything that is asked for, with commas between: as the admin console takes it.
    Requests = "requests",
    /// The address of the service account.
    ServiceAccount = "service_account",
    /// The ID by which the console lists its key.
    KeyId = "key_id",
    /// The account types the registration is for, as a label: in instructions only.
    AccountTypes = "account_types",
    /// The mailbox address as PowerShell takes it to the letter, in single quotes
    /// (learn.microsoft.com/powershell about_Quoting_Rules).
    MailboxQuoted = "mailbox_quoted",
    /// The name of the app registration in the same way.
    RegistrationNameQuoted = "registration_name_quoted",
}

impl FromStr for Placeholder {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        if let Some(id) = text.strip_prefix(ANSWER) {
            return id.to_owned().try_into().map(Self::Answer);
        }
        let found = Self::ALL.iter().find(|place| place.word() == text);
        found.cloned().ok_or_else(|| BadText::Markup(format!("there is no place {{{text}}}")))
    }
}

impl TryFrom<String> for Placeholder {
    type Error = BadText;

    fn try_from(text: String) -> Result<Self, BadText> {
        text.parse()
    }
}

impl From<Placeholder> for String {
    fn from(place: Placeholder) -> Self {
        place.word().into_owned()
    }
}

/// A place of a text has no value yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no value for {{{}}} yet", .0.word())]
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

    /// The value for this place, if known. The encoded redirect and its host follow from the redirect, what is quoted from
    /// what is not.
    pub fn get(&self, place: &Placeholder) -> Option<String> {
        let redirect = || self.0.get(&Placeholder::Redirect);
        match place {
            Placeholder::RedirectEncoded => redirect().map(|text| encode(text)),
            Placeholder::RedirectHost => redirect().and_then(|text| host_of(text)),
            Placeholder::MailboxQuoted => self.0.get(&Placeholder::Mailbox).map(|text| quoted(text)),
            Placeholder::RegistrationNameQuoted => self.0.get(&Placeholder::RegistrationName).map(|text| quoted(text)),
            Placeholder::Tenant
            | Placeholder::ClientId
            | Placeholder::Project
            | Placeholder::Redirect
            | Placeholder::AuthorizationEndpoint
            | Placeholder::TokenEndpoint
            | Placeholder::AssistantRedirect
            | Placeholder::Mailbox
            | Placeholder::Organisation
            | Placeholder::RegistrationName
            | Placeholder::Permissions
            | Placeholder::Requests
            | Placeholder::ServiceAccount
            | Placeholder::KeyId
            | Placeholder::AccountTypes
            | Placeholder::Answer(_) => self.0.get(place).cloned(),
        }
    }
}

/// The host of an address, in the letters it was given in.
fn host_of(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    (!host.is_empty()).then(|| host.to_owned())
}

/// What PowerShell takes for a single quote, wherever it stands (PowerShell language specification 3.0, section 2.3.5.2).
const SINGLE_QUOTES: [char; 5] = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];

/// The text in single quotes, within which PowerShell expands nothing and takes two quotes for one.
fn quoted(text: &str) -> String {
    let doubled = |one: char| std::iter::repeat_n(one, if SINGLE_QUOTES.contains(&one) { 2 } else { 1 });
    format!("'{}'", text.chars().flat_map(doubled).collect::<String>())
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
    pub fn places(&self) -> impl Iterator<Item = &Placeholder> {
        self.0.iter().filter_map(|part| match part {
            Part::Place(place) => Some(place),
            Part::Text(_) => None,
        })
    }

    /// The place it consists of, if there is nothing else in it.
    pub(crate) fn single(&self) -> Option<&Placeholder> {
        match self.0.as_slice() {
            [Part::Place(place)] => Some(place),
            _ => None,
        }
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

    fn filled_by(&self, value: impl Fn(&Placeholder) -> Option<String>) -> Result<String, MissingValue> {
        let text = |part: &Part| match part {
            Part::Text(text) => Ok(text.clone()),
            Part::Place(place) => value(place).ok_or_else(|| MissingValue(place.clone())),
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
            Part::Place(place) => write!(formatter, "{{{}}}", place.word()),
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
    fn the_host_follows_from_the_redirect() {
        let host =
            |address: &str| Values::default().with(Placeholder::Redirect, address).get(&Placeholder::RedirectHost);
        assert_eq!(
            host("https://HostName-123.Kleramachine.com:48444/x?y").as_deref(),
            Some("HostName-123.Kleramachine.com")
        );
        assert_eq!(host("https://a.example").as_deref(), Some("a.example"));
        assert_eq!(Values::default().get(&Placeholder::RedirectHost), None);
    }

    #[test]
    fn a_mailbox_is_quoted_for_powershell() {
        let quoted =
            |mailbox: &str| Values::default().with(Placeholder::Mailbox, mailbox).get(&Placeholder::MailboxQuoted);
        assert_eq!(quoted("o'neil$x`@harbour.example").as_deref(), Some("'o''neil$x`@harbour.example'"));
    }

    /// No character ends the string: in none of the forms of the quote that PowerShell takes.
    #[test]
    fn a_registration_is_quoted_for_powershell() {
        let quoted = |name: &str| {
            Values::default().with(Placeholder::RegistrationName, name).get(&Placeholder::RegistrationNameQuoted)
        };
        assert_eq!(quoted("Anna's mail").as_deref(), Some("'Anna''s mail'"));
        assert_eq!(quoted("a'; Remove-Mailbox x").as_deref(), Some("'a''; Remove-Mailbox x'"));
        for quote in SINGLE_QUOTES {
            assert_eq!(
                quoted(&format!("a{quote}; $(x)")).as_deref(),
                Some(format!("'a{quote}{quote}; $(x)'").as_str())
            );
        }
    }

    #[test]
    fn only_known_places_are_taken() {
        assert!("{client_secret}".parse::<Template>().is_err());
        assert!("{tenant".parse::<Template>().is_err());
        assert!("{answer.Host}".parse::<Template>().is_err());
    }

    #[test]
    fn an_answer_is_a_place_by_its_question() {
        let template: Template = "https://{answer.shop-host}/Auth.aspx".parse().unwrap();
        let place: Placeholder = "answer.shop-host".parse().unwrap();
        let values = Values::default().with(place.clone(), "shop.example");
        assert_eq!(template.fill(&values).unwrap(), "https://shop.example/Auth.aspx");
        assert_eq!(template.to_string(), "https://{answer.shop-host}/Auth.aspx");
        let text = serde_json::to_string(&values).unwrap();
        assert_eq!(serde_json::from_str::<Values>(&text).unwrap().get(&place).as_deref(), Some("shop.example"));
    }
}

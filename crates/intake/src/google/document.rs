//! The JSON of Google's files, as far as it is read. Secrets are not copied on the way: they stay where they stand until they
//! are taken by name, and no error repeats them.

use std::borrow::Cow;

use sendoff_problem::{Kind, ValueName};
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{error::Category, value::RawValue};
use zeroize::Zeroizing;

use crate::reading::Declined;

/// A document that may be one of Google's. A member that stands twice is refused by the parser.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub(super) outer: Outer<'a>,
    pub(super) members: Members<'a>,
}

/// What tells files apart.
#[derive(Debug, Deserialize)]
pub(super) struct Outer<'a> {
    #[serde(borrow)]
    pub(super) installed: Option<Members<'a>>,
    #[serde(borrow)]
    pub(super) web: Option<Members<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) kind: Option<Cow<'a, str>>,
    // Of an app's settings for Firebase: the file for phones, and the object for web pages.
    project_info: Option<IgnoredAny>,
    #[serde(rename = "apiKey")]
    api_key: Option<IgnoredAny>,
    // Of an answer that gives access.
    access_token: Option<IgnoredAny>,
    refresh_token: Option<IgnoredAny>,
}

/// The members of a client, or of the key of a service account.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Members<'a> {
    #[serde(borrow)]
    pub(super) client_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) project_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) client_secret: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) redirect_uris: Option<Vec<Cow<'a, str>>>,
    #[serde(borrow)]
    pub(super) universe_domain: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) client_email: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) private_key_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) private_key: Option<&'a RawValue>,
    #[serde(borrow)]
    auth_uri: Option<Cow<'a, str>>,
    #[serde(borrow)]
    token_uri: Option<Cow<'a, str>>,
    #[serde(borrow)]
    auth_provider_x509_cert_url: Option<Cow<'a, str>>,
    #[serde(borrow)]
    client_x509_cert_url: Option<Cow<'a, str>>,
}

impl<'a> Document<'a> {
    /// Reads one document, or says what is wrong with it in the kinds of a file of Google's.
    pub(super) fn read(json: &'a str) -> Result<Self, Declined> {
        let outer: Outer<'a> = serde_json::from_str(json).map_err(|error| wrong(&error))?;
        let inner = outer.installed.is_some() || outer.web.is_some();
        // The members of a list or of another file may have the same names and other values.
        let members = if inner { Ok(Members::default()) } else { serde_json::from_str(json) };
        Ok(Self { outer, members: members.map_err(|error| wrong(&error))? })
    }

    pub(super) fn is_of_firebase(&self) -> bool {
        self.outer.project_info.is_some() || self.outer.api_key.is_some()
    }

    /// Whether it is what a program was given, such as an answer that was kept in a file.
    pub(super) fn is_access(&self) -> bool {
        self.outer.access_token.is_some() || self.outer.refresh_token.is_some()
    }
}

impl Members<'_> {
    /// Whether it is the inner part of a client's file.
    pub(super) fn is_client(&self) -> bool {
        let ending = |id: &str| id.trim().to_ascii_lowercase().ends_with(sendoff_values::CLIENT_ID_ENDING);
        self.client_id.as_deref().is_some_and(ending)
    }

    /// Every address that Google writes for programs to speak to.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &str> {
        let all = [&self.auth_uri, &self.token_uri, &self.auth_provider_x509_cert_url, &self.client_x509_cert_url];
        all.into_iter().filter_map(|address| address.as_deref())
    }
}

/// What the parser says, without its words: those may repeat a value.
fn wrong(error: &serde_json::Error) -> Declined {
    match error.classify() {
        Category::Data => Declined::of(Kind::GoogleFileUnfit).naming(ValueName::Label, "JSON"),
        Category::Eof => Declined::of(Kind::GoogleFileCut),
        Category::Syntax | Category::Io => Declined::of(Kind::GoogleFileBroken),
    }
}

/// The text of a JSON string, wiped when it is dropped; nothing if it is no string. The parser's own way leaves a copy of
/// every text with a backslash in memory.
pub(super) fn text_of(raw: &RawValue) -> Option<Zeroizing<String>> {
    let inside = raw.get().strip_prefix('"')?.strip_suffix('"')?;
    // Reading makes nothing longer, so the buffer never moves.
    let mut text = Zeroizing::new(String::with_capacity(inside.len()));
    let mut characters = inside.chars();
    while let Some(character) = characters.next() {
        text.push(if character == '\\' { escaped(&mut characters)? } else { character });
    }
    Some(text)
}

/// What stands behind a backslash (RFC 8259 section 7). No secret has characters of two halves.
fn escaped(characters: &mut std::str::Chars<'_>) -> Option<char> {
    match characters.next()? {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'u' => {
            let digits = characters.as_str().get(..4)?;
            *characters = characters.as_str().get(4..)?.chars();
            char::from_u32(u32::from_str_radix(digits, 16).ok()?)
        }
        plain @ ('"' | '\\' | '/') => Some(plain),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_the_parser_reads_it() {
        for json in [r#""""#, r#""a\nb\u003d\/\\\"\t\r""#, r#""Größe ✓""#, r#""\u00e9""#] {
            let raw: &RawValue = serde_json::from_str(json).unwrap();
            assert_eq!(text_of(raw).unwrap().as_str(), serde_json::from_str::<String>(json).unwrap(), "{json}");
        }
        for json in ["5", "[\"a\"]", "null", r#""\ud83d\ude42""#, r#""\b""#] {
            let raw: &RawValue = serde_json::from_str(json).unwrap();
            assert!(text_of(raw).is_none(), "{json}");
        }
    }
}

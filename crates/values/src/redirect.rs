//! Redirect addresses, kept to the letter because providers compare them to the letter.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The text cannot be registered as a redirect URI at Microsoft.
///
/// Source of the rules: learn.microsoft.com/entra/identity-platform/reply-url, read 2026-11-21.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address that can be registered")]
pub struct NotARedirectAddress;

/// One redirect address, byte for byte as it was registered: no normalisation, no added or dropped slash.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RedirectAddress(String);

impl RedirectAddress {
    /// The exact text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RedirectAddress {
    type Err = NotARedirectAddress;

    fn from_str(text: &str) -> Result<Self, NotARedirectAddress> {
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"!$'(),;\"<>\\^`{|}".contains(&byte));
        let schemed = text.starts_with("https://") || text.starts_with("http://");
        let hosted = text.split("//").nth(1).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
        if plain && schemed && hosted && text.len() <= 256 {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotARedirectAddress)
        }
    }
}

impl TryFrom<String> for RedirectAddress {
    type Error = NotARedirectAddress;

    fn try_from(text: String) -> Result<Self, NotARedirectAddress> {
        text.parse()
    }
}

impl From<RedirectAddress> for String {
    fn from(address: RedirectAddress) -> Self {
        address.0
    }
}

impl fmt::Display for RedirectAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_stays_as_it_is() {
        for text in ["https://www.tourtools.com/auth/", "http://tourtools.com/auth", "http://localhost/mail-setup"] {
            assert_eq!(text.parse::<RedirectAddress>().unwrap().as_str(), text);
        }
        for text in ["", "ftp://a.example", "https://", "https:///x", "https://a.example/a b", "https://a.example/(x)"]
        {
            assert!(text.parse::<RedirectAddress>().is_err(), "{text}");
        }
    }
}

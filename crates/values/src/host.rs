//! The name of a computer, as an application's own redirect address or a network check names it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::tenant::is_domain;

/// The text is no name of letters, digits and hyphens in two to eight labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a computer")]
pub struct NotAHostName;

/// A host name in lower case: letters, digits, hyphens, two to eight labels (RFC 1123 section 2.1). Names in other scripts
/// are taken in their A-label form only (RFC 5890 section 2.3.2.1), so that no look-alike can hide in one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HostName(String);

impl HostName {
    /// The host of an http or https address, however much stands behind it; nothing for any other text, for one with a user
    /// name in it, and for an address with a port.
    pub fn of_address(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        rest.split(['/', '?', '#']).next()?.parse().ok()
    }

    /// Whether it is this name or one below it, compared by whole labels.
    pub fn is_within(&self, name: &Self) -> bool {
        let above = self.0.strip_suffix(&name.0);
        above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for HostName {
    type Err = NotAHostName;

    fn from_str(text: &str) -> Result<Self, NotAHostName> {
        let name = text.to_ascii_lowercase();
        // A last label of digits alone would make it an address of numbers (WHATWG URL, "ends in a number").
        let numeric = name.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
        if is_domain(&name) && !numeric { Ok(Self(name)) } else { Err(NotAHostName) }
    }
}

impl TryFrom<String> for HostName {
    type Error = NotAHostName;

    fn try_from(text: String) -> Result<Self, NotAHostName> {
        text.parse()
    }
}

impl From<HostName> for String {
    fn from(host: HostName) -> Self {
        host.0
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_taken_by_itself_or_out_of_an_address() {
        assert_eq!(
            "HostName-123.Kleramachine.com".parse::<HostName>().unwrap().as_str(),
            "hostname-123.kleramachine.com"
        );
        for (address, host) in [
            ("https://shop.example.com/Mail/Auth.aspx", Some("shop.example.com")),
            ("http://shop.example.com?x", Some("shop.example.com")),
            ("https://a@shop.example.com/", None),
            ("https://shop.example.com:8443/", None),
            ("shop.example.com", None),
        ] {
            assert_eq!(HostName::of_address(address).as_ref().map(HostName::as_str), host, "{address}");
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for text in
            ["", "shop", "127.0.0.1", "a.b.1", "a_b.example", "a..example", "-a.example", "a.example.", "café.example"]
        {
            assert_eq!(text.parse::<HostName>(), Err(NotAHostName), "{text}");
        }
    }
}

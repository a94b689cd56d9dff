//! The address of a mailbox.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::tenant::is_domain;

/// The text is not an address such as `office@harbour.example`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a mailbox address")]
pub struct NotAnAddress;

/// One mailbox: a local part of the characters every provider accepts, and a domain in lower case.
///
/// Quoted local parts, comments, and anything that could add a header or a recipient are refused, so that an address
/// may be put into a message or a request without a second look.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MailAddress {
    text: String,
    at: usize,
}

impl MailAddress {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before the `@`.
    pub fn local_part(&self) -> &str {
        &self.text[..self.at]
    }

    /// What stands after the `@`, lower case.
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }

    /// Whether both name the same mailbox: Exchange and Gmail ignore upper and lower case.
    pub fn is_same_mailbox(&self, other: &Self) -> bool {
        self.text.eq_ignore_ascii_case(&other.text)
    }

    /// First character and domain, for a shared screen: `o•••@harbour.example`.
    pub fn masked(&self) -> String {
        format!("{}•••@{}", &self.text[..1], self.domain())
    }
}

impl FromStr for MailAddress {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let (local, domain) = text.rsplit_once('@').ok_or(NotAnAddress)?;
        let domain = domain.to_ascii_lowercase();
        if is_local_part(local) && is_domain(&domain) {
            Ok(Self { text: format!("{local}@{domain}"), at: local.len() })
        } else {
            Err(NotAnAddress)
        }
    }
}

/// A dot-atom of RFC 5322 section 3.2.3, 64 octets at most (RFC 5321 section 4.5.3.1.1).
fn is_local_part(local: &str) -> bool {
    let atom = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    local.len() <= 64 && local.split('.').all(|part| !part.is_empty() && part.bytes().all(atom))
}

impl TryFrom<String> for MailAddress {
    type Error = NotAnAddress;

    fn try_from(text: String) -> Result<Self, NotAnAddress> {
        text.parse()
    }
}

impl From<MailAddress> for String {
    fn from(address: MailAddress) -> Self {
        address.text
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_knows_its_parts() {
        let address: MailAddress = "Office@Harbour.Example".parse().unwrap();
        assert_eq!(address.as_str(), "Office@harbour.example");
        assert_eq!((address.local_part(), address.domain()), ("Office", "harbour.example"));
        assert_eq!(address.masked(), "O•••@harbour.example");
        assert!(address.is_same_mailbox(&"office@harbour.example".parse().unwrap()));
    }

    #[test]
    fn what_could_add_a_header_is_no_address() {
        for text in [
            "",
            "office",
            "@harbour.example",
            "a b@c.example",
            "a\r\nBcc: x@y.example",
            "\"a\"@b.example",
            "a@b",
            "a..b@c.example",
            "a@b.example,c@d.example",
        ] {
            assert_eq!(text.parse::<MailAddress>(), Err(NotAnAddress), "{text:?}");
        }
    }
}

//! Identifiers that are written as GUIDs, kept apart by what they identify.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The text is not 32 hexadecimal digits in the groups 8-4-4-4-12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an ID: it has {length} characters in {groups} groups; an ID has 36 in five")]
pub struct NotAGuid {
    /// Characters in the text.
    pub length: usize,
    /// Groups between hyphens.
    pub groups: usize,
}

/// Thirty-two hexadecimal digits in five groups, lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Guid(String);

impl Guid {
    /// The 36 characters, lower case, with hyphens.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// First four and last four characters, for running text and shared screens: `7f3c…b0aa`.
    pub fn short(&self) -> String {
        format!("{}…{}", &self.0[..4], &self.0[32..])
    }
}

impl FromStr for Guid {
    type Err = NotAGuid;

    fn from_str(text: &str) -> Result<Self, NotAGuid> {
        let groups: Vec<&str> = text.split('-').collect();
        let shaped = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]);
        let hexadecimal = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
        if shaped && hexadecimal {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(NotAGuid { length: text.chars().count(), groups: groups.len() })
        }
    }
}

impl TryFrom<String> for Guid {
    type Error = NotAGuid;

    fn try_from(text: String) -> Result<Self, NotAGuid> {
        text.parse()
    }
}

impl From<Guid> for String {
    fn from(guid: Guid) -> Self {
        guid.0
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Guid);

        impl $name {
            /// The 36 characters, lower case, with hyphens.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl FromStr for $name {
            type Err = NotAGuid;

            fn from_str(text: &str) -> Result<Self, NotAGuid> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }
    };
}

identifier! {
    /// *Directory (tenant) ID* on the Overview page of an app registration.
    TenantId
}
impl TenantId {
    /// Whether it is the one in which every personal Microsoft account lives
    /// (learn.microsoft.com/entra/identity-platform/id-token-claims-reference, read 2026-11-21).
    pub fn is_personal(&self) -> bool {
        self.as_str() == "9188040d-6c67-4c5b-b112-36a304b66dad"
    }
}

identifier! {
    /// Our own name of a set-up and of the connection it becomes; made at random, shown to nobody.
    ConnectionId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upper_case_is_an_id_too_and_is_kept_in_lower_case() {
        let guid: Guid = "7F3C1A52-0B8E-4D0E-9A61-2F8C51D7B0AA".parse().unwrap();
        assert_eq!(guid.as_str(), "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa");
        assert_eq!(guid.short(), "7f3c…b0aa");
    }

    #[test]
    fn a_cut_id_says_how_long_it_is() {
        let error = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a".parse::<Guid>().unwrap_err();
        assert_eq!(error, NotAGuid { length: 35, groups: 5 });
    }
}

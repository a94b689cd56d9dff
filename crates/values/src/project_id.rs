//! The identifier of a Google project, as a person copies it from the console.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Fewest and most characters of one.
const LENGTHS: std::ops::RangeInclusive<usize> = 6..=30;

/// The text is no project ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no project ID: 6 to 30 small letters, digits and hyphens, a letter first and no hyphen last")]
pub struct NotAProjectId;

/// A project ID: 6 to 30 small letters, digits and hyphens, a letter first, no hyphen last
/// (docs.cloud.google.com/resource-manager/docs/creating-managing-projects, "Before you begin", read 2026-11-22).
///
/// The older form with a domain before a colon, `example.com:project`, is taken too, since projects of that form still exist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProjectId(String);

impl ProjectId {
    /// The text, to the letter.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ProjectId {
    type Err = NotAProjectId;

    fn from_str(text: &str) -> Result<Self, NotAProjectId> {
        let (domain, own) = text.split_once(':').map_or((None, text), |(domain, own)| (Some(domain), own));
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let own_is_right = LENGTHS.contains(&own.len())
            && own.bytes().all(plain)
            && own.starts_with(|first: char| first.is_ascii_lowercase())
            && !own.ends_with('-');
        let domain_is_right = domain.is_none_or(|domain| {
            domain.contains('.') && domain.len() <= 253 && domain.bytes().all(|byte| plain(byte) || byte == b'.')
        });
        if own_is_right && domain_is_right { Ok(Self(text.to_owned())) } else { Err(NotAProjectId) }
    }
}

impl TryFrom<String> for ProjectId {
    type Error = NotAProjectId;

    fn try_from(text: String) -> Result<Self, NotAProjectId> {
        text.parse()
    }
}

impl From<ProjectId> for String {
    fn from(id: ProjectId) -> Self {
        id.0
    }
}

impl fmt::Display for ProjectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_id_has_its_form() {
        for text in ["tours-mail", "mail-473920", "harbour.example:mail-app", "a23456"] {
            assert_eq!(text.parse::<ProjectId>().unwrap().as_str(), text);
        }
        for text in
            ["", "mail", "Tours-Mail", "tours mail", "1tours", "tours-", "473920551234", "a/b-cdefg", "x:tours-mail"]
        {
            assert_eq!(text.parse::<ProjectId>(), Err(NotAProjectId), "{text}");
        }
    }
}

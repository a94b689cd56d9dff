//! The directory an app registration lives in, as it stands in a provider's address.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::TenantId;

/// The text is neither a Directory (tenant) ID nor a domain name of letters, digits and hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither a Directory (tenant) ID nor a domain")]
pub struct NotATenant;

/// A directory by its ID or by one of its domains.
///
/// `common`, `organizations` and `consumers` are not directories and are refused here: they are chosen
/// explicitly where a recipe offers them, never typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Tenant {
    /// By Directory (tenant) ID.
    Id(TenantId),
    /// By a domain of two to eight labels, lower case.
    Domain(String),
}

impl Tenant {
    /// What stands in the path of a provider's address. It needs no escaping: only letters, digits, hyphens, dots.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Id(id) => id.as_str(),
            Self::Domain(domain) => domain,
        }
    }
}

impl FromStr for Tenant {
    type Err = NotATenant;

    fn from_str(text: &str) -> Result<Self, NotATenant> {
        if let Ok(id) = text.parse() {
            return Ok(Self::Id(id));
        }
        let domain = text.to_ascii_lowercase();
        if is_domain(&domain) { Ok(Self::Domain(domain)) } else { Err(NotATenant) }
    }
}

/// Letters, digits and hyphens in two to eight labels, 253 characters at most (RFC 1035 section 2.3.1, RFC 1123 section 2.1).
pub(crate) fn is_domain(text: &str) -> bool {
    let labels = text.split('.').count();
    text.len() <= 253 && (2..=8).contains(&labels) && text.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl TryFrom<String> for Tenant {
    type Error = NotATenant;

    fn try_from(text: String) -> Result<Self, NotATenant> {
        text.parse()
    }
}

impl From<Tenant> for String {
    fn from(tenant: Tenant) -> Self {
        tenant.as_str().to_owned()
    }
}

impl fmt::Display for Tenant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_are_no_directory_are_refused() {
        for text in ["common", "organizations", "consumers", "", "a..b", "-a.example", "a/b.example", "tenant.example."]
        {
            assert_eq!(text.parse::<Tenant>(), Err(NotATenant), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_is_one_plain_path_segment(text in "\\PC{0,80}") {
            if let Ok(tenant) = text.parse::<Tenant>() {
                prop_assert!(tenant.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'));
                prop_assert!(tenant.as_str() != "." && tenant.as_str() != "..");
            }
        }
    }
}

//! Identifiers of Google's. Each has a shape of its own, so that none can stand in another's place.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::ClientId;

/// What every client ID ends with (developers.google.com/identity/protocols/oauth2, read 2026-11-21).
pub const CLIENT_ID_ENDING: &str = ".apps.googleusercontent.com";

/// The text is no identifier of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it does not have the shape of this identifier")]
pub struct NotOfGoogle;

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $fits:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text, to the letter.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotOfGoogle;

            fn try_from(text: String) -> Result<Self, NotOfGoogle> {
                let fits: fn(&str) -> bool = $fits;
                if fits(&text) { Ok(Self(text)) } else { Err(NotOfGoogle) }
            }
        }

        impl FromStr for $name {
            type Err = NotOfGoogle;

            fn from_str(text: &str) -> Result<Self, NotOfGoogle> {
                text.to_owned().try_into()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

identifier! {
    /// *Client ID*: the number of the project, a hyphen, small letters and digits, and [`CLIENT_ID_ENDING`]. Seen in the field
    /// only; no grammar is published (protocol facts 5.3).
    GoogleClientId, is_client_id
}

identifier! {
    /// *Unique ID* of a service account, by which the admin console knows it: about 21 digits (protocol facts 5.11). It is what
    /// key files call `client_id`, and no [`GoogleClientId`].
    UniqueId, is_unique_id
}

impl From<GoogleClientId> for ClientId {
    fn from(id: GoogleClientId) -> Self {
        // Both take visible ASCII; this one is the narrower.
        Self::of_checked(id.0)
    }
}

impl From<UniqueId> for ClientId {
    fn from(id: UniqueId) -> Self {
        // Digits alone.
        Self::of_checked(id.0)
    }
}

fn is_client_id(text: &str) -> bool {
    let parts = text.strip_suffix(CLIENT_ID_ENDING).and_then(|rest| rest.split_once('-'));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let word =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.len() <= 255 && parts.is_some_and(|(number, rest)| digits(number) && word(rest))
}

fn is_unique_id(text: &str) -> bool {
    (18..=24).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_id_is_a_number_a_word_and_the_ending() {
        let id: GoogleClientId = "407408718192-a1b2c3.apps.googleusercontent.com".parse().unwrap();
        assert_eq!(ClientId::from(id.clone()).as_str(), id.as_str());
        for text in [
            "",
            "407408718192-a1b2c3",
            "407408718192.apps.googleusercontent.com",
            "-a1b2c3.apps.googleusercontent.com",
            "407408718192-.apps.googleusercontent.com",
            "407408718192-a-b.apps.googleusercontent.com",
            "407408718192-A1.apps.googleusercontent.com",
            "407408718192-a1.apps.googleusercontent.com.evil.example",
            "407408718192-a1.apps.googleusercontent.com ",
            "https://407408718192-a1.apps.googleusercontent.com",
        ] {
            assert_eq!(text.parse::<GoogleClientId>(), Err(NotOfGoogle), "{text:?}");
        }
    }

    #[test]
    fn the_number_of_a_service_account_is_longer_than_that_of_a_project() {
        assert!("104118225190287164432".parse::<UniqueId>().is_ok());
        for text in ["407408718192", "10411822519028716443x", ""] {
            assert!(text.parse::<UniqueId>().is_err(), "{text:?}");
        }
    }
}

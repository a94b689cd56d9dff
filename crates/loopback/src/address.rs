//! The two parts of the redirect address that the registration decides; the port is the listener's.

use std::{fmt, str::FromStr};

/// The host as it stands in the redirect address. Whatever stands there, only loopback addresses are bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectHost {
    /// `http://localhost:PORT`: Entra ignores the port for it, and its portal refuses `http://127.0.0.1`
    /// (learn.microsoft.com/entra/identity-platform/reply-url, read 2026-11-21).
    Localhost,
    /// `http://127.0.0.1:PORT`: what Google asks of desktop applications
    /// (developers.google.com/identity/protocols/oauth2/native-app, read 2026-11-21).
    Ipv4,
}

impl RedirectHost {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Localhost => "localhost",
            Self::Ipv4 => "127.0.0.1",
        }
    }
}

/// The text cannot be the path of a redirect address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a path for a redirect address")]
pub struct NotAPath;

/// The path of the redirect address: empty, or `/` and what follows, of characters that no browser rewrites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackPath(String);

/// Where a browser is sent once its answer was taken.
pub(crate) const RECEIVED: &str = "/received";

impl CallbackPath {
    /// As it stands in the redirect address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As a browser asks for it: an empty path becomes `/` (RFC 9112 section 3.2.1).
    pub(crate) fn requested(&self) -> &str {
        if self.0.is_empty() { "/" } else { &self.0 }
    }
}

impl FromStr for CallbackPath {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Self, NotAPath> {
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte));
        let rooted = text.is_empty() || text.starts_with('/');
        let dotted = text.split('/').any(|segment| segment == "." || segment == "..");
        if plain && rooted && !dotted && !text.contains("//") && text != RECEIVED && text.len() <= 128 {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAPath)
        }
    }
}

impl fmt::Display for CallbackPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_what_a_browser_sends_back_unchanged() {
        for text in ["", "/", "/mail-setup", "/auth/", "/a/b.c~d_e"] {
            assert_eq!(text.parse::<CallbackPath>().unwrap().as_str(), text);
        }
        for text in ["mail-setup", "//", "/a//b", "/a?b", "/a#b", "/a b", "/%41", "/..", "/./a", "/ä", RECEIVED] {
            assert_eq!(text.parse::<CallbackPath>(), Err(NotAPath), "{text}");
        }
    }
}

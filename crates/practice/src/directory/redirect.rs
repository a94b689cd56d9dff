//! Redirect URIs: what the portal accepts, and which of them a sign-in may return to (protocol facts 1.7).

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;
use url::{Host, Url};

/// The platform a redirect stands under. It decides what kind of client the application is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Platform {
    /// Confidential: a secret is needed.
    Web,
    /// Single-page application: tokens only across origins, from a page.
    Spa,
    /// Mobile and desktop applications: a secret is refused.
    Desktop,
}

impl Platform {
    /// Every platform, in the portal's order.
    pub const ALL: [Self; 3] = [Self::Web, Self::Spa, Self::Desktop];

    /// The portal's own label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Web => "Web",
            Self::Spa => "Single-page application",
            Self::Desktop => "Mobile and desktop applications",
        }
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// One registered redirect URI, kept letter for letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    /// Where it stands.
    pub platform: Platform,
    /// The text as registered.
    pub uri: String,
}

/// Why the portal does not take a redirect URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RedirectRefusal {
    /// Nothing, or something that is not an absolute address.
    #[error("Must be a valid URL.")]
    NotAUrl,
    /// Neither https nor http on localhost; `http://127.0.0.1` is refused too.
    #[error("Must start with \"HTTPS\" or \"http://localhost\".")]
    Scheme,
    /// More than 256 characters.
    #[error("Must be 256 characters or fewer.")]
    TooLong,
    /// One of `! $ ' ( ) , ;`, a wildcard, a blank, or a fragment.
    #[error("Must not contain wildcards, fragments, blanks or the characters ! $ ' ( ) , ;")]
    Character,
    /// It is there already, under this platform or another.
    #[error("This redirect URI has already been added.")]
    Twice,
    /// 256 are registered.
    #[error("An application may have 256 redirect URIs.")]
    TooMany,
}

impl Redirect {
    /// Checks a text the way the portal's text box does.
    pub fn check(uri: &str) -> Result<(), RedirectRefusal> {
        if uri.chars().count() > 256 {
            return Err(RedirectRefusal::TooLong);
        }
        if uri.chars().any(|c| c.is_whitespace() || !c.is_ascii() || "!$'(),;*#".contains(c)) {
            return Err(RedirectRefusal::Character);
        }
        let url = Url::parse(uri).map_err(|_| RedirectRefusal::NotAUrl)?;
        let local = url.host() == Some(Host::Domain("localhost"));
        match url.scheme() {
            "https" => Ok(()),
            "http" if local => Ok(()),
            _ => Err(RedirectRefusal::Scheme),
        }
    }

    /// Whether a sign-in that names `sent` may return to this redirect: letter for letter, but for the port of a loopback
    /// address, which is ignored. `localhost` and `127.0.0.1` are not the same.
    pub fn matches(&self, sent: &str) -> bool {
        fits(&self.uri, sent)
    }
}

/// Whether an address that is sent fits one that is registered (see [`Redirect::matches`]).
pub(crate) fn fits(registered: &str, sent: &str) -> bool {
    registered == sent || without_loopback_port(registered).is_some_and(|own| Some(own) == without_loopback_port(sent))
}

/// Host and the rest of an `http` loopback address, with the port taken out; `None` for every other address.
fn without_loopback_port(uri: &str) -> Option<(&str, &str)> {
    let rest = uri.strip_prefix("http://")?;
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (host, port) = authority.split_once(':').unwrap_or((authority, "0"));
    let loopback = matches!(host, "localhost" | "127.0.0.1") && port.parse::<u16>().is_ok();
    loopback.then_some((host, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(registered: &str, sent: &str) -> bool {
        Redirect { platform: Platform::Web, uri: registered.to_owned() }.matches(sent)
    }

    #[test]
    fn only_the_port_of_a_loopback_address_is_ignored() {
        assert!(matches("http://localhost/mail-setup", "http://localhost:49152/mail-setup"));
        assert!(matches("http://localhost:1/mail-setup", "http://localhost:49152/mail-setup"));
        assert!(!matches("http://localhost/mail-setup", "http://localhost:49152/mail-setup/"));
        assert!(!matches("http://localhost/mail-setup", "http://localhost:49152/Mail-Setup"));
        assert!(!matches("http://localhost/mail-setup", "http://127.0.0.1:49152/mail-setup"));
        assert!(!matches("http://localhost/mail-setup", "http://localhost:49152@evil.example/mail-setup"));
        assert!(!matches("http://localhost/mail-setup", "http://localhost:99999/mail-setup"));
        assert!(!matches("http://localhost", "http://localhost.evil.example"));
        assert!(!matches("https://www.tourtools.com/auth/", "https://www.tourtools.com:443/auth/"));
        assert!(!matches("https://www.tourtools.com/auth/", "http://tourtools.com/auth"));
    }

    #[test]
    fn the_text_box_refuses_what_the_portal_refuses() {
        assert_eq!(Redirect::check("http://localhost/mail-setup"), Ok(()));
        assert_eq!(Redirect::check("https://www.tourtools.com/auth/"), Ok(()));
        assert_eq!(Redirect::check("http://127.0.0.1/mail-setup"), Err(RedirectRefusal::Scheme));
        assert_eq!(Redirect::check("http://tourtools.com/auth"), Err(RedirectRefusal::Scheme));
        assert_eq!(Redirect::check("www.tourtools.com/auth"), Err(RedirectRefusal::NotAUrl));
        assert_eq!(Redirect::check("https://*.example.com/"), Err(RedirectRefusal::Character));
        assert_eq!(Redirect::check(&format!("https://a.example/{}", "a".repeat(256))), Err(RedirectRefusal::TooLong));
    }
}

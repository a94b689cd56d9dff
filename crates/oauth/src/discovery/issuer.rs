//! A provider's name for itself, as a person gives it.

use std::{fmt, str::FromStr};

use sendoff_values::HostName;
use url::Url;

/// Characters of one. The longest that are documented have under 100.
const LONGEST: usize = 256;

/// Why a text names no provider that may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnIssuer {
    /// No address, or one that is written in a way that can be read differently.
    #[error("not an address")]
    NotAnAddress,
    /// Neither encrypted nor without a scheme.
    #[error("not https")]
    NotSecure,
    /// A name or password in front of the host.
    #[error("it carries a name or password")]
    UserInfo,
    /// No name of a computer: an IP address, `localhost`, a name without a dot, letters outside ASCII.
    #[error("its host is no public name")]
    Host,
    /// A port: what is not 443 is somebody else's, as a rule.
    #[error("it names a port")]
    Port,
    /// A query or a fragment, which no issuer has (RFC 8414 section 2).
    #[error("it carries a query or a fragment")]
    Rest,
}

/// An issuer identifier (RFC 8414 section 2): https, a public host at its usual port, perhaps a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    url: Url,
    host: HostName,
    ports: Ports,
}

/// At which ports a provider may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ports {
    /// 443 alone.
    Usual,
    /// Any, for the servers of a test on this computer.
    #[cfg(feature = "test-names")]
    Any,
}

impl Issuer {
    /// The same for a test's own servers: a name under `.test` (RFC 6761 section 6.2), at any port.
    ///
    /// # Errors
    /// If it is something else.
    #[cfg(feature = "test-names")]
    pub fn of_a_test(text: &str) -> Result<Self, NotAnIssuer> {
        let issuer = Self::read(text, Ports::Any)?;
        let last = issuer.host.as_str().rsplit('.').next();
        if last == Some("test") { Ok(issuer) } else { Err(NotAnIssuer::Host) }
    }

    /// One that a person typed. For a test's own servers it may also be a name under `.test`, at any port.
    ///
    /// # Errors
    /// If it is something else.
    pub fn known(text: &str) -> Result<Self, NotAnIssuer> {
        #[cfg(feature = "test-names")]
        if let Ok(issuer) = Self::of_a_test(text) {
            return Ok(issuer);
        }
        text.parse()
    }

    fn read(text: &str, ports: Ports) -> Result<Self, NotAnIssuer> {
        let url = address(text.trim())?;
        if url.scheme() != "https" {
            return Err(NotAnIssuer::NotSecure);
        }
        let host = host_of(&url, ports)?;
        Ok(Self { url, host, ports })
    }

    /// The computer that is asked.
    pub fn host(&self) -> &HostName {
        &self.host
    }

    /// Where it may say what it is, in the order in which to ask: OpenID Connect Discovery 1.0 section 4.1, then RFC 8414 section
    /// 3.1. A slash at its end makes no difference.
    pub fn documents(&self) -> [Url; 2] {
        let path = self.url.path().trim_end_matches('/');
        let at = |path: String| {
            let mut address = self.url.clone();
            address.set_path(&path);
            address
        };
        [
            at(format!("{path}/.well-known/openid-configuration")),
            at(format!("/.well-known/oauth-authorization-server{path}")),
        ]
    }

    /// Whether a document that was found under this name may name its provider so. They must be the same to the letter (RFC 8414
    /// section 3.3), but for a slash at the end: with and without it, the same document is found.
    pub fn is_named(&self, issuer: &str) -> bool {
        let without = self.url.as_str().trim_end_matches('/');
        issuer == without || issuer.strip_suffix('/') == Some(without)
    }

    pub(super) fn ports(&self) -> Ports {
        self.ports
    }
}

impl FromStr for Issuer {
    type Err = NotAnIssuer;

    /// Takes a whole address, or one without `https://`.
    fn from_str(text: &str) -> Result<Self, NotAnIssuer> {
        Self::read(text, Ports::Usual)
    }
}

impl fmt::Display for Issuer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.url.as_str().trim_end_matches('/'))
    }
}

/// A text as the one address it can be. What a parser would tidy up is refused: what is shown and confirmed must be what was typed.
fn address(text: &str) -> Result<Url, NotAnIssuer> {
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>^`{|}".contains(&byte));
    if !plain || text.is_empty() || text.len() > LONGEST || text.contains('%') {
        return Err(NotAnIssuer::NotAnAddress);
    }
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&whole).map_err(|_| NotAnIssuer::NotAnAddress)?;
    let read = url.as_str().trim_end_matches('/');
    let is_same = |text: &str| text.trim_end_matches('/').eq_ignore_ascii_case(read);
    // The usual port goes without saying.
    let kept = is_same(&whole) || (url.port().is_none() && is_same(&whole.replacen(":443", "", 1)));
    if kept { Ok(url) } else { Err(NotAnIssuer::NotAnAddress) }
}

/// The host of an address that says no more than where something is.
pub(super) fn host_of(url: &Url, ports: Ports) -> Result<HostName, NotAnIssuer> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(NotAnIssuer::UserInfo);
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(NotAnIssuer::Rest);
    }
    if url.port().is_some() && ports == Ports::Usual {
        return Err(NotAnIssuer::Port);
    }
    url.host_str().and_then(|host| host.parse().ok()).ok_or(NotAnIssuer::Host)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn issuer(text: &str) -> Issuer {
        text.parse().unwrap_or_else(|fault| panic!("{text}: {fault}"))
    }

    /// The examples of RFC 8414 section 3.1 and OpenID Connect Discovery 1.0 section 4.1.
    #[test]
    fn both_documents_are_where_the_standards_say() {
        let places = |text: &str| issuer(text).documents().map(|url| url.to_string());
        assert_eq!(
            places("https://example.com"),
            [
                "https://example.com/.well-known/openid-configuration",
                "https://example.com/.well-known/oauth-authorization-server"
            ]
        );
        let below = [
            "https://example.com/issuer1/.well-known/openid-configuration",
            "https://example.com/.well-known/oauth-authorization-server/issuer1",
        ];
        for text in ["https://example.com/issuer1", "https://example.com/issuer1/", "example.com/issuer1"] {
            assert_eq!(places(text), below, "{text}");
        }
    }

    #[test]
    fn what_is_no_public_provider_is_refused_by_its_reason() {
        for (text, fault) in [
            ("", NotAnIssuer::NotAnAddress),
            ("http://login.example.com", NotAnIssuer::NotSecure),
            ("ftp://login.example.com", NotAnIssuer::NotSecure),
            ("https://anna@login.example.com", NotAnIssuer::UserInfo),
            ("https://login.example.com@evil.example", NotAnIssuer::UserInfo),
            ("https://login.example.com:8443", NotAnIssuer::Port),
            ("https://login.example.com/?x=1", NotAnIssuer::Rest),
            ("https://login.example.com/#x", NotAnIssuer::Rest),
            ("https://localhost", NotAnIssuer::Host),
            ("https://intranet", NotAnIssuer::Host),
            ("https://127.0.0.1", NotAnIssuer::Host),
            ("https://10.1.2.3/realm", NotAnIssuer::Host),
            ("https://[::1]", NotAnIssuer::Host),
            ("https://login.example.com.", NotAnIssuer::Host),
            ("https://login.example.com/../x", NotAnIssuer::NotAnAddress),
            ("https://login.example.com/%2e%2e/x", NotAnIssuer::NotAnAddress),
            ("https:\\\\login.example.com", NotAnIssuer::NotAnAddress),
            ("https://l\u{f6}gin.example.com", NotAnIssuer::NotAnAddress),
            ("https://2130706433", NotAnIssuer::NotAnAddress),
            ("javascript:alert(1)", NotAnIssuer::NotAnAddress),
        ] {
            assert_eq!(text.parse::<Issuer>(), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_name_is_the_same_to_the_letter_but_for_a_slash() {
        let asked = issuer("https://login.example.com/realm");
        assert!(
            asked.is_named("https://login.example.com/realm") && asked.is_named("https://login.example.com/realm/")
        );
        for other in [
            "https://login.example.com",
            "https://login.example.com/Realm",
            "https://login.example.com/realm//",
            "https://login.example.com:443/realm",
            "http://login.example.com/realm",
            "https://evil.example/realm",
        ] {
            assert!(!asked.is_named(other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_taken_is_asked_at_its_own_host_alone(text in "(https://)?[a-z0-9.\\-@:/?#%\\[\\]]{0,40}") {
            if let Ok(issuer) = text.parse::<Issuer>() {
                for document in issuer.documents() {
                    prop_assert_eq!(document.scheme(), "https");
                    prop_assert_eq!(document.host_str(), Some(issuer.host().as_str()));
                    prop_assert_eq!(document.port(), None);
                    prop_assert!(text.contains(issuer.host().as_str()));
                }
            }
        }
    }
}

//! Under which name the provider was asked.

use std::fmt;

/// `https://HOST[/PATH]`, to the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Issuer {
    /// `HOST[/PATH]`.
    place: String,
}

/// What stands behind the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// OpenID Connect Discovery 1.0 section 4.
    Document,
    Keys,
    Authorize,
    Token,
}

impl Endpoint {
    const fn end(self) -> &'static str {
        match self {
            Self::Document => "/.well-known/openid-configuration",
            Self::Keys => "/keys",
            Self::Authorize => "/authorize",
            Self::Token => "/token",
        }
    }
}

impl Issuer {
    /// The name, if the path of an address is that of this endpoint.
    pub(super) fn at(path: &str, endpoint: Endpoint) -> Option<Self> {
        let place = path.strip_prefix("/provider/")?.strip_suffix(endpoint.end())?;
        let (host, rest) = place.split_once('/').map_or((place, None), |(host, rest)| (host, Some(rest)));
        let steps_well = |rest: &str| rest.split('/').all(|step| !matches!(step, "" | "." | ".." | ".well-known"));
        let whole = is_host(host) && rest.is_none_or(steps_well);
        whole.then(|| Self { place: place.to_owned() })
    }

    /// The name of an endpoint. Whoever has it asks for it at the office.
    pub(super) fn address(&self, endpoint: Endpoint) -> String {
        format!("{self}{}", endpoint.end())
    }

    /// Its host, for people.
    pub(super) fn host(&self) -> &str {
        self.place.split('/').next().unwrap_or_default()
    }
}

impl fmt::Display for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "https://{}", self.place)
    }
}

/// A name of a computer, perhaps with a port.
fn is_host(text: &str) -> bool {
    let (name, port) = text.split_once(':').unwrap_or((text, "443"));
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    name.split('.').all(label) && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_stands_before_the_endpoint() {
        let named = |path: &str| Issuer::at(path, Endpoint::Token).map(|issuer| issuer.to_string());
        assert_eq!(named("/provider/login.mail.example/token").unwrap(), "https://login.mail.example");
        assert_eq!(named("/provider/login.mail.example/realm/a/token").unwrap(), "https://login.mail.example/realm/a");
        assert_eq!(named("/provider/login.mail.example:8443/token").unwrap(), "https://login.mail.example:8443");
        for wrong in [
            "/provider/token",
            "/provider//token",
            "/provider/login.mail.example",
            "/provider/login.mail.example//token",
            "/provider/login.mail.example/../token",
            "/provider/a@b/token",
            "/provider/login..example/token",
            "/provider/login.example:x/token",
            "/provider/login.mail.example/.well-known/oauth-authorization-server/token",
            "/elsewhere/login.mail.example/token",
        ] {
            assert_eq!(named(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_endpoint_is_told_under_the_name_that_was_asked_for() {
        let issuer = Issuer::at("/provider/a.example/realm/.well-known/openid-configuration", Endpoint::Document);
        let issuer = issuer.unwrap();
        assert_eq!(issuer.address(Endpoint::Authorize), "https://a.example/realm/authorize");
        assert_eq!(issuer.host(), "a.example");
    }
}

//! The two addresses of a provider, checked before anything is sent to them or opened.

use url::{Host, Url};

use crate::{AnswerIssuer, IssuerRule};

/// An endpoint of the provider table breaks a rule (RFC 6749 sections 3.1 and 3.2, RFC 8252 section 8.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointFault {
    /// Neither https nor, in practice, http on loopback.
    #[error("an endpoint is not https")]
    NotSecure,
    /// A port other than 443.
    #[error("an endpoint names a port")]
    Port,
    /// A name or password in front of the host.
    #[error("an endpoint carries a name or password")]
    UserInfo,
    /// A query, which could overwrite a parameter of the protocol.
    #[error("an endpoint carries a query")]
    Query,
    /// A fragment.
    #[error("an endpoint carries a fragment")]
    Fragment,
    /// No host.
    #[error("an endpoint has no host")]
    NoHost,
}

/// Where one provider is asked, and how it names itself. Comes from the provider table, never from an answer.
#[derive(Clone, Debug)]
pub struct Endpoints {
    pub(crate) authorize: Url,
    pub(crate) token: Url,
    pub(crate) issuer: IssuerRule,
    pub(crate) answer_issuer: AnswerIssuer,
    answer_origins: Vec<String>,
}

impl Endpoints {
    /// The endpoints of a real provider: https on 443, no user-info, query or fragment.
    pub fn new(authorize: Url, token: Url, issuer: IssuerRule) -> Result<Self, EndpointFault> {
        for url in [&authorize, &token] {
            check_shape(url)?;
            check_real(url)?;
        }
        Ok(Self::unchecked(authorize, token, issuer))
    }

    /// The endpoints of the practice office: https on any port, or plain http on loopback.
    pub fn practice(authorize: Url, token: Url, issuer: IssuerRule) -> Result<Self, EndpointFault> {
        for url in [&authorize, &token] {
            check_shape(url)?;
            check_practice(url)?;
        }
        Ok(Self::unchecked(authorize, token, issuer))
    }

    /// Those of a provider that was found, whose document was believed and whose hosts were confirmed.
    pub(crate) fn discovered(authorize: Url, token: Url, issuer: IssuerRule) -> Self {
        Self::unchecked(authorize, token, issuer)
    }

    /// The same, for a provider that announces `authorization_response_iss_parameter_supported` (RFC 9207 section 3).
    pub fn announcing_issuer(mut self) -> Self {
        self.answer_issuer = AnswerIssuer::Required;
        self
    }

    /// The same, for a provider whose form_post answers may also come from pages of `origin`.
    pub fn answering_from(mut self, origin: &Url) -> Self {
        self.answer_origins.push(origin.origin().ascii_serialization());
        self
    }

    /// The authorization endpoint.
    pub fn authorize(&self) -> &Url {
        &self.authorize
    }

    /// The token endpoint.
    pub fn token(&self) -> &Url {
        &self.token
    }

    /// Whether every answer names the provider, because it said so.
    pub fn announces_issuer(&self) -> bool {
        self.answer_issuer == AnswerIssuer::Required
    }

    /// How the provider names itself.
    pub fn issuer(&self) -> &IssuerRule {
        &self.issuer
    }

    /// The `Origin` values a form_post answer may carry besides `null`, such as `https://login.microsoftonline.com`.
    pub fn answer_origins(&self) -> &[String] {
        &self.answer_origins
    }

    fn unchecked(authorize: Url, token: Url, issuer: IssuerRule) -> Self {
        let answer_origins = vec![authorize.origin().ascii_serialization()];
        Self { authorize, token, issuer, answer_issuer: AnswerIssuer::Optional, answer_origins }
    }
}

/// Whether an address of a real provider may be opened or asked.
pub(crate) fn check_one(url: &Url, practice: bool) -> Result<(), EndpointFault> {
    check_shape(url)?;
    if practice { check_practice(url) } else { check_real(url) }
}

fn check_shape(url: &Url) -> Result<(), EndpointFault> {
    if url.host().is_none() {
        return Err(EndpointFault::NoHost);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(EndpointFault::UserInfo);
    }
    if url.query().is_some() {
        return Err(EndpointFault::Query);
    }
    if url.fragment().is_some() { Err(EndpointFault::Fragment) } else { Ok(()) }
}

fn check_real(url: &Url) -> Result<(), EndpointFault> {
    if url.scheme() != "https" {
        return Err(EndpointFault::NotSecure);
    }
    if url.port().is_some() { Err(EndpointFault::Port) } else { Ok(()) }
}

fn check_practice(url: &Url) -> Result<(), EndpointFault> {
    let loopback = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    let secure = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    if secure { Ok(()) } else { Err(EndpointFault::NotSecure) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real(authorize: &str) -> Result<Endpoints, EndpointFault> {
        let token = Url::parse("https://login.example/token").unwrap();
        Endpoints::new(Url::parse(authorize).unwrap(), token, IssuerRule::Google)
    }

    #[test]
    fn a_real_endpoint_is_https_on_its_own_port_and_nothing_else() {
        assert!(real("https://login.example/authorize").is_ok());
        assert!(real("https://login.example:443/authorize").is_ok());
        for (text, fault) in [
            ("http://login.example/authorize", EndpointFault::NotSecure),
            ("http://localhost:8080/authorize", EndpointFault::NotSecure),
            ("https://login.example:8443/authorize", EndpointFault::Port),
            ("https://microsoft@login.example/authorize", EndpointFault::UserInfo),
            ("https://login.example/authorize?client_id=x", EndpointFault::Query),
            ("https://login.example/authorize#x", EndpointFault::Fragment),
            ("file:///etc/passwd", EndpointFault::NoHost),
            ("javascript:alert(1)", EndpointFault::NoHost),
        ] {
            assert_eq!(real(text).unwrap_err(), fault, "{text}");
        }
    }

    #[test]
    fn practice_may_use_plain_http_on_loopback_only() {
        let token = Url::parse("https://login.practice.example:4431/token").unwrap();
        for (text, good) in [
            ("http://127.0.0.1:4430/authorize", true),
            ("http://[::1]:4430/authorize", true),
            ("http://localhost:4430/authorize", true),
            ("http://192.168.1.4:4430/authorize", false),
            ("http://localhost.example:4430/authorize", false),
        ] {
            let made = Endpoints::practice(Url::parse(text).unwrap(), token.clone(), IssuerRule::Google);
            assert_eq!(made.is_ok(), good, "{text}");
        }
    }

    #[test]
    fn the_origin_of_the_sign_in_page_may_post_the_answer() {
        let endpoints = real("https://login.example/authorize").unwrap();
        let endpoints = endpoints.answering_from(&Url::parse("https://login.live.example/x").unwrap());
        assert_eq!(endpoints.answer_origins(), ["https://login.example", "https://login.live.example"]);
    }
}

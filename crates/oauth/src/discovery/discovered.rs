//! What a provider says about itself, as far as it is believed.

use std::collections::BTreeSet;

use sendoff_values::HostName;
use serde::Deserialize;
use url::Url;

use super::issuer::{Issuer, NotAnIssuer, Ports, host_of};
use crate::{Endpoints, IssuerRule};

/// Bytes of a document, as of every answer of a token endpoint (security.md S-26).
const LONGEST: usize = 256 * 1024;

/// Bytes of an endpoint's address: as much as every browser takes with what is added to it.
const LONGEST_ENDPOINT: usize = 2_048;

/// Why a document is not believed, or names a provider that cannot be used here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryFault {
    /// No JSON object with the members that must be there, each once (RFC 8414 sections 2 and 3.2).
    #[error("the document is not one of a provider")]
    NotADocument,
    /// It is about another provider: what stands in it must not be used (RFC 8414 section 3.3).
    #[error("the document is about another provider")]
    OfAnother,
    /// An endpoint is no plain https address of a public host.
    #[error("an endpoint cannot be used: {0}")]
    Endpoint(NotAnIssuer),
    /// It gives no codes (RFC 6749 section 4.1).
    #[error("the provider does not sign people in by a code")]
    NoCodes,
    /// It knows PKCE and not S256, below which we do not go (RFC 7636 section 7.2).
    #[error("the provider does not take S256")]
    NoS256,
}

/// Somebody confirmed other hosts than those that secrets would go to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not confirmed: {0:?}")]
pub struct NotConfirmed(pub Vec<HostName>);

/// A provider as its own document describes it. Nothing secret may go there yet: that takes [`Discovered::confirmed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discovered {
    issuer: String,
    authorize: Url,
    token: Url,
    hosts: BTreeSet<HostName>,
    abilities: BTreeSet<Ability>,
}

/// Something a provider says that it can do. Where it says nothing, the standard does, and nothing is guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ability {
    /// PKCE with S256. One that does not say so may know nothing of it, and then an application without a secret is not safe there
    /// (RFC 8252 section 6).
    Pkce,
    /// It takes a secret in the form, which is how it is sent here. Without a word about it, a provider takes it in a header alone
    /// (RFC 8414 section 2, `client_secret_basic`).
    SecretInForm,
    /// It takes applications without a secret.
    NoSecret,
    /// The answer can come back in a form, which keeps it out of the browser's history.
    AnswerInForm,
    /// Every answer names the provider (RFC 9207); one that does not is refused.
    NamesItself,
}

/// The members that are looked at (RFC 8414 section 2, RFC 9207 section 3). One that stands there twice refuses the document.
#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    response_types_supported: Vec<String>,
    response_modes_supported: Option<Vec<String>>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl Discovered {
    /// Reads the document that was found under the name `asked`.
    ///
    /// # Errors
    /// If it is not to be believed, or the provider cannot be used here.
    pub fn read(asked: &Issuer, body: &[u8]) -> Result<Self, DiscoveryFault> {
        // An array would fill a struct's fields by their order.
        if body.len() > LONGEST || !body.trim_ascii_start().starts_with(b"{") {
            return Err(DiscoveryFault::NotADocument);
        }
        let document: Document = serde_json::from_slice(body).map_err(|_| DiscoveryFault::NotADocument)?;
        if !asked.is_named(&document.issuer) {
            return Err(DiscoveryFault::OfAnother);
        }
        document.discovered(asked.ports(), asked.host())
    }

    /// A provider as it was found once and written down. It is judged anew: whoever wrote it down is not believed more than the
    /// document was.
    ///
    /// # Errors
    /// As for the document.
    pub fn restated(issuer: &str, authorize: &Url, token: &Url, names_itself: bool) -> Result<Self, DiscoveryFault> {
        let asked = Issuer::known(issuer).map_err(DiscoveryFault::Endpoint)?;
        let document = Document {
            issuer: issuer.to_owned(),
            authorization_endpoint: authorize.to_string(),
            token_endpoint: token.to_string(),
            response_types_supported: vec!["code".to_owned()],
            response_modes_supported: None,
            token_endpoint_auth_methods_supported: None,
            code_challenge_methods_supported: None,
            authorization_response_iss_parameter_supported: names_itself,
        };
        document.discovered(asked.ports(), asked.host())
    }

    /// Where people would sign in, for the person to see.
    pub fn authorize(&self) -> &Url {
        &self.authorize
    }

    /// Where codes and secrets would go, for the person to see.
    pub fn token(&self) -> &Url {
        &self.token
    }

    /// Every host that would be sent a secret, a code or a token, or that a browser would be sent to; for the person to see
    /// and confirm, all of them.
    pub fn hosts(&self) -> &BTreeSet<HostName> {
        &self.hosts
    }

    /// Its endpoints, once somebody has confirmed these hosts.
    ///
    /// # Errors
    /// If a host of its endpoints is not among them.
    pub fn confirmed(&self, hosts: &BTreeSet<HostName>) -> Result<Endpoints, NotConfirmed> {
        let open: Vec<HostName> = self.hosts.difference(hosts).cloned().collect();
        if !open.is_empty() {
            return Err(NotConfirmed(open));
        }
        let issuer = IssuerRule::Exact(self.issuer.clone());
        let endpoints = Endpoints::discovered(self.authorize.clone(), self.token.clone(), issuer);
        Ok(if self.can(Ability::NamesItself) { endpoints.announcing_issuer() } else { endpoints })
    }

    /// Its name for itself, to the letter.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Whether it says that it can do this.
    pub fn can(&self, ability: Ability) -> bool {
        self.abilities.contains(&ability)
    }
}

impl Document {
    fn discovered(self, ports: Ports, issuer: &HostName) -> Result<Discovered, DiscoveryFault> {
        let (authorize, token) =
            (endpoint(&self.authorization_endpoint, ports)?, endpoint(&self.token_endpoint, ports)?);
        if !self.response_types_supported.iter().any(|one| one == "code") {
            return Err(DiscoveryFault::NoCodes);
        }
        let abilities = self.abilities();
        if !abilities.contains(&Ability::Pkce) && self.code_challenge_methods_supported.is_some() {
            return Err(DiscoveryFault::NoS256);
        }
        let hosts = BTreeSet::from([issuer.clone(), authorize.1, token.1]);
        Ok(Discovered { issuer: self.issuer, authorize: authorize.0, token: token.0, hosts, abilities })
    }

    fn abilities(&self) -> BTreeSet<Ability> {
        let methods = self.token_endpoint_auth_methods_supported.as_deref();
        let said = [
            (Ability::Pkce, names(self.code_challenge_methods_supported.as_deref(), "S256")),
            (Ability::SecretInForm, names(methods, "client_secret_post")),
            (Ability::NoSecret, names(methods, "none")),
            (Ability::AnswerInForm, names(self.response_modes_supported.as_deref(), "form_post")),
            (Ability::NamesItself, self.authorization_response_iss_parameter_supported),
        ];
        said.into_iter().filter(|(_, said)| *said).map(|(ability, _)| ability).collect()
    }
}

fn names(list: Option<&[String]>, name: &str) -> bool {
    list.is_some_and(|list| list.iter().any(|one| one == name))
}

fn endpoint(text: &str, ports: Ports) -> Result<(Url, HostName), DiscoveryFault> {
    let short = Some(text).filter(|text| text.len() <= LONGEST_ENDPOINT);
    let url = short.and_then(|text| Url::parse(text).ok());
    let url = url.ok_or(DiscoveryFault::Endpoint(NotAnIssuer::NotAnAddress))?;
    if url.scheme() != "https" {
        return Err(DiscoveryFault::Endpoint(NotAnIssuer::NotSecure));
    }
    let host = host_of(&url, ports).map_err(DiscoveryFault::Endpoint)?;
    Ok((url, host))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn document() -> Value {
        json!({
            "issuer": "https://login.example.com/realm",
            "authorization_endpoint": "https://login.example.com/realm/auth",
            "token_endpoint": "https://tokens.example.com/realm/token",
            "response_types_supported": ["code", "id_token"],
            "response_modes_supported": ["query", "form_post"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["plain", "S256"],
            "jwks_uri": "https://elsewhere.example/keys",
        })
    }

    fn read(document: &Value) -> Result<Discovered, DiscoveryFault> {
        let asked = "https://login.example.com/realm/".parse().unwrap();
        Discovered::read(&asked, document.to_string().as_bytes())
    }

    fn with(name: &str, value: Value) -> Value {
        let mut document = document();
        document[name] = value;
        document
    }

    fn hosts(names: &[&str]) -> BTreeSet<HostName> {
        names.iter().map(|name| name.parse().unwrap()).collect()
    }

    #[test]
    fn endpoints_exist_once_every_host_of_them_is_confirmed() {
        let discovered = read(&document()).unwrap();
        assert_eq!(*discovered.hosts(), hosts(&["login.example.com", "tokens.example.com"]), "and no other");
        let open = discovered.confirmed(&hosts(&["login.example.com", "elsewhere.example"])).unwrap_err();
        assert_eq!(open, NotConfirmed(vec!["tokens.example.com".parse().unwrap()]));
        let endpoints = discovered.confirmed(discovered.hosts()).unwrap();
        assert_eq!(endpoints.token().as_str(), "https://tokens.example.com/realm/token");
        assert_eq!(*endpoints.issuer(), IssuerRule::Exact("https://login.example.com/realm".to_owned()));
    }

    #[test]
    fn what_a_provider_can_do_is_taken_from_its_word_and_never_guessed() {
        let discovered = read(&document()).unwrap();
        let said = [Ability::Pkce, Ability::SecretInForm, Ability::AnswerInForm];
        assert_eq!(discovered.abilities, BTreeSet::from(said));
        let mut silent = document();
        for name in ["response_modes", "token_endpoint_auth_methods", "code_challenge_methods"] {
            silent.as_object_mut().unwrap().remove(&format!("{name}_supported"));
        }
        assert_eq!(read(&silent).unwrap().abilities, BTreeSet::new());
    }

    #[test]
    fn a_document_that_is_not_to_be_believed_is_refused_by_its_reason() {
        let endpoint = DiscoveryFault::Endpoint;
        for (document, fault) in [
            (with("issuer", json!("https://evil.example/realm")), DiscoveryFault::OfAnother),
            (with("issuer", json!("https://login.example.com/Realm")), DiscoveryFault::OfAnother),
            (with("issuer", json!(7)), DiscoveryFault::NotADocument),
            (with("token_endpoint", Value::Null), DiscoveryFault::NotADocument),
            (with("token_endpoint", json!("http://login.example.com/t")), endpoint(NotAnIssuer::NotSecure)),
            (with("token_endpoint", json!("https://127.0.0.1/t")), endpoint(NotAnIssuer::Host)),
            (with("token_endpoint", json!("https://localhost/t")), endpoint(NotAnIssuer::Host)),
            (with("token_endpoint", json!("https://login.example.com:8443/t")), endpoint(NotAnIssuer::Port)),
            (with("token_endpoint", json!("https://a@login.example.com/t")), endpoint(NotAnIssuer::UserInfo)),
            (with("token_endpoint", json!("/t")), endpoint(NotAnIssuer::NotAnAddress)),
            (
                with("authorization_endpoint", json!("https://login.example.com/a?client_id=x")),
                endpoint(NotAnIssuer::Rest),
            ),
            (with("authorization_endpoint", json!("javascript:alert(1)")), endpoint(NotAnIssuer::NotSecure)),
            (with("response_types_supported", json!(["id_token"])), DiscoveryFault::NoCodes),
            (with("code_challenge_methods_supported", json!(["plain"])), DiscoveryFault::NoS256),
            (with("code_challenge_methods_supported", json!([])), DiscoveryFault::NoS256),
            (json!([document()]), DiscoveryFault::NotADocument),
            (json!("<html>"), DiscoveryFault::NotADocument),
        ] {
            assert_eq!(read(&document), Err(fault), "{document}");
        }
    }

    #[test]
    fn a_member_that_stands_there_twice_refuses_the_document() {
        let asked = "https://login.example.com/realm".parse().unwrap();
        let text = document().to_string();
        let twice = text.replacen('{', r#"{"token_endpoint":"https://evil.example/t","#, 1);
        assert!(Discovered::read(&asked, text.as_bytes()).is_ok());
        assert_eq!(Discovered::read(&asked, twice.as_bytes()), Err(DiscoveryFault::NotADocument));
        let long = format!("{text}{}", " ".repeat(LONGEST));
        assert_eq!(Discovered::read(&asked, long.as_bytes()), Err(DiscoveryFault::NotADocument));
    }
}

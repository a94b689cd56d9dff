//! Requests to the token endpoint: what to send, and what the answer must then be.

use std::fmt;

use oauth2::{ClientId, Scope};
use sendoff_values::{AuthorizationCode, ClientSecret, RedirectAddress, RefreshToken};
use url::Url;
use zeroize::Zeroizing;

use crate::{Assertion, Attempt, Endpoints, NotAKey, TokenAnswer, TokenFault, form, token_answer};

/// The content type of every body here.
pub const CONTENT_TYPE: &str = "application/x-www-form-urlencoded";

/// The grant of RFC 7523 section 2.1.
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// A POST to a token endpoint. The body holds secrets and is wiped when this is dropped; the address never holds any.
///
/// The secret goes into the body and nowhere else (`client_secret_post`, RFC 6749 section 2.3.1): Entra and Google both
/// accept it there. The sender must follow no redirect: a 307 would send the secret on (RFC 9700 section 4.12).
pub struct TokenRequest {
    url: Url,
    body: Zeroizing<Vec<u8>>,
    pub(crate) asked: Vec<Scope>,
    pub(crate) lasting: Lasting,
}

/// What no refresh token in the answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// Nothing: none was asked for.
    NotAsked,
    /// The sign-in did not reach its aim.
    Asked,
    /// The old one stays good (RFC 6749 section 6).
    Held,
}

impl TokenRequest {
    pub(crate) fn authorization_code(
        attempt: &Attempt,
        code: &AuthorizationCode,
        secret: Option<&ClientSecret>,
        scopes: &[Scope],
    ) -> Self {
        let pairs = [
            ("grant_type", "authorization_code"),
            ("code", code.expose()),
            ("redirect_uri", attempt.redirect().as_str()),
            ("code_verifier", attempt.verifier().expose()),
        ];
        let lasting = if attempt.plan.asks_lasting() { Lasting::Asked } else { Lasting::NotAsked };
        Self::new(&attempt.endpoints, attempt.client(), secret, &pairs, scopes, lasting)
    }

    /// New access for a refresh token (RFC 6749 section 6). `scopes` of one resource; none asks for those granted before.
    pub fn refresh(
        endpoints: &Endpoints,
        client: &ClientId,
        secret: Option<&ClientSecret>,
        token: &RefreshToken,
        scopes: &[Scope],
    ) -> Self {
        let pairs = [("grant_type", "refresh_token"), ("refresh_token", token.expose())];
        Self::new(endpoints, client, secret, &pairs, scopes, Lasting::Held)
    }

    /// Access for the application itself (RFC 6749 section 4.4.2). `scope` is `{resource}/.default` at Entra.
    pub fn client_credentials(endpoints: &Endpoints, client: &ClientId, secret: &ClientSecret, scope: Scope) -> Self {
        let pairs = [("grant_type", "client_credentials")];
        Self::new(endpoints, client, Some(secret), &pairs, &[scope], Lasting::NotAsked)
    }

    /// The exchange of a code that cannot exist, to learn whether ID and secret belong together before any sign-in:
    /// Google answers `invalid_grant` when they do and `invalid_client` when they do not (GAM does the same).
    pub fn probe(endpoints: &Endpoints, client: &ClientId, secret: &ClientSecret, redirect: &RedirectAddress) -> Self {
        let pairs =
            [("grant_type", "authorization_code"), ("code", "sendoff-probe"), ("redirect_uri", redirect.as_str())];
        Self::new(endpoints, client, Some(secret), &pairs, &[], Lasting::NotAsked)
    }

    /// Access for a service account that acts for one of the organisation's people (RFC 7523 section 2.1). Neither `client_id` nor
    /// `scope` stands in the form: both are in what was signed.
    pub fn jwt_bearer(endpoints: &Endpoints, assertion: &Assertion<'_>) -> Result<Self, NotAKey> {
        let url = endpoints.token.clone();
        let signed = assertion.signed(&url)?;
        let body = form::write(&[("grant_type", JWT_BEARER), ("assertion", &signed)]);
        Ok(Self { url, body, asked: assertion.scopes.to_vec(), lasting: Lasting::NotAsked })
    }

    fn new(
        endpoints: &Endpoints,
        client: &ClientId,
        secret: Option<&ClientSecret>,
        grant: &[(&str, &str)],
        scopes: &[Scope],
        lasting: Lasting,
    ) -> Self {
        let scope = scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ");
        let mut pairs = vec![("client_id", client.as_str())];
        pairs.extend_from_slice(grant);
        if !scope.is_empty() {
            pairs.push(("scope", &scope));
        }
        pairs.extend(secret.map(|secret| ("client_secret", secret.expose())));
        Self { url: endpoints.token.clone(), body: form::write(&pairs), asked: scopes.to_vec(), lasting }
    }

    /// Where to send it.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// What to send, of type [`CONTENT_TYPE`]. Holds secrets: not to be logged or kept.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Reads the answer: its status and its body as received, 256 KiB at most.
    pub fn read(&self, status: u16, body: &[u8]) -> Result<TokenAnswer, TokenFault> {
        token_answer::read(self, status, body)
    }

    /// `text` without any secret that this request sent, should the provider, or a gateway before it, send it back: as it
    /// is, as it stands in the body (percent-encoded), or a part of either.
    pub(crate) fn without_secrets(&self, text: &str) -> String {
        let is_secret =
            |name: &str| matches!(name, "assertion" | "client_secret" | "code" | "code_verifier" | "refresh_token");
        let pairs = form::read(&self.body).unwrap_or_default();
        let sent: Vec<&Zeroizing<String>> =
            pairs.iter().filter(|pair| is_secret(&pair.name)).map(|pair| &pair.value).collect();
        let encoded: Vec<Zeroizing<String>> = sent.iter().map(|value| form::encoded(value)).collect();
        let secrets: Vec<&str> = sent.into_iter().chain(&encoded).map(|secret| secret.as_str()).collect();
        sendoff_problem::without(text, &secrets)
    }
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TokenRequest").field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}

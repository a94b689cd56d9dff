//! What is asked.

use reqwest::Method;
use sendoff_values::AccessToken;
use url::Url;
use zeroize::Zeroizing;

/// One request. It prints without its query, body and token.
pub struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) content: Option<Content>,
    pub(crate) bearer: Option<AccessToken>,
    pub(crate) correlation: Option<String>,
    pub(crate) token_sized: bool,
}

/// A body and its type. The bytes are wiped when they are dropped.
pub(crate) struct Content {
    pub(crate) kind: &'static str,
    pub(crate) bytes: Zeroizing<Vec<u8>>,
}

impl Request {
    /// Reads `url`.
    pub fn get(url: Url) -> Self {
        Self { method: Method::GET, url, content: None, bearer: None, correlation: None, token_sized: false }
    }

    /// Sends an already encoded form (`application/x-www-form-urlencoded`); the answer is a token answer in size.
    pub fn post_form(url: Url, mut form: Zeroizing<String>) -> Self {
        let bytes = Zeroizing::new(std::mem::take(&mut *form).into_bytes());
        Self { token_sized: true, ..Self::post(url, "application/x-www-form-urlencoded", bytes) }
    }

    /// Sends `body` as `content_type`.
    pub fn post(url: Url, content_type: &'static str, body: Zeroizing<Vec<u8>>) -> Self {
        let content = Content { kind: content_type, bytes: body };
        Self { method: Method::POST, content: Some(content), ..Self::get(url) }
    }

    /// The same with `Authorization: Bearer` (RFC 6750 section 2.1).
    pub fn bearer(mut self, token: &AccessToken) -> Self {
        self.bearer = Some(token.duplicate());
        self
    }

    /// The same with a `client-request-id` by which Microsoft's support finds it. Visible ASCII only; anything else is left out.
    pub fn correlation(mut self, id: &str) -> Self {
        let visible = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_graphic());
        self.correlation = visible.then(|| id.to_owned());
        self
    }

    /// The same with an answer no larger than a token answer.
    pub fn token_sized(mut self) -> Self {
        self.token_sized = true;
        self
    }

    pub(crate) fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }
}

impl std::fmt::Debug for Request {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}{}", self.method, self.host(), self.url.path())
    }
}

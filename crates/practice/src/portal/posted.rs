//! What a person filled into a form. Names may repeat: ticks and lists of addresses do.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;

/// The fields of a form in the order of the page, or those of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Posted(Vec<(String, String)>);

impl Posted {
    /// A form that is filled in already.
    pub(crate) fn of<const N: usize>(fields: [(&str, &String); N]) -> Self {
        Self(fields.map(|(name, value)| (name.to_owned(), value.clone())).to_vec())
    }

    fn read(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The first field of this name, empty when there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(there, _)| there == name).map_or("", |(_, value)| value)
    }

    /// Every field of this name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(there, _)| there == name).map(|(_, value)| value.as_str())
    }
}

impl<State: Send + Sync> FromRequest<State> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &State) -> Result<Self, Response> {
        let body = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        Ok(Self::read(&body))
    }
}

/// The same, from the part of the address after the question mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked(pub(crate) Posted);

impl<State: Send + Sync> axum::extract::FromRequestParts<State> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, Self::Rejection> {
        Ok(Self(Posted::read(parts.uri.query().unwrap_or_default().as_bytes())))
    }
}

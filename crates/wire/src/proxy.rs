//! The way through a proxy, and asking it why there is none.
//!
//! The HTTP client tells neither of a refused CONNECT what was refused nor with which status. So after such a refusal the
//! proxy is asked once more here, with the same request and nothing else, and its status is read.

use std::time::Duration;

use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use url::Url;

use crate::{Cause, ProxyChoice};

/// Bytes of a proxy's reply to CONNECT that are read (security.md M-21).
const LONGEST_REPLY: usize = 16 * 1024;

/// Where requests go.
pub(crate) enum Route {
    Direct,
    Proxy(Box<Intercept>),
}

impl Route {
    /// The way to `url`, as the system or the settings say.
    pub(crate) fn to(url: &Url, matcher: Option<&Matcher>) -> Self {
        let uri = url.as_str().parse::<Uri>().ok();
        let found = matcher.zip(uri).and_then(|(matcher, uri)| matcher.intercept(&uri));
        found.map_or(Self::Direct, |intercept| Self::Proxy(Box::new(intercept)))
    }

    /// The proxy for the HTTP client; `Err` if it is of a kind that cannot be used.
    pub(crate) fn for_client(&self) -> Result<Option<reqwest::Proxy>, Cause> {
        let Self::Proxy(intercept) = self else { return Ok(None) };
        let usable = matches!(intercept.uri().scheme_str(), Some("http" | "https"));
        let proxy =
            reqwest::Proxy::all(intercept.uri().to_string()).ok().filter(|_| usable).ok_or(Cause::ProxyRefused)?;
        Ok(Some(match intercept.basic_auth() {
            Some(credentials) => proxy.custom_http_auth(credentials.clone()),
            None => proxy,
        }))
    }

    /// The proxy's host, to be named.
    pub(crate) fn proxy_host(&self) -> Option<&str> {
        match self {
            Self::Direct => None,
            Self::Proxy(intercept) => intercept.uri().host(),
        }
    }

    /// Why the proxy did not let a connection to the host and port of `url` through.
    pub(crate) async fn reason(&self, url: &Url, limit: Duration) -> Cause {
        let Self::Proxy(intercept) = self else { return Cause::HandshakeCut };
        match tokio::time::timeout(limit, ask(intercept, &place(url))).await {
            Ok(Some(407)) => Cause::ProxyAsks,
            // This time it would have: nothing was sent, and trying again is right.
            Ok(Some(200)) => Cause::Dropped,
            Ok(Some(_) | None) | Err(_) => Cause::ProxyRefused,
        }
    }
}

/// Who says whether there is a proxy.
pub(crate) fn matcher(choice: &ProxyChoice) -> Option<Matcher> {
    match choice {
        ProxyChoice::Direct => None,
        ProxyChoice::System => Some(Matcher::from_system()),
        ProxyChoice::Stated(url) => Some(Matcher::builder().all(url.to_string()).build()),
    }
}

/// Sends CONNECT and returns the status. Proxies that are themselves reached by TLS are not asked.
async fn ask(proxy: &Intercept, place: &str) -> Option<u16> {
    let plain = proxy.uri().scheme_str() == Some("http");
    let entrance = (proxy.uri().host().filter(|_| plain)?, proxy.uri().port_u16().unwrap_or(80));
    let mut stream = TcpStream::connect(entrance).await.ok()?;
    stream.write_all(&question(place, proxy.basic_auth())).await.ok()?;
    status(&mut stream).await
}

fn place(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(443))
}

fn question(place: &str, credentials: Option<&HeaderValue>) -> Vec<u8> {
    let mut bytes = format!("CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n").into_bytes();
    if let Some(credentials) = credentials {
        bytes.extend_from_slice(b"Proxy-Authorization: ");
        bytes.extend_from_slice(credentials.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    bytes
}

async fn status(stream: &mut TcpStream) -> Option<u16> {
    let mut reply = Vec::new();
    loop {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut response = httparse::Response::new(&mut headers);
        match response.parse(&reply) {
            Ok(httparse::Status::Complete(_)) => return response.code,
            Ok(httparse::Status::Partial) if reply.len() < LONGEST_REPLY => {}
            Ok(httparse::Status::Partial) | Err(_) => return None,
        }
        if stream.read_buf(&mut reply).await.ok()? == 0 {
            return None;
        }
    }
}

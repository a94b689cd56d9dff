//! Fetches and submits pages like a browser that follows redirects on this computer and nowhere else.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use reqwest::{Client, Method, RequestBuilder, Response, header};
use url::{Host, Url};

use super::{Page, RobotError, form::Sent};

/// More redirects than any page here makes.
const MOST_REDIRECTS: usize = 10;

/// A browser's memory: its client and its cookies by host and port.
pub(super) struct Visitor {
    client: Client,
    cookies: BTreeMap<String, BTreeMap<String, String>>,
}

/// Whose doing a request is (Fetch Metadata, section 2.3): it stays what it has become along the redirects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Site {
    /// The person typed the address.
    Typed,
    /// A page of the same host and port.
    Same,
    /// A page of another.
    Cross,
}

impl Site {
    fn of(from: &Url, to: &Url) -> Self {
        if place(from) == place(to) { Self::Same } else { Self::Cross }
    }

    /// What it becomes when a page at `from` redirects to `to`.
    fn redirected(self, from: &Url, to: &Url) -> Self {
        if self == Self::Typed || Self::of(from, to) == Self::Same { self } else { Self::Cross }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Typed => "none",
            Self::Same => "same-origin",
            Self::Cross => "cross-site",
        }
    }
}

impl Visitor {
    pub(super) fn new() -> Result<Self, RobotError> {
        // Only plain http on loopback is ever asked for; the empty trust keeps it that way.
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| RobotError::NoClient)?
            .with_root_certificates(rustls::RootCertStore::empty())
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(Duration::from_mins(1))
            .build()
            .map_err(|_| RobotError::NoClient)?;
        Ok(Self { client, cookies: BTreeMap::new() })
    }

    /// Opens an address that was typed.
    pub(super) async fn get(&mut self, address: Url) -> Result<Page, RobotError> {
        self.follow(Sent::plain(address), Site::Typed).await
    }

    /// Follows a link on the page at `from`.
    pub(super) async fn follow_link(&mut self, from: &Url, address: Url) -> Result<Page, RobotError> {
        let site = Site::of(from, &address);
        self.follow(Sent::plain(address), site).await
    }

    /// Sends a form of the page at `from`.
    pub(super) async fn send(&mut self, from: &Url, sent: Sent) -> Result<Page, RobotError> {
        let site = Site::of(from, &sent.address);
        self.follow(sent, site).await
    }

    async fn follow(&mut self, sent: Sent, site: Site) -> Result<Page, RobotError> {
        let (mut next, mut site) = (sent, site);
        for _ in 0..MOST_REDIRECTS {
            let response = self.request(&next, site)?.send().await;
            let response = response.map_err(|error| unreachable(&next.address, error))?;
            self.remember(&next.address, &response);
            let Some(location) = location(&next.address, &response) else { return page(next.address, response).await };
            site = site.redirected(&next.address, &location);
            next = Sent::plain(location);
        }
        Err(RobotError::TooManyRedirects)
    }

    /// The request of a navigation, with the headers that Chromium gives it.
    fn request(&self, sent: &Sent, site: Site) -> Result<RequestBuilder, RobotError> {
        if !is_here(&sent.address) {
            return Err(RobotError::LeavesThisComputer(sent.address.to_string()));
        }
        let mut address = sent.address.clone();
        if !sent.posts && !sent.pairs.is_empty() {
            address.query_pairs_mut().clear().extend_pairs(&sent.pairs);
        }
        let method = if sent.posts { Method::POST } else { Method::GET };
        let request = self
            .client
            .request(method, address)
            .header(header::ACCEPT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
            .header(header::ACCEPT_LANGUAGE, "en-US,en;q=0.9")
            .header(header::UPGRADE_INSECURE_REQUESTS, "1")
            .header("Sec-Fetch-Site", site.word())
            .header("Sec-Fetch-Mode", "navigate")
            .header("Sec-Fetch-User", "?1")
            .header("Sec-Fetch-Dest", "document");
        let request = self.with_cookies(request, &sent.address);
        // The pages send no referrer, and a form of such a page has no origin to tell (Fetch, "append a request Origin header").
        Ok(if sent.posts { request.header(header::ORIGIN, "null").form(&sent.pairs) } else { request })
    }

    fn with_cookies(&self, request: RequestBuilder, address: &Url) -> RequestBuilder {
        let Some(cookies) = self.cookies.get(&place(address)) else { return request };
        let all: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.header(header::COOKIE, all.join("; "))
    }

    fn remember(&mut self, address: &Url, response: &Response) {
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                let jar = self.cookies.entry(place(address)).or_default();
                jar.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }
}

async fn page(address: Url, response: Response) -> Result<Page, RobotError> {
    let status = response.status().as_u16();
    let html = response.text().await.map_err(|error| unreachable(&address, error))?;
    Ok(Page::new(address, status, html))
}

fn unreachable(address: &Url, error: reqwest::Error) -> RobotError {
    RobotError::Unreachable { address: address.clone(), reason: error.without_url().to_string() }
}

fn location(from: &Url, response: &Response) -> Option<Url> {
    if !response.status().is_redirection() {
        return None;
    }
    from.join(response.headers().get(header::LOCATION)?.to_str().ok()?).ok()
}

fn place(address: &Url) -> String {
    format!("{}:{}", address.host_str().unwrap_or_default(), address.port_or_known_default().unwrap_or_default())
}

fn is_here(address: &Url) -> bool {
    let loopback = match address.host() {
        Some(Host::Ipv4(host)) => host.is_loopback(),
        Some(Host::Ipv6(host)) => host.is_loopback(),
        Some(Host::Domain(host)) => host == "localhost",
        None => false,
    };
    loopback && address.scheme() == "http"
}

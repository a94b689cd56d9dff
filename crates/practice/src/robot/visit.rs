//! Fetches and submits pages like a browser that follows redirects on this computer and nowhere else.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use reqwest::{Client, Method, Response, header};
use url::{Host, Url};

use super::{Page, RobotError, form::Sent};

/// More redirects than any page here makes.
const MOST_REDIRECTS: usize = 10;

/// A browser's memory: its client and its cookies by host and port.
pub(super) struct Visitor {
    client: Client,
    cookies: BTreeMap<String, BTreeMap<String, String>>,
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

    /// Opens an address.
    pub(super) async fn get(&mut self, address: Url) -> Result<Page, RobotError> {
        self.follow(Sent { address, posts: false, pairs: Vec::new() }).await
    }

    /// Sends a form.
    pub(super) async fn send(&mut self, sent: Sent) -> Result<Page, RobotError> {
        self.follow(sent).await
    }

    async fn follow(&mut self, sent: Sent) -> Result<Page, RobotError> {
        let mut next = sent;
        for _ in 0..MOST_REDIRECTS {
            let response = self.ask(&next).await?;
            self.remember(&next.address, &response);
            let Some(location) = location(&next.address, &response) else { return page(next.address, response).await };
            next = Sent { address: location, posts: false, pairs: Vec::new() };
        }
        Err(RobotError::TooManyRedirects)
    }

    async fn ask(&self, sent: &Sent) -> Result<Response, RobotError> {
        if !is_here(&sent.address) {
            return Err(RobotError::LeavesThisComputer(sent.address.to_string()));
        }
        let mut address = sent.address.clone();
        let method = if sent.posts { Method::POST } else { Method::GET };
        if !sent.posts && !sent.pairs.is_empty() {
            address.query_pairs_mut().clear().extend_pairs(&sent.pairs);
        }
        let mut request = self
            .client
            .request(method, address)
            .header("Sec-Fetch-Mode", "navigate")
            .header("Sec-Fetch-Dest", "document")
            .header("Sec-Fetch-Site", "cross-site");
        if let Some(cookies) = self.cookies.get(&place(&sent.address)) {
            let all: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, all.join("; "));
        }
        if sent.posts {
            // What Chromium sends for a form of a page with another origin and no referrer.
            request = request.header(header::ORIGIN, "null").form(&sent.pairs);
        }
        request.send().await.map_err(|error| RobotError::Unreachable(error.to_string()))
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
    let html = response.text().await.map_err(|error| RobotError::Unreachable(error.to_string()))?;
    Ok(Page::new(address, status, html))
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

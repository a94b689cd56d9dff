//! A listener that waits, and clients that send it bytes.

use std::{convert::Infallible, net::Ipv4Addr, time::Duration};

use jiff::Timestamp;
use sendoff_loopback::{Handle, Limits, Listener, ReceiveEnd, Received, RedirectHost};
use sendoff_oauth::{Attempt, ClientIdentifier, Endpoints, IssuerRule, Plan, ResponseMode, Scope, Seed};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use url::Url;

/// A deadline only as a guard against hanging.
pub(crate) const GUARD: Duration = Duration::from_secs(20);

/// The eight headers every reply carries, besides the length.
pub(crate) const HEADERS: [(&str, &str); 7] = [
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Connection", "close"),
];

/// Limits under which tests need not wait.
pub(crate) fn quick() -> Limits {
    Limits { after_page: Duration::ZERO, ..Limits::default() }
}

/// Where a listener waits, and what it waits for.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) port: u16,
    pub(crate) state: String,
    pub(crate) handle: Handle,
}

fn endpoints() -> Endpoints {
    let url = |name: &str| Url::parse(&format!("https://login.microsoftonline.com/{name}")).unwrap();
    Endpoints::new(url("authorize"), url("token"), IssuerRule::Exact("https://issuer.example".into())).unwrap()
}

pub(crate) fn attempt_for(listener: &Listener, mode: ResponseMode) -> Attempt {
    let scopes = vec![Scope::new("openid".into())];
    let mut plan = Plan::new(ClientIdentifier::new("client".into()), listener.redirect_address().clone(), scopes);
    plan.response_mode = mode;
    // The port differs between attempts, and so do states.
    let Ok(seed) = Seed::draw(|bytes| {
        bytes.fill(listener.port().to_le_bytes()[0]);
        Ok::<(), Infallible>(())
    });
    Attempt::begin(endpoints(), plan, seed).unwrap()
}

pub(crate) fn state_of(attempt: &Attempt) -> String {
    let url = attempt.authorize_url();
    url.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned()
}

pub(crate) fn begin(path: &str, mode: ResponseMode) -> (Listener, Attempt, Site) {
    let listener = Listener::bind(path, RedirectHost::Localhost).unwrap();
    let attempt = attempt_for(&listener, mode);
    let site = Site { port: listener.port(), state: state_of(&attempt), handle: listener.handle() };
    (listener, attempt, site)
}

/// A wall clock that stands still.
pub(crate) fn still() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

/// Runs `script` against a listener that waits, and gives how the wait ended.
pub(crate) async fn visit<T>(
    mode: ResponseMode,
    limits: Limits,
    script: impl AsyncFnOnce(Site) -> T,
) -> (Result<Received, ReceiveEnd>, T) {
    let (listener, attempt, site) = begin("/mail-setup", mode);
    let both = async { tokio::join!(listener.receive(attempt, limits, &still), script(site)) };
    tokio::time::timeout(GUARD, both).await.unwrap()
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) text: String,
}

impl Reply {
    /// 0 when nothing came back.
    pub(crate) fn status(&self) -> u16 {
        self.text.split(' ').nth(1).map_or(0, |status| status.parse().unwrap())
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let head = self.text.split("\r\n\r\n").next()?;
        head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    pub(crate) fn body(&self) -> &str {
        self.text.split_once("\r\n\r\n").map_or("", |(_, body)| body)
    }

    /// Every protective header, no header of CORS, an honest length, and nothing of the request.
    pub(crate) fn check(&self, name: &str) {
        if self.text.is_empty() {
            return;
        }
        for (header, value) in HEADERS {
            assert_eq!(self.header(header), Some(value), "{name}: {header}");
        }
        let policy = self.header("Content-Security-Policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{name}: {policy}");
        assert!(policy.ends_with("frame-ancestors 'none'; base-uri 'none'; form-action 'none'"), "{name}: {policy}");
        assert_eq!(self.header("Content-Length"), Some(self.body().len().to_string().as_str()), "{name}");
        assert!(!self.text.contains("Access-Control"), "{name}");
        assert!(!self.text.contains("CANARY") && !self.text.contains("evil"), "{name}: shows the request");
    }
}

impl Site {
    /// `{P}` becomes the port and `{S}` the state.
    pub(crate) fn fill(&self, text: &str) -> String {
        text.replace("{P}", &self.port.to_string()).replace("{S}", &self.state)
    }

    /// The same for bytes that are no text.
    pub(crate) fn fill_bytes(&self, bytes: &[u8]) -> Vec<u8> {
        std::str::from_utf8(bytes).map_or_else(|_| bytes.to_vec(), |text| self.fill(text).into_bytes())
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await.unwrap()
    }

    /// Sends bytes and reads to the end. A reset counts as the end.
    pub(crate) async fn send(&self, bytes: &[u8]) -> Reply {
        self.exchange(bytes, false).await
    }

    /// The same, saying after the bytes that no more will come.
    pub(crate) async fn send_all_there_is(&self, bytes: &[u8]) -> Reply {
        self.exchange(bytes, true).await
    }

    async fn exchange(&self, bytes: &[u8], finish: bool) -> Reply {
        let mut stream = self.connect().await;
        // The listener may refuse before everything is sent.
        let _ = stream.write_all(bytes).await;
        if finish {
            let _ = stream.shutdown().await;
        }
        read_to_end(stream).await
    }

    /// Gets a target the way a browser does.
    pub(crate) async fn get(&self, target: &str) -> Reply {
        self.send(self.fill(&browser_get(target)).as_bytes()).await
    }

    /// The true answer by the query, and the page after it.
    pub(crate) async fn answer(&self) -> (Reply, Reply) {
        let redirect = self.get("/mail-setup?code=the-true-code&state={S}").await;
        (redirect, self.get("/received").await)
    }

    /// The true answer by a form, and the page after it.
    pub(crate) async fn answer_by_form(&self) -> (Reply, Reply) {
        let redirect = self.send(self.fill(&browser_post("code=the-true-code&state={S}")).as_bytes()).await;
        (redirect, self.get("/received").await)
    }

    /// Whichever this attempt waits for.
    pub(crate) async fn finish(&self, mode: ResponseMode) {
        let (redirect, page) = match mode {
            ResponseMode::Query => self.answer().await,
            ResponseMode::FormPost => self.answer_by_form().await,
        };
        assert_eq!((redirect.status(), page.status()), (303, 200));
    }
}

pub(crate) async fn read_to_end(mut stream: TcpStream) -> Reply {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    Reply { text: String::from_utf8(bytes).unwrap() }
}

/// What Chromium 156 sends when a provider redirects to loopback.
pub(crate) fn browser_get(target: &str) -> String {
    format!(
        "GET {target} HTTP/1.1\r\nHost: localhost:{{P}}\r\nConnection: keep-alive\r\nUpgrade-Insecure-Requests: 1\r\n\
         User-Agent: Mozilla/5.0\r\nAccept: text/html,*/*;q=0.8\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n\
         Sec-Fetch-Dest: document\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n"
    )
}

/// What it sends when a provider's https page posts a form to loopback. `body` may hold `{S}`.
pub(crate) fn browser_post(body: &str) -> String {
    let length = body.replace("{S}", &"s".repeat(43)).len();
    format!(
        "POST /mail-setup HTTP/1.1\r\nHost: localhost:{{P}}\r\nConnection: keep-alive\r\nContent-Length: {length}\r\n\
         Origin: null\r\nContent-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: cross-site\r\n\
         Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n\r\n{body}"
    )
}

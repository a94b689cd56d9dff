//! One request at a time, each with a connection of its own, so that it is known whether its body can have left.

use std::{
    fmt,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::{Client, RequestBuilder, Response, header};
use rustls::ClientConfig;
use tracing::{debug, info};
use url::Url;
use zeroize::Zeroizing;

use crate::{
    Answer, Cause, Counted, Limits, Request, WireFault, WireNotMade, WireSettings,
    body::NotedBody,
    cause,
    headers::Kept,
    hosts::AllowedHosts,
    names::CheckedNames,
    progress::{NoteSecured, Progress},
    proxy::{self, Route},
    trust,
};

/// The way out of one place: Microsoft's hosts, or the practice office's.
pub struct Wire {
    pub(crate) allowed: AllowedHosts,
    tls: ClientConfig,
    pub(crate) mail_tls: Arc<ClientConfig>,
    pub(crate) matcher: Option<Matcher>,
    pub(crate) names: CheckedNames,
    pub(crate) limits: Limits,
    numbers: AtomicU64,
}

impl Wire {
    /// Makes it. Nothing is sent; the system's certificates and proxy settings are read once, here.
    pub fn new(settings: WireSettings) -> Result<Self, WireNotMade> {
        let tls = trust::configuration(&settings.trust)?;
        let mail_tls = Arc::new(trust::for_mail(&tls));
        let matcher = proxy::matcher(&settings.proxy);
        let (limits, hosts) = (settings.limits, settings.allowed.clone());
        let names = CheckedNames { names: settings.names, hosts, limit: limits.look_up };
        Ok(Self { allowed: settings.allowed, tls, mail_tls, matcher, names, limits, numbers: AtomicU64::new(1) })
    }

    /// Sends `request` once and reads the whole answer, whatever its status: also 4xx and 5xx are answers.
    ///
    /// Dropping the future stops it. Nothing is repeated and no redirect is followed.
    pub async fn send(&self, request: Request) -> Result<Answer, WireFault> {
        self.send_watched(request, || {}).await
    }

    /// The same; `on_secured` is called when the connection stands and is encrypted, before anything is asked.
    pub async fn send_watched(&self, request: Request, on_secured: impl FnOnce()) -> Result<Answer, WireFault> {
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        let (method, host) = (request.method.clone(), request.host().to_owned());
        debug!(number, %method, host, "asking");
        let outcome = self.watch(request, on_secured).await;
        match &outcome {
            Ok(answer) => info!(number, %method, host, status = answer.status(), "answered"),
            Err(fault) => info!(number, %method, host, fault = fault.kind().as_str(), "failed"),
        }
        outcome
    }

    async fn watch(&self, request: Request, on_secured: impl FnOnce()) -> Result<Answer, WireFault> {
        if !self.allowed.allow(&request.url) {
            return Err(WireFault::unsent(Cause::HostNotAllowed, request.host()));
        }
        let progress = Arc::new(Progress::default());
        let mut exchange = pin!(self.within_limit(request, &progress));
        tokio::select! {
            biased;
            () = progress.secured() => on_secured(),
            outcome = &mut exchange => return outcome,
        }
        exchange.await
    }

    async fn within_limit(&self, request: Request, progress: &Arc<Progress>) -> Result<Answer, WireFault> {
        let host = request.host().to_owned();
        let exchange = Exchange::new(self, &request.url, progress);
        match tokio::time::timeout(self.limits.whole, exchange.run(request)).await {
            Ok(outcome) => outcome,
            Err(_) if progress.is_secured() => {
                let counted = counted(progress);
                Err(WireFault { counted, ..WireFault::unsent(Cause::AnswerTooSlow, &host) })
            }
            Err(_) => Err(WireFault::unsent(Cause::TimedOut, &host)),
        }
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Wire").field("allowed", &self.allowed).finish_non_exhaustive()
    }
}

fn counted(progress: &Progress) -> Counted {
    if progress.may_have_left() { Counted::Maybe } else { Counted::No }
}

/// One request on its way.
struct Exchange<'a> {
    wire: &'a Wire,
    url: Url,
    route: Route,
    progress: &'a Arc<Progress>,
}

impl<'a> Exchange<'a> {
    fn new(wire: &'a Wire, url: &Url, progress: &'a Arc<Progress>) -> Self {
        Self { wire, url: url.clone(), route: Route::to(url, wire.matcher.as_ref()), progress }
    }

    async fn run(self, request: Request) -> Result<Answer, WireFault> {
        let limit = if request.token_sized { self.wire.limits.token_body } else { self.wire.limits.body };
        let client = self.client()?;
        let response = match self.prepared(&client, request).send().await {
            Ok(response) => response,
            Err(error) => return Err(self.unanswered(error).await),
        };
        self.not_elsewhere(&response)?;
        self.read(response, limit).await
    }

    fn client(&self) -> Result<Client, WireFault> {
        let limits = &self.wire.limits;
        let builder = Client::builder()
            .tls_backend_preconfigured(self.wire.tls.clone())
            .https_only(true)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .pool_max_idle_per_host(0)
            .connect_timeout(limits.connect)
            .dns_resolver(self.wire.names.clone())
            .connector_layer(NoteSecured(Arc::clone(self.progress)));
        let proxy = self.route.for_client().map_err(|cause| self.at_proxy(cause))?;
        let builder = proxy.into_iter().fold(builder, reqwest::ClientBuilder::proxy);
        builder.build().map_err(|error| self.fault(Cause::NoCommonSecurity, error))
    }

    fn prepared(&self, client: &Client, request: Request) -> RequestBuilder {
        let mut builder = client.request(request.method, request.url).header(header::ACCEPT, "application/json");
        if let Some(token) = request.bearer {
            builder = builder.bearer_auth(token.expose());
        }
        if let Some(id) = request.correlation {
            builder = builder.header("client-request-id", id);
        }
        match request.content {
            None => builder,
            Some(content) => builder
                .header(header::CONTENT_TYPE, content.kind)
                .header(header::CONTENT_LENGTH, content.bytes.len())
                .body(self.body(content.bytes)),
        }
    }

    fn body(&self, bytes: Zeroizing<Vec<u8>>) -> reqwest::Body {
        reqwest::Body::wrap(NotedBody::new(bytes, Arc::clone(self.progress)))
    }

    async fn unanswered(&self, error: reqwest::Error) -> WireFault {
        if self.progress.is_secured() {
            return self.fault(cause::of_waiting(&error), error);
        }
        let known = cause::of_connecting(&error, error.is_timeout());
        let fault = self.fault(Cause::Dropped, error);
        match (known, self.route.proxy_host()) {
            (Some(cause), Some(proxy)) if is_of_the_way(&cause) => WireFault { cause, host: proxy.to_owned(), ..fault },
            (Some(cause), _) => WireFault { cause, ..fault },
            (None, None) => WireFault { cause: Cause::HandshakeCut, ..fault },
            (None, Some(_)) => {
                let reason = self.route.reason(&self.url, self.wire.limits.connect).await;
                WireFault { chain: fault.chain, ..self.at_proxy(reason) }
            }
        }
    }

    /// A redirect is an answer nobody asked for; to another host, it is a network's login page.
    fn not_elsewhere(&self, response: &Response) -> Result<(), WireFault> {
        if !response.status().is_redirection() {
            return Ok(());
        }
        let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        let target = location.and_then(|text| self.url.join(text).ok());
        let foreign = target.is_some_and(|url| !self.wire.allowed.allow(&url));
        let cause = if foreign { Cause::LoginPage } else { Cause::AnswerRedirects };
        Err(self.answered(cause, response.status().as_u16()))
    }

    async fn read(&self, mut response: Response, limit: usize) -> Result<Answer, WireFault> {
        let status = response.status().as_u16();
        let kept = Kept::of(response.headers());
        if response.content_length().is_some_and(|length| length > limit as u64) {
            return Err(self.answered(Cause::AnswerTooLarge, status));
        }
        // Room for everything at once: a body that grows would leave copies behind that nobody wipes.
        let mut body = Zeroizing::new(Vec::with_capacity(limit));
        while let Some(part) = response.chunk().await.map_err(|error| self.cut(status, error))? {
            if body.len() + part.len() > limit {
                return Err(self.answered(Cause::AnswerTooLarge, status));
            }
            body.extend_from_slice(&part);
        }
        Ok(Answer { host: self.host(), status, kept, counted: counted(self.progress), body })
    }

    fn cut(&self, status: u16, error: reqwest::Error) -> WireFault {
        WireFault { status: Some(status), ..self.fault(Cause::AnswerCut, error) }
    }

    fn answered(&self, cause: Cause, status: u16) -> WireFault {
        let counted = counted(self.progress);
        WireFault { counted, status: Some(status), ..WireFault::unsent(cause, &self.host()) }
    }

    fn at_proxy(&self, cause: Cause) -> WireFault {
        WireFault::unsent(cause, self.route.proxy_host().unwrap_or_default())
    }

    fn fault(&self, cause: Cause, error: reqwest::Error) -> WireFault {
        let chain = cause::chain(&error.without_url());
        WireFault { chain, counted: counted(self.progress), ..WireFault::unsent(cause, &self.host()) }
    }

    fn host(&self) -> String {
        self.url.host_str().unwrap_or_default().to_owned()
    }
}

/// Whether, with a proxy in between, the cause is about reaching the proxy rather than the host behind it.
fn is_of_the_way(cause: &Cause) -> bool {
    matches!(cause, Cause::NameUnknown | Cause::NameNotAnswered | Cause::Offline | Cause::Refused | Cause::TimedOut)
}

//! Accepting connections and answering them, until told to stop.

use super::HangUp;
use crate::fault::Fault;
use crate::office::{Office, OfficeError};
use axum::Router;
use axum::http::{HeaderValue, Request, Response, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How long a client may take for its TLS handshake and for its request head.
const PATIENCE: Duration = Duration::from_secs(10);

/// A free port on 127.0.0.1, and on nothing else.
pub(crate) async fn bind() -> Result<(TcpListener, SocketAddr), OfficeError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(OfficeError::Listen)?;
    let address = listener.local_addr().map_err(OfficeError::Listen)?;
    Ok((listener, address))
}

/// What all connections share; it owns every task.
#[derive(Clone, Debug)]
pub(crate) struct Listeners {
    pub(crate) office: Office,
    pub(crate) tasks: TaskTracker,
    pub(crate) stop: CancellationToken,
    outage: Duration,
}

/// The connections of one listening period: they end together.
#[derive(Clone, Debug)]
struct Line {
    end: CancellationToken,
    /// Set on the secure port: tells its listener that an open connection has met `network-gone`.
    goes: Option<Arc<Notify>>,
}

#[derive(Debug, Error)]
#[error("a practice fault closed the connection")]
struct HungUp;

impl Listeners {
    /// `outage`: how long the secure port refuses under `network-gone`.
    pub(crate) fn new(office: Office, tasks: TaskTracker, stop: CancellationToken, outage: Duration) -> Self {
        Self { office, tasks, stop, outage }
    }

    /// Serves pages by plain http until stopped.
    pub(crate) fn serve_pages(&self, listener: TcpListener, router: Router) {
        let own = self.clone();
        self.tasks.spawn(async move {
            while let Some(stream) = own.accept(&listener).await {
                let line = Line { end: own.stop.clone(), goes: None };
                own.tasks.spawn(own.clone().answer(stream, line, router.clone()));
            }
        });
    }

    /// Serves by TLS until stopped; `network-gone` closes the port for a while.
    pub(crate) fn serve_secure(&self, listener: TcpListener, tls: TlsAcceptor, router: Router) {
        let own = self.clone();
        self.tasks.spawn(async move {
            let mut listener = listener;
            loop {
                let line = Line { end: own.stop.child_token(), goes: Some(Arc::new(Notify::new())) };
                own.serve_line(&listener, &line, &tls, &router).await;
                line.end.cancel();
                let Some(again) = own.be_gone(listener).await else { return };
                listener = again;
            }
        });
    }

    /// Accepts until stopped or until the network goes: at a new connection, or at a request on an open one.
    async fn serve_line(&self, listener: &TcpListener, line: &Line, tls: &TlsAcceptor, router: &Router) {
        let goes = async {
            match &line.goes {
                Some(goes) => goes.notified().await,
                None => std::future::pending().await,
            }
        };
        let accepting = async {
            while let Some(stream) = self.accept(listener).await {
                if self.network_goes() {
                    return;
                }
                self.tasks.spawn(self.clone().answer_secure(stream, line.clone(), tls.clone(), router.clone()));
            }
        };
        tokio::select! {
            () = goes => {}
            () = accepting => {}
        }
    }

    /// The next connection; `None` when the office closes.
    pub(crate) async fn accept(&self, listener: &TcpListener) -> Option<TcpStream> {
        loop {
            tokio::select! {
                () = self.stop.cancelled() => return None,
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => return Some(stream),
                    // A connection that broke before it was accepted, or no file handle left for the moment.
                    Err(error) => {
                        tracing::debug!(%error, "the practice office could not accept a connection");
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                },
            }
        }
    }

    /// Whether `network-gone` takes effect now.
    pub(crate) fn network_goes(&self) -> bool {
        let mut state = self.office.lock();
        let now = state.now();
        state.faults.take(Fault::NetworkGone, now)
    }

    /// Closes the port and opens it again when the outage is over. `None`: stopped, or the port is lost.
    pub(crate) async fn be_gone(&self, listener: TcpListener) -> Option<TcpListener> {
        let address = listener.local_addr().ok()?;
        let over = self.office.lock().outage_over.clone();
        let mut ended = std::pin::pin!(over.notified());
        ended.as_mut().enable();
        drop(listener);
        tokio::select! {
            () = self.stop.cancelled() => return None,
            () = ended => {}
            () = tokio::time::sleep(self.outage) => {}
        }
        let again = TcpListener::bind(address).await;
        again.inspect_err(|error| tracing::error!(%error, "the practice port did not come back")).ok()
    }

    async fn answer_secure(self, stream: TcpStream, line: Line, tls: TlsAcceptor, router: Router) {
        tokio::select! {
            () = line.end.cancelled() => {}
            shaken = tokio::time::timeout(PATIENCE, tls.accept(stream)) => match shaken {
                Ok(Ok(stream)) => self.answer(stream, line.clone(), router).await,
                Ok(Err(error)) => tracing::debug!(%error, "a TLS handshake with the practice office failed"),
                Err(_) => tracing::debug!("a TLS handshake with the practice office took too long"),
            },
        }
    }

    async fn answer<S: AsyncRead + AsyncWrite + Unpin>(self, stream: S, line: Line, router: Router) {
        let router = TowerToHyperService::new(router);
        let service = service_fn(|request: Request<Incoming>| async {
            if self.cuts(&line) { Err(HungUp) } else { finish(router.call(request).await, &self.office) }
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
        tokio::select! {
            () = line.end.cancelled() => {}
            ended = http.serve_connection(TokioIo::new(stream), service) => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection to the practice office ended early");
                }
            }
        }
    }

    /// Whether the network goes at this request, which is then not even read.
    fn cuts(&self, line: &Line) -> bool {
        let goes = line.goes.as_ref().filter(|_| self.network_goes());
        goes.inspect(|goes| goes.notify_one()).is_some()
    }
}

/// Dates the answer by the office's clock, or closes the connection where a fault says so.
fn finish<B>(answer: Result<Response<B>, Infallible>, office: &Office) -> Result<Response<B>, HungUp> {
    let Ok(mut response) = answer;
    if response.extensions().get::<HangUp>().is_some() {
        return Err(HungUp);
    }
    let date = office.lock().told_time().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(date) = HeaderValue::from_str(&date) {
        response.headers_mut().insert(header::DATE, date);
    }
    Ok(response)
}

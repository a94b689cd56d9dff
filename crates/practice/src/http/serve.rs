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
use std::time::Duration;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
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
    pub(crate) outage: Duration,
}

#[derive(Debug, Error)]
#[error("a practice fault closed the connection")]
struct HungUp;

impl Listeners {
    /// Serves pages by plain http until stopped.
    pub(crate) fn serve_pages(&self, listener: TcpListener, router: Router) {
        let own = self.clone();
        self.tasks.spawn(async move {
            while let Some(stream) = own.accept(&listener).await {
                own.tasks.spawn(own.clone().answer(stream, router.clone()));
            }
        });
    }

    /// Serves by TLS until stopped; `network-gone` closes the port for a while.
    pub(crate) fn serve_secure(&self, listener: TcpListener, tls: TlsAcceptor, router: Router) {
        let own = self.clone();
        self.tasks.spawn(async move {
            let mut listener = listener;
            while let Some(stream) = own.accept(&listener).await {
                if own.network_goes() {
                    let Some(again) = own.be_gone(listener, stream).await else { return };
                    listener = again;
                    continue;
                }
                own.tasks.spawn(own.clone().answer_secure(stream, tls.clone(), router.clone()));
            }
        });
    }

    async fn accept(&self, listener: &TcpListener) -> Option<TcpStream> {
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

    fn network_goes(&self) -> bool {
        let mut state = self.office.lock();
        let now = state.now();
        state.faults.take(Fault::NetworkGone, now)
    }

    /// Resets the connection, closes the port, and opens it again when the outage is over. `None`: stopped, or the port is lost.
    async fn be_gone(&self, listener: TcpListener, stream: TcpStream) -> Option<TcpListener> {
        let address = listener.local_addr().ok()?;
        let over = self.office.lock().outage_over.clone();
        let mut ended = std::pin::pin!(over.notified());
        ended.as_mut().enable();
        drop(stream);
        drop(listener);
        tokio::select! {
            () = self.stop.cancelled() => return None,
            () = ended => {}
            () = tokio::time::sleep(self.outage) => {}
        }
        TcpListener::bind(address)
            .await
            .inspect_err(|error| tracing::error!(%error, "the practice port did not come back"))
            .ok()
    }

    async fn answer_secure(self, stream: TcpStream, tls: TlsAcceptor, router: Router) {
        tokio::select! {
            () = self.stop.cancelled() => {}
            shaken = tokio::time::timeout(PATIENCE, tls.accept(stream)) => match shaken {
                Ok(Ok(stream)) => self.answer(stream, router).await,
                Ok(Err(error)) => tracing::debug!(%error, "a TLS handshake with the practice office failed"),
                Err(_) => tracing::debug!("a TLS handshake with the practice office took too long"),
            },
        }
    }

    async fn answer<S: AsyncRead + AsyncWrite + Unpin>(self, stream: S, router: Router) {
        let router = TowerToHyperService::new(router);
        let office = self.office.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let (answer, office) = (router.call(request), office.clone());
            async move { finish(answer.await, &office) }
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
        tokio::select! {
            () = self.stop.cancelled() => {}
            ended = http.serve_connection(TokioIo::new(stream), service) => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection to the practice office ended early");
                }
            }
        }
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

//! How far one request has come, noted where it happens.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use tokio::sync::Notify;
use tower_layer::Layer;
use tower_service::Service;

/// Shared between the request, its connection and its body.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    secured: AtomicBool,
    secured_now: Notify,
    sent: AtomicBool,
}

impl Progress {
    pub(crate) fn is_secured(&self) -> bool {
        self.secured.load(Ordering::SeqCst)
    }

    /// Whether the body was handed to the connection, so that its bytes may have left.
    pub(crate) fn may_have_left(&self) -> bool {
        self.sent.load(Ordering::SeqCst)
    }

    pub(crate) fn note_sent(&self) {
        self.sent.store(true, Ordering::SeqCst);
    }

    /// Ends when the connection is made and secured.
    pub(crate) async fn secured(&self) {
        self.secured_now.notified().await;
    }

    fn note_secured(&self) {
        self.secured.store(true, Ordering::SeqCst);
        self.secured_now.notify_one();
    }
}

/// Notes in a [`Progress`] that a connection was made. Each request has a client and a connection of its own.
#[derive(Clone)]
pub(crate) struct NoteSecured(pub(crate) Arc<Progress>);

impl<S> Layer<S> for NoteSecured {
    type Service = NotingService<S>;

    fn layer(&self, inner: S) -> NotingService<S> {
        NotingService { inner, progress: Arc::clone(&self.0) }
    }
}

/// The connector, with the note.
#[derive(Clone)]
pub(crate) struct NotingService<S> {
    inner: S,
    progress: Arc<Progress>,
}

impl<S, D> Service<D> for NotingService<S>
where
    S: Service<D>,
    S::Future: Send + 'static,
    S::Response: 'static,
    S::Error: 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, destination: D) -> Self::Future {
        let connecting = self.inner.call(destination);
        let progress = Arc::clone(&self.progress);
        Box::pin(async move {
            let connection = connecting.await?;
            progress.note_secured();
            Ok(connection)
        })
    }
}

//! The body of a request: wiped after use, and noted when it leaves.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use zeroize::Zeroizing;

use crate::progress::Progress;

/// Some bytes, given out once. The HTTP client asks for them only when there is a secured connection to write to.
pub(crate) struct NotedBody {
    bytes: Option<Bytes>,
    progress: Arc<Progress>,
}

impl NotedBody {
    pub(crate) fn new(bytes: Zeroizing<Vec<u8>>, progress: Arc<Progress>) -> Self {
        Self { bytes: Some(Bytes::from_owner(bytes)), progress }
    }
}

impl Body for NotedBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.progress.note_sent();
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}

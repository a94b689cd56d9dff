//! The office's listeners on 127.0.0.1: plain pages, and everything else by TLS under a CA of its own. Those of the mail
//! servers are in [`crate::mail`], that of the application's machine in [`crate::machine`].

mod certificate;
mod serve;
pub(crate) mod strangers;

pub(crate) use certificate::{Authority, Certificates};
pub(crate) use serve::{Listeners, bind};

use axum::response::{IntoResponse, Response};

/// Set on a response, it means: close the connection and send nothing at all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HangUp;

/// An answer that never goes out; the connection is closed in its place.
pub(crate) fn hang_up() -> Response {
    let mut response = ().into_response();
    response.extensions_mut().insert(HangUp);
    response
}

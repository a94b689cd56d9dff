//! How long and how much.

use std::time::Duration;

/// The limits of one wait. [`Limits::default`] gives those of the product; tests use shorter ones.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long the person has. Extended by [`crate::Handle::extend`].
    pub overall: Duration,
    /// For the head of a request.
    pub head: Duration,
    /// For the body of a request.
    pub body: Duration,
    /// Open connections at a time; the one that was idle longest makes room for a new one.
    pub connections: usize,
    /// How long the port stays open after the answer, for the browser to fetch the page.
    pub after_answer: Duration,
    /// How long it stays open after the page, for a second request of the same browser.
    pub after_page: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            overall: Duration::from_mins(15),
            head: Duration::from_secs(5),
            body: Duration::from_secs(5),
            connections: 16,
            after_answer: Duration::from_millis(700),
            after_page: Duration::from_millis(200),
        }
    }
}

/// The longest request line, its line break included.
pub(crate) const LINE: usize = 16 * 1024;
/// The most bytes of headers after the request line.
pub(crate) const HEADERS: usize = 32 * 1024;
/// The most header lines.
pub(crate) const HEADER_LINES: usize = 64;
/// The largest body.
pub(crate) const BODY: usize = 64 * 1024;

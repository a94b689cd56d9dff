//! Everything that is not the answer, by name.

use sendoff_oauth::NoiseReason;

/// What is wrong with the form of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flaw {
    /// No HTTP/1.1 request: TLS, HTTP/2, HTTP/0.9, HTTP/1.0 or no HTTP at all.
    NotHttp,
    /// Broken header lines, bare line breaks, control characters.
    Malformed,
    /// Another target than `/path?query`.
    Target,
    /// A second request, or bytes after the end of the first.
    Pipelined,
    /// A body where none belongs, or framed in a way that is not taken.
    Framing,
    /// The connection ended before the request did.
    Incomplete,
}

/// Why a request was turned away. The attempt goes on whatever it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noise {
    /// 400: not a request that is understood.
    Flawed(Flaw),
    /// 414: the request line is too long.
    LineTooLong,
    /// 431: too many or too long headers.
    HeadTooLarge,
    /// 421: the Host header is missing, doubled, or names another host (DNS rebinding).
    ForeignHost,
    /// 403: an OPTIONS request of a page that wants to read or post across origins.
    Preflight,
    /// 405: a method that is not taken.
    Method,
    /// 404: another path.
    NotFound,
    /// 403: the browser says it is not going to a page but loading an image, a frame, a script.
    NotNavigation,
    /// 415: a form of another content type.
    ContentType,
    /// 403: a form from a page of another origin.
    ForeignOrigin,
    /// 411: a form without a length.
    NoLength,
    /// 413: a form over 64 KiB.
    BodyTooLarge,
    /// 417: the sender waits for an interim answer.
    Expectation,
    /// 408: it did not arrive in time.
    TooSlow,
    /// 400: it reached the judge and is not the answer.
    Answer(NoiseReason),
    /// No reply: a connection that never sent anything, made room for another, or broke.
    Silent,
}

/// What arrived so far besides the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoiseCount {
    /// Requests turned away.
    pub total: u64,
    /// The last one that knew the `state` and yet broke a rule: not a stray request but something to tell the person.
    pub disbelieved: Option<NoiseReason>,
}

impl NoiseCount {
    pub(crate) fn add(&mut self, noise: Noise) {
        self.total += 1;
        if let Noise::Answer(reason) = noise
            && reason.knew_state()
        {
            self.disbelieved = Some(reason);
        }
    }
}

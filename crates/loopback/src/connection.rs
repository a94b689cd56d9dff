//! One connection: one request, one reply, and its end.

use std::{sync::OnceLock, time::Duration};

use sendoff_oauth::Carrier;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
    time::timeout,
};
use tracing::debug;
use zeroize::Zeroizing;

use crate::{
    Awaited, Flaw, Limits, Noise,
    connections::{Activity, Moments},
    head::{self, Scan},
    limits::{HEADERS, LINE},
    page::Page,
    reply::Reply,
    route::Rules,
    wanted::{self, Wanted},
};

const CHUNK: usize = 4096;
/// What is still read after the reply, so that the reply is not lost to a reset (RFC 9112 section 9.6).
const DRAIN: usize = 128 * 1024;
const DRAIN_TIME: Duration = Duration::from_millis(300);
const WRITE_TIME: Duration = Duration::from_secs(5);

/// What a connection tells the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A request was turned away.
    Turned(Noise),
    /// The first valid answer was claimed.
    Claimed,
    /// The person has the page.
    PageSent,
}

/// What all connections of one wait share.
pub(crate) struct Shared<'a, A: Awaited> {
    pub(crate) attempt: &'a A,
    pub(crate) rules: Rules<'a>,
    pub(crate) limits: Limits,
    pub(crate) claim: OnceLock<A::Answer>,
    pub(crate) events: mpsc::UnboundedSender<Event>,
    pub(crate) moments: Moments,
}

impl<A: Awaited> Shared<'_, A> {
    /// Claims the wait for `answer`; false if another answer was first. One step, so that twins make one exchange.
    pub(crate) fn claim(&self, answer: A::Answer) -> bool {
        let first = self.claim.set(answer).is_ok();
        if first {
            self.tell(Event::Claimed);
        }
        first
    }

    /// The page of the answer that was claimed, if one was.
    fn page(&self) -> Option<Page> {
        self.claim.get().map(A::page)
    }

    pub(crate) fn tell(&self, event: Event) {
        // The loop owns the other end and outlives every connection.
        let _ = self.events.send(event);
    }
}

/// Serves one connection to its end. What it sent is wiped.
pub(crate) async fn serve<A: Awaited>(mut stream: TcpStream, activity: Activity, shared: &Shared<'_, A>) {
    let outcome = Reader { stream: &mut stream, activity: &activity, shared }.request().await;
    debug!(?outcome, "request");
    let reply = match outcome {
        Ok(reply) => Some(reply),
        Err(noise) => {
            shared.tell(Event::Turned(noise));
            Reply::to(noise, shared.rules.allowed(), A::TURNED_AWAY)
        }
    };
    if let Some(reply) = reply {
        send(&mut stream, reply, &activity, shared).await;
    }
}

async fn send<A: Awaited>(stream: &mut TcpStream, reply: Reply, activity: &Activity, shared: &Shared<'_, A>) {
    shared.moments.mark(activity);
    let write = async {
        stream.write_all(&reply.bytes()).await?;
        stream.shutdown().await
    };
    if matches!(timeout(WRITE_TIME, write).await, Ok(Ok(()))) && reply.ends_the_wait {
        shared.tell(Event::PageSent);
    }
    activity.finish();
    // Nobody waits for what is drained here; time-out, end and reset all mean the connection is over.
    let _ = timeout(DRAIN_TIME, drain(stream)).await;
}

async fn drain(stream: &mut TcpStream) {
    let mut chunk = Zeroizing::new([0; CHUNK]);
    let mut left = DRAIN;
    while let Ok(count @ 1..) = stream.read(chunk.as_mut_slice()).await {
        let Some(rest) = left.checked_sub(count) else { return };
        left = rest;
    }
}

struct Reader<'a, 'b, A: Awaited> {
    stream: &'a mut TcpStream,
    activity: &'a Activity,
    shared: &'a Shared<'b, A>,
}

impl<A: Awaited> Reader<'_, '_, A> {
    async fn request(&mut self) -> Result<Reply, Noise> {
        match self.head().await? {
            Wanted::Judged(verdict) => self.answer(verdict),
            Wanted::Form { length, begun } => {
                let body = self.body(length, begun).await?;
                self.answer(self.shared.attempt.judge(Carrier::Form, &body))
            }
            Wanted::Page => self.shared.page().map(Reply::page).ok_or(Noise::NotFound),
        }
    }

    /// Reads a head and decides on it. The buffer has its full size from the start: growing it would leave copies behind.
    async fn head(&mut self) -> Result<Wanted<A::Verdict>, Noise> {
        let mut buffer = Zeroizing::new(Vec::with_capacity(LINE + HEADERS + CHUNK));
        let limit = self.shared.limits.head;
        let end = match timeout(limit, self.until_end(&mut buffer)).await {
            Ok(outcome) => outcome?,
            Err(_) if buffer.is_empty() => return Err(Noise::Silent),
            Err(_) => return Err(Noise::TooSlow),
        };
        let (head, rest) = buffer.split_at(end);
        wanted::decide(&self.shared.rules, self.shared.attempt, &head::parse(head)?, rest)
    }

    async fn until_end(&mut self, buffer: &mut Vec<u8>) -> Result<usize, Noise> {
        let mut scan = Scan::default();
        loop {
            if let Some(end) = scan.end(buffer)? {
                return Ok(end);
            }
            if self.more(buffer).await? == 0 {
                return Err(if buffer.is_empty() { Noise::Silent } else { Noise::Flawed(Flaw::Incomplete) });
            }
        }
    }

    async fn body(&mut self, length: usize, mut body: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>, Noise> {
        let limit = self.shared.limits.body;
        let read = timeout(limit, async {
            while body.len() < length {
                let room = (length - body.len()).min(CHUNK);
                let mut chunk = Zeroizing::new([0; CHUNK]);
                let count = self.read(&mut chunk[..room]).await?;
                if count == 0 {
                    return Err(Noise::Flawed(Flaw::Incomplete));
                }
                body.extend_from_slice(&chunk[..count]);
            }
            Ok(())
        });
        read.await.map_err(|_| Noise::TooSlow)??;
        Ok(body)
    }

    async fn more(&mut self, buffer: &mut Vec<u8>) -> Result<usize, Noise> {
        let mut chunk = Zeroizing::new([0; CHUNK]);
        let count = self.read(chunk.as_mut_slice()).await?;
        buffer.extend_from_slice(&chunk[..count]);
        Ok(count)
    }

    async fn read(&mut self, chunk: &mut [u8]) -> Result<usize, Noise> {
        let count = self.stream.read(chunk).await.map_err(|_| Noise::Silent)?;
        self.shared.moments.mark(self.activity);
        Ok(count)
    }

    /// A valid answer claims the wait, or is the twin of one that did; both get the same reply. A form is sent on as well:
    /// a page that is the reply to a form is kept with that form by Chromium, to restore a session (seen in 156).
    fn answer(&self, verdict: A::Verdict) -> Result<Reply, Noise> {
        let answer = A::settle(verdict).map_err(Noise::Answer)?;
        self.shared.claim(answer);
        Ok(Reply::see_page())
    }
}

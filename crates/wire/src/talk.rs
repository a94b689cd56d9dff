//! A conversation in lines with one server, plain or encrypted, with a limit on everything.

use std::{fmt, io, sync::Arc, time::Duration};

use rustls::ClientConfig;
use rustls_pki_types::ServerName;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, timeout},
};
use tokio_rustls::{TlsConnector, client::TlsStream};
use zeroize::Zeroizing;

use crate::{Cause, Limits, WireFault, cause};

/// An encrypted connection.
pub type Encrypted = TlsStream<TcpStream>;

/// Long enough for the runtime to look at the socket, so that what has already arrived is seen.
const GLANCE: Duration = Duration::from_millis(1);

/// The end of a conversation is a courtesy and must cost nobody time.
const FAREWELL: Duration = Duration::from_millis(500);

/// One conversation. What was read is wiped when it is dropped; it never prints.
pub struct Talk<S> {
    stream: S,
    host: String,
    tls: Arc<ClientConfig>,
    limits: Limits,
    until: Instant,
    /// Read and not yet given out. It never grows beyond the room it was made with, so that no copy is left unwiped.
    unread: Zeroizing<Vec<u8>>,
}

impl Talk<TcpStream> {
    pub(crate) fn new(
        stream: TcpStream,
        host: String,
        tls: &Arc<ClientConfig>,
        limits: Limits,
        since: Instant,
    ) -> Self {
        let unread = Zeroizing::new(Vec::with_capacity(limits.line_bytes));
        Self { stream, host, tls: Arc::clone(tls), limits, until: since + limits.talk, unread }
    }

    /// The same conversation, encrypted; the certificate must be the host's. What was read before and not yet given out
    /// came unencrypted from anybody and is thrown away: whoever must not lose it asks [`Talk::is_read`] first.
    pub async fn encrypt(self) -> Result<Talk<Encrypted>, WireFault> {
        let Self { stream, host, tls, limits, until, mut unread } = self;
        unread.clear();
        let name = ServerName::try_from(host.trim_start_matches('[').trim_end_matches(']').to_owned());
        let Ok(name) = name else { return Err(WireFault::unsent(Cause::HostNotAllowed, &host)) };
        let shaking = TlsConnector::from(Arc::clone(&tls)).connect(name, stream);
        let limit = limits.connect.min(until.saturating_duration_since(Instant::now()));
        match timeout(limit, shaking).await {
            Ok(Ok(stream)) => Ok(Talk { stream, host, tls, limits, until, unread }),
            Ok(Err(error)) => Err(fault(cause::of_encrypting(&error), &host, &error)),
            Err(_late) => Err(WireFault::unsent(Cause::TimedOut, &host)),
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Talk<S> {
    /// The host, as the table names it.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Says `bytes`, whole.
    pub async fn say(&mut self, bytes: &[u8]) -> Result<(), WireFault> {
        let limit = self.limit();
        let saying = async {
            self.stream.write_all(bytes).await?;
            self.stream.flush().await
        };
        match timeout(limit, saying).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(fault(Cause::Dropped, &self.host, &error)),
            Err(_late) => Err(self.unsaid(Cause::AnswerTooSlow)),
        }
    }

    /// The next line without its end. What is no UTF-8 in it is replaced (U+FFFD).
    pub async fn line(&mut self) -> Result<String, WireFault> {
        let limit = self.limit();
        let found = timeout(limit, self.end_of_line()).await;
        let length = found.map_err(|_late| self.unsaid(Cause::AnswerTooSlow))??;
        let line = self.unread[..length].strip_suffix(b"\n").unwrap_or(&self.unread[..length]);
        let line = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line)).into_owned();
        self.unread.drain(..length);
        Ok(line)
    }

    /// The next `count` bytes, whatever they are.
    pub async fn bytes(&mut self, count: usize) -> Result<Zeroizing<Vec<u8>>, WireFault> {
        let limit = self.limit();
        let mut bytes = Zeroizing::new(Vec::with_capacity(count));
        let taking = async {
            while bytes.len() < count {
                let here = self.unread.len().min(count - bytes.len());
                bytes.extend(self.unread.drain(..here));
                if bytes.len() < count {
                    self.fill().await?;
                }
            }
            Ok::<(), WireFault>(())
        };
        match timeout(limit, taking).await {
            Ok(outcome) => outcome.map(|()| bytes),
            Err(_late) => Err(WireFault::unsent(Cause::AnswerTooSlow, &self.host)),
        }
    }

    /// Whether everything the other side has said so far was given out. Asked before something is said, it shows who
    /// answers before being asked; asked before encrypting, it shows what somebody else slipped in (security.md M-5).
    pub async fn is_read(&mut self) -> bool {
        if self.unread.is_empty() {
            // Nothing more to come, or a connection that broke, is for the next line to tell.
            let _ = timeout(GLANCE, self.fill()).await;
        }
        self.unread.is_empty()
    }

    /// Says goodbye and ends the connection. Whether that was heard does not matter.
    pub async fn end(mut self, bytes: &[u8]) {
        let _ = timeout(FAREWELL, async {
            self.stream.write_all(bytes).await?;
            self.stream.shutdown().await
        })
        .await;
    }

    /// The length of the next line with its end, as soon as it is there.
    async fn end_of_line(&mut self) -> Result<usize, WireFault> {
        loop {
            if let Some(at) = self.unread.iter().position(|byte| *byte == b'\n') {
                return Ok(at + 1);
            }
            if self.unread.len() >= self.limits.line_bytes {
                return Err(self.unsaid(Cause::SaidTooMuch));
            }
            self.fill().await?;
        }
    }

    /// Reads what there is, as far as there is room.
    async fn fill(&mut self) -> Result<(), WireFault> {
        let room = self.limits.line_bytes.saturating_sub(self.unread.len()) as u64;
        let cut = !self.unread.is_empty();
        match (&mut self.stream).take(room).read_buf(&mut *self.unread).await {
            Ok(0) if cut => Err(self.unsaid(Cause::AnswerCut)),
            Ok(0) => Err(self.unsaid(Cause::Dropped)),
            Ok(_) => Ok(()),
            Err(error) => Err(fault(Cause::Dropped, &self.host, &error)),
        }
    }

    fn limit(&self) -> Duration {
        self.limits.line.min(self.until.saturating_duration_since(Instant::now()))
    }

    fn unsaid(&self, cause: Cause) -> WireFault {
        WireFault::unsent(cause, &self.host)
    }
}

impl<S> fmt::Debug for Talk<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Talk").field("host", &self.host).finish_non_exhaustive()
    }
}

fn fault(cause: Cause, host: &str, error: &io::Error) -> WireFault {
    WireFault { chain: cause::chain(error), ..WireFault::unsent(cause, host) }
}

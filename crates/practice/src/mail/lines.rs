//! Lines from a connection, none of them longer than is good.

use std::io;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader};

/// A line with a token may have 12,288 octets (RFC 4954 section 4.5.3.1.6 names the figure for AUTH).
const LONGEST: u64 = 16 * 1024;

/// A connection, read by lines.
#[derive(Debug)]
pub(super) struct Lines<S>(BufReader<S>);

/// What was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A line without its CRLF.
    Line(Vec<u8>),
    /// A line that is too long, or ends in a bare LF: never taken for a line, so that nothing can be smuggled in.
    Garbled,
    /// The other side has closed.
    End,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Lines<S> {
    pub(super) fn new(stream: S) -> Self {
        Self(BufReader::new(stream))
    }

    pub(super) async fn next(&mut self) -> io::Result<Heard> {
        let mut line = Vec::new();
        (&mut self.0).take(LONGEST).read_until(b'\n', &mut line).await?;
        Ok(match line.as_slice() {
            [] => Heard::End,
            [inside @ .., b'\r', b'\n'] => Heard::Line(inside.to_vec()),
            [..] if line.ends_with(b"\n") || line.len() as u64 >= LONGEST => Heard::Garbled,
            [..] => Heard::End,
        })
    }

    pub(super) async fn say(&mut self, text: &str) -> io::Result<()> {
        self.0.write_all(text.as_bytes()).await?;
        self.0.flush().await
    }

    pub(super) async fn close(&mut self) -> io::Result<()> {
        self.0.shutdown().await
    }

    /// The connection itself; `None` when more was sent than was read, which nobody may do before TLS.
    pub(super) fn into_stream(self) -> Option<S> {
        self.0.buffer().is_empty().then(|| self.0.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn check(sent: &[u8], expected: &[Heard]) {
        let (mut ours, theirs) = tokio::io::duplex(64 * 1024);
        ours.write_all(sent).await.unwrap();
        drop(ours);
        let mut lines = Lines::new(theirs);
        for heard in expected {
            assert_eq!(lines.next().await.unwrap(), *heard);
        }
    }

    #[tokio::test]
    async fn a_line_ends_in_crlf_and_has_an_end() {
        let line = |text: &str| Heard::Line(text.as_bytes().to_vec());
        check(b"one\r\n\r\ntwo\r\n", &[line("one"), line(""), line("two"), Heard::End]).await;
        check(b"one\ntwo\r\n", &[Heard::Garbled, line("two")]).await;
        check(b"cut off", &[Heard::End]).await;
        check(&vec![b'x'; 20_000], &[Heard::Garbled]).await;
    }

    #[tokio::test]
    async fn what_is_sent_ahead_of_tls_gives_no_connection() {
        let (mut ours, theirs) = tokio::io::duplex(1024);
        ours.write_all(b"STARTTLS\r\nEHLO early\r\n").await.unwrap();
        let mut lines = Lines::new(theirs);
        lines.next().await.unwrap();
        assert!(lines.into_stream().is_none());
    }
}

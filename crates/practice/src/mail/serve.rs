//! The listeners of the mail servers: accepting, TLS, and passing lines to a conversation until it ends.

use super::imap::Imap;
use super::lines::{Heard, Lines};
use super::pop3::Pop3;
use super::smtp::Smtp;
use super::{Conversation, Then};
use crate::http::Listeners;
use crate::office::Office;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// How long a client may be silent, or take for its handshake.
const PATIENCE: Duration = Duration::from_mins(2);

/// Where the mail servers listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MailPorts {
    pub(crate) smtp: SocketAddr,
    pub(crate) smtps: SocketAddr,
    pub(crate) imap: SocketAddr,
    pub(crate) pop3: SocketAddr,
}

/// Those of both houses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AllMailPorts {
    pub(crate) exchange: MailPorts,
    pub(crate) gmail: MailPorts,
}

/// Whose server it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum House {
    /// Exchange Online.
    Exchange,
    /// Gmail.
    Gmail,
}

/// One of the servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    /// Submission with STARTTLS.
    Smtp,
    /// Submission under TLS from the start, which Exchange Online does not offer and others do.
    Smtps,
    /// IMAP under TLS.
    Imap,
    /// POP3 under TLS.
    Pop3,
}

/// Why a stretch of a conversation is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Closed,
    StartTls,
}

impl Listeners {
    /// Serves one mail server until stopped; `network-gone` closes its port for a while.
    pub(crate) fn serve_mail(&self, listener: TcpListener, tls: TlsAcceptor, server: (House, Service)) {
        let own = self.clone();
        self.tasks.spawn(async move {
            let mut listener = listener;
            while let Some(stream) = own.accept(&listener).await {
                if own.network_goes() {
                    drop(stream);
                    let Some(again) = own.be_gone(listener).await else { return };
                    listener = again;
                    continue;
                }
                own.tasks.spawn(own.clone().converse(stream, tls.clone(), server));
            }
        });
    }

    async fn converse(self, stream: TcpStream, tls: TlsAcceptor, (house, service): (House, Service)) {
        tokio::select! {
            () = self.stop.cancelled() => {}
            ended = service.serve(house, stream, &tls, &self.office) => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a conversation with a practice mail server ended early");
                }
            }
        }
    }
}

impl Service {
    async fn serve(self, house: House, stream: TcpStream, tls: &TlsAcceptor, office: &Office) -> io::Result<()> {
        let mut conversation: Box<dyn Conversation> = match self {
            Self::Smtp => return serve_submission(house, stream, tls, office).await,
            Self::Smtps => Box::new(Smtp::new(office.clone(), house, true)),
            Self::Imap => Box::new(Imap::new(office.clone(), house)),
            Self::Pop3 => Box::new(Pop3::new(office.clone(), house)),
        };
        let mut lines = Lines::new(shake(tls, stream).await?);
        greet(&mut lines, conversation.as_mut()).await?;
        talk(&mut lines, conversation.as_mut()).await.map(drop)
    }
}

/// In the clear until STARTTLS. What came ahead of the handshake ends the connection.
async fn serve_submission(house: House, stream: TcpStream, tls: &TlsAcceptor, office: &Office) -> io::Result<()> {
    let mut conversation = Smtp::new(office.clone(), house, false);
    let mut lines = Lines::new(stream);
    greet(&mut lines, &mut conversation).await?;
    if talk(&mut lines, &mut conversation).await? == Ending::Closed {
        return Ok(());
    }
    let Some(stream) = lines.into_stream() else { return Ok(()) };
    conversation.secured();
    let mut lines = Lines::new(shake(tls, stream).await?);
    talk(&mut lines, &mut conversation).await.map(drop)
}

async fn shake(tls: &TlsAcceptor, stream: TcpStream) -> io::Result<tokio_rustls::server::TlsStream<TcpStream>> {
    tokio::time::timeout(PATIENCE, tls.accept(stream)).await?
}

async fn greet<S>(lines: &mut Lines<S>, conversation: &mut dyn Conversation) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let greeting = conversation.greeting();
    lines.say(&greeting.text).await
}

async fn talk<S>(lines: &mut Lines<S>, conversation: &mut dyn Conversation) -> io::Result<Ending>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    loop {
        let reply = match tokio::time::timeout(PATIENCE, lines.next()).await?? {
            Heard::Line(line) => conversation.hear(&line),
            Heard::Garbled => conversation.garbled(),
            Heard::End => return Ok(Ending::Closed),
        };
        lines.say(&reply.text).await?;
        match reply.then {
            Then::Hear => {}
            Then::StartTls => return Ok(Ending::StartTls),
            Then::Close => {
                lines.close().await?;
                return Ok(Ending::Closed);
            }
        }
    }
}

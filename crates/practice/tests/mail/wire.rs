//! A line protocol over a socket, and the sign-ins and tokens that go with it.

use crate::common::Desk;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use sendoff_practice::directory::EmailApps;
use sendoff_practice::{OfficeSettings, RunningOffice, Seed};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

pub(crate) const SMTP: &str = "https://outlook.office.com/SMTP.Send";
pub(crate) const IMAP: &str = "https://outlook.office.com/IMAP.AccessAsUser.All";
pub(crate) const POP: &str = "https://outlook.office.com/POP.AccessAsUser.All";

/// An office where everything is ready for mail by SMTP.
pub(crate) async fn ready() -> Desk {
    Desk::seeded(Seed::Smtp, OfficeSettings::default()).await
}

/// A token of the mailbox's owner for this scope.
pub(crate) async fn token(desk: &Desk, scope: &str) -> String {
    let tokens = desk.tokens_for(scope).await;
    tokens["access_token"].as_str().unwrap_or_else(|| panic!("{tokens}")).to_owned()
}

pub(crate) fn bearer(user: &str, token: &str) -> String {
    STANDARD.encode(format!("user={user}\u{1}auth=Bearer {token}\u{1}\u{1}"))
}

pub(crate) fn set_apps(desk: &Desk, change: impl FnOnce(&mut EmailApps)) {
    let mailbox = desk.office().account(sendoff_practice::directory::AccountKind::Mailbox).unwrap();
    let mut apps = mailbox.apps;
    change(&mut apps);
    desk.office().set_email_apps(&mailbox.address, apps).unwrap();
}

/// A connection by lines, in the clear or under TLS.
pub(crate) enum Wire {
    Clear(BufReader<TcpStream>),
    Secure(Box<BufReader<TlsStream<TcpStream>>>),
}

impl Wire {
    pub(crate) async fn clear(at: SocketAddr) -> Self {
        Self::Clear(BufReader::new(TcpStream::connect(at).await.unwrap()))
    }

    pub(crate) async fn secure(desk: &Desk, at: SocketAddr, name: &str) -> Self {
        Self::secure_with(&desk.running, at, name).await
    }

    pub(crate) async fn secure_with(running: &RunningOffice, at: SocketAddr, name: &str) -> Self {
        let stream = TcpStream::connect(at).await.unwrap();
        Self::Secure(Box::new(BufReader::new(shake(running, stream, name).await)))
    }

    /// Goes on under TLS.
    pub(crate) async fn start_tls(self, desk: &Desk) -> Self {
        self.start_tls_with(&desk.running, "smtp.office365.com").await
    }

    pub(crate) async fn start_tls_with(self, running: &RunningOffice, name: &str) -> Self {
        let Self::Clear(stream) = self else { panic!("under TLS already") };
        Self::Secure(Box::new(BufReader::new(shake(running, stream.into_inner(), name).await)))
    }

    pub(crate) async fn say(&mut self, line: &str) {
        let line = format!("{line}\r\n");
        match self {
            Self::Clear(stream) => stream.write_all(line.as_bytes()).await.unwrap(),
            Self::Secure(stream) => stream.write_all(line.as_bytes()).await.unwrap(),
        }
    }

    /// One line without its end; empty when the other side has closed.
    pub(crate) async fn hear(&mut self) -> String {
        let mut line = String::new();
        match self {
            Self::Clear(stream) => stream.read_line(&mut line).await.unwrap(),
            Self::Secure(stream) => stream.read_line(&mut line).await.unwrap_or_default(),
        };
        line.trim_end_matches("\r\n").to_owned()
    }

    /// Lines up to the one that `is_last`, which is among them.
    pub(crate) async fn hear_until(&mut self, is_last: impl Fn(&str) -> bool) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let line = self.hear().await;
            let last = is_last(&line) || line.is_empty() && lines.last().is_some_and(String::is_empty);
            lines.push(line);
            if last {
                return lines;
            }
        }
    }

    pub(crate) async fn is_closed(&mut self) -> bool {
        let mut rest = Vec::new();
        match self {
            Self::Clear(stream) => stream.read_to_end(&mut rest).await.is_ok_and(|_| rest.is_empty()),
            Self::Secure(stream) => stream.read_to_end(&mut rest).await.is_err() || rest.is_empty(),
        }
    }

    /// Says a line and hears one.
    pub(crate) async fn ask(&mut self, line: &str) -> String {
        self.say(line).await;
        self.hear().await
    }

    /// Says a line and hears an SMTP reply; its lines.
    pub(crate) async fn ask_smtp(&mut self, line: &str) -> Vec<String> {
        self.say(line).await;
        self.hear_until(|line| line.as_bytes().get(3) != Some(&b'-')).await
    }
}

async fn shake(running: &RunningOffice, stream: TcpStream, name: &str) -> TlsStream<TcpStream> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(running.ca_pem().as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.unwrap()
}

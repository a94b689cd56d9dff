//! The web as Chromium sees it in these tests: one server with a certificate made for the run, many names.

use std::{
    convert::Infallible,
    io,
    net::Ipv4Addr,
    sync::{Arc, Mutex},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use rcgen::{CertificateParams, KeyPair, PublicKeyData};
use rustls::{
    ServerConfig,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use sha2::{Digest, Sha256};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

/// Where a person signs in.
pub(crate) const PROVIDER: &str = "login.provider.example";
/// Where nobody should have gone.
pub(crate) const STRANGER: &str = "evil.example";

/// What is served at a name and path. Everything else is not found.
struct Page {
    host: &'static str,
    path: String,
    reply: String,
}

/// What was asked for, as `host path`; a connection that spoke no TLS is written down as such.
#[derive(Default)]
struct Record {
    pages: Mutex<Vec<Page>>,
    asked: Mutex<Vec<String>>,
}

/// Serves until it is dropped.
pub(crate) struct Web {
    pub(crate) port: u16,
    /// The digest by which Chromium knows the certificate, for `--ignore-certificate-errors-spki-list`.
    pub(crate) key: String,
    record: Arc<Record>,
    serving: JoinHandle<Infallible>,
}

impl Web {
    pub(crate) async fn open() -> Self {
        let key = KeyPair::generate().expect("a key");
        let digest = BASE64_STANDARD.encode(Sha256::digest(key.subject_public_key_info()));
        let acceptor = TlsAcceptor::from(Arc::new(tls(&key)));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let port = listener.local_addr().expect("a port").port();
        let record = Arc::new(Record::default());
        let serving = tokio::spawn(serve(listener, acceptor, Arc::clone(&record)));
        Self { port, key: digest, record, serving }
    }

    /// Puts a page up. `headers` are whole lines, each with its line break.
    pub(crate) fn put(&self, host: &'static str, path: &str, headers: &str, html: &str) {
        let length = html.len();
        let reply = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n\
             Connection: close\r\nContent-Length: {length}\r\n{headers}\r\n{html}"
        );
        self.reply(host, path, reply);
    }

    /// Sends whoever asks on to `to`.
    pub(crate) fn redirect(&self, host: &'static str, path: &str, to: &str) {
        let reply = format!(
            "HTTP/1.1 302 Found\r\nLocation: {to}\r\nCache-Control: no-store\r\nConnection: close\r\n\
             Content-Length: 0\r\n\r\n"
        );
        self.reply(host, path, reply);
    }

    fn reply(&self, host: &'static str, path: &str, reply: String) {
        self.record.pages.lock().expect("the pages").push(Page { host, path: path.to_owned(), reply });
    }

    /// What was asked for so far, as `host path`.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.record.asked.lock().expect("the record").clone()
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn tls(key: &KeyPair) -> ServerConfig {
    let names = vec![PROVIDER.to_owned(), STRANGER.to_owned()];
    let certificate = CertificateParams::new(names).and_then(|params| params.self_signed(key)).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key))
        .expect("a TLS server")
}

async fn serve(listener: TcpListener, acceptor: TlsAcceptor, record: Arc<Record>) -> Infallible {
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            let (acceptor, record) = (acceptor.clone(), Arc::clone(&record));
            tokio::spawn(async move {
                // A browser may open a connection and leave it unused.
                let _ = one(stream, acceptor, &record).await;
            });
        }
    }
}

async fn one(stream: TcpStream, acceptor: TlsAcceptor, record: &Record) -> io::Result<()> {
    let mut first = [0];
    if stream.peek(&mut first).await? == 0 {
        return Ok(());
    }
    if first[0] != 0x16 {
        record.asked.lock().expect("the record").push("somewhere without TLS".to_owned());
        return Ok(());
    }
    let mut stream = acceptor.accept(stream).await?;
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).await? > 0 {
        head.push(byte[0]);
    }
    stream.write_all(record.answer(&String::from_utf8_lossy(&head)).as_bytes()).await?;
    stream.shutdown().await
}

impl Record {
    fn answer(&self, head: &str) -> String {
        let path = head.split(' ').nth(1).unwrap_or_default();
        let host = head.lines().find_map(|line| line.strip_prefix("Host: ")).unwrap_or_default();
        self.asked.lock().expect("the record").push(format!("{host} {path}"));
        let pages = self.pages.lock().expect("the pages");
        let found = pages.iter().rev().find(|page| page.host == host && page.path == path);
        found.map_or_else(
            || "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_owned(),
            |page| page.reply.clone(),
        )
    }
}

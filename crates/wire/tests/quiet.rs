//! The log at its loudest, with everything the libraries below say, holds no secret, no query and no body.

#![expect(clippy::unwrap_used, reason = "a test stops where it breaks")]

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
};

use rcgen::{CertificateParams, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::ring};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use sendoff_values::AccessToken;
use sendoff_wire::{AllowedHosts, Request, Wire, WireSettings};
use tracing_subscriber::{filter::LevelFilter, fmt::MakeWriter};
use zeroize::Zeroizing;

#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Page {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// A server with a certificate of its own making, which answers `count` requests and ends.
fn server(count: usize) -> (u16, Vec<u8>, std::thread::JoinHandle<()>) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = Arc::new(builder.with_single_cert(vec![certificate.der().clone()], private).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = std::thread::spawn(move || {
        for _ in 0..count {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, listener.accept().unwrap().0);
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nX-Canary: canary\r\nContent-Length: 8\r\n\r\n\"canary\"");
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    (port, certificate.pem().into_bytes(), thread)
}

#[tokio::test]
async fn nothing_secret_is_logged_even_at_the_finest_level() {
    let page = Page::default();
    tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(page.clone()).init();
    let (port, authority, thread) = server(2);
    let allowed = AllowedHosts::loopback([("localhost", port)]).unwrap();
    let wire = Wire::new(WireSettings::practice(allowed, authority)).unwrap();
    let url: url::Url = format!("https://localhost:{port}/path?code=canary").parse().unwrap();
    let form = Zeroizing::new("client_secret=canary".to_owned());
    wire.send(Request::post_form(url.clone(), form)).await.unwrap();
    let _ = wire.send(Request::get(url).bearer(&AccessToken::new("canary".to_owned()))).await;
    thread.join().unwrap();
    let log = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
    assert!(
        log.contains("sendoff_wire") && log.contains("localhost") && log.contains("rustls"),
        "the log was not heard: {log}"
    );
    assert!(!log.contains("canary"), "{}", log.lines().filter(|line| line.contains("canary")).collect::<String>());
}

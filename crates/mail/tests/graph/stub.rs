//! A Graph of threads and plain sockets: it says what a test tells it to, one connection after the other.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread::JoinHandle,
    time::Duration,
};

use rcgen::{CertificateParams, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::ring};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use sendoff_wire::{AllowedHosts, Limits, Wire, WireSettings};

/// What happens on one connection.
#[derive(Clone, Debug)]
pub(crate) enum Turn {
    /// The request is read and answered with these bytes.
    Say(Vec<u8>),
    /// The connection ends before TLS.
    CutHandshake,
    /// The request is read and the connection ends.
    CutAfterRequest,
    /// The request is read and nothing is said until the other side goes.
    Wait,
}

/// The server. It ends by itself after its last turn.
pub(crate) struct Graph {
    port: u16,
    authority: Vec<u8>,
    heard: Arc<Mutex<Vec<String>>>,
    thread: JoinHandle<()>,
}

impl Graph {
    pub(crate) fn start(turns: Vec<Turn>) -> Self {
        let (config, authority) = identity();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::<Mutex<Vec<String>>>::default();
        let notes = Arc::clone(&heard);
        let thread = std::thread::spawn(move || {
            for turn in turns {
                let (tcp, _) = listener.accept().unwrap();
                tcp.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                take(turn, tcp, &config, &notes);
            }
        });
        Self { port, authority, heard, thread }
    }

    pub(crate) fn base(&self) -> url::Url {
        format!("https://localhost:{}/v1.0", self.port).parse().unwrap()
    }

    pub(crate) fn wire(&self) -> Wire {
        let allowed = AllowedHosts::loopback([("localhost", self.port)]).unwrap();
        let limits = Limits { whole: Duration::from_secs(15), ..Limits::default() };
        Wire::new(WireSettings { limits, ..WireSettings::practice(allowed, self.authority.clone()) }).unwrap()
    }

    /// Waits for the last turn and returns the requests, whole.
    pub(crate) async fn heard(self) -> Vec<String> {
        tokio::task::spawn_blocking(move || self.thread.join().unwrap()).await.unwrap();
        self.heard.lock().unwrap().clone()
    }

    /// The requests so far.
    pub(crate) fn so_far(&self) -> usize {
        self.heard.lock().unwrap().len()
    }
}

fn identity() -> (Arc<ServerConfig>, Vec<u8>) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = builder.with_single_cert(vec![certificate.der().clone()], private).unwrap();
    (Arc::new(config), certificate.pem().into_bytes())
}

fn take(turn: Turn, mut tcp: TcpStream, config: &Arc<ServerConfig>, notes: &Mutex<Vec<String>>) {
    if matches!(turn, Turn::CutHandshake) {
        let _ = tcp.read(&mut [0; 4096]);
        return;
    }
    let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(config)).unwrap(), tcp);
    let request = read_request(&mut stream);
    notes.lock().unwrap().push(request);
    match turn {
        Turn::Say(bytes) => {
            let _ = stream.write_all(&bytes);
            stream.conn.send_close_notify();
            let _ = stream.flush();
            let _ = stream.sock.shutdown(Shutdown::Write);
            let _ = stream.sock.read(&mut [0; 64]);
        }
        Turn::Wait => while matches!(stream.read(&mut [0; 4096]), Ok(1..)) {},
        Turn::CutHandshake | Turn::CutAfterRequest => {}
    }
}

fn read_request(stream: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    let mut byte = [0; 1];
    while !bytes.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
        bytes.push(byte[0]);
    }
    let head = String::from_utf8(bytes).unwrap();
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |text| text.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    head + std::str::from_utf8(&body).unwrap()
}

/// An answer as Graph gives it.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> Turn {
    let id = "request-id: 6f2a1c\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\n";
    let kind = "Content-Type: application/json\r\n";
    Turn::Say(
        format!("HTTP/1.1 {status}\r\n{id}{kind}{headers}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes(),
    )
}

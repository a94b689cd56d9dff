//! A server of threads and plain sockets that answers, or fails to, exactly as a test says.

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::ring};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// A certificate authority of the test's own.
pub(crate) struct Authority {
    pub(crate) pem: Vec<u8>,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut parameters = CertificateParams::new(Vec::<String>::new()).unwrap();
        parameters.distinguished_name.push(DnType::CommonName, name);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = parameters.self_signed(&key).unwrap();
        Self { pem: certificate.pem().into_bytes(), issuer: Issuer::new(parameters, key) }
    }

    /// A server's identity for `host`, good from one year to another.
    pub(crate) fn identity(&self, host: &str, years: (i32, i32)) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let mut parameters = CertificateParams::new(vec![host.to_owned()]).unwrap();
        parameters.not_before = date_time_ymd(years.0, 1, 1);
        parameters.not_after = date_time_ymd(years.1, 1, 1);
        let certificate = parameters.signed_by(&key, &self.issuer).unwrap();
        let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
        Arc::new(builder.with_single_cert(vec![certificate.der().clone()], private).unwrap())
    }

    /// Good for `localhost`, now.
    pub(crate) fn localhost(&self) -> Arc<ServerConfig> {
        self.identity("localhost", (2000, 2100))
    }
}

/// One accepted connection.
pub(crate) struct Guest {
    tcp: TcpStream,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Guest {
    /// Reads until something has come; what it is does not matter.
    pub(crate) fn hear_something(&mut self) {
        let _ = self.tcp.read(&mut [0; 4096]);
    }

    /// Says plain bytes.
    pub(crate) fn say(&mut self, bytes: &[u8]) {
        let _ = self.tcp.write_all(bytes);
    }

    /// Reads a plain head, up to the empty line.
    pub(crate) fn hear_head(&mut self) -> String {
        let head = read_head(&mut self.tcp);
        self.heard.lock().unwrap().push(head.clone());
        head
    }

    /// Ends the connection with a reset.
    pub(crate) fn reset(self) {
        socket2::SockRef::from(&self.tcp).set_linger(Some(Duration::ZERO)).unwrap();
    }

    /// Waits until the other side is gone.
    pub(crate) fn wait_for_the_end(&mut self) {
        while matches!(self.tcp.read(&mut [0; 4096]), Ok(1..)) {}
    }

    /// Passes everything on to `place` and back, until either side ends or `limit` bytes have gone there.
    pub(crate) fn connect_to(self, place: SocketAddr, limit: u64) {
        let far = TcpStream::connect(place).unwrap();
        let (mut there, mut back) = (far.try_clone().unwrap(), far);
        let (from, mut to) = (self.tcp.try_clone().unwrap(), self.tcp);
        let pump = std::thread::spawn(move || {
            let passed = std::io::copy(&mut from.take(limit), &mut there).unwrap_or_default();
            let _ = there.shutdown(if passed == limit { Shutdown::Both } else { Shutdown::Write });
        });
        let _ = std::io::copy(&mut back, &mut to);
        let _ = to.shutdown(Shutdown::Both);
        pump.join().unwrap();
    }

    /// Speaks TLS as `identity`, reads one request, and hands over what carries the answer.
    pub(crate) fn secure(self, identity: &Arc<ServerConfig>) -> Secured {
        let connection = ServerConnection::new(Arc::clone(identity)).unwrap();
        let mut stream = StreamOwned::new(connection, self.tcp);
        let request = read_request(&mut stream);
        self.heard.lock().unwrap().push(request);
        Secured { stream }
    }
}

/// A connection after TLS and after the request.
pub(crate) struct Secured {
    stream: StreamOwned<ServerConnection, TcpStream>,
}

impl Secured {
    /// Says these bytes; the other side may already be gone.
    pub(crate) fn say(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).and_then(|()| self.stream.flush()).is_ok()
    }

    /// Says goodbye as TLS wants it.
    pub(crate) fn close(mut self) {
        self.stream.conn.send_close_notify();
        let _ = self.stream.flush();
        let _ = self.stream.sock.shutdown(Shutdown::Write);
        let _ = self.stream.sock.read(&mut [0; 64]);
    }

    /// Ends without a goodbye, but in order for TCP.
    pub(crate) fn cut(self) {
        let _ = self.stream.sock.shutdown(Shutdown::Both);
    }

    /// Ends the connection with a reset.
    pub(crate) fn reset(self) {
        socket2::SockRef::from(&self.stream.sock).set_linger(Some(Duration::ZERO)).unwrap();
    }

    /// Waits until the other side is gone.
    pub(crate) fn wait_for_the_end(&mut self) {
        while matches!(self.stream.read(&mut [0; 4096]), Ok(1..)) {}
    }
}

/// A server on a port of its own. It ends when it is dropped.
pub(crate) struct Server {
    pub(crate) port: u16,
    heard: Arc<Mutex<Vec<String>>>,
    guests: Arc<AtomicUsize>,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Treats every guest alike, one after the other.
    pub(crate) fn start(mut treat: impl FnMut(Guest) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (heard, guests, ended) = <(Arc<Mutex<_>>, Arc<AtomicUsize>, Arc<AtomicBool>)>::default();
        let (notes, count, stop) = (Arc::clone(&heard), Arc::clone(&guests), Arc::clone(&ended));
        let thread = std::thread::spawn(move || {
            for tcp in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                count.fetch_add(1, Ordering::SeqCst);
                let tcp = tcp.unwrap();
                tcp.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                treat(Guest { tcp, heard: Arc::clone(&notes) });
            }
        });
        Self { port, heard, guests, ended, thread: Some(thread) }
    }

    /// Answers every request with these bytes and ends the connection in order.
    pub(crate) fn answering(identity: &Arc<ServerConfig>, answer: impl Into<Vec<u8>>) -> Self {
        let (identity, answer) = (Arc::clone(identity), answer.into());
        Self::start(move |guest| {
            let mut secured = guest.secure(&identity);
            secured.say(&answer);
            secured.close();
        })
    }

    /// Ends it, waits for its last guest to be treated, and returns the requests that came.
    pub(crate) async fn end(mut self) -> Vec<String> {
        self.stop();
        let (thread, heard) = (self.thread.take(), Arc::clone(&self.heard));
        tokio::task::spawn_blocking(move || thread.map(JoinHandle::join)).await.unwrap().unwrap().unwrap();
        heard.lock().unwrap().clone()
    }

    fn stop(&self) {
        self.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address());
    }

    pub(crate) fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// The requests that came, whole.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// How many connections came.
    pub(crate) fn guests(&self) -> usize {
        self.guests.load(Ordering::SeqCst)
    }
}

/// Does not wait: the guest may be a client whose side of the connection runs on this very thread.
impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn read_head(stream: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    let mut byte = [0; 1];
    while !bytes.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
        bytes.push(byte[0]);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn read_request(stream: &mut impl Read) -> String {
    let head = read_head(stream);
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |text| text.parse().unwrap());
    let mut body = vec![0; length];
    let _ = stream.read_exact(&mut body);
    head + &String::from_utf8_lossy(&body)
}

/// An answer with a length.
pub(crate) fn http(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

//! A mail server that follows a script: right answers, and one fault at one point. After the fault it goes on with right
//! answers, so that whoever does not notice would be told that all is well.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::{ServerConfig, crypto::ring};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::sleep,
};
use tokio_rustls::TlsAcceptor;

/// What the server waits for before it answers.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Hears {
    Nothing,
    Line,
    Message,
}

/// One answer of a conversation that goes well. `{tag}` in it is the first word of what was heard.
#[derive(Clone)]
pub(crate) struct Turn {
    pub(crate) at: &'static str,
    pub(crate) hears: Hears,
    pub(crate) says: String,
    pub(crate) then_encrypts: bool,
}

pub(crate) fn turn(at: &'static str, hears: Hears, says: &str) -> Turn {
    Turn { at, hears, says: says.to_owned(), then_encrypts: false }
}

/// What happens instead of a right answer.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// These words instead.
    Says(&'static str),
    /// The right answer and, in the same breath, these words.
    Adds(&'static str),
    /// The right answer and, a little later and unasked, these words.
    AddsLater(&'static str),
    /// The right answer twice.
    Doubles,
    /// What was heard, after these words.
    Echoes(&'static str),
    /// The connection ends.
    Closes,
    /// The right answer without its line end, and the connection ends.
    Cuts,
    /// Nothing, until the other side goes.
    Keeps,
    /// One byte at a time, never a whole line.
    Drips,
    /// These words again and again, so slowly that each line is in time.
    Lingers(&'static str),
    /// A mebibyte without a line end.
    Floods,
    /// These words without end.
    Repeats(&'static str),
}

/// With which certificate the server shows up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shows {
    Itself,
    AnotherName,
    AnotherIssuer,
    AnOldOne,
    /// Words in plain text.
    Words(&'static str),
    /// Nothing: the connection ends.
    Nothing,
    /// Nothing, until the other side goes.
    Silence,
}

#[derive(Clone)]
pub(crate) struct Script {
    pub(crate) turns: Vec<Turn>,
    pub(crate) encrypts_at_once: bool,
    pub(crate) shows: Shows,
    pub(crate) fault: Option<(&'static str, Fault)>,
}

impl Script {
    /// The same with other words at one point.
    pub(crate) fn saying(mut self, at: &str, says: &str) -> Self {
        says.clone_into(&mut self.turns.iter_mut().find(|turn| turn.at == at).unwrap().says);
        self
    }

    /// The same with one more turn after that point.
    pub(crate) fn then(mut self, after: &str, turn: Turn) -> Self {
        let at = self.turns.iter().position(|turn| turn.at == after).unwrap();
        self.turns.insert(at + 1, turn);
        self
    }

    /// What it says, for the name of a row.
    pub(crate) fn texts(&self) -> Vec<&str> {
        self.turns.iter().map(|turn| turn.says.as_str()).collect()
    }
}

/// What came, before and after encryption began.
#[derive(Default)]
pub(crate) struct Heard {
    pub(crate) plain: String,
    pub(crate) encrypted: String,
}

struct Identities {
    authority: Vec<u8>,
    itself: Arc<ServerConfig>,
    another_name: Arc<ServerConfig>,
    another_issuer: Arc<ServerConfig>,
    an_old_one: Arc<ServerConfig>,
}

static IDENTITIES: LazyLock<Identities> = LazyLock::new(|| {
    let (pem, issuer) = authority("Own Root");
    let (_, stranger) = authority("A Firewall");
    Identities {
        authority: pem,
        itself: identity(&issuer, "localhost", 2100),
        another_name: identity(&issuer, "smtp.example", 2100),
        another_issuer: identity(&stranger, "localhost", 2100),
        an_old_one: identity(&issuer, "localhost", 2001),
    }
});

pub(crate) fn authority_pem() -> Vec<u8> {
    IDENTITIES.authority.clone()
}

fn authority(name: &str) -> (Vec<u8>, Issuer<'static, KeyPair>) {
    let key = KeyPair::generate().unwrap();
    let mut parameters = CertificateParams::new(Vec::<String>::new()).unwrap();
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let certificate = parameters.self_signed(&key).unwrap();
    (certificate.pem().into_bytes(), Issuer::new(parameters, key))
}

fn identity(issuer: &Issuer<'static, KeyPair>, host: &str, until: i32) -> Arc<ServerConfig> {
    let key = KeyPair::generate().unwrap();
    let mut parameters = CertificateParams::new(vec![host.to_owned()]).unwrap();
    parameters.not_before = date_time_ymd(2000, 1, 1);
    parameters.not_after = date_time_ymd(until, 1, 1);
    let certificate = parameters.signed_by(&key, issuer).unwrap();
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    Arc::new(builder.with_single_cert(vec![certificate.der().clone()], private).unwrap())
}

/// Follows `script` on the next connection of `listener`, to the end of the script or of the connection.
pub(crate) async fn follow(listener: TcpListener, script: Script) -> Heard {
    let mut heard = Heard::default();
    let (tcp, _) = listener.accept().await.unwrap();
    let encrypts_after = script.turns.iter().position(|turn| turn.then_encrypts).map(|at| at + 1);
    let plain = if script.encrypts_at_once { 0 } else { encrypts_after.unwrap_or(script.turns.len()) };
    let Some(tcp) = play(tcp, &script.turns[..plain], script.fault.as_ref(), &mut heard.plain).await else {
        return heard;
    };
    if let Some(stream) = encrypted(tcp, script.shows).await {
        let _ = play(stream, &script.turns[plain..], script.fault.as_ref(), &mut heard.encrypted).await;
    }
    heard
}

async fn encrypted(mut tcp: TcpStream, shows: Shows) -> Option<tokio_rustls::server::TlsStream<TcpStream>> {
    let config = match shows {
        Shows::Itself => &IDENTITIES.itself,
        Shows::AnotherName => &IDENTITIES.another_name,
        Shows::AnotherIssuer => &IDENTITIES.another_issuer,
        Shows::AnOldOne => &IDENTITIES.an_old_one,
        Shows::Words(words) => {
            let _ = tcp.write_all(words.as_bytes()).await;
            to_the_end(&mut tcp).await;
            return None;
        }
        Shows::Nothing => return None,
        Shows::Silence => {
            to_the_end(&mut tcp).await;
            return None;
        }
    };
    TlsAcceptor::from(Arc::clone(config)).accept(tcp).await.ok()
}

async fn play<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    turns: &[Turn],
    fault: Option<&(&'static str, Fault)>,
    heard: &mut String,
) -> Option<S> {
    for turn in turns {
        let said = hear(&mut stream, turn.hears).await?;
        heard.push_str(&said);
        let tag = said.split_whitespace().next().unwrap_or_default();
        let right = turn.says.replace("{tag}", tag);
        match fault.filter(|(at, _)| *at == turn.at) {
            Some((_, fault)) => act(&mut stream, fault, &right, &said).await?,
            None => stream.write_all(right.as_bytes()).await.ok()?,
        }
        stream.flush().await.ok()?;
    }
    if turns.last().is_none_or(|turn| turn.then_encrypts) {
        return Some(stream);
    }
    to_the_end(&mut stream).await;
    None
}

/// Does what the fault says; `None` when the connection is over.
async fn act<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S, fault: &Fault, right: &str, said: &str) -> Option<()> {
    let tag = said.split_whitespace().next().unwrap_or_default();
    let tagged = |words: &str| words.replace("{tag}", tag);
    match fault {
        Fault::Says(words) => stream.write_all(tagged(words).as_bytes()).await.ok(),
        Fault::Adds(words) => stream.write_all((right.to_owned() + &tagged(words)).as_bytes()).await.ok(),
        Fault::Doubles => stream.write_all(right.repeat(2).as_bytes()).await.ok(),
        Fault::Echoes(words) => {
            stream.write_all(format!("{}{}\r\n", tagged(words), said.trim_end()).as_bytes()).await.ok()
        }
        Fault::AddsLater(words) => {
            stream.write_all(right.as_bytes()).await.ok()?;
            stream.flush().await.ok()?;
            sleep(Duration::from_millis(30)).await;
            stream.write_all(tagged(words).as_bytes()).await.ok()
        }
        Fault::Closes => None,
        Fault::Cuts => {
            stream.write_all(&right.as_bytes()[..right.len() - 2]).await.ok()?;
            stream.shutdown().await.ok()?;
            None
        }
        Fault::Keeps => {
            to_the_end(stream).await;
            None
        }
        Fault::Drips => again(stream, b"2", Duration::from_millis(200)).await,
        Fault::Lingers(words) => again(stream, tagged(words).as_bytes(), Duration::from_millis(400)).await,
        Fault::Floods => {
            let _ = stream.write_all(&vec![b'x'; 1 << 20]).await;
            None
        }
        Fault::Repeats(words) => again(stream, tagged(words).repeat(100).as_bytes(), Duration::ZERO).await,
    }
}

/// Says it until nobody is there any more.
async fn again<S: AsyncWrite + Unpin>(stream: &mut S, words: &[u8], pause: Duration) -> Option<()> {
    while stream.write_all(words).await.is_ok() && stream.flush().await.is_ok() {
        sleep(pause).await;
    }
    None
}

async fn hear<S: AsyncRead + Unpin>(stream: &mut S, hears: Hears) -> Option<String> {
    let end: &[u8] = match hears {
        Hears::Nothing => return Some(String::new()),
        Hears::Line => b"\r\n",
        Hears::Message => b"\r\n.\r\n",
    };
    let mut bytes = Vec::new();
    while !bytes.ends_with(end) {
        // Byte by byte: what follows may already be encrypted.
        bytes.push(stream.read_u8().await.ok()?);
    }
    Some(String::from_utf8(bytes).unwrap())
}

async fn to_the_end<S: AsyncRead + Unpin>(stream: &mut S) {
    let mut rest = [0; 4096];
    while matches!(stream.read(&mut rest).await, Ok(1..)) {}
}

//! Conversations in lines: what stands in their way, and the limits on what is said.

use std::{
    io::{Read, Write},
    net::{IpAddr, Ipv4Addr, TcpListener},
    sync::Arc,
    thread::JoinHandle,
    time::Duration,
};

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use sendoff_problem::Kind;
use sendoff_wire::{AllowedHosts, Cause, Limits, LookUpFault, Names, Wire, WireFault, WireSettings};

use crate::{limits, stub::Authority};

/// Short enough to wait for.
fn short() -> Limits {
    let short = Duration::from_millis(400);
    Limits { line: short, talk: Duration::from_secs(2), connect: Duration::from_secs(2), ..limits() }
}

fn wire_to(authority: &Authority, port: u16, limits: Limits) -> Wire {
    let allowed = AllowedHosts::loopback([]).unwrap().and_mail([("localhost", port)]).unwrap();
    Wire::new(WireSettings { limits, ..WireSettings::practice(allowed, authority.pem.clone()) }).unwrap()
}

/// Accepts one connection, says `words`, and reads until the other side goes.
fn says(words: &'static [u8]) -> (u16, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = std::thread::spawn(move || {
        let (mut tcp, _) = listener.accept().unwrap();
        let _ = tcp.write_all(words);
        let mut heard = Vec::new();
        let _ = tcp.read_to_end(&mut heard);
        heard
    });
    (port, thread)
}

/// The same, encrypted by `config` from the first byte.
fn encrypted(config: Arc<ServerConfig>, words: &'static [u8]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let (tcp, _) = listener.accept().unwrap();
        let mut stream = StreamOwned::new(ServerConnection::new(config).unwrap(), tcp);
        let _ = stream.write_all(words);
        let _ = stream.read(&mut [0; 64]);
    });
    port
}

#[tokio::test]
async fn lines_are_given_out_one_by_one_and_what_is_left_is_known() {
    let authority = Authority::new("Own Root");
    let (port, thread) = says(b"220 one\r\n220 two\nth\xffree\r\n12345rest\r\n");
    let wire = wire_to(&authority, port, limits());
    let mut talk = wire.talk("localhost", port).await.unwrap();
    assert_eq!(talk.line().await.unwrap(), "220 one");
    assert!(!talk.is_read().await, "more has come");
    assert_eq!(talk.line().await.unwrap(), "220 two");
    assert_eq!(talk.line().await.unwrap(), "th\u{fffd}ree");
    assert_eq!(talk.bytes(5).await.unwrap().as_slice(), b"12345");
    assert_eq!(talk.line().await.unwrap(), "rest");
    assert!(talk.is_read().await);
    talk.say(b"EHLO\r\n").await.unwrap();
    assert_eq!(format!("{talk:?}"), "Talk { host: \"localhost\", .. }");
    talk.end(b"QUIT\r\n").await;
    assert_eq!(thread.join().unwrap(), b"EHLO\r\nQUIT\r\n");
}

#[tokio::test]
async fn a_conversation_is_encrypted_by_the_hosts_own_certificate_only() {
    let (authority, stranger) = (Authority::new("Own Root"), Authority::new("A Firewall"));
    for (config, cause) in [
        (authority.localhost(), None),
        (authority.identity("smtp.example", (2000, 2100)), Some(Cause::CertificateOfAnother)),
        (
            stranger.identity("localhost", (2000, 2100)),
            Some(Cause::CertificateUntrusted { issuer: Some("A Firewall".to_owned()) }),
        ),
        (stranger.identity("smtp.example", (2000, 2100)), Some(Cause::CertificateOfAnother)),
    ] {
        let port = encrypted(config, b"220 secure\r\n");
        let wire = wire_to(&authority, port, limits());
        let talk = wire.talk("localhost", port).await.unwrap().encrypt().await;
        match cause {
            None => assert_eq!(talk.unwrap().line().await.unwrap(), "220 secure"),
            Some(cause) => assert_eq!(talk.unwrap_err().cause, cause),
        }
    }
}

#[tokio::test]
async fn plain_words_where_encryption_should_begin_are_told_apart_from_silence() {
    let authority = Authority::new("Own Root");
    let (port, _thread) = says(b"220 mail.test ESMTP ready\r\n");
    let talk = wire_to(&authority, port, limits()).talk("localhost", port).await.unwrap();
    assert_eq!(talk.encrypt().await.unwrap_err().kind(), Kind::EncryptionNotOffered);
    let (port, _thread) = says(b"");
    let wire = wire_to(&authority, port, Limits { connect: Duration::from_millis(300), ..limits() });
    let talk = wire.talk("localhost", port).await.unwrap();
    assert_eq!(talk.encrypt().await.unwrap_err().cause, Cause::TimedOut);
}

async fn first_line(words: &'static [u8], limits: Limits) -> Result<String, WireFault> {
    let authority = Authority::new("Own Root");
    let (port, _thread) = says(words);
    wire_to(&authority, port, limits).talk("localhost", port).await.unwrap().line().await
}

#[tokio::test]
async fn a_line_has_a_length_and_a_time() {
    assert_eq!(first_line(b"", short()).await.unwrap_err().cause, Cause::AnswerTooSlow);
    assert_eq!(first_line(b"220 without an end", short()).await.unwrap_err().cause, Cause::AnswerTooSlow);
    let (fits, long): (&[u8], &[u8]) = (&[b'x'; 2048], &[b'x'; 2049]);
    assert_eq!(first_line(long, limits()).await.unwrap_err().cause, Cause::SaidTooMuch);
    assert_eq!(first_line(fits, limits()).await.unwrap_err().cause, Cause::SaidTooMuch, "its end has no room");
    let whole: &'static [u8] = [[b'x'; 2047].as_slice(), b"\n"].concat().leak();
    assert_eq!(first_line(whole, limits()).await.unwrap().len(), 2047);
}

#[tokio::test]
async fn a_whole_conversation_has_a_time() {
    let authority = Authority::new("Own Root");
    let (port, _thread) = says(b"");
    let wire = wire_to(&authority, port, Limits { talk: Duration::from_millis(300), ..limits() });
    let mut talk = wire.talk("localhost", port).await.unwrap();
    let since = std::time::Instant::now();
    assert_eq!(talk.line().await.unwrap_err().cause, Cause::AnswerTooSlow);
    assert_eq!(talk.line().await.unwrap_err().cause, Cause::AnswerTooSlow, "it is over");
    assert_eq!(talk.bytes(9).await.unwrap_err().cause, Cause::AnswerTooSlow);
    assert!(since.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn only_a_place_given_for_mail_is_spoken_to() {
    let authority = Authority::new("Own Root");
    let (port, _thread) = says(b"220 one\r\n");
    let wire = wire_to(&authority, port, limits());
    for (host, at) in [("localhost", port.wrapping_add(1)), ("127.0.0.1", port), ("smtp.office365.com", 587)] {
        assert_eq!(wire.talk(host, at).await.unwrap_err().cause, Cause::HostNotAllowed, "{host}:{at}");
    }
    assert!(wire.talk("localhost", port).await.is_ok());
}

#[tokio::test]
async fn a_closed_port_is_named() {
    let authority = Authority::new("Own Root");
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let fault = wire_to(&authority, port, limits()).talk("localhost", port).await.unwrap_err();
    assert_eq!((fault.cause, fault.host.as_str()), (Cause::Refused, "localhost"));
}

/// Says what a test tells it.
#[derive(Debug)]
struct Told(Result<Vec<IpAddr>, LookUpFault>);

impl Names for Told {
    fn look_up(&self, _: &str) -> Result<Vec<IpAddr>, LookUpFault> {
        self.0.clone()
    }

    fn is_online(&self) -> bool {
        true
    }
}

#[tokio::test]
async fn a_public_mail_host_must_lead_to_a_public_address() {
    for (told, kind) in [
        (Ok(vec![Ipv4Addr::LOCALHOST.into()]), Kind::AddressSuspicious),
        (Ok(vec![Ipv4Addr::new(192, 168, 1, 1).into()]), Kind::AddressSuspicious),
        (Err(LookUpFault::Unknown), Kind::NameUnknown),
        (Err(LookUpFault::NotAnswered), Kind::NameNotAnswered),
        (Ok(Vec::new()), Kind::NameUnknown),
    ] {
        let allowed = AllowedHosts::provider([]).unwrap().and_mail([("smtp.office365.com", 587)]).unwrap();
        let settings = WireSettings { names: Arc::new(Told(told)), ..WireSettings::provider(allowed) };
        let fault = Wire::new(settings).unwrap().find("smtp.office365.com", 587).await.unwrap_err();
        assert_eq!(fault.kind(), kind);
    }
}

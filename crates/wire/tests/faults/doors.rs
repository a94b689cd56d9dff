//! The door of a computer a person named: found, opened, and passed in private; and nothing is ever said to it.

use std::{
    io::Read,
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener},
    sync::Arc,
    thread::JoinHandle,
    time::Duration,
};

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use sendoff_problem::Kind;
use sendoff_wire::{AllowedHosts, Cause, Limits, LookUpFault, Names, ProxyChoice, Wire, WireFault, WireSettings};

use crate::{limits, stub::Authority};

const NAME: &str = "gathr.example.com";

/// Knows one name.
#[derive(Debug)]
struct Town(Result<SocketAddr, LookUpFault>);

impl Names for Town {
    fn look_up(&self, _host: &str) -> Result<Vec<IpAddr>, LookUpFault> {
        self.0.map(|place| vec![place.ip()])
    }

    fn is_online(&self) -> bool {
        true
    }
}

fn wire(authority: &Authority, names: Result<SocketAddr, LookUpFault>) -> Wire {
    let settings = WireSettings::practice(AllowedHosts::loopback([]).unwrap(), authority.pem.clone());
    let limits = Limits { connect: Duration::from_millis(700), ..limits() };
    Wire::new(WireSettings { limits, names: Arc::new(Town(names)), ..settings }).unwrap()
}

async fn knock(wire: &Wire, port: u16, private: bool) -> Result<(), WireFault> {
    let open = wire.door(NAME, port).await?.open().await?;
    if private { open.secure().await } else { Ok(()) }
}

/// Accepts one connection and gives everything that was said.
fn listens() -> (SocketAddr, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    let thread = std::thread::spawn(move || {
        let mut heard = Vec::new();
        let _ = listener.accept().unwrap().0.read_to_end(&mut heard);
        heard
    });
    (place, thread)
}

/// Shakes hands once and gives everything that was said after it.
fn shakes(config: Arc<ServerConfig>) -> (SocketAddr, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    let thread = std::thread::spawn(move || {
        let tcp = listener.accept().unwrap().0;
        let mut heard = Vec::new();
        let _ = StreamOwned::new(ServerConnection::new(config).unwrap(), tcp).read_to_end(&mut heard);
        heard
    });
    (place, thread)
}

#[tokio::test]
async fn a_door_that_opens_hears_nothing() {
    let authority = Authority::new("Own Root");
    let (place, thread) = listens();
    knock(&wire(&authority, Ok(place)), place.port(), false).await.unwrap();
    assert!(thread.join().unwrap().is_empty());
    let (place, thread) = shakes(authority.identity(NAME, (2000, 2100)));
    knock(&wire(&authority, Ok(place)), place.port(), true).await.unwrap();
    assert!(thread.join().unwrap().is_empty());
}

#[tokio::test]
async fn what_keeps_a_door_shut_is_told_apart() {
    let authority = Authority::new("Own Root");
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let mute = silent.local_addr().unwrap();
    let other = shakes(authority.identity("other.example", (2000, 2100))).0;
    let foreign = shakes(Authority::new("A Firewall").identity(NAME, (2000, 2100))).0;
    for (names, private, cause) in [
        (Err(LookUpFault::Unknown), false, Cause::NameUnknown),
        (Err(LookUpFault::NotAnswered), false, Cause::NameNotAnswered),
        (Ok(closed), false, Cause::Refused),
        (Ok(mute), true, Cause::TimedOut),
        (Ok(other), true, Cause::CertificateOfAnother),
        (Ok(foreign), true, Cause::CertificateUntrusted { issuer: Some("A Firewall".to_owned()) }),
    ] {
        let port = names.map_or(1, |place| place.port());
        let fault = knock(&wire(&authority, names), port, private).await.unwrap_err();
        assert_eq!((fault.cause, fault.host.as_str()), (cause, NAME));
    }
}

#[tokio::test]
async fn a_name_may_lead_anywhere_and_is_still_none_to_speak_to() {
    let authority = Authority::new("Own Root");
    let (place, _) = listens();
    let wire = wire(&authority, Ok(place));
    let talk = wire.talk(NAME, place.port()).await.err().unwrap();
    assert_eq!(talk.kind(), Kind::HostNotAllowed, "a door is not a place to talk");
    assert!(wire.door(NAME, place.port()).await.is_ok());
}

#[tokio::test]
async fn whether_browsers_go_by_a_proxy_is_known() {
    let authority = Authority::new("Own Root");
    let here = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 1);
    assert!(!wire(&authority, Ok(here)).is_proxied(NAME, 443));
    let settings = WireSettings::practice(AllowedHosts::loopback([]).unwrap(), authority.pem.clone());
    let proxy = ProxyChoice::Stated("http://proxy.example:3128".parse().unwrap());
    let proxied = Wire::new(WireSettings { proxy, ..settings }).unwrap();
    assert!(proxied.is_proxied(NAME, 443) && proxied.is_proxied(NAME, 48_444));
}

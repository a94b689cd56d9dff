//! From where the port can be reached: this computer's loopback addresses and nothing else.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket};

use sendoff_loopback::{Listener, LocalName, RedirectHost, look_up_localhost};
use tokio::net::TcpStream;

#[tokio::test]
async fn both_loopback_addresses_answer() {
    let listener = Listener::bind("/mail-setup", RedirectHost::Localhost).unwrap();
    for address in [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)] {
        assert!(TcpStream::connect((address, listener.port())).await.is_ok(), "{address}");
    }
}

/// The address by which this computer would leave, found without sending anything.
fn outward() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    Some(socket.local_addr().ok()?.ip())
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn no_other_address_of_this_computer_answers() {
    let listener = Listener::bind("/mail-setup", RedirectHost::Localhost).unwrap();
    let others = ["127.0.0.2".parse().ok(), outward().filter(|address| !address.is_loopback())];
    for address in others.into_iter().flatten() {
        assert!(TcpStream::connect((address, listener.port())).await.is_err(), "{address}");
    }
}

/// The local addresses in state LISTEN with this port. The kernel may list one twice when others come and go meanwhile.
#[cfg(target_os = "linux")]
fn listening(table: &str, port: u16) -> BTreeSet<String> {
    let text = std::fs::read_to_string(table).unwrap();
    let lines = text.lines().skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>());
    let listening = lines.filter(|fields| fields[3] == "0A").map(|fields| fields[1].to_owned());
    listening.filter_map(|local| local.strip_suffix(&format!(":{port:04X}")).map(str::to_owned)).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn the_kernel_lists_loopback_addresses_only() {
    for _ in 0..100 {
        let listener = Listener::bind("/mail-setup", RedirectHost::Localhost).unwrap();
        assert_eq!(listening("/proc/net/tcp", listener.port()), BTreeSet::from(["0100007F".to_owned()]));
        assert_eq!(
            listening("/proc/net/tcp6", listener.port()),
            BTreeSet::from(["00000000000000000000000001000000".to_owned()])
        );
    }
}

#[tokio::test]
async fn localhost_is_this_computer() {
    assert_eq!(look_up_localhost().await, LocalName::Loopback);
}

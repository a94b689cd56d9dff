//! From which addresses of this computer the port can be reached. Run in a network of its own, where there are many.

use std::{
    env, fs,
    io::{self, BufRead, BufReader, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6, TcpListener, TcpStream},
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use sendoff_loopback::{Listener, RedirectHost};
use serde_json::json;

use crate::say;

/// Tries every address of every interface on so many listeners; and on a listener for all addresses, where each must be
/// found.
pub(crate) fn reach(times: usize) {
    let addresses = addresses();
    let mut neighbour = Neighbour::plug_in();
    let (mut connected, mut from_far) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let listener = Listener::bind("/mail-setup", RedirectHost::Localhost).expect("a port");
        assert!(listener.holds_ipv6(), "there is IPv6 here");
        for own in [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)] {
            assert!(reaches((own, 0), listener.port()), "{own} is where it listens");
        }
        let found = addresses.iter().filter(|place| reaches(**place, listener.port()));
        connected.extend(found.map(|(address, _)| address.to_string()));
        from_far.extend(neighbour.knock(listener.port()));
    }
    let everywhere = TcpListener::bind((Ipv6Addr::UNSPECIFIED, 0)).expect("a port on all addresses");
    let port = everywhere.local_addr().expect("an address").port();
    let control = addresses.iter().filter(|place| reaches(**place, port)).count();
    let all: Vec<String> = addresses.iter().map(|(address, _)| address.to_string()).collect();
    let far_control = neighbour.knock(port).len();
    say(&json!({
        "addresses": all, "times": times, "connected": connected, "control": control,
        "from_far": from_far, "far_control": far_control,
    }));
}

/// Another computer on the same wire: a network of its own with the far end in it.
struct Neighbour {
    child: Child,
    output: BufReader<ChildStdout>,
}

/// Where this computer can be reached by the wire.
const WIRED: [&str; 2] = ["192.0.2.10", "2001:db8::10"];

impl Neighbour {
    fn plug_in() -> Self {
        let own = env::current_exe().expect("this program");
        let mut command = Command::new("unshare");
        command.args(["--net", &own.display().to_string(), "knock"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("a neighbour");
        let output = BufReader::new(child.stdout.take().expect("an output"));
        let mut neighbour = Self { child, output };
        neighbour.hear();
        let number = neighbour.child.id().to_string();
        ip(&["link", "set", "far", "netns", &number]);
        neighbour.tell("plugged in");
        neighbour.hear();
        neighbour
    }

    /// The addresses by which it reaches this port.
    fn knock(&mut self, port: u16) -> Vec<String> {
        self.tell(&port.to_string());
        serde_json::from_str(&self.hear()).expect("addresses")
    }

    fn tell(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().expect("an input"), "{line}").expect("it listens");
    }

    fn hear(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("it answers");
        line
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The neighbour: says that it stands in a network of its own, sets up its end of the wire, and then tries ports.
pub(crate) fn knock() {
    say(&json!("here"));
    let mut lines = io::stdin().lines().map_while(Result::ok);
    lines.next();
    ip(&["address", "add", "192.0.2.99/24", "dev", "far"]);
    ip(&["-6", "address", "add", "2001:db8::99/64", "dev", "far", "nodad"]);
    ip(&["link", "set", "far", "up"]);
    say(&json!("plugged in"));
    for port in lines {
        let port = port.parse().expect("a port");
        let found = WIRED.iter().filter(|text| reaches((text.parse().expect("an address"), 0), port));
        say(&json!(found.collect::<Vec<_>>()));
    }
}

fn ip(arguments: &[&str]) {
    let done = Command::new("ip").args(arguments).status().expect("ip of iproute2");
    assert!(done.success(), "{arguments:?}");
}

fn reaches((address, scope): (IpAddr, u32), port: u16) -> bool {
    let place = match address {
        IpAddr::V4(_) => SocketAddr::new(address, port),
        IpAddr::V6(address) => SocketAddrV6::new(address, port, 0, scope).into(),
    };
    TcpStream::connect_timeout(&place, Duration::from_secs(2)).is_ok()
}

/// All but the two that are listened on, each with the number of its interface.
fn addresses() -> Vec<(IpAddr, u32)> {
    let output = Command::new("ip").args(["-o", "address"]).output().expect("ip of iproute2");
    let text = String::from_utf8(output.stdout).expect("a text");
    let ours = [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)];
    // What `ip` does not list: the rest of 127.0.0.0/8 belongs to this computer too.
    let quiet = ["127.0.0.2", "127.255.255.254"].map(|text| (text.parse().expect("an address"), 0));
    let listed = text.lines().filter_map(address);
    listed.chain(quiet).filter(|(address, _)| !ours.contains(address)).collect()
}

/// `2: dummy0    inet6 2001:db8::1/64 scope global`
fn address(line: &str) -> Option<(IpAddr, u32)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| matches!(*word, "inet" | "inet6"))?;
    let address = words.get(at + 1)?.split('/').next()?.parse().ok()?;
    let index = fs::read_to_string(format!("/sys/class/net/{}/ifindex", words[1]));
    let scope =
        index.ok().and_then(|text| text.trim().parse().ok()).or_else(|| words[0].trim_end_matches(':').parse().ok());
    Some((address, scope?))
}

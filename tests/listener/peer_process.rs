//! A `listener-peer` and what it says.

use std::{
    io::{BufRead, BufReader, ErrorKind, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpStream},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{self, Receiver},
    time::{Duration, Instant},
};

use sendoff_tests::program;
use serde_json::Value;

/// Longer than anything on this computer takes; past it something hangs.
pub(crate) const HANG: Duration = Duration::from_mins(1);

/// Ends with the value.
pub(crate) struct Peer {
    pub(crate) child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
}

impl Peer {
    /// The peer by itself, with these arguments.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(program("listener-peer"));
        command.args(arguments);
        Self::of(command)
    }

    /// The peer by whatever starts it.
    pub(crate) fn of(mut command: Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        let input = child.stdin.take().expect("an input");
        let output = BufReader::new(child.stdout.take().expect("an output"));
        let (tell, lines) = mpsc::channel();
        std::thread::spawn(move || output.lines().map_while(Result::ok).all(|line| tell.send(line).is_ok()));
        Self { child, input, lines }
    }

    /// The next thing it says.
    pub(crate) fn said(&self) -> Value {
        let line = self.lines.recv_timeout(HANG).expect("it says something");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// Tells it something.
    pub(crate) fn tell(&mut self, line: &str) {
        writeln!(self.input, "{line}").expect("it listens");
    }

    /// Sends it a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let number = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &number]).status();
        assert!(sent.expect("kill").success());
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where a peer waits.
pub(crate) struct Place {
    pub(crate) port: u16,
    state: String,
    pub(crate) redirect: String,
}

impl Place {
    pub(crate) fn of(said: &Value) -> Self {
        let text = |name: &str| said[name].as_str().unwrap_or_else(|| panic!("{said}")).to_owned();
        let port = said["port"].as_u64().and_then(|port| port.try_into().ok()).expect("a port");
        Self { port, state: text("state"), redirect: text("redirect") }
    }

    /// The true answer, as it stands in an address.
    pub(crate) fn answered(&self) -> String {
        format!("{}?code=the-true-code&state={}", self.redirect, self.state)
    }

    /// Sends the true answer by a form and leaves the connection open.
    pub(crate) fn send_answer(&self) -> TcpStream {
        let body = format!("code=the-true-code&state={}", self.state);
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("the port is held");
        stream.set_read_timeout(Some(HANG)).expect("a deadline");
        let head = format!("POST /mail-setup HTTP/1.1\r\nHost: localhost:{}\r\nOrigin: null", self.port);
        let kind = "Content-Type: application/x-www-form-urlencoded";
        write!(stream, "{head}\r\n{kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).expect("it is sent");
        stream
    }

    /// How long it took until both addresses refuse.
    pub(crate) fn refused_after(&self, since: Instant) -> Duration {
        for address in [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)] {
            while !self.refuses(address) {
                assert!(since.elapsed() < HANG, "{address} goes on");
                std::thread::sleep(Duration::from_millis(2));
            }
        }
        since.elapsed()
    }

    fn refuses(&self, address: IpAddr) -> bool {
        let tried = TcpStream::connect((address, self.port));
        tried.is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused)
    }
}

/// What came back, to the end.
pub(crate) fn read(mut stream: TcpStream) -> String {
    let mut text = String::new();
    let _ = stream.read_to_string(&mut text);
    text
}

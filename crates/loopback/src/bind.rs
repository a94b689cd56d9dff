//! Taking a port of this computer, on loopback only and on both its addresses.

use std::{
    io::{self, ErrorKind},
    net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener},
};

use sendoff_problem::Kind;
use sendoff_values::RedirectAddress;
use socket2::{Domain, Protocol, Socket, Type};
use tokio::sync::{mpsc, watch};

use crate::{CallbackPath, Handle, NoiseCount, NotAPath, RedirectHost, exclusive::make_exclusive, handle::Order};

/// How often a port is drawn before giving up.
const DRAWS: usize = 20;
/// Connections the system holds before they are accepted, where it holds as many: a browser that comes into a flood waits its
/// turn, and is not sent away to try again after a second.
const BACKLOG: i32 = 1024;

/// No port to listen on. The way out is to paste the address the browser shows.
#[derive(Debug, thiserror::Error)]
pub enum BindProblem {
    /// The path cannot be part of a redirect address.
    #[error(transparent)]
    Path(#[from] NotAPath),
    /// Every port that was drawn was taken on one of the two addresses.
    #[error("no port is free on both loopback addresses after {DRAWS} draws")]
    NoPort,
    /// The system forbids listening.
    #[error("listening is forbidden on this computer")]
    Forbidden(#[source] io::Error),
    /// The program or the system has too many files open.
    #[error("too many files are open")]
    TooManyOpen(#[source] io::Error),
    /// Another reason.
    #[error("listening failed")]
    Failed(#[source] io::Error),
}

impl BindProblem {
    /// What kind of problem it is.
    pub fn kind(&self) -> Kind {
        Kind::PortTaken
    }
}

impl From<io::Error> for BindProblem {
    fn from(error: io::Error) -> Self {
        if is_too_many_open(&error) {
            Self::TooManyOpen(error)
        } else if error.kind() == ErrorKind::PermissionDenied {
            Self::Forbidden(error)
        } else {
            Self::Failed(error)
        }
    }
}

/// The port of an answer that nobody listens for: "discard". It stands among those that browsers do not go to at all
/// (fetch.spec.whatwg.org/#port-blocking, read 2026-11-21), so that they show the address and the code reaches nobody,
/// whatever may listen on the computer of the browser.
const NOBODYS_PORT: u16 = 9;

/// A port held on 127.0.0.1, and on ::1 where there is IPv6. Made before the browser opens; belongs to one attempt.
#[derive(Debug)]
pub struct Listener {
    pub(crate) v4: Option<TcpListener>,
    pub(crate) v6: Option<TcpListener>,
    pub(crate) port: u16,
    pub(crate) path: CallbackPath,
    pub(crate) orders: (mpsc::UnboundedSender<Order>, mpsc::UnboundedReceiver<Order>),
    pub(crate) noise: watch::Sender<NoiseCount>,
    redirect: RedirectAddress,
}

impl Listener {
    /// Takes a free port. `path` as registered: empty, or beginning with a slash.
    ///
    /// 127.0.0.1 first, then the same port on ::1; when that one is taken, another port is drawn, because a browser may
    /// try `::1` first and whoever sits there would receive the code. Without IPv6 it goes on with 127.0.0.1 alone.
    pub fn bind(path: &str, host: RedirectHost) -> Result<Self, BindProblem> {
        Self::bind_drawing(path, host, |_| 0)
    }

    /// Takes this port and no other, for a provider that compares the whole redirect address with the one that is registered: only for
    /// native applications must it let the port vary (RFC 8252 section 7.3).
    pub fn bind_at(path: &str, host: RedirectHost, port: u16) -> Result<Self, BindProblem> {
        Self::bind_drawing(path, host, |_| port)
    }

    /// The same without holding it: the answer can only be pasted.
    pub fn for_pasting_at(path: &str, host: RedirectHost, port: u16) -> Result<Self, BindProblem> {
        Self::holding(None, None, port, path.parse()?, host)
    }

    /// Holds no port: the answer can only be pasted. For when no port can be held, and for a browser on another computer.
    pub fn for_pasting(path: &str, host: RedirectHost) -> Result<Self, BindProblem> {
        Self::holding(None, None, NOBODYS_PORT, path.parse()?, host)
    }

    /// `draw` gives the port to try first at each draw; 0 leaves it to the system.
    fn bind_drawing(path: &str, host: RedirectHost, draw: impl Fn(usize) -> u16) -> Result<Self, BindProblem> {
        let path: CallbackPath = path.parse()?;
        for turn in 0..DRAWS {
            let Some((v4, port)) = bind_v4(draw(turn))? else { continue };
            match bind_v6(port)? {
                Second::Bound(v6) => return Self::holding(Some(v4), Some(v6), port, path, host),
                Second::NoIpv6 => return Self::holding(Some(v4), None, port, path, host),
                Second::Taken => {}
            }
        }
        Err(BindProblem::NoPort)
    }

    fn holding(
        v4: Option<TcpListener>,
        v6: Option<TcpListener>,
        port: u16,
        path: CallbackPath,
        host: RedirectHost,
    ) -> Result<Self, BindProblem> {
        let redirect = format!("http://{}:{port}{path}", host.as_str()).parse().map_err(|_| NotAPath)?;
        let (noise, orders) = (watch::Sender::default(), mpsc::unbounded_channel());
        Ok(Self { v4, v6, port, path, orders, noise, redirect })
    }

    /// The redirect address of the attempt to make, such as `http://localhost:49152/mail-setup`.
    pub fn redirect_address(&self) -> &RedirectAddress {
        &self.redirect
    }

    /// The port of the redirect address.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether ::1 is held too.
    pub fn holds_ipv6(&self) -> bool {
        self.v6.is_some()
    }

    /// Through which the wait is steered while it lasts.
    pub fn handle(&self) -> Handle {
        Handle { orders: self.orders.0.clone(), noise: self.noise.subscribe() }
    }
}

/// `None`: the port is taken, another one may be free.
fn bind_v4(port: u16) -> io::Result<Option<(TcpListener, u16)>> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, Some(Protocol::TCP))?;
    if let Err(error) = listen(&socket, SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
        return none_if_taken(error);
    }
    let listener = TcpListener::from(socket);
    let port = listener.local_addr()?.port();
    Ok(Some((listener, port)))
}

/// Any other refusal would come again at the next port.
fn none_if_taken<T>(error: io::Error) -> io::Result<Option<T>> {
    if error.kind() == ErrorKind::AddrInUse { Ok(None) } else { Err(error) }
}

#[derive(Debug)]
enum Second {
    Bound(TcpListener),
    Taken,
    NoIpv6,
}

fn bind_v6(port: u16) -> io::Result<Second> {
    let socket = match Socket::new(Domain::IPV6, Type::STREAM, Some(Protocol::TCP)) {
        Ok(socket) => socket,
        Err(error) => return without_socket(error, std::env::consts::OS),
    };
    socket.set_only_v6(true)?;
    match listen(&socket, SocketAddr::from((Ipv6Addr::LOCALHOST, port))) {
        Ok(()) => Ok(Second::Bound(socket.into())),
        Err(error) => without_port(error),
    }
}

/// A refusal does not mean that nobody has ::1, where `localhost` may lead.
fn without_socket(error: io::Error, system: &str) -> io::Result<Second> {
    if is_unknown_family(&error, system) { Ok(Second::NoIpv6) } else { Err(error) }
}

/// Everything else is taken, or reserved: Windows answers "permission denied" for a port of somebody else.
fn without_port(error: io::Error) -> io::Result<Second> {
    if error.kind() == ErrorKind::AddrNotAvailable {
        return Ok(Second::NoIpv6);
    }
    if is_too_many_open(&error) { Err(error) } else { Ok(Second::Taken) }
}

fn listen(socket: &Socket, address: SocketAddr) -> io::Result<()> {
    make_exclusive(socket)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    socket.set_nonblocking(true)
}

/// ENFILE and EMFILE, or their Winsock likeness; `std` has no stable kind for them.
pub(crate) fn is_too_many_open(error: &io::Error) -> bool {
    let numbers: &[i32] = if cfg!(windows) { &[10024] } else { &[23, 24] };
    error.raw_os_error().is_some_and(|number| numbers.contains(&number))
}

/// EAFNOSUPPORT and EPROTONOSUPPORT, or their Winsock likeness: a system without IPv6; `std` has no kind for them.
fn is_unknown_family(error: &io::Error, system: &str) -> bool {
    let numbers: &[i32] = match system {
        "windows" => &[10043, 10047],
        "linux" | "android" => &[93, 97],
        _ => &[43, 47],
    };
    error.raw_os_error().is_some_and(|number| numbers.contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_sits_on_the_other_address_never_gets_the_port() {
        for _ in 0..1000 {
            let squatter = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).unwrap();
            let taken = squatter.local_addr().unwrap().port();
            let draw = |turn| if turn == 0 { taken } else { 0 };
            let listener = Listener::bind_drawing("/mail-setup", RedirectHost::Localhost, draw).unwrap();
            assert_ne!(listener.port(), taken);
            assert!(listener.holds_ipv6());
        }
    }

    #[test]
    fn a_wildcard_squatter_never_gets_the_port_either() {
        let squatter = TcpListener::bind((Ipv6Addr::UNSPECIFIED, 0)).unwrap();
        let taken = squatter.local_addr().unwrap().port();
        let listener = Listener::bind_drawing("", RedirectHost::Ipv4, |turn| if turn == 0 { taken } else { 0 });
        assert_ne!(listener.unwrap().port(), taken);
    }

    #[test]
    fn twenty_draws_are_the_limit() {
        let squatter = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).unwrap();
        let taken = squatter.local_addr().unwrap().port();
        let listener = Listener::bind_drawing("", RedirectHost::Localhost, |_| taken);
        assert!(matches!(listener, Err(BindProblem::NoPort)));
    }

    #[test]
    fn the_port_is_held_and_not_only_found() {
        let listener = Listener::bind("/mail-setup", RedirectHost::Localhost).unwrap();
        let port = listener.port();
        for address in [SocketAddr::from((Ipv4Addr::LOCALHOST, port)), SocketAddr::from((Ipv6Addr::LOCALHOST, port))] {
            assert_eq!(TcpListener::bind(address).unwrap_err().kind(), ErrorKind::AddrInUse);
        }
        assert_eq!(listener.redirect_address().as_str(), format!("http://localhost:{port}/mail-setup"));
        let listener = Listener::bind("", RedirectHost::Ipv4).unwrap();
        assert_eq!(listener.redirect_address().as_str(), format!("http://127.0.0.1:{}", listener.port()));
    }

    #[test]
    fn what_the_system_says_gets_a_name() {
        let problem = |number| BindProblem::from(io::Error::from_raw_os_error(number));
        if cfg!(unix) {
            assert!(matches!(problem(24), BindProblem::TooManyOpen(_)));
            assert!(matches!(problem(13), BindProblem::Forbidden(_)));
            assert!(matches!(problem(5), BindProblem::Failed(_)));
        }
        assert!(matches!(Listener::bind("mail", RedirectHost::Ipv4), Err(BindProblem::Path(NotAPath))));
    }

    #[test]
    fn a_refusal_is_not_taken_for_a_system_without_ipv6() {
        let refused = |number, system| without_socket(io::Error::from_raw_os_error(number), system);
        let without = |number, system| matches!(refused(number, system), Ok(Second::NoIpv6));
        for (system, known) in
            [("linux", [93, 97]), ("android", [93, 97]), ("windows", [10043, 10047]), ("macos", [43, 47])]
        {
            assert!(known.into_iter().all(|number| without(number, system)), "{system}");
            assert!(![1, 13, 24, 98, 105].into_iter().any(|number| without(number, system)), "{system}");
        }
        assert!(!without(97, "windows") && !without(10047, "linux") && !without(97, "macos"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_keeps_a_port_from_being_held_is_told_apart() {
        let port = |number| without_port(io::Error::from_raw_os_error(number));
        assert!(matches!(port(99), Ok(Second::NoIpv6)), "EADDRNOTAVAIL");
        assert!(matches!(port(98), Ok(Second::Taken)), "EADDRINUSE");
        assert!(matches!(port(13), Ok(Second::Taken)), "EACCES");
        assert!(matches!(port(24), Err(error) if is_too_many_open(&error)), "EMFILE");
        let first = |number| none_if_taken::<()>(io::Error::from_raw_os_error(number));
        assert!(matches!(first(98), Ok(None)), "EADDRINUSE");
        assert!(first(13).is_err_and(|error| error.kind() == ErrorKind::PermissionDenied), "EACCES");
    }
}

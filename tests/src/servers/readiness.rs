//! When a server is ready, and what is shown when it never is.

use std::{
    io::Read,
    net::{Ipv4Addr, TcpStream},
    thread,
    time::{Duration, Instant},
};

/// Longer than any of them takes on a busy machine; past it something hangs.
const HANG: Duration = Duration::from_mins(2);

/// How long one connection may be silent before the next one is tried.
const SILENCE: Duration = Duration::from_secs(5);

/// Waits until a server says what its greeting `begins` with; where the other side speaks first that is nothing, and being let in is
/// enough. `Err` says what happened instead: the server ended, or the guard ran out.
pub(super) fn wait(place: (Ipv4Addr, u16), begins: &str, ended: impl Fn() -> Option<String>) -> Result<(), String> {
    let begun = Instant::now();
    while !is_heard(place, begins) {
        if let Some(how) = ended() {
            return Err(format!("it ended {how}"));
        }
        if begun.elapsed() > HANG {
            return Err(format!("nothing that begins with {begins:?} on port {}", place.1));
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

fn is_heard(place: (Ipv4Addr, u16), begins: &str) -> bool {
    let Ok(mut stream) = TcpStream::connect(place) else { return false };
    let mut heard = vec![0; begins.len()];
    stream.set_read_timeout(Some(SILENCE)).is_ok()
        && stream.read_exact(&mut heard).is_ok()
        && heard == begins.as_bytes()
}

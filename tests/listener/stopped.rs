//! A process that is killed or stops for a while (promise 10).

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    deep,
    peer_process::{Peer, Place, read},
};

/// Nothing has to be cleaned up: the port is gone with the process, also under connections that are open.
#[test]
fn after_a_kill_the_port_is_closed_within_a_second() {
    let mut longest = Duration::ZERO;
    for _ in 0..5 {
        let mut peer = Peer::start(&["wait"]);
        let place = Place::of(&peer.said());
        let idle = std::net::TcpStream::connect(("127.0.0.1", place.port)).expect("it waits");
        let since = Instant::now();
        peer.child.kill().expect("it can be killed");
        longest = longest.max(place.refused_after(since));
        drop(idle);
        peer.child.wait().expect("it has ended");
    }
    println!("killed while it waits, 5 times: refused after {longest:?} at most");
    assert!(longest < Duration::from_secs(1));
}

/// As long as a computer sleeps, in the long form.
fn sleep_long() -> Duration {
    if deep() { Duration::from_mins(1) } else { Duration::from_secs(2) }
}

/// The process stands still while the wall clock goes on, as over a sleep of the computer; the answer arrives meanwhile.
fn answered_while_asleep(ahead: u64) -> (serde_json::Value, String) {
    let mut peer = Peer::start(&["wait"]);
    let place = Place::of(&peer.said());
    peer.signal("STOP");
    peer.tell(&format!("ahead {ahead}"));
    let answer = place.send_answer();
    sleep(sleep_long());
    peer.signal("CONT");
    let end = peer.said();
    place.refused_after(Instant::now());
    (end, read(answer))
}

/// Ten minutes of sleep are within the fifteen: what came in the meantime is taken.
#[test]
fn an_answer_that_comes_while_the_computer_sleeps_is_taken() {
    let (end, reply) = answered_while_asleep(10 * 60);
    println!("stopped for {:?}, the clock 10 minutes ahead: {end}", sleep_long());
    assert_eq!(end["end"], "code", "{end}");
    assert!(reply.starts_with("HTTP/1.1 303"), "{reply}");
}

/// Beyond the limit the wait ends by its name, or with the code that lay there already; never in silence.
#[test]
fn one_that_comes_too_late_is_taken_or_refused_by_name() {
    let (end, reply) = answered_while_asleep(16 * 60);
    println!("stopped for {:?}, the clock 16 minutes ahead: {end}, {} bytes of reply", sleep_long(), reply.len());
    assert!(end["end"] == "code" || end["end"] == "waited-too-long", "{end}");
}

/// A clock that is set back, or ahead by less than what is left, changes nothing.
#[test]
fn a_clock_that_is_moved_does_not_end_the_wait() {
    for ahead in ["-86400", "3600000000", "840"] {
        let mut peer = Peer::start(&["wait"]);
        let place = Place::of(&peer.said());
        peer.tell(&format!("ahead {ahead}"));
        sleep(Duration::from_millis(2500));
        if ahead == "3600000000" {
            // A century is more than fifteen minutes: it ends, by its name.
            assert_eq!(peer.said()["end"], "waited-too-long");
            continue;
        }
        let answer = place.send_answer();
        assert_eq!(peer.said()["end"], "code", "{ahead}");
        assert!(read(answer).starts_with("HTTP/1.1 303"));
    }
}

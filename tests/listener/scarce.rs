//! No files, no ports, no permission: a cause by its name, and the address that can still be
//! pasted.

use std::process::Command;

use sendoff_tests::program;
use serde_json::{Value, json};

use crate::peer_process::{Peer, Place, read};

/// The peer with at most 64 files.
fn starved(free: &str) -> Peer {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -n 64; exec \"$0\" wait \"$1\""]).arg(program("listener-peer")).arg(free);
    Peer::of(command)
}

/// The peer under a tracer that lets a system call fail.
fn injected(what: &str) -> Peer {
    let mut command = Command::new("strace");
    let call = what.split(':').next().unwrap_or_default();
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &format!("inject={what}")]);
    command.arg(program("listener-peer")).arg("wait");
    Peer::of(command)
}

/// The cause has a name, and a sign-in whose address is pasted works all the same.
fn is_refused_and_can_be_pasted(mut peer: Peer, name: &str) -> Value {
    let refused = peer.said();
    assert_eq!(refused["refused"], name, "{refused}");
    assert_eq!(refused["kind"], "port-taken");
    let place = Place::of(&peer.said());
    peer.tell(&format!("paste {}&code=twice", place.answered()));
    assert!(peer.said()["pasted"].as_str().is_some_and(|pasted| pasted.contains("Twice")));
    peer.tell(&format!("paste {}", place.answered()));
    // The end may come before what is said of the paste.
    let mut end = peer.said();
    if end["pasted"] == "Taken" {
        end = peer.said();
    }
    assert_eq!((&end["end"], &end["way"]), (&json!("code"), &json!("Pasted")), "{end}");
    refused
}

#[test]
fn without_files_the_cause_is_named_and_the_address_can_be_pasted() {
    for free in ["0", "1"] {
        let refused = is_refused_and_can_be_pasted(starved(free), "too many open");
        println!("{free} files left: {}", refused["said"]);
    }
}

/// Both sockets are held and no connection can be accepted: the wait goes on, and takes the answer once there are files.
#[test]
fn a_lack_of_files_while_waiting_ends_nothing() {
    let mut peer = starved("2");
    let place = Place::of(&peer.said());
    let (early, answer) = (place.send_answer(), place.send_answer());
    std::thread::sleep(std::time::Duration::from_millis(500));
    peer.tell("more files");
    let end = peer.said();
    assert_eq!(end["end"], "code", "{end}");
    for reply in [early, answer].map(read) {
        assert!(reply.starts_with("HTTP/1.1 303"), "{reply}");
    }
}

#[test]
fn when_every_port_is_refused_the_cause_is_named_and_the_address_can_be_pasted() {
    for (what, name) in [
        ("bind:error=EADDRINUSE", "no port"),
        ("listen:error=EADDRINUSE", "no port"),
        ("bind:error=EACCES", "forbidden"),
        ("bind:error=EPERM", "forbidden"),
        ("socket:error=EACCES", "forbidden"),
        ("socket:error=EMFILE", "too many open"),
        ("socket:error=ENFILE", "too many open"),
        ("bind:error=EADDRNOTAVAIL", "failed"),
        ("socket:error=ENOBUFS", "failed"),
    ] {
        let refused = is_refused_and_can_be_pasted(injected(what), name);
        println!("{what}: {}", refused["said"]);
    }
}

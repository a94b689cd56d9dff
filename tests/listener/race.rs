//! Many answers at once, and one exchange (promise 5).

use std::env;

use crate::peer_process::Peer;

/// 2 to 50 answers in the same moment, each with a code of its own: the token endpoint is asked once.
#[test]
fn of_answers_in_the_same_moment_one_is_exchanged() {
    let rounds = if env::var_os("SENDOFF_DEEP").is_some() { 900 } else { 40 };
    let peer = Peer::start(&["race", &rounds.to_string()]);
    let mut answers = 0;
    for _ in 0..rounds {
        let told = peer.said();
        assert_eq!(told["exchanges"], 1, "{told}");
        assert!(told["end"].is_string(), "a code that nobody gave out buys nothing: {told}");
        answers += told["twins"].as_u64().expect("a number");
    }
    println!("{rounds} sign-ins, {answers} answers, {rounds} requests for a token");
}

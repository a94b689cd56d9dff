//! The connection cut after every so many bytes on their way out: what is said about the outcome is never too good.

use sendoff_wire::{Cause, Counted};

use crate::{
    post,
    stub::{Authority, Server, http},
    wire,
};

/// More bytes than a handshake and the request have.
const ALL: u64 = 1600;

#[tokio::test]
async fn whoever_got_the_whole_request_was_not_said_to_have_got_none() {
    let authority = Authority::new("Practice");
    let (mut unsent, mut unknown, mut answered) = (0, 0, 0);
    for limit in (0..ALL).step_by(16) {
        let server = Server::answering(&authority.localhost(), http("200 OK", "", "{}"));
        let place = server.address();
        let relay = Server::start(move |guest| guest.connect_to(place, limit));
        let outcome = wire(&authority, relay.port).send(post(relay.port)).await;
        assert_eq!(relay.guests(), 1, "sent again by itself after {limit} bytes");
        relay.end().await;
        let arrived = server.end().await.concat().ends_with("client_secret=canary");
        match outcome {
            Ok(_) => answered += 1,
            Err(fault) if fault.counted == Counted::No => {
                assert!(!arrived, "{limit}: {fault:?}");
                assert!(matches!(fault.cause, Cause::HandshakeCut | Cause::Dropped), "{limit}: {fault:?}");
                unsent += 1;
            }
            Err(fault) => {
                assert!(matches!(fault.cause, Cause::Dropped | Cause::AnswerCut), "{limit}: {fault:?}");
                unknown += 1;
            }
        }
    }
    assert!(unsent > 10 && unknown > 5 && answered > 10, "{unsent} unsent, {unknown} unknown, {answered} answered");
}

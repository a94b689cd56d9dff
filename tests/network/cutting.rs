//! The connection cut after every so many bytes on their way out: whatever arrived, nothing is sent a second time by itself.

use sendoff_wire::ProxyChoice;

use crate::{
    is_deep,
    provider::{Ask, ample, asked, at, me},
    stub::{Authority, Server, http},
};

/// More bytes than a handshake and a message have.
const ALL: u64 = 2_800;

/// (promise 32) Every 64 bytes; with `SENDOFF_DEEP` every 4.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cut_anywhere_no_token_is_asked_for_twice_and_no_message_sent_twice() {
    let _alone = crate::alone().await;
    let step = if is_deep() { 4 } else { 64 };
    for ask in [Ask::Token, Ask::Send] {
        let (mut cases, mut unsent, mut unknown, mut good) = (0, 0, 0, 0);
        for limit in (0..ALL).step_by(step) {
            let (outcome, posts) = cut_after(ask, limit).await;
            assert!(posts <= 1, "{ask:?} after {limit} bytes: {posts} times");
            cases += 1;
            match outcome {
                None => good += 1,
                Some("outcome-unknown" | "maybe-sent") => unknown += 1,
                Some("securing-failed" | "connection-dropped") => {
                    assert_eq!(posts, 0, "{ask:?} after {limit} bytes: it arrived, and was said not to have");
                    unsent += 1;
                }
                Some(other) => panic!("{ask:?} after {limit} bytes: {other}"),
            }
        }
        // A handshake is about six of the larger steps long.
        assert!(unsent > 2 && unknown > 2 && good > 2, "not each end was met: {unsent} {unknown} {good}");
        println!("{ask:?} cut at {cases} places: {unsent} not sent, {unknown} not known, {good} whole; 0 sent again");
    }
}

/// What is said when only so many bytes of the request that counts go out, and how often that request arrived whole.
async fn cut_after(ask: Ask, limit: u64) -> (Option<&'static str>, usize) {
    let authority = Authority::new("Practice");
    let identity = authority.localhost();
    let mut guests = 0;
    let server = Server::start(move |guest| {
        guests += 1;
        let mut secured = guest.secure(&identity);
        secured.say(&match ask {
            Ask::Send if guests == 1 => me(),
            Ask::Send => http("202 Accepted", "", ""),
            Ask::Directory | Ask::Token => {
                http("200 OK", "", "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":1}")
            }
        });
        secured.close();
    });
    let place = server.address();
    let mut passed = 0;
    let relay = Server::start(move |guest| {
        passed += 1;
        // Who sends is asked before, in a connection that is left whole.
        let whole = ask == Ask::Send && passed == 1;
        guest.connect_to(place, if whole { u64::MAX } else { limit });
    });
    let way = at(relay.port, ProxyChoice::Direct, &authority, ample());
    let outcome = asked(&way, ask).await.err().map(|problem| problem.kind.as_str());
    relay.end().await;
    let arrived = |request: &&String| request.starts_with("POST") && is_whole(request);
    (outcome, server.end().await.iter().filter(arrived).count())
}

/// Whether the body has its announced length, and ends as it was sent.
fn is_whole(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
    body.len() == length.parse::<usize>().unwrap() && !body.ends_with('\0')
}

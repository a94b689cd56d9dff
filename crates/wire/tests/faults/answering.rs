//! Faults after a secured connection stood: the request may have counted.

use std::time::Duration;

use sendoff_problem::{Kind, Problem};
use sendoff_wire::{Cause, Counted, Limits, Request, WireFault};
use serde::Deserialize;

use crate::{
    fault, limits, posted,
    stub::{Authority, Secured, Server, http},
    url, wire, wire_with,
};

/// The fault of one POST to a server that goes on so after it has read the request.
async fn against(answer: impl Fn(Secured) + Send + 'static) -> WireFault {
    within(limits(), answer).await
}

async fn within(limits: Limits, answer: impl Fn(Secured) + Send + 'static) -> WireFault {
    let authority = Authority::new("Practice");
    let identity = authority.localhost();
    let server = Server::start(move |guest| answer(guest.secure(&identity)));
    let fault = fault(&wire_with(&authority, server.port, limits), server.port).await;
    assert_eq!(server.end().await.len(), 1, "a request was sent again");
    assert_eq!(fault.counted, Counted::Maybe, "{fault:?}");
    assert!(!fault.may_repeat());
    fault
}

fn check(fault: &WireFault, cause: &Cause, kind: Kind) {
    assert_eq!((&fault.cause, fault.kind()), (cause, kind), "{fault:?}");
}

#[tokio::test]
async fn a_connection_that_ends_before_the_answer_leaves_the_outcome_unknown() {
    check(&against(Secured::close).await, &Cause::Dropped, Kind::OutcomeUnknown);
    check(&against(Secured::cut).await, &Cause::Dropped, Kind::OutcomeUnknown);
    check(&against(Secured::reset).await, &Cause::Dropped, Kind::OutcomeUnknown);
}

#[tokio::test]
async fn the_same_for_a_request_that_only_reads_is_a_plain_drop() {
    let authority = Authority::new("Practice");
    let identity = authority.localhost();
    let server = Server::start(move |guest| guest.secure(&identity).cut());
    let fault = wire(&authority, server.port).send(Request::get(url(server.port))).await.unwrap_err();
    check(&fault, &Cause::Dropped, Kind::ConnectionDropped);
    assert!(fault.may_repeat());
    assert_eq!(server.guests(), 1, "repeating is the caller's");
}

#[tokio::test]
async fn a_head_that_is_cut() {
    let fault = against(|mut secured| {
        secured.say(b"HTTP/1.1 200 OK\r\nContent-Ty");
        secured.close();
    })
    .await;
    check(&fault, &Cause::Dropped, Kind::OutcomeUnknown);
}

#[tokio::test]
async fn a_body_shorter_than_its_length() {
    let fault = against(|mut secured| {
        secured.say(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access");
        secured.close();
    })
    .await;
    check(&fault, &Cause::AnswerCut, Kind::OutcomeUnknown);
    assert_eq!(fault.status, Some(200));
}

#[tokio::test]
async fn a_chunk_that_is_cut() {
    let fault = against(|mut secured| {
        secured.say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"access");
        secured.cut();
    })
    .await;
    check(&fault, &Cause::AnswerCut, Kind::OutcomeUnknown);
}

#[tokio::test]
async fn chunks_without_an_end() {
    let fault = against(|mut secured| {
        secured.say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");
        secured.close();
    })
    .await;
    check(&fault, &Cause::AnswerCut, Kind::OutcomeUnknown);
}

#[tokio::test]
async fn a_body_without_length_whose_tls_ends_without_a_goodbye() {
    let fault = against(|mut secured| {
        secured.say(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"a\":1}");
        secured.cut();
    })
    .await;
    check(&fault, &Cause::AnswerCut, Kind::OutcomeUnknown);
}

#[tokio::test]
async fn a_reset_in_the_middle_of_the_body() {
    let fault = against(|mut secured| {
        secured.say(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access");
        secured.reset();
    })
    .await;
    assert!(matches!(fault.cause, Cause::AnswerCut | Cause::Dropped), "{fault:?}");
    assert_eq!(fault.kind(), Kind::OutcomeUnknown);
}

#[tokio::test]
async fn ten_mebibytes_with_a_length_are_refused_unread() {
    let fault = against(|mut secured| {
        secured.say(b"HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n");
        secured.wait_for_the_end();
    })
    .await;
    check(&fault, &Cause::AnswerTooLarge, Kind::AnswerTooLarge);
}

#[tokio::test]
async fn ten_mebibytes_without_a_length_end_at_the_limit() {
    let fault = against(|mut secured| {
        secured.say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        let chunk = [b"10000\r\n".to_vec(), vec![b' '; 65536], b"\r\n".to_vec()].concat();
        let said = (0..160).take_while(|_| secured.say(&chunk)).count();
        assert!(said < 160, "all ten mebibytes were taken");
    })
    .await;
    check(&fault, &Cause::AnswerTooLarge, Kind::AnswerTooLarge);
}

#[tokio::test]
async fn the_limit_is_exact_for_token_answers_and_for_others() {
    let authority = Authority::new("Practice");
    for (size, token, other) in
        [(262_144, true, true), (262_145, false, true), (1_048_576, false, true), (1_048_577, false, false)]
    {
        let head = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{size:x}\r\n");
        let answer = [head.into_bytes(), vec![b' '; size], b"\r\n0\r\n\r\n".to_vec()].concat();
        let server = Server::answering(&authority.localhost(), answer);
        let wire = wire(&authority, server.port);
        let fits = |answer: Result<sendoff_wire::Answer, WireFault>| match answer {
            Ok(answer) => answer.body().len() == size,
            Err(fault) => fault.cause != Cause::AnswerTooLarge,
        };
        assert_eq!(fits(posted(&wire, server.port).await), token, "a token answer of {size} bytes");
        assert_eq!(fits(wire.send(Request::get(url(server.port))).await), other, "another answer of {size} bytes");
        server.end().await;
    }
}

#[tokio::test]
async fn a_head_without_end() {
    let fault = against(|mut secured| {
        secured.say(b"HTTP/1.1 200 OK\r\n");
        while secured.say(&[b"X-Filler: ".to_vec(), vec![b'x'; 8192], b"\r\n".to_vec()].concat()) {}
    })
    .await;
    check(&fault, &Cause::AnswerTooLarge, Kind::AnswerTooLarge);
}

#[tokio::test]
async fn a_trickle_ends_at_the_limit_of_the_whole() {
    let short = Limits { whole: Duration::from_millis(600), ..limits() };
    let fault = within(short, |mut secured| {
        secured.say(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        while secured.say(b" ") {
            std::thread::sleep(Duration::from_millis(20));
        }
    })
    .await;
    check(&fault, &Cause::AnswerTooSlow, Kind::OutcomeUnknown);
}

#[tokio::test]
async fn silence_ends_at_the_limit_of_the_whole() {
    let short = Limits { whole: Duration::from_millis(600), ..limits() };
    let fault = within(short, |mut secured| secured.wait_for_the_end()).await;
    check(&fault, &Cause::AnswerTooSlow, Kind::OutcomeUnknown);
}

#[tokio::test]
async fn what_is_not_http() {
    let fault = against(|mut secured| {
        secured.say(b"220 mail.example ESMTP\r\n");
        secured.close();
    })
    .await;
    check(&fault, &Cause::AnswerUnreadable, Kind::AnswerNotJson);
}

#[tokio::test]
async fn no_redirect_is_followed_and_no_secret_is_sent_again() {
    let authority = Authority::new("Practice");
    let other = Server::answering(&authority.localhost(), http("200 OK", "", "{}"));
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"] {
        for (target, cause) in [
            (format!("https://localhost:{}/", other.port), Cause::LoginPage),
            ("http://welcome.hotel.example/".to_owned(), Cause::LoginPage),
            ("/token/".to_owned(), Cause::AnswerRedirects),
        ] {
            let answer = http(status, &format!("Location: {target}\r\n"), "<html>");
            let server = Server::answering(&authority.localhost(), answer);
            let fault = fault(&wire(&authority, server.port), server.port).await;
            assert_eq!(fault.cause, cause, "{status} {target}");
            assert_eq!(server.heard().len(), 1, "{status} {target}");
        }
    }
    assert_eq!(other.guests(), 0);
}

#[derive(Debug, Deserialize)]
struct Token {
    #[allow(dead_code)]
    access_token: String,
}

/// What reading this whole answer as JSON says.
async fn reading(status: &str, headers: &str, body: &[u8]) -> Option<Cause> {
    let authority = Authority::new("Practice");
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    let server = Server::answering(&authority.localhost(), [head.as_bytes(), body].concat());
    let answer = posted(&wire(&authority, server.port), server.port).await.unwrap();
    answer.json::<Token>().err().map(|fault| {
        let problem = Problem::from(fault.clone());
        assert!(!format!("{problem:?}").contains("canary"), "{problem:?}");
        fault.cause
    })
}

#[tokio::test]
async fn bodies_that_are_not_what_they_should_be() {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let json = "Content-Type: application/json\r\n";
    let utf16: Vec<u8> = "\u{feff}{\"access_token\":\"x\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (status, headers, body, expected) in [
        ("200 OK", json, b"{\"access_token\":\"x\"}".as_slice(), None),
        ("200 OK", "", b"{\"access_token\":\"x\"}", None),
        ("200 OK", json, b"\xef\xbb\xbf{\"access_token\":\"x\"}", None),
        ("200 OK", json, b"", Some(Cause::AnswerEmpty)),
        ("200 OK", json, b" \r\n", Some(Cause::AnswerEmpty)),
        ("200 OK", html, b"<!doctype html><title>Welcome</title>", Some(Cause::LoginPage)),
        ("200 OK", json, b"\r\n<html>", Some(Cause::LoginPage)),
        ("200 OK", html, b"Welcome", Some(Cause::LoginPage)),
        ("503 Service Unavailable", html, b"<html>", Some(Cause::AnswerUnreadable)),
        ("400 Bad Request", html, b"<html>", Some(Cause::AnswerUnreadable)),
        ("200 OK", json, b"{\"access_token\":\"canar", Some(Cause::AnswerCut)),
        ("200 OK", json, b"{\"access_token\":", Some(Cause::AnswerCut)),
        ("200 OK", json, b"[\"canary\"]", Some(Cause::AnswerUnreadable)),
        ("200 OK", json, b"{\"access_token\":\"canary\",\"access_token\":\"b\"}", Some(Cause::AnswerUnreadable)),
        ("200 OK", json, b"{\"access_token\":{\"canary\":1}}", Some(Cause::AnswerUnreadable)),
        ("200 OK", json, b"canary", Some(Cause::AnswerUnreadable)),
        ("200 OK", json, b"{\"access_token\":\"x\"}canary", Some(Cause::AnswerUnreadable)),
        ("200 OK", json, &utf16, Some(Cause::AnswerUnreadable)),
        ("200 OK", "Content-Encoding: gzip\r\n", b"\x1f\x8b\x08\0\0\0\0\0", Some(Cause::AnswerUnreadable)),
    ] {
        assert_eq!(reading(status, headers, body).await, expected, "{status} {}", String::from_utf8_lossy(body));
    }
}

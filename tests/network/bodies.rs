//! What a token endpoint can answer besides a token: none of it is believed, each is named in time, and none takes more memory
//! than an answer may have.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use sendoff_problem::Problem;
use sendoff_wire::ProxyChoice;

use crate::{
    provider::{Ask, ample, asked, at},
    stub::{Authority, Secured, Server},
};

/// Growth of the program's memory that one answer may cause, in KiB.
const MOST_GROWTH: u64 = 1_024;

type Say = Arc<dyn Fn(&mut Secured) + Send + Sync>;

fn whole(headers: &'static str, body: &[u8]) -> Say {
    let head = format!("HTTP/1.1 200 OK\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    raw([head.as_bytes(), body].concat())
}

fn raw(bytes: Vec<u8>) -> Say {
    Arc::new(move |secured| {
        secured.say(&bytes);
    })
}

/// The same piece over and over, until the other side has enough.
fn endless(head: &'static str, piece: Vec<u8>) -> Say {
    Arc::new(move |secured| {
        secured.say(head.as_bytes());
        for _ in 0..4_096 {
            if !secured.say(&piece) {
                return;
            }
        }
    })
}

const JSON: &str = "Content-Type: application/json\r\n";
const HTML: &str = "Content-Type: text/html\r\n";
const GZIP: &str = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";

/// Ten mebibytes of spaces in ten kilobytes: a stored header and one block of repeats (RFC 1951 section 3.2.5).
fn bomb() -> Vec<u8> {
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    bytes.extend([0xec, 0xc1, 0x01, 0x01]);
    bytes.resize(10_240, 0);
    bytes
}

fn utf16(little: bool) -> Vec<u8> {
    let text = "\u{feff}{\"access_token\":\"canary\",\"token_type\":\"Bearer\"}".encode_utf16();
    text.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

/// Each with its name and the kind that explains it.
fn bodies() -> Vec<(&'static str, &'static str, Say)> {
    let json = |text: &str| whole(JSON, text.as_bytes());
    let deep = format!("{{\"access_token\":{}", "[".repeat(60_000));
    let full = format!("{{\"access_token\":\"{}\"", "x".repeat(262_100));
    vec![
        ("empty", "answer-empty", json("")),
        ("white space", "answer-empty", json(" \r\n\t ")),
        ("a mark alone", "answer-empty", json("\u{feff}")),
        ("no type and nothing", "answer-empty", whole("", b"")),
        ("a page", "login-page-in-the-way", whole(HTML, b"<!doctype html><title>Welcome</title>")),
        ("a page called JSON", "login-page-in-the-way", whole(JSON, b"<html><body>Welcome")),
        ("a page after lines", "login-page-in-the-way", whole(JSON, b"\r\n\r\n  <HTML>")),
        ("words called a page", "login-page-in-the-way", whole(HTML, b"Welcome")),
        ("XML", "login-page-in-the-way", whole("Content-Type: text/xml\r\n", b"<?xml version=\"1.0\"?><token/>")),
        ("words", "answer-not-json", json("canary")),
        ("a number", "answer-not-json", json("202")),
        ("true", "answer-not-json", json("true")),
        ("null", "answer-not-json", json("null")),
        ("a text", "answer-not-json", json("\"canary\"")),
        ("a list", "answer-not-json", json("[]")),
        ("a token in a list", "answer-not-json", json("[{\"access_token\":\"canary\",\"token_type\":\"Bearer\"}]")),
        ("an open brace", "outcome-unknown", json("{")),
        ("a name without a value", "outcome-unknown", json("{\"access_token\":")),
        ("half a token", "outcome-unknown", json("{\"access_token\":\"canar")),
        ("a brace missing", "outcome-unknown", json("{\"access_token\":\"canary\",\"token_type\":\"Bearer\"")),
        ("something behind it", "answer-not-json", json("{\"access_token\":\"a\",\"token_type\":\"Bearer\"}canary")),
        ("a comma too many", "answer-not-json", json("{\"access_token\":\"a\",}")),
        ("single quotes", "answer-not-json", json("{'access_token':'canary'}")),
        ("a form", "answer-not-json", json("access_token=canary&token_type=Bearer")),
        ("UTF-16, little end first", "answer-not-json", whole(JSON, &utf16(true))),
        ("UTF-16, big end first", "answer-not-json", whole(JSON, &utf16(false))),
        ("bytes of no text", "answer-not-json", whole(JSON, &[0xff, 0xfe, 0xfd])),
        (
            "a text that is none",
            "answer-not-json",
            whole(JSON, b"{\"access_token\":\"\xff\",\"token_type\":\"Bearer\"}"),
        ),
        ("zeros", "answer-not-json", whole(JSON, &[0; 512])),
        ("no members", "answer-not-believed", json("{}")),
        ("no token", "answer-not-believed", json("{\"token_type\":\"Bearer\"}")),
        ("no type", "answer-not-believed", json("{\"access_token\":\"canary\"}")),
        ("another type", "answer-not-believed", json("{\"access_token\":\"canary\",\"token_type\":\"mac\"}")),
        ("a token that is a number", "answer-not-believed", json("{\"access_token\":5,\"token_type\":\"Bearer\"}")),
        ("an empty token", "answer-not-believed", json("{\"access_token\":\"\",\"token_type\":\"Bearer\"}")),
        (
            "a token twice",
            "answer-not-believed",
            json("{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\"}"),
        ),
        ("deep nesting", "outcome-unknown", json(&deep)),
        ("packed bytes", "answer-not-json", whole(GZIP, b"\x1f\x8b\x08\0\0\0\0\0")),
        ("packed to burst", "answer-not-json", whole(GZIP, &bomb())),
        ("just not too much", "outcome-unknown", json(&full)),
        (
            "ten mebibytes announced",
            "answer-too-large",
            raw(b"HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n".to_vec()),
        ),
        ("without an end", "answer-too-large", endless("HTTP/1.1 200 OK\r\n\r\n", vec![b' '; 16_384])),
        (
            "chunks without an end",
            "answer-too-large",
            endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", {
                [b"4000\r\n".to_vec(), vec![b' '; 16_384], b"\r\n".to_vec()].concat()
            }),
        ),
        (
            "headers without an end",
            "answer-too-large",
            endless("HTTP/1.1 200 OK\r\n", [b"X-Filler: ".to_vec(), vec![b'x'; 8_192], b"\r\n".to_vec()].concat()),
        ),
        (
            "early answers without an end",
            "outcome-unknown",
            endless("", b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(64)),
        ),
        ("a length that lies", "outcome-unknown", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}".to_vec())),
        ("a length below zero", "answer-not-json", raw(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}".to_vec())),
        (
            "two lengths",
            "answer-not-json",
            raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}".to_vec()),
        ),
    ]
}

/// (promise 31)
#[tokio::test]
async fn no_body_but_a_token_is_believed_and_none_takes_more_memory_than_it_may() {
    let _alone = crate::alone().await;
    let all = bodies();
    let mut wrong = Vec::new();
    let (mut longest, mut most) = (Duration::ZERO, 0);
    // What is made once and stays is not an answer's doing.
    let right = whole(JSON, b"{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    for _ in 0..3 {
        assert!(answered(&right).await.0.is_ok(), "the right one is believed");
    }
    for (name, kind, say) in &all {
        let (outcome, took, growth) = answered(say).await;
        (longest, most) = (longest.max(took), most.max(growth));
        let told = outcome.as_ref().err().map_or("success", |problem| problem.kind.as_str());
        let shown = format!("{:?}", outcome.as_ref().err().map(|problem| (&problem.values, &problem.details)));
        if told != *kind || growth > MOST_GROWTH || shown.contains("canary") {
            wrong.push(format!("{name}: {told} and not {kind}; {growth} KiB; {shown}"));
        }
    }
    println!("{} bodies: 0 believed; at most {most} KiB more memory, {longest:.1?}", all.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What came of one answer, when, and by how many KiB the program was larger at its largest than before.
async fn answered(say: &Say) -> (Result<(), Problem>, Duration, u64) {
    let authority = Authority::new("Practice");
    let identity = authority.localhost();
    let limits = sendoff_wire::Limits { whole: Duration::from_secs(5), ..ample() };
    let say = Arc::clone(say);
    let server = Server::start(move |guest| {
        let mut secured = guest.secure(&identity);
        say(&mut secured);
        secured.close();
    });
    let way = at(server.port, ProxyChoice::Direct, &authority, limits);
    let before = forget_the_largest();
    let begun = Instant::now();
    let outcome = asked(&way, Ask::Token).await;
    let (took, growth) = (begun.elapsed(), largest().saturating_sub(before));
    drop(way);
    server.end().await;
    (outcome, took, growth)
}

/// From now on the largest size counts afresh (proc(5), clear_refs). Gives the size now, in KiB.
fn forget_the_largest() -> u64 {
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    status("VmRSS:")
}

fn largest() -> u64 {
    status("VmHWM:")
}

fn status(name: &str) -> u64 {
    let all = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = all.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

//! Through a proxy, and past each way in which it says no.

use std::net::TcpListener;

use sendoff_problem::Kind;
use sendoff_wire::{Cause, Counted, WireFault};

use crate::{
    fault, posted, proxied,
    stub::{Authority, Guest, Server, http},
};

/// The fault of one POST through a proxy that treats its guests so; behind it is a server that must not be reached.
async fn behind(treat: impl FnMut(Guest) + Send + 'static) -> WireFault {
    let authority = Authority::new("Practice");
    let server = Server::answering(&authority.localhost(), http("200 OK", "", "{}"));
    let proxy = Server::start(treat);
    let wire = proxied(&authority, server.port, &format!("http://user:canary@127.0.0.1:{}", proxy.port));
    let fault = fault(&wire, server.port).await;
    assert_eq!(server.guests(), 0);
    assert_eq!(fault.counted, Counted::No);
    assert!(!format!("{fault:?}").contains("canary"), "{fault:?}");
    fault
}

fn saying(reply: &'static str) -> impl FnMut(Guest) + Send + 'static {
    move |mut guest| {
        guest.hear_head();
        guest.say(reply.as_bytes());
    }
}

fn check(fault: &WireFault, cause: &Cause, kind: Kind) {
    assert_eq!((&fault.cause, fault.kind(), fault.host.as_str()), (cause, kind, "127.0.0.1"), "{fault:?}");
}

#[tokio::test]
async fn a_proxy_that_lets_through_is_not_noticed() {
    let authority = Authority::new("Practice");
    let server = Server::answering(&authority.localhost(), http("200 OK", "", "{}"));
    let place = server.address();
    let proxy = Server::start(move |mut guest| {
        guest.hear_head();
        guest.say(b"HTTP/1.1 200 Connection established\r\n\r\n");
        guest.connect_to(place, u64::MAX);
    });
    let wire = proxied(&authority, server.port, &format!("http://127.0.0.1:{}", proxy.port));
    assert_eq!(posted(&wire, server.port).await.unwrap().status(), 200);
    assert!(proxy.heard().concat().starts_with(&format!("CONNECT localhost:{} HTTP/1.1\r\n", server.port)));
    assert!(!proxy.heard().concat().contains("canary"), "the proxy saw more than the host");
}

#[tokio::test]
async fn a_proxy_that_asks_for_a_password() {
    let reply = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n";
    check(&behind(saying(reply)).await, &Cause::ProxyAsks, Kind::ProxyAsks);
}

#[tokio::test]
async fn a_proxy_that_refuses() {
    for reply in [
        "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r\n<html>blocked</html>",
        "HTTP/1.1 502 Bad Gateway\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://proxy.example/\r\n\r\n",
        "<html>blocked</html>",
        "",
    ] {
        check(&behind(saying(reply)).await, &Cause::ProxyRefused, Kind::ProxyRefused);
    }
}

#[tokio::test]
async fn a_proxy_whose_reply_has_no_end() {
    let fault = behind(|mut guest| {
        guest.hear_head();
        guest.say(b"HTTP/1.1 200 OK\r\n");
        guest.say(&vec![b'x'; 64 * 1024]);
    })
    .await;
    assert_eq!(fault.kind(), Kind::ProxyRefused, "{fault:?}");
}

#[tokio::test]
async fn a_proxy_that_answers_in_plain_text_after_letting_through() {
    let fault = behind(|mut guest| {
        guest.hear_head();
        guest.say(b"HTTP/1.1 200 OK\r\n\r\n");
        guest.hear_something();
        guest.say(b"HTTP/1.1 200 OK\r\n\r\n<html>please log in</html>");
    })
    .await;
    assert_eq!((fault.cause.clone(), fault.host.as_str()), (Cause::LoginPage, "localhost"), "{fault:?}");
}

#[tokio::test]
async fn a_proxy_that_is_not_there() {
    let authority = Authority::new("Practice");
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let fault = fault(&proxied(&authority, 443, &format!("http://127.0.0.1:{port}")), 443).await;
    check(&fault, &Cause::Refused, Kind::ConnectionRefused);
}

#[tokio::test]
async fn a_proxy_of_a_kind_that_cannot_be_used() {
    let authority = Authority::new("Practice");
    let fault = fault(&proxied(&authority, 443, "socks5://127.0.0.1:1080"), 443).await;
    check(&fault, &Cause::ProxyRefused, Kind::ProxyRefused);
}

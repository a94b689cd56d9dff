//! What does go out, and what is kept of what comes back.

use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
};

use sendoff_values::AccessToken;
use sendoff_wire::{Request, Shape};
use zeroize::Zeroizing;

use crate::{
    post, posted,
    stub::{Authority, Server, http},
    url, wire,
};

#[tokio::test]
async fn a_form_goes_out_as_it_is_and_nothing_else_goes_with_it() {
    let authority = Authority::new("Practice");
    let server = Server::answering(&authority.localhost(), http("200 OK", "", "{}"));
    posted(&wire(&authority, server.port), server.port).await.unwrap();
    let expected = format!(
        "POST /token?query=canary HTTP/1.1\r\naccept: application/json\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: 32\r\nhost: localhost:{}\r\n\r\ncode=canary&client_secret=canary",
        server.port
    );
    assert_eq!(server.heard(), [expected]);
}

#[tokio::test]
async fn a_body_goes_out_with_its_type_its_access_and_its_correlation() {
    let authority = Authority::new("Practice");
    let server = Server::answering(&authority.localhost(), http("202 Accepted", "", ""));
    let request = Request::post(url(server.port), "text/plain", Zeroizing::new(b"TUlNRQ==".to_vec()))
        .bearer(&AccessToken::new("eyJ.canary".to_owned()))
        .correlation("5a1f");
    let answer = wire(&authority, server.port).send(request).await.unwrap();
    assert_eq!((answer.status(), answer.shape()), (202, Shape::Empty));
    let heard = server.heard().concat();
    for part in ["authorization: Bearer eyJ.canary\r\n", "content-type: text/plain\r\n", "client-request-id: 5a1f\r\n"]
    {
        assert!(heard.contains(part), "{heard}");
    }
    assert!(heard.ends_with("\r\n\r\nTUlNRQ=="), "{heard}");
}

#[tokio::test]
async fn cookies_are_neither_kept_nor_sent() {
    let authority = Authority::new("Practice");
    let server = Server::answering(&authority.localhost(), http("200 OK", "Set-Cookie: a=canary\r\n", "{}"));
    let wire = wire(&authority, server.port);
    for _ in 0..2 {
        wire.send(Request::get(url(server.port))).await.unwrap();
    }
    assert_eq!(server.heard()[0], server.heard()[1]);
    assert_eq!(server.guests(), 2, "each request has a connection of its own");
}

#[tokio::test]
async fn an_answer_keeps_what_is_asked_of_it() {
    let authority = Authority::new("Practice");
    let headers = "Date: Sat, 21 Nov 2026 10:00:00 GMT\r\nRetry-After: 7\r\nrequest-id: 6f2a\r\n\
                   WWW-Authenticate: Bearer\r\nContent-Type: application/json; charset=utf-8\r\n";
    let server = Server::answering(&authority.localhost(), http("429 Too Many Requests", headers, "{\"a\":1}"));
    let answer = posted(&wire(&authority, server.port), server.port).await.unwrap();
    assert_eq!((answer.status(), answer.retry_after(), answer.request_id()), (429, Some(7), Some("6f2a")));
    assert_eq!((answer.content_type(), answer.is_challenged()), (Some("application/json"), true));
    assert_eq!(answer.body(), b"{\"a\":1}");
    let ahead = answer.clock_difference("2026-11-21T10:10:00Z".parse().unwrap()).unwrap();
    assert_eq!(ahead.as_secs(), 600);
    let behind = answer.clock_difference("1970-01-01T00:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(behind.as_secs(), -1_795_255_200);
    assert!(!format!("{answer:?}").contains("\"a\""), "{answer:?}");
}

#[tokio::test]
async fn an_informational_answer_is_passed_over() {
    let authority = Authority::new("Practice");
    let bytes = [b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".to_vec(), http("200 OK", "", "{}")].concat();
    let server = Server::answering(&authority.localhost(), bytes);
    assert_eq!(posted(&wire(&authority, server.port), server.port).await.unwrap().status(), 200);
}

#[tokio::test]
async fn the_moment_of_a_secured_connection_is_told_once_and_only_if_it_comes() {
    let authority = Authority::new("Practice");
    let told = Arc::new(AtomicUsize::new(0));
    let tell = || {
        let told = Arc::clone(&told);
        move || {
            told.fetch_add(1, Ordering::SeqCst);
        }
    };
    let server = Server::answering(&authority.localhost(), http("200 OK", "", "{}"));
    wire(&authority, server.port).send_watched(post(server.port), tell()).await.unwrap();
    assert_eq!(told.load(Ordering::SeqCst), 1);
    let strange = wire(&Authority::new("Other"), server.port);
    strange.send_watched(post(server.port), tell()).await.unwrap_err();
    assert_eq!(told.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_dropped_request_ends_its_connection() {
    let authority = Authority::new("Practice");
    let identity = authority.localhost();
    let (arrived, mut arrival) = tokio::sync::mpsc::unbounded_channel();
    let server = Server::start(move |guest| {
        let mut secured = guest.secure(&identity);
        arrived.send("request").unwrap();
        secured.wait_for_the_end();
        arrived.send("end").unwrap();
    });
    let wire = wire(&authority, server.port);
    tokio::select! {
        _ = posted(&wire, server.port) => panic!("there was no answer"),
        news = arrival.recv() => assert_eq!(news, Some("request")),
    }
    assert_eq!(arrival.recv().await, Some("end"));
}

#[tokio::test]
async fn a_request_dropped_anywhere_on_its_way_ends_its_connection() {
    let authority = Authority::new("Practice");
    let identity = authority.localhost();
    let (arrived, mut arrival) = tokio::sync::mpsc::unbounded_channel();
    let server = Server::start(move |guest| {
        guest.secure(&identity).wait_for_the_end();
        arrived.send(()).unwrap();
    });
    let wire = wire(&authority, server.port);
    for polls in 0..20 {
        let request = if polls % 2 == 0 { Request::get(url(server.port)) } else { post(server.port) };
        let secured = Cell::new(false);
        let mut sending = Box::pin(wire.send_watched(request, || secured.set(true)));
        let mut left = polls;
        std::future::poll_fn(|context| {
            assert!(sending.as_mut().poll(context).is_pending(), "there was no answer");
            context.waker().wake_by_ref();
            left -= u32::from(secured.get() && left > 0);
            if secured.get() && left == 0 { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        drop(sending);
        assert_eq!(arrival.recv().await, Some(()), "after {polls} polls");
    }
}

//! How a wait ends, and that nothing is left behind.

use std::{
    io::ErrorKind,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use sendoff_loopback::{Answer, Limits, ReceiveEnd};
use sendoff_oauth::ResponseMode::Query;
use sendoff_problem::Kind;
use tokio::net::TcpStream;

use crate::site::{GUARD, begin, browser_get, quick, still, visit};

/// Whether nobody listens on either address.
async fn is_closed(port: u16) -> bool {
    for address in [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)] {
        match TcpStream::connect((address, port)).await {
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => {}
            Ok(_) | Err(_) => return false,
        }
    }
    true
}

/// Says how long it took beside the goal; what takes ten times as long hangs.
fn ended_in_time(since: Instant, goal: Duration) {
    let took = since.elapsed();
    println!("ended after {took:?}, the goal is {goal:?}");
    assert!(took < 10 * goal, "{took:?}");
}

#[tokio::test]
async fn after_the_page_the_port_is_closed_within_a_second() {
    let (end, (port, since)) = visit(Query, Limits::default(), async |site| {
        let (_, page) = site.answer().await;
        assert_eq!(page.status(), 200);
        (site.port, Instant::now())
    })
    .await;
    ended_in_time(since, Duration::from_secs(1));
    assert!(matches!(end.unwrap().answer, Answer::Code(_)));
    assert!(is_closed(port).await);
}

#[tokio::test]
async fn a_browser_that_never_fetches_the_page_holds_the_code_up_for_less_than_a_second() {
    let (end, (port, since)) = visit(Query, Limits::default(), async |site| {
        let since = Instant::now();
        assert_eq!(site.get("/mail-setup?code=x&state={S}").await.status(), 303);
        (site.port, since)
    })
    .await;
    ended_in_time(since, Duration::from_secs(1));
    assert!(matches!(end.unwrap().answer, Answer::Code(_)));
    assert!(is_closed(port).await);
}

#[tokio::test]
async fn cancelling_closes_the_port_within_200_milliseconds() {
    let (end, (port, since)) = visit(Query, Limits::default(), async |site| {
        let _idle = site.connect().await;
        site.get("/favicon.ico").await;
        let since = Instant::now();
        site.handle.cancel();
        (site.port, since)
    })
    .await;
    ended_in_time(since, Duration::from_millis(200));
    let end = end.unwrap_err();
    assert_eq!(end.kind(), Kind::Stopped);
    assert!(matches!(end, ReceiveEnd::Cancelled(noise) if noise.total == 1));
    assert!(is_closed(port).await);
}

#[tokio::test]
async fn cancelling_before_the_wait_begins_counts() {
    let (listener, attempt, site) = begin("/mail-setup", Query);
    site.handle.cancel();
    let wait = tokio::time::timeout(GUARD, listener.receive(attempt, Limits::default(), &still));
    assert!(matches!(wait.await.expect("hung").unwrap_err(), ReceiveEnd::Cancelled(_)));
}

#[tokio::test]
async fn dropping_every_handle_changes_nothing() {
    let (listener, attempt, site) = begin("/mail-setup", Query);
    let port = site.port;
    let state = site.state.clone();
    drop(site);
    let script = async {
        let request = browser_get("/mail-setup?code=x&state={S}");
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
        let request = request.replace("{P}", &port.to_string()).replace("{S}", &state);
        tokio::io::AsyncWriteExt::write_all(&mut stream, request.as_bytes()).await.unwrap();
        crate::site::read_to_end(stream).await.status()
    };
    let (end, status) = tokio::join!(listener.receive(attempt, Limits::default(), &still), script);
    assert_eq!(status, 303);
    assert!(end.is_ok());
}

#[tokio::test]
async fn the_time_is_over_by_the_monotonic_clock_even_under_a_stream_of_noise() {
    let limits = Limits { overall: Duration::from_millis(400), ..quick() };
    let (listener, attempt, site) = begin("/mail-setup", Query);
    let since = Instant::now();
    let noise = async {
        loop {
            site.get("/favicon.ico").await;
        }
    };
    let end = tokio::select! {
        end = tokio::time::timeout(GUARD, listener.receive(attempt, limits, &still)) => end.expect("hung").unwrap_err(),
        () = noise => unreachable!(),
    };
    assert!(matches!(end, ReceiveEnd::TimedOut(noise) if noise.total > 0), "{end:?}");
    assert_eq!(end.kind(), Kind::WaitedTooLong);
    assert!(since.elapsed() >= limits.overall, "{:?}", since.elapsed());
    ended_in_time(since, Duration::from_secs(2));
    assert!(is_closed(site.port).await);
}

#[tokio::test]
async fn the_time_is_over_by_the_wall_clock_after_a_computer_slept() {
    let seconds = AtomicI64::new(0);
    let wall = || Timestamp::from_second(seconds.load(Ordering::Relaxed)).unwrap();
    let (listener, attempt, site) = begin("/mail-setup", Query);
    let sleep = async {
        site.get("/favicon.ico").await;
        seconds.store(15 * 60, Ordering::Relaxed);
    };
    let wait = tokio::time::timeout(GUARD, listener.receive(attempt, Limits::default(), &wall));
    let (end, ()) = tokio::join!(wait, sleep);
    assert!(matches!(end.expect("hung").unwrap_err(), ReceiveEnd::TimedOut(_)));
    assert!(is_closed(site.port).await);
}

#[tokio::test]
async fn the_time_can_be_extended() {
    let limits = Limits { overall: Duration::from_millis(200), ..quick() };
    let since = Instant::now();
    let (end, ()) = visit(Query, limits, async |site| {
        site.handle.extend(Duration::from_mins(1));
        while since.elapsed() < Duration::from_millis(400) {
            site.get("/favicon.ico").await;
        }
        site.finish(Query).await;
    })
    .await;
    assert!(matches!(end.unwrap().answer, Answer::Code(_)));
}

#[tokio::test]
async fn dropping_the_wait_closes_the_port() {
    let (listener, attempt, site) = begin("/mail-setup", Query);
    tokio::select! {
        end = listener.receive(attempt, Limits::default(), &still) => panic!("{end:?}"),
        reply = site.get("/favicon.ico") => assert_eq!(reply.status(), 404),
    }
    assert!(is_closed(site.port).await);
}

#[tokio::test]
async fn what_arrives_before_the_wait_begins_is_not_lost() {
    let (listener, attempt, site) = begin("/mail-setup", Query);
    let mut early = site.connect().await;
    let request = site.fill(&browser_get("/mail-setup?code=x&state={S}"));
    tokio::io::AsyncWriteExt::write_all(&mut early, request.as_bytes()).await.unwrap();
    let end = tokio::time::timeout(GUARD, listener.receive(attempt, Limits::default(), &still)).await.expect("hung");
    assert!(matches!(end.unwrap().answer, Answer::Code(_)));
}

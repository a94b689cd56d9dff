//! Connections that send little or nothing.

use std::{
    io::ErrorKind,
    sync::Arc,
    time::{Duration, Instant},
};

use sendoff_loopback::Limits;
use sendoff_oauth::ResponseMode::{FormPost, Query};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};

use crate::site::{Site, begin, browser_get, browser_post, quick, read_to_end, still, visit};

/// Sockets the other side has not closed.
fn still_open(streams: &[TcpStream]) -> usize {
    let open = |stream: &&TcpStream| matches!(stream.try_read(&mut [0; 16]), Err(error) if error.kind() == ErrorKind::WouldBlock);
    streams.iter().filter(open).count()
}

/// The first thing anybody gets through the crowd is the answer, while the slow ones go on, a byte a second each.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_idle_and_two_hundred_slow_connections_block_nobody() {
    let (end, (took, open)) = visit(Query, quick(), async |site| {
        let crowd = Arc::new(crowd(&site, 400).await);
        let mut going_on = JoinSet::new();
        going_on.spawn(go_on(Arc::clone(&crowd)));
        tokio::time::sleep(Duration::from_millis(2500)).await;
        let open = still_open(&crowd);
        let since = Instant::now();
        site.finish(Query).await;
        let took = since.elapsed();
        going_on.abort_all();
        (took, open)
    })
    .await;
    println!("the answer took {took:?} with {open} sockets kept of 400");
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert!(open > 0 && open <= 16, "{open} sockets kept");
    assert!(end.unwrap().noise.total >= 384);
}

async fn crowd(site: &Site, count: usize) -> Vec<TcpStream> {
    let mut streams = Vec::new();
    for _ in 0..count {
        streams.push(site.connect().await);
    }
    streams
}

/// Every other one says nothing at all.
async fn go_on(crowd: Arc<Vec<TcpStream>>) {
    for byte in b"GET /mail-setup?code=".iter().cycle() {
        for stream in crowd.iter().step_by(2) {
            let _ = stream.try_write(&[*byte]);
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

#[tokio::test]
async fn a_head_that_takes_too_long_is_given_up() {
    let limits = Limits { head: Duration::from_millis(150), ..quick() };
    let (end, (status, silent, took)) = visit(Query, limits, async |site| {
        let since = Instant::now();
        let mut slow = site.connect().await;
        slow.write_all(b"GET /mail-setup?code=x HTTP/1.1\r\n").await.unwrap();
        let reply = read_to_end(slow).await;
        reply.check("a slow head");
        let status = reply.status();
        let silent = read_to_end(site.connect().await).await.text;
        let took = since.elapsed();
        site.finish(Query).await;
        (status, silent, took)
    })
    .await;
    assert_eq!((status, silent.as_str()), (408, ""));
    assert!(took >= Duration::from_millis(300) && took < Duration::from_secs(30), "{took:?}");
    assert_eq!(end.unwrap().noise.total, 2);
}

#[tokio::test]
async fn a_body_that_takes_too_long_is_given_up() {
    let limits = Limits { body: Duration::from_millis(150), ..quick() };
    let (end, reply) = visit(FormPost, limits, async |site| {
        let request = site.fill(&browser_post("code=x&state={S}"));
        let mut slow = site.connect().await;
        slow.write_all(&request.as_bytes()[..request.len() - 5]).await.unwrap();
        let reply = read_to_end(slow).await;
        site.finish(FormPost).await;
        reply
    })
    .await;
    assert_eq!(reply.status(), 408);
    reply.check("a slow body");
    assert_eq!(end.unwrap().noise.total, 1);
}

#[tokio::test]
async fn a_client_that_never_reads_its_reply_blocks_nobody() {
    let (end, ()) = visit(Query, quick(), async |site| {
        let mut deaf = Vec::new();
        for _ in 0..32 {
            let mut stream = site.connect().await;
            stream.write_all(site.fill(&browser_get("/mail-setup")).as_bytes()).await.unwrap();
            deaf.push(stream);
        }
        site.finish(Query).await;
    })
    .await;
    assert!(end.is_ok());
}

/// All of them wait in the system's queue when the wait begins, the answer among them.
#[tokio::test]
async fn an_answer_among_a_hundred_idle_connections_is_not_pushed_out() {
    let (listener, attempt, site) = begin("/mail-setup", Query);
    let mut idle = Vec::new();
    for _ in 0..50 {
        idle.push(site.connect().await);
    }
    let mut answer = site.connect().await;
    answer.write_all(site.fill(&browser_get("/mail-setup?code=x&state={S}")).as_bytes()).await.unwrap();
    for _ in 0..50 {
        idle.push(site.connect().await);
    }
    let limits = Limits { overall: Duration::from_secs(5), ..quick() };
    let end = listener.receive(attempt, limits, &still).await;
    assert!(matches!(end.unwrap().answer, sendoff_loopback::Answer::Code(_)));
    assert_eq!(read_to_end(answer).await.status(), 303);
}

/// What comes after the reply went out is read, up to a bound: the client can send it all, sees the end of the reply and no
/// reset; one that goes on for ever is cut off.
#[tokio::test]
async fn a_form_that_is_too_long_is_refused_without_a_reset() {
    assert_eq!(refused_with(120_000).await, Ok("HTTP/1.1 413".to_owned()));
    assert!(refused_with(4_000_000).await.is_err());
}

/// The first words of the reply, if the client could send all of `length` bytes and came to its end without a reset.
async fn refused_with(length: usize) -> Result<String, ErrorKind> {
    let (_, outcome) = visit(FormPost, quick(), async |site| {
        let head = "POST /mail-setup HTTP/1.1\r\nHost: localhost:{P}\r\nOrigin: https://login.microsoftonline.com\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
        let mut stream = site.connect().await;
        stream.write_all(site.fill(&format!("{head}{length}\r\n\r\n")).as_bytes()).await.unwrap();
        let mut reply = vec![0; 12];
        stream.read_exact(&mut reply).await.unwrap();
        let mut sent = Ok(());
        for _ in 0..length / 1_000 {
            sent = sent.and(stream.write_all(&[b'a'; 1_000]).await);
            tokio::task::yield_now().await;
        }
        let ended = sent.and(stream.read_to_end(&mut Vec::new()).await.map(drop));
        site.finish(FormPost).await;
        ended.map(|()| String::from_utf8(reply).unwrap()).map_err(|error| error.kind())
    })
    .await;
    outcome
}

/// A form may come in parts; what comes behind its length is no part of it.
#[tokio::test]
async fn a_form_in_parts_ends_where_its_length_says() {
    let (end, statuses) = visit(FormPost, quick(), async |site| {
        let whole = site.fill(&browser_post("code=the-true-code&state={S}"));
        let (first, second) = whole.split_at(whole.len() - 20);
        let mut stream = site.connect().await;
        stream.write_all(first.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        stream.write_all(format!("{second}&error=access_denied").as_bytes()).await.unwrap();
        let redirect = read_to_end(stream).await;
        (redirect.status(), site.get("/received").await.status())
    })
    .await;
    assert_eq!(statuses, (303, 200));
    assert_eq!(end.unwrap().noise.total, 0);
}

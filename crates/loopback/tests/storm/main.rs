//! A storm of hostile requests, sixteen at a time, and then the true answer. In a process of its own, so that its memory
//! can be measured.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests; the storm prints its figures")]
#![allow(dead_code, reason = "shares its site and table with the other tests")]

use std::{
    io::{self, ErrorKind, Write},
    net::{Ipv4Addr, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use sendoff_loopback::Limits;
use sendoff_oauth::ResponseMode::{self, FormPost, Query};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    task::JoinSet,
    time::timeout,
};

#[path = "../all/site.rs"]
mod site;
#[path = "../all/table.rs"]
mod table;

use site::{Site, begin, browser_post, still};
use table::{Case, hostile};

#[expect(clippy::disallowed_methods, reason = "the long form is asked for by the environment of the test run")]
fn deep() -> bool {
    std::env::var("SENDOFF_DEEP").is_ok()
}

/// Resident memory in KiB, where the system tells.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// In a form attempt a request by the query is as hostile as it was; a form in a query attempt would only be a 405.
fn hostile_in(mode: ResponseMode) -> Vec<Case> {
    let is_hostile = |case: &Case| case.mode == mode || (mode == FormPost && !case.bytes.starts_with(b"POST"));
    hostile().into_iter().filter(is_hostile).collect()
}

/// How many kinds there were.
async fn storm(site: &Site, mode: ResponseMode, count: usize) -> usize {
    let requests = hostile_in(mode);
    let mut flying = JoinSet::new();
    for turn in 0..count {
        if flying.len() >= 16 {
            flying.join_next().await.unwrap().unwrap();
        }
        let case = &requests[turn % requests.len()];
        let (site, bytes, finished) = (site.clone(), site.fill_bytes(&case.bytes), case.finished);
        flying.spawn(async move {
            if finished { site.send_all_there_is(&bytes).await } else { site.send(&bytes).await }.check("storm");
        });
    }
    while let Some(done) = flying.join_next().await {
        done.unwrap();
    }
    requests.len()
}

/// 500 requests in one storm; with `SENDOFF_DEEP` 10,000 in each of twenty.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_survives_a_storm() {
    let (storms, count) = if deep() { (20, 10_000) } else { (1, 500) };
    for turn in 0..storms {
        let (listener, attempt, site) = begin("/mail-setup", FormPost);
        let script = async {
            storm(&site, FormPost, 64).await;
            let before = memory();
            let kinds = storm(&site, FormPost, count).await;
            let grown = memory().saturating_sub(before);
            let since = Instant::now();
            site.finish(FormPost).await;
            (kinds, grown, since.elapsed())
        };
        let (end, (kinds, grown, took)) = tokio::join!(listener.receive(attempt, Limits::default(), &still), script);
        let noise = end.unwrap().noise.total;
        println!(
            "storm {turn}: {count} requests of {kinds} kinds, {noise} turned away, answer in {took:?}, {grown} KiB more"
        );
        assert!(kinds >= 40 && took < Duration::from_secs(10) && grown <= 8 * 1024);
        assert_eq!(noise, count as u64 + 64);
    }
}

/// The flood has not ended when the true answer comes: it goes on before, while and after, as fast as this computer can send.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_true_answer_comes_through_a_flood_that_goes_on() {
    let rounds = if deep() { 20 } else { 3 };
    let (mut longest, mut tries) = (Duration::ZERO, 0);
    for _ in 0..rounds {
        let (listener, attempt, site) = begin("/mail-setup", FormPost);
        let flood = Flood::begin(&site);
        let script = async {
            flood.until(500).await;
            let (before, since) = (flood.sent(), Instant::now());
            tries += answer_patiently(&site).await;
            let (took, meanwhile) = (since.elapsed(), flood.sent() - before);
            println!("the answer took {took:?}, and {meanwhile} hostile requests came meanwhile");
            took
        };
        let both = async { tokio::join!(listener.receive(attempt, Limits::default(), &still), script) };
        let (end, took) = timeout(HANG, both).await.unwrap();
        assert!(end.is_ok());
        longest = longest.max(took);
        flood.end();
    }
    println!("{rounds} floods that went on: {rounds} answers, {tries} tries, {longest:?} at most");
}

/// Past this it hangs.
const HANG: Duration = Duration::from_mins(2);

/// Sends the true answer as often as a person would reload, until it is heard, or the port is closed because it came through
/// and its reply did not; how often that was.
async fn answer_patiently(site: &Site) -> usize {
    let request = site.fill(&browser_post("code=the-true-code&state={S}"));
    for number in 1..=20 {
        match timeout(Duration::from_secs(10), exchange(site.port, request.as_bytes())).await {
            Ok(Ok(reply)) if reply.starts_with("HTTP/1.1 303") => return number,
            Ok(Err(error)) if error.kind() == ErrorKind::ConnectionRefused => return number,
            Ok(Ok(_) | Err(_)) | Err(_) => {}
        }
    }
    panic!("the answer never came through");
}

async fn exchange(port: u16, request: &[u8]) -> io::Result<String> {
    let mut stream = tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    stream.write_all(request).await?;
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await?;
    Ok(reply)
}

/// Two clients with threads of their own: one sends hostile requests, one connects and says nothing, as fast as they can.
struct Flood {
    clients: Vec<std::thread::JoinHandle<()>>,
    sent: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
}

impl Flood {
    fn begin(site: &Site) -> Self {
        let requests = hostile_in(FormPost).iter().map(|case| site.fill_bytes(&case.bytes)).collect::<Vec<_>>();
        let requests = Arc::new(requests);
        let (sent, over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let client = |number: usize| {
            let (port, requests, sent, over) = (site.port, Arc::clone(&requests), Arc::clone(&sent), Arc::clone(&over));
            std::thread::spawn(move || {
                for turn in number.. {
                    if over.load(Ordering::Relaxed) {
                        return;
                    }
                    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else { continue };
                    if number.is_multiple_of(2) {
                        let _ = stream.write_all(&requests[turn % requests.len()]);
                    }
                    sent.fetch_add(1, Ordering::Relaxed);
                }
            })
        };
        let clients = (0..2).map(client).collect();
        Self { clients, sent, over }
    }

    fn sent(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }

    async fn until(&self, count: usize) {
        while self.sent() < count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn end(self) {
        self.over.store(true, Ordering::Relaxed);
        self.clients.into_iter().for_each(|client| client.join().unwrap());
    }
}

/// The same by the query, where most of the kinds come from.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_by_the_query_survives_it_too() {
    let (listener, attempt, site) = begin("/mail-setup", Query);
    let script = async {
        storm(&site, Query, 300).await;
        site.finish(Query).await;
    };
    let (end, ()) = tokio::join!(listener.receive(attempt, Limits::default(), &still), script);
    assert!(end.is_ok());
}

//! A storm of hostile requests, sixteen at a time, and then the true answer. In a process of its own, so that its memory
//! can be measured.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests; the storm prints its figures")]
#![allow(dead_code, reason = "shares its site and table with the other tests")]

use std::{
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use sendoff_loopback::Limits;
use sendoff_oauth::ResponseMode::{self, FormPost, Query};
use tokio::{io::AsyncWriteExt, net::TcpStream, task::JoinSet};

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

/// How many kinds there were.
async fn storm(site: &Site, mode: ResponseMode, count: usize) -> usize {
    // In a form attempt a request by the query is as hostile as it was; a form in a query attempt would only be a 405.
    let hostile_here = |case: &Case| case.mode == mode || (mode == FormPost && !case.bytes.starts_with(b"POST"));
    let requests: Vec<_> = hostile().into_iter().filter(hostile_here).collect();
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
        assert!(kinds >= 40 && took < Duration::from_secs(1) && grown <= 8 * 1024);
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
            assert!(meanwhile > 0, "the flood goes on");
            println!("the answer took {took:?}, and {meanwhile} hostile requests came meanwhile");
            took
        };
        let (end, took) = tokio::join!(listener.receive(attempt, Limits::default(), &still), script);
        assert!(end.is_ok());
        longest = longest.max(took);
        flood.end();
    }
    println!("{rounds} floods that went on: {rounds} answers, {tries} tries, {longest:?} at most");
}

/// Sends the true answer as often as a person would reload; how often that was.
async fn answer_patiently(site: &Site) -> usize {
    let request = site.fill(&browser_post("code=the-true-code&state={S}"));
    for number in 1..=20 {
        let sent = tokio::time::timeout(Duration::from_secs(10), site.send(request.as_bytes())).await;
        if sent.is_ok_and(|reply| reply.status() == 303) {
            return number;
        }
    }
    panic!("the answer never came through");
}

/// Sixteen clients that send hostile requests, and sixteen that connect and say nothing, again and again.
struct Flood {
    clients: JoinSet<()>,
    sent: Arc<AtomicUsize>,
}

impl Flood {
    fn begin(site: &Site) -> Self {
        let requests: Arc<Vec<_>> = Arc::new(hostile().iter().map(|case| site.fill_bytes(&case.bytes)).collect());
        let sent = Arc::new(AtomicUsize::new(0));
        let mut clients = JoinSet::new();
        for client in 0..32 {
            let (port, requests, sent) = (site.port, Arc::clone(&requests), Arc::clone(&sent));
            clients.spawn(async move {
                for turn in client.. {
                    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await else { continue };
                    if client % 2 == 0 {
                        let _ = stream.write_all(&requests[turn % requests.len()]).await;
                    }
                    sent.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        Self { clients, sent }
    }

    fn sent(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }

    async fn until(&self, count: usize) {
        while self.sent() < count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn end(mut self) {
        self.clients.abort_all();
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

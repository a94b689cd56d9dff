//! A storm of hostile requests, sixteen at a time, and then the true answer. In a process of its own, so that its memory
//! can be measured.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests; the storm prints its figures")]
#![allow(dead_code, reason = "shares its site and table with the other tests")]

use std::time::{Duration, Instant};

use sendoff_loopback::Limits;
use sendoff_oauth::ResponseMode::{self, FormPost, Query};
use tokio::task::JoinSet;

#[path = "../all/site.rs"]
mod site;
#[path = "../all/table.rs"]
mod table;

use site::{Site, begin, still};
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

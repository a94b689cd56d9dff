//! Two programs at one folder: one has it at a time, the other is told so, and nothing that either wrote is lost.

use std::{process::Command, time::Instant};

use sendoff_ledger::Ledger;

use crate::computer::{SAVER, Saver};

/// (promise 30) Two processes of 100 writes each, every one of which reads what was there and adds to it; with `SENDOFF_DEEP`
/// a thousand each.
#[test]
fn two_processes_that_write_to_one_entry_lose_nothing_and_never_wait_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let times: u64 = if std::env::var_os("SENDOFF_DEEP").is_some() { 1_000 } else { 100 };
    let begun = Instant::now();
    let start = || Saver::start(Command::new(SAVER).arg(folder.path()).args(["count", &times.to_string()]));
    let both = [start(), start()];
    let mut waited = 0;
    for mut one in both {
        let said = one.hear().expect("it comes to its end");
        assert_eq!(said["written"], times, "{said}");
        waited += said["waited"].as_u64().unwrap();
        assert!(one.finish());
    }
    let id = "5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11".parse().unwrap();
    let ledger: Ledger<String> = Ledger::open(folder.path(), "2026-11-21T10:58:00Z".parse().unwrap()).unwrap();
    assert!(ledger.mishaps().is_empty());
    assert_eq!(ledger.get(&id).unwrap().unwrap().1, (2 * times).to_string(), "an update was lost");
    assert!(waited > 0, "they never met");
    println!(
        "2 processes x {times} writes: 0 lost; {waited} times one was told that the other has the folder; {:.1} s",
        begun.elapsed().as_secs_f64()
    );
}

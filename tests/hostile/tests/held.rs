//! Every input that was ever worth keeping, and random changes of them, at every reader of hostile input (promises 6, 15,
//! 37, 38). A fuzzer runs the same functions for longer.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "the counts are part of the result")]

#[cfg(target_os = "linux")]
use std::sync::LazyLock;
use std::{
    env,
    time::{Duration, Instant},
};

use sendoff_hostile::{Changes, TARGETS, Target, read_corpus};

/// Changes tried for each target; a hundred times as many with `SENDOFF_DEEP`.
const CHANGES: usize = 1_500;

/// What no input may take; they take a fortieth of it (promise 38).
const LONGEST: Duration = Duration::from_secs(2);

/// KiB by which all readers together may make the program grow (promise 38).
const MOST_MEMORY: u64 = 64 * 1024;

fn try_all(target: Target) {
    grown();
    let begun = Instant::now();
    let corpus = read_corpus(target.name).unwrap();
    assert!(corpus.len() >= 5, "{} has next to no corpus", target.name);
    let taken = corpus.iter().filter(|input| (target.feed)(input)).count();
    assert!(taken > 0, "{}: nothing kept is ever taken, so nothing is shown of what is", target.name);
    let count = if env::var_os("SENDOFF_DEEP").is_some() { CHANGES * 100 } else { CHANGES };
    let mut changes = Changes::from(0x05e9_d0ff);
    let (mut slowest, mut changed_and_taken) = (Duration::ZERO, 0);
    for _ in 0..count {
        let input = changes.of(&corpus, target.words);
        let since = Instant::now();
        changed_and_taken += usize::from((target.feed)(&input));
        slowest = slowest.max(since.elapsed());
    }
    let (name, kept, took) = (target.name, corpus.len(), begun.elapsed());
    let more = grown();
    println!(
        "{name}: {kept} kept inputs ({taken} taken) and {count} changes of them ({changed_and_taken} taken) in {took:.1?}, the \
         slowest {slowest:.1?}; all readers so far {more} KiB"
    );
    assert!(slowest <= LONGEST, "{name}: {slowest:?}");
    assert!(more <= MOST_MEMORY, "{name}: {more} KiB");
}

/// By how much the program has been larger at most than at its first test, in KiB (proc(5)).
#[cfg(target_os = "linux")]
fn grown() -> u64 {
    static BEFORE: LazyLock<u64> = LazyLock::new(|| size("VmRSS:"));
    let before = *BEFORE;
    size("VmHWM:").saturating_sub(before)
}

#[cfg(target_os = "linux")]
fn size(name: &str) -> u64 {
    let all = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = all.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Not measured elsewhere.
#[cfg(not(target_os = "linux"))]
fn grown() -> u64 {
    0
}

macro_rules! targets {
    ($($name:ident),+) => {
        $(#[test] fn $name() { try_all(sendoff_hostile::target(stringify!($name)).unwrap()); })+

        #[test]
        fn every_target_is_tried() {
            assert_eq!(TARGETS.map(|target| target.name).to_vec(), [$(stringify!($name)),+]);
        }
    };
}

targets!(
    request_head,
    form_body,
    pasted_address,
    token_answer,
    identity_claims,
    pasted_text,
    google_text,
    field,
    recipe,
    state_file,
    window_command,
    link,
    manifest,
    message
);

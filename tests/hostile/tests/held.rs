//! Every input that was ever worth keeping, and random changes of them, at every reader of hostile input (promises 6, 15,
//! 37, 38). A fuzzer runs the same functions for longer.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "the counts are part of the result")]

use std::{env, time::Instant};

use sendoff_hostile::{Changes, TARGETS, Target, read_corpus};

/// Changes tried for each target; a hundred times as many with `SENDOFF_DEEP`.
const CHANGES: usize = 1_500;

fn try_all(target: Target) {
    let begun = Instant::now();
    let corpus = read_corpus(target.name).unwrap();
    assert!(corpus.len() >= 5, "{} has next to no corpus", target.name);
    for input in &corpus {
        (target.feed)(input);
    }
    let count = if env::var_os("SENDOFF_DEEP").is_some() { CHANGES * 100 } else { CHANGES };
    let mut changes = Changes::from(0x05e9_d0ff);
    let mut slowest = std::time::Duration::ZERO;
    for _ in 0..count {
        let input = changes.of(&corpus, target.words);
        let since = Instant::now();
        (target.feed)(&input);
        slowest = slowest.max(since.elapsed());
    }
    let (name, kept, took) = (target.name, corpus.len(), begun.elapsed());
    println!("{name}: {kept} kept inputs and {count} changes of them in {took:.1?}, the slowest {slowest:.1?}");
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
    field,
    recipe,
    state_file,
    window_command,
    link,
    message
);

//! How long a mebibyte takes, beside reading the same words as a list of JSON strings with `serde_json`.
//!
//! Prints one line a text: milliseconds (the median of the rounds), and the ratio to the other. The goal is 100 ms each in
//! an optimised build; the exit code says whether it was met.

use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

use sendoff_intake::{Known, MAX_BYTES, ReadContext, read};
use sendoff_recipes::{Provider, ProviderId, Recipes};

/// Rounds a text is read.
const ROUNDS: usize = 7;

/// The goal.
const GOAL: Duration = Duration::from_millis(100);

/// What pastes are made of, honest and hostile.
const TEXTS: &[(&str, &str)] = &[
    (
        "overview pages",
        "Display name\n:\nTourTools mail\nApplication (client) ID\n:\n7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa\nObject ID\n:\n\
         1d9b5f70-3c2e-4b8a-a5d4-6e7f80912233\nDirectory (tenant) ID\n:\nb2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34\n",
    ),
    (
        "secret rows",
        "TourTools mail\t5/21/2027\t8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa\t0c1c6a9e-2d34-4f0d-8f5e-b2f0c6d177ab\n",
    ),
    (
        "prose",
        "The quick brown fox reads the Overview page of the app registration and copies what it finds there, twice. ",
    ),
    ("cut IDs", "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a\n"),
    ("broken IDs", "7f3c1a52 \n\t "),
    ("labels alone", "Application (client) ID\n"),
    ("one-letter words", "a "),
    ("keys", "a=b "),
    ("addresses", "https://entra.microsoft.com/x "),
    ("months", "1 May 27 "),
    ("no months", "1 Mzz 27 "),
    ("numbers", "1/1/ "),
    ("invisible", "\u{200b}"),
    ("wide letters", "\u{ff11}"),
    ("one long word", "x"),
];

fn main() -> ExitCode {
    let Some(provider) = Recipes::bundled().ok().and_then(|recipes| recipes.provider(ProviderId::Microsoft).cloned())
    else {
        return ExitCode::FAILURE;
    };
    let slowest = TEXTS.iter().map(|(name, unit)| measure(name, unit, &provider)).max().unwrap_or_default();
    say(&format!("slowest: {:.1} ms; goal: {} ms", milliseconds(slowest), GOAL.as_millis()));
    if slowest <= GOAL { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn measure(name: &str, unit: &str, provider: &Provider) -> Duration {
    let text = unit.repeat(MAX_BYTES / unit.len());
    let known = Known::default();
    let context = ReadContext { provider, recipe: None, step: None, known: &known };
    let reading = median(|| drop(black_box(read(black_box(&text), &context))));
    let json = serde_json::json!(text.split_whitespace().collect::<Vec<_>>()).to_string();
    let other = median(|| drop(black_box(serde_json::from_str::<serde_json::Value>(black_box(&json)))));
    let ratio = reading.as_secs_f64() / other.as_secs_f64().max(1e-9);
    say(&format!("{name:>18}: {:7.2} ms, {ratio:5.1} times serde_json", milliseconds(reading)));
    reading
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(clippy::print_stdout, reason = "a benchmark says its figures")]
fn say(line: &str) {
    println!("{line}");
}

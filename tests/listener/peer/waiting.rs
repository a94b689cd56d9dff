//! Holds a port and waits, by the wall clock and what is told on standard input: `ahead SECONDS` moves that clock,
//! `more files` gives the files back that were hoarded, `paste ADDRESS` pastes.

use std::{
    fs::File,
    io,
    sync::atomic::{AtomicI64, Ordering},
};

use jiff::{SignedDuration, Timestamp};
use sendoff_loopback::{Answer, BindProblem, Handle, Limits, Listener, ReceiveEnd, Received, RedirectHost};
use sendoff_oauth::ResponseMode::{FormPost, Query};
use serde_json::json;
use tokio::sync::mpsc;

use crate::{attempt, say};

static AHEAD: AtomicI64 = AtomicI64::new(0);

fn wall() -> Timestamp {
    Timestamp::now() + SignedDuration::from_secs(AHEAD.load(Ordering::SeqCst))
}

/// `free`: how many files may still be opened, once everything else is.
pub(crate) async fn wait(free: Option<usize>) {
    let mut lines = standard_input();
    let mut hoard = free.map(hoard).unwrap_or_default();
    let bound = Listener::bind("/mail-setup", RedirectHost::Localhost);
    let (listener, mode) = match bound {
        Ok(listener) => (listener, FormPost),
        Err(problem) => {
            say(&json!({ "refused": name(&problem), "kind": problem.kind().as_str(), "said": problem.to_string() }));
            (Listener::for_pasting("/mail-setup", RedirectHost::Localhost).expect("it needs no port"), Query)
        }
    };
    let (attempt, state) = attempt(&listener, mode);
    let handle = listener.handle();
    say(&json!({ "port": listener.port(), "state": state, "redirect": listener.redirect_address().as_str() }));
    let told = async {
        while let Some(line) = lines.recv().await {
            obey(&line, &handle, &mut hoard).await;
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        end = listener.receive(attempt, Limits::default(), &wall) => tell(end),
        () = told => {}
    }
}

async fn obey(line: &str, handle: &Handle, hoard: &mut Vec<File>) {
    if let Some(seconds) = line.strip_prefix("ahead ") {
        AHEAD.store(seconds.parse().expect("seconds"), Ordering::SeqCst);
    } else if let Some(address) = line.strip_prefix("paste ") {
        say(&json!({ "pasted": format!("{:?}", handle.paste(address.to_owned()).await) }));
    } else if line == "more files" {
        hoard.clear();
    }
}

fn tell(end: Result<Received, ReceiveEnd>) {
    match end {
        Ok(Received { answer: Answer::Code(_), way, noise, .. }) => {
            say(&json!({ "end": "code", "way": format!("{way:?}"), "noise": noise.total }));
        }
        Ok(Received { answer: Answer::Refused(_), .. }) => say(&json!({ "end": "refused" })),
        Err(end) => say(&json!({ "end": end.kind().as_str() })),
    }
}

fn name(problem: &BindProblem) -> &'static str {
    match problem {
        BindProblem::Path(_) => "path",
        BindProblem::NoPort => "no port",
        BindProblem::Forbidden(_) => "forbidden",
        BindProblem::TooManyOpen(_) => "too many open",
        BindProblem::Failed(_) => "failed",
    }
}

/// Opens files until the system refuses another, and gives `free` of them back.
fn hoard(free: usize) -> Vec<File> {
    let mut files: Vec<File> = std::iter::from_fn(|| File::open("/dev/null").ok()).collect();
    assert!(files.len() < 100_000, "the number of files has no limit");
    files.truncate(files.len().saturating_sub(free));
    files
}

fn standard_input() -> mpsc::UnboundedReceiver<String> {
    let (tell, lines) = mpsc::unbounded_channel();
    std::thread::spawn(move || io::stdin().lines().map_while(Result::ok).all(|line| tell.send(line).is_ok()));
    lines
}

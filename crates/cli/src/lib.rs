//! The script face: the same engine in a terminal. Prints for people, or one JSON object with `--json`.
//!
//! Exit codes: 0 done, 1 the thing asked about is not well, 2 wrong usage, 3 could not be found out. Errors go to stderr.
//! This room ties the practice office to the engine; it decides nothing about a set-up.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod office;
mod ports;
mod read;
mod recipes;
mod rehearse;
mod serve;

use std::{panic, process::ExitCode};

use clap::Parser;

use arguments::{Arguments, Command, PracticeCommand};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Done.
    Well,
    /// The thing asked about is not well.
    NotWell,
}

/// It could not be found out: a sentence for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotFoundOut(pub String);

impl NotFoundOut {
    /// An error with its causes, outermost first.
    pub fn because(what: &str, error: &dyn std::error::Error) -> Self {
        let mut text = format!("{what}: {error}");
        let mut cause = error.source();
        while let Some(error) = cause {
            text = format!("{text}: {error}");
            cause = error.source();
        }
        Self(text)
    }
}

/// Reads the arguments and does what they say.
pub fn main() -> ExitCode {
    panic::set_hook(Box::new(|panic| eprintln!("{}", stopped_at(panic.location()))));
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match run(arguments.command) {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::NotWell) => ExitCode::from(1),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(3)
        }
    }
}

/// Of a panic only the place is told: its message may hold what must not be shown (security.md K-9).
fn stopped_at(place: Option<&panic::Location<'_>>) -> String {
    let place = place.map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    format!("a part of the program stopped at {place}")
}

fn run(command: Command) -> Result<Ended, NotFoundOut> {
    match command {
        Command::Recipes { json } => recipes::print(json),
        Command::Read { recipe, json } => read::print(recipe.as_deref(), json),
        Command::Rehearse(wishes) => runtime()?.block_on(rehearse::run(wishes)),
        Command::Practice { command: PracticeCommand::Serve { seed, fault, json } } => {
            runtime()?.block_on(serve::run(seed.as_deref(), &fault, json))
        }
    }
}

/// One line of JSON.
fn to_json(value: &impl serde::Serialize) -> Result<String, NotFoundOut> {
    serde_json::to_string(value).map_err(|error| NotFoundOut::because("no JSON can be made", &error))
}

fn runtime() -> Result<tokio::runtime::Runtime, NotFoundOut> {
    let made = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    made.map_err(|error| NotFoundOut::because("the runtime does not start", &error))
}

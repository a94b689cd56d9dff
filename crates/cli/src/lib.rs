//! The script face: the same engine in a terminal. Prints for people, or one JSON object with `--json`.
//!
//! Exit codes: 0 done, 1 the thing asked about is not well, 2 wrong usage, 3 could not be found out. Errors go to stderr.
//! This room ties the practice office to the engine; it decides nothing about a set-up.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod explanation;
mod office;
mod ports;
mod read;
mod recipe_script;
mod recipes;
#[cfg(feature = "test-record")]
mod record;
mod refusal;
mod rehearse;
mod serve;

use std::{env, panic, process::ExitCode};

use clap::Parser;
use sendoff_engine::system::close_to_others;

use arguments::{Arguments, Command, PracticeCommand, RecipesCommand};
use refusal::Refusal;

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
    tell_of_panics();
    #[cfg(feature = "test-record")]
    record::log();
    if let Err(error) = close_to_others() {
        eprintln!("{error}");
    }
    // A refusal of the arguments themselves is told as they ask for it.
    let json = env::args_os().any(|argument| argument == "--json");
    let outcome = Arguments::try_parse().map_err(Refusal::from).and_then(|arguments| run(arguments.command));
    match outcome {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::NotWell) => ExitCode::from(1),
        Err(refusal) => refusal.tell(json),
    }
}

/// Of a panic only the place is told: its message may hold what must not be shown (promise 18).
fn tell_of_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        eprintln!("a part of the program stopped at {place}");
    }));
}

fn run(command: Command) -> Result<Ended, Refusal> {
    match command {
        Command::Recipes { command: None, json } => Ok(recipes::print(json)?),
        Command::Recipes { command: Some(RecipesCommand::Check { file, json }), json: outer } => {
            Ok(recipes::check(&file, json || outer)?)
        }
        Command::Recipes { command: Some(RecipesCommand::Script(mut wishes)), json } => {
            wishes.json |= json;
            recipe_script::print(wishes)
        }
        Command::Read { recipe, json } => read::print(recipe.as_deref(), json),
        Command::Rehearse(wishes) => runtime()?.block_on(rehearse::run(wishes)),
        Command::Practice { command: PracticeCommand::Serve { seed, fault, json } } => {
            Ok(runtime()?.block_on(serve::run(seed, fault, json))?)
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

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    const STARTED_AGAIN: &str = "SENDOFF_TEST_PANICS";

    /// Once more, as a process of its own, because a hook is for the whole process (promise 18).
    #[test]
    fn of_a_panic_only_the_place_is_told() {
        if env::var_os(STARTED_AGAIN).is_some() {
            tell_of_panics();
            panic!("canary-{}", "8xQ8Q");
        }
        let mut again = Command::new(env::current_exe().expect("this program"));
        let again = again.args(["--exact", "tests::of_a_panic_only_the_place_is_told", "--nocapture"]);
        let told = again.env(STARTED_AGAIN, "1").output().expect("it starts again");
        let told = [told.stdout, told.stderr].concat();
        let told = String::from_utf8_lossy(&told);
        assert!(told.contains("stopped") && told.contains("lib.rs:"), "{told}");
        assert!(!told.contains("8xQ8Q"), "{told}");
    }
}

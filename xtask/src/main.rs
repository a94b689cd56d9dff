//! `cargo xtask run`, `cargo xtask test`, and the chores behind them.
//!
//! This is a tool for people at a terminal: it prints, reads the environment and starts programs. It holds no rule of
//! the product itself.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)]

mod azure;
mod commands;
mod coverage;
mod hostile;
mod machine;
mod mutants;
mod parts;
mod promises;
mod tidy;

use std::{env, path::PathBuf, process::ExitCode};

const USAGE: &str = "\
cargo xtask run          install what is needed, build, and open the window on the practice office
cargo xtask test         install what is needed and run the tests
cargo xtask test --fast  the same without real servers and windows
cargo xtask test --deep  the same with full counts of kills, races and rows
cargo xtask prove [ROW]  show one promise of docs/security.md, or list them; --deep with full counts
cargo xtask bindings     write ui/src/bridge/bindings.ts from the Rust types
cargo xtask tidy         check the house rules alone
cargo xtask fuzz [TARGET] [SECONDS]
                         let libFuzzer try one reader of hostile input, or all, for 60 seconds each
cargo xtask mutants [ROOM]
                         change the code of a room of security, or all four, and see whether its tests notice
cargo xtask coverage     how much of the rooms of security their tests reach
cargo xtask azure-help   ask Azure CLI itself about the commands of set-up scripts, and write down what it says
cargo xtask screens      build and put screenshots of the window under target/screens";

/// How much of the tests to run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Fast,
    Usual,
    Deep,
}

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => parts::run(),
        ["test"] => parts::test(Depth::Usual),
        ["test", "--fast"] => parts::test(Depth::Fast),
        ["test", "--deep"] => parts::test(Depth::Deep),
        ["prove"] => promises::prove(None, Depth::Usual),
        ["prove", row] => promises::prove(Some(row), Depth::Usual),
        ["prove", row, "--deep"] => promises::prove(Some(row), Depth::Deep),
        ["bindings"] => tidy::write_bindings(),
        ["tidy"] => tidy::check(),
        ["azure-help"] => azure::help(),
        ["screens"] => parts::screens(),
        ["mutants"] => mutants::mutants(None),
        ["mutants", room] => mutants::mutants(Some(room)),
        ["coverage"] => coverage::coverage(),
        ["fuzz", chosen @ ..] => hostile::fuzz(chosen),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        others => {
            if !others.is_empty() {
                eprintln!("There is no: cargo xtask {}\n", others.join(" "));
            }
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nxtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the repository.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.clone(), PathBuf::from)
}

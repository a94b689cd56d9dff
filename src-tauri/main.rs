//! The desktop program.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::{
    env,
    io::{Write, stderr, stdout},
    process::ExitCode,
};

use sendoff_shell::{Opening, begin_log, close_to_others, run};

const USAGE: &str = "sendoff-desktop [--practice]\n\n  --practice  begin in the practice office";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let opening = match arguments.as_slice() {
        [] => Opening::Connections,
        ["--practice"] => Opening::Practice,
        ["--help" | "-h"] => {
            let _ = writeln!(stdout(), "{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            let _ = writeln!(stderr(), "{USAGE}");
            return ExitCode::from(2);
        }
    };
    begin_log();
    close_to_others();
    match run(opening) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(stderr(), "The window cannot be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

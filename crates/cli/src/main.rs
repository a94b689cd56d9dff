//! `sendoff`: the set-up assistant in a terminal and for scripts.

use std::process::ExitCode;

fn main() -> ExitCode {
    sendoff_cli::main()
}

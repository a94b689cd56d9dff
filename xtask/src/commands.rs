//! Starting other programs and saying plainly when they fail.

use std::{
    env,
    ffi::OsStr,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    sync::OnceLock,
};

/// A folder that programs started from here are looked for in first: the Node that xtask fetched.
static FIRST: OnceLock<PathBuf> = OnceLock::new();

/// From now on, programs are looked for in this folder before all others.
pub(crate) fn find_programs_first_in(folder: PathBuf) {
    FIRST.get_or_init(|| folder);
}

/// What a chore gives: nothing, or a sentence for the person at the terminal.
pub(crate) type Outcome = Result<(), String>;

/// A program with its arguments, to be run in the repository's folder.
pub(crate) fn command<I, S>(program: &str, arguments: I) -> Command
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    let mut command = Command::new(program_name(program));
    command.args(arguments).current_dir(crate::root());
    if let Some(folder) = FIRST.get() {
        let rest = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(folder.clone()).chain(env::split_paths(&rest));
        if let Ok(path) = env::join_paths(folders) {
            command.env("PATH", path);
        }
    }
    command
}

/// On Windows npm is a script that only its own name with the ending starts.
fn program_name(program: &str) -> String {
    if cfg!(windows) && program == "npm" { "npm.cmd".to_owned() } else { program.to_owned() }
}

/// Runs to the end, showing what the program prints.
pub(crate) fn run(mut command: Command) -> Outcome {
    let shown = describe(&command);
    let status = command.status().map_err(|error| format!("could not start {shown}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{shown} ended with {status}")) }
}

/// Runs to the end, showing what the program prints, and counts the tests that cargo reports as passed.
pub(crate) fn run_tests(mut command: Command) -> Result<usize, String> {
    let shown = describe(&command);
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| format!("could not start {shown}: {error}"))?;
    let mut passed = 0;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            passed += passed_in(&line);
        }
    }
    let status = child.wait().map_err(|error| format!("{shown}: {error}"))?;
    if status.success() { Ok(passed) } else { Err(format!("{shown} ended with {status}")) }
}

/// The number in `test result: ok. 8 passed; 0 failed; ...`.
fn passed_in(line: &str) -> usize {
    line.strip_prefix("test result: ok. ")
        .and_then(|rest| rest.split(' ').next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

/// What the program prints, trimmed; `None` when it cannot be started or fails.
pub(crate) fn output_of(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn describe(command: &Command) -> String {
    let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
    format!("{} {}", command.get_program().to_string_lossy(), arguments.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passed_tests_are_counted_from_cargos_own_line() {
        assert_eq!(passed_in("test result: ok. 8 passed; 0 failed; 0 ignored"), 8);
        assert_eq!(passed_in("test result: FAILED. 8 passed; 1 failed"), 0);
        assert_eq!(passed_in("running 8 tests"), 0);
    }
}

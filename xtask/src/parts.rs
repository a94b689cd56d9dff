//! The two commands, as a list of parts with the minutes each took.

use std::{
    env,
    ffi::OsStr,
    fs,
    process::Command,
    time::{Duration, Instant},
};

use crate::{
    Depth,
    commands::{Outcome, command, run as run_program, run_tests},
    hostile, machine, tidy,
};

/// Times parts and keeps their lines for the end.
#[derive(Default)]
struct Parts {
    lines: Vec<String>,
    whole: Duration,
}

impl Parts {
    /// Does one part, printing its name before and its minutes after.
    fn part(&mut self, name: &str, work: impl FnOnce() -> Result<Option<usize>, String>) -> Outcome {
        println!("\n== {name}");
        let begun = Instant::now();
        let outcome = work();
        let took = begun.elapsed();
        self.whole += took;
        let counted = match &outcome {
            Ok(Some(passed)) => format!("{passed} tests"),
            Ok(None) => "done".to_owned(),
            Err(_) => "FAILED".to_owned(),
        };
        self.lines.push(format!("{:>6.1} min  {name}: {counted}", took.as_secs_f64() / 60.0));
        outcome.map(drop).map_err(|reason| format!("{name}: {reason}"))
    }

    fn print(&self) {
        println!();
        for line in &self.lines {
            println!("{line}");
        }
        println!("{:>6.1} min  in all", self.whole.as_secs_f64() / 60.0);
    }
}

/// Installs, builds, and opens the window on the practice office; without a display, the same in the terminal.
pub(crate) fn run() -> Outcome {
    machine::prepare_to_run()?;
    if has_display() {
        build_window_page()?;
        ordinary_programs()?;
        return run_program(command(&beside_us("sendoff-desktop")?, ["--practice"]));
    }
    println!("\nThere is no display here, so the practice set-up runs in the terminal.\n");
    run_program(cargo([
        "run",
        "--locked",
        "--quiet",
        "--package",
        "sendoff-cli",
        "--",
        "rehearse",
        "--recipe",
        "tourtools",
    ]))
}

/// A program of the same build. Building all programs at once, as the tests do, keeps cargo from compiling the
/// dependencies a second time with other features.
fn beside_us(program: &str) -> Result<String, String> {
    let own = env::current_exe().map_err(|error| format!("where this program stands is not known: {error}"))?;
    Ok(own.with_file_name(format!("{program}{}", env::consts::EXE_SUFFIX)).display().to_string())
}

fn has_display() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Everything, in the order in which a mistake is found soonest.
pub(crate) fn test(depth: Depth) -> Outcome {
    let mut parts = Parts::default();
    let outcome = test_parts(&mut parts, depth);
    parts.print();
    outcome
}

fn test_parts(parts: &mut Parts, depth: Depth) -> Outcome {
    parts.part("set-up", || machine::prepare_to_test().map(|()| None))?;
    parts.part("house rules", || tidy::check().map(|()| None))?;
    parts.part("window page: types, tests, build", || window_page().map(|()| None))?;
    parts.part("format and lints", || lints().map(|()| None))?;
    parts.part("rooms", || rooms(depth).map(Some))?;
    parts.part("architecture", || tests_named("architecture", depth).map(Some))?;
    if depth == Depth::Fast {
        return Ok(());
    }
    parts.part("programs", || programs().map(|()| None))?;
    parts.part("real terminal on the practice office", || tests_named("terminal", depth).map(Some))?;
    parts.part("secrets looked for in what the terminal leaves", || tests_named("canaries", depth).map(Some))?;
    parts.part("real MSAL for Python on the practice office", || python_test("msal", depth).map(Some))?;
    parts.part("Google's own libraries on both sides", || python_test("google", depth).map(Some))?;
    parts.part("signed request of a service account read by PyJWT", || python_test("pyjwt", depth).map(Some))?;
    parts.part("calendar file read by Python", || python_test("calendar", depth).map(Some))?;
    parts.part("faults of the network", || tests_named("network", depth).map(Some))?;
    parts.part("real gnome-keyring", || tests_named("keychain", depth).map(Some))?;
    for (name, module) in MAIL_SERVERS {
        let name = format!("real mail servers and provider: {name}");
        parts.part(&name, || mail_servers(module, depth).map(Some))?;
    }
    parts.part("processes that listen: killed, stopped, starved", || tests_named("listener", depth).map(Some))?;
    parts.part("real Chromium on the listener", || tests_named("browser", depth).map(Some))?;
    parts.part("real window by WebDriver", || window(depth).map(Some))?;
    parts.part("first paint", || window_test(depth, &["first_paint::"]).map(Some))?;
    if depth == Depth::Deep {
        parts.part("fuzzing", || hostile::fuzz(&[]).map(|()| None))?;
    }
    Ok(())
}

/// Every walk through the window: the real path from the first run to the hand-over, every error, the keyboard alone, the
/// shared screen, every state in light and dark. What is measured waits until nothing else runs.
fn window(depth: Depth) -> Result<usize, String> {
    window_test(depth, &["--skip", "first_paint::"])
}

fn window_test(depth: Depth, chosen: &[&str]) -> Result<usize, String> {
    let mut command = cargo(["test", "--locked", "--quiet", "--package", "sendoff-tests", "--test", "window", "--"]);
    command.arg("--nocapture").args(chosen);
    run_tests(with_depth(command, depth))
}

fn window_page() -> Outcome {
    npm(&["run", "check"])?;
    npm(&["test"])?;
    npm(&["run", "build"])?;
    npm(&["run", "size"])
}

fn build_window_page() -> Outcome {
    npm(&["run", "build"])
}

fn npm(arguments: &[&str]) -> Outcome {
    let mut command = command("npm", arguments);
    command.current_dir(crate::root().join("ui"));
    run_program(command)
}

fn lints() -> Outcome {
    run_program(cargo(["fmt", "--all", "--check"]))?;
    let clippy = |what: &[&str]| {
        run_program(cargo([&["clippy", "--locked", "--quiet"], what, &["--", "--deny", "warnings"]].concat()))
    };
    clippy(&["--workspace", "--all-targets"])?;
    clippy(&["--package", "sendoff-engine", "--features", "test-provider"])?;
    clippy(&["--package", "sendoff-cli", "--features", "test-record"])
}

fn rooms(depth: Depth) -> Result<usize, String> {
    run_tests(with_depth(cargo(["test", "--locked", "--quiet", "--workspace", "--exclude", "sendoff-tests"]), depth))
}

/// The programs as they are released, and beside them those that let a test name the provider, or know what the office of a
/// rehearsal handed out (and that no release has).
fn programs() -> Outcome {
    let features = "sendoff-desktop/test-provider,sendoff-cli/test-record";
    run_program(cargo([&PROGRAMS[..], &["--features", features]].concat()))?;
    let built = |name: &str| machine::target_folder().join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX));
    for name in ["sendoff-desktop", "sendoff"] {
        fs::copy(built(name), built(&format!("{name}-for-tests")))
            .map_err(|error| format!("the program for tests: {error}"))?;
    }
    ordinary_programs()
}

fn ordinary_programs() -> Outcome {
    run_program(cargo([&PROGRAMS[..], &["--examples"]].concat()))
}

/// Builds both programs at once, so that cargo gives their dependencies the same features every time.
const PROGRAMS: [&str; 7] = ["build", "--locked", "--package", "sendoff-cli", "--package", "sendoff-desktop", "--bins"];

/// The servers that nobody here wrote, and the module of the tests against each; then ours at both, and how they start and end.
const MAIL_SERVERS: [(&str, &str); 7] = [
    ("oidc-provider", "provider::"),
    ("Dovecot, IMAP and POP3", "dovecot::"),
    ("Postfix submission", "postfix::"),
    ("our routes at both", "routes::"),
    ("a provider found by its name", "discovery::"),
    ("the whole assistant at all", "assistant::"),
    ("nothing stays", "ending::"),
];

fn mail_servers(module: &str, depth: Depth) -> Result<usize, String> {
    let test = cargo(["test", "--locked", "--quiet", "--package", "sendoff-tests", "--test", "servers", "--", module]);
    match run_tests(with_depth(test, depth))? {
        0 => Err(format!("no test in {module}")),
        passed => Ok(passed),
    }
}

fn tests_named(name: &str, depth: Depth) -> Result<usize, String> {
    run_tests(with_depth(
        cargo(["test", "--locked", "--quiet", "--package", "sendoff-tests", "--test", name, "--", "--nocapture"]),
        depth,
    ))
}

/// What the tests of the repository's own `tests` start: the page of the window and the programs.
pub(crate) fn build_what_is_tested() -> Outcome {
    build_window_page()?;
    programs()
}

/// The run of `cargo test` that a line of docs/promises.toml stands for.
pub(crate) fn one_test(line: &str, depth: Depth) -> Result<Command, String> {
    let mut words = line.split_whitespace();
    let (Some(package), Some(target)) = (words.next(), words.next()) else {
        return Err(format!("{line}: names no package and target"));
    };
    let mut test = cargo(["test", "--locked", "--quiet", "--package", package]);
    match target {
        "lib" => test.arg("--lib"),
        "bin" => test.arg("--bins"),
        _ => test.args(["--test", target]),
    };
    test.args(["--", "--nocapture"]).args(words);
    if matches!(target, "msal" | "google" | "pyjwt" | "calendar") {
        test.env("SENDOFF_PYTHON", machine::python()?);
    }
    Ok(with_depth(test, depth))
}

fn python_test(name: &str, depth: Depth) -> Result<usize, String> {
    let python = machine::python()?;
    let mut command =
        cargo(["test", "--locked", "--quiet", "--package", "sendoff-tests", "--test", name, "--", "--nocapture"]);
    command.env("SENDOFF_PYTHON", python);
    run_tests(with_depth(command, depth))
}

/// Builds the window and takes its pictures: every screen in every state, light and dark, in every size.
pub(crate) fn screens() -> Outcome {
    machine::prepare_to_test()?;
    build_window_page()?;
    programs()?;
    let mut tour = cargo(["test", "--locked", "--quiet", "--package", "sendoff-tests", "--test", "window", "tour"]);
    tour.args(["--", "--nocapture"]).env("SENDOFF_PICTURES", "1");
    run_tests(tour)?;
    println!("The pictures are under {}", machine::target_folder().join("screens").display());
    Ok(())
}

fn with_depth(mut command: Command, depth: Depth) -> Command {
    if depth == Depth::Deep {
        command.env("SENDOFF_DEEP", "1");
    }
    command
}

fn cargo<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    command(&env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
}

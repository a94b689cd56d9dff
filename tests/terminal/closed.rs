//! The process of the terminal's program is closed to another program of the same user, and leaves no core.
#![cfg(target_os = "linux")]

use std::{
    io::{BufRead, BufReader, Write},
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    thread::sleep,
    time::Duration,
};

use sendoff_tests::stranger::{Stranger, WAYS, give, without_rights};

/// Starts a program in a folder of its own, with cores wanted.
fn start(folder: &Path, program: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -c unlimited && exec \"$@\"", "sh"]).arg(program).args(arguments);
    command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    without_rights(&mut command).spawn().unwrap()
}

/// Sends it what a wrong access to memory brings. Rust's runtime takes the first for a stack that is too small, finds that it is not,
/// and lets the second through.
fn ended_by_a_crash(mut child: Child) -> ExitStatus {
    for _ in 0..1_000 {
        assert!(Command::new("kill").args(["-SEGV", &child.id().to_string()]).status().unwrap().success());
        sleep(Duration::from_millis(10));
        if let Some(ended) = child.try_wait().unwrap() {
            return ended;
        }
    }
    panic!("it does not end");
}

/// What this proves needs a control: the same stranger, user and folder, at a program that does not close itself (promise 19).
#[test]
fn another_program_of_the_same_user_gets_at_nothing_and_a_crash_leaves_no_core() {
    let stranger = Stranger::with(&["sendoff"]);
    let folder = tempfile::tempdir().unwrap();
    give(folder.path());

    let mut open = start(folder.path(), Path::new("cat"), &[]);
    // It gives the line back once it is what the shell has become.
    open.stdin.as_mut().unwrap().write_all(b"line\n").unwrap();
    BufReader::new(open.stdout.take().unwrap()).read_line(&mut String::new()).unwrap();
    assert_eq!(stranger.gets_at(open.id()), WAYS, "the stranger gets at a program that is as open as any other");
    assert!(ended_by_a_crash(open).core_dumped(), "and its crash leaves a core (/proc/sys/kernel/core_pattern)");

    let mut office = start(folder.path(), &stranger.program("sendoff"), &["practice", "serve", "--json"]);
    let mut announced = String::new();
    BufReader::new(office.stdout.take().unwrap()).read_line(&mut announced).unwrap();
    assert!(announced.contains("microsoft"), "it runs, and holds secrets: {announced}");
    assert_eq!(stranger.gets_at(office.id()), Vec::<String>::new());
    let ended = ended_by_a_crash(office);
    assert_eq!((ended.signal(), ended.core_dumped()), (Some(11), false), "{ended:?}");
    println!("the stranger at an open program: {WAYS:?}, and 1 core; at ours: 0 of {} ways, 0 cores", WAYS.len());
}

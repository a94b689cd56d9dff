//! How a stack ends: nothing of it stays, whatever happens to who holds it, and nothing secret is shown on the way.

use std::{
    env,
    ffi::OsString,
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    os::unix::fs::PermissionsExt,
    panic,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use sendoff_tests::servers::{Ports, Scope, Server, Stack, User};

/// Longer than servers take to end; past it something hangs.
const HANG: Duration = Duration::from_mins(1);

/// What a stack occupies.
struct Occupied {
    folder: PathBuf,
    places: Vec<(std::net::Ipv4Addr, u16)>,
}

impl Occupied {
    fn by(stack: &Stack) -> Self {
        let Ports { provider, imap, imap_tls, pop3, pop3_tls, submission, submission_tls, .. } = *stack.ports();
        let ports = [provider, imap, imap_tls, pop3, pop3_tls, submission, submission_tls];
        let places = ports.map(|port| (stack.address(), port)).to_vec();
        Self { folder: stack.folder().to_owned(), places }
    }

    fn is_whole(&self) -> bool {
        self.folder.is_dir() && self.places.iter().all(|place| TcpStream::connect(place).is_ok())
    }

    fn is_gone(&self) -> bool {
        !self.folder.exists()
            && self.places.iter().all(|place| TcpStream::connect(place).is_err())
            && processes_that_name(&self.folder).is_empty()
    }
}

/// The command lines of all processes that name this folder.
fn processes_that_name(folder: &Path) -> Vec<String> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let lines = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
    let lines = lines.map(|line| String::from_utf8_lossy(&line).replace('\0', " "));
    lines.filter(|line| line.contains(&*folder.to_string_lossy())).collect()
}

#[test]
fn a_dropped_stack_leaves_nothing_even_with_a_paused_server() {
    let stack = Stack::start();
    let occupied = Occupied::by(&stack);
    assert!(occupied.is_whole() && !processes_that_name(&occupied.folder).is_empty());
    stack.pause(Server::Dovecot);
    drop(stack);
    assert!(occupied.is_gone(), "{:?}", processes_that_name(&occupied.folder));
}

#[test]
fn a_test_that_panics_leaves_nothing() {
    let stack = Stack::start();
    let occupied = Occupied::by(&stack);
    let panicked = panic::catch_unwind(panic::AssertUnwindSafe(move || {
        assert!(stack.discovery().is_null(), "this one is expected to fail");
    }));
    assert!(panicked.is_err() && occupied.is_gone());
}

/// `servers-holder`, and the stack it holds.
fn holder() -> (Child, Occupied) {
    let mut holder = Command::new(env!("CARGO_BIN_EXE_servers-holder"));
    let mut holder = holder.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut said = String::new();
    BufReader::new(holder.stdout.as_mut().expect("an output")).read_line(&mut said).expect("it says something");
    let mut words = said.split_whitespace();
    let folder = words.next().expect("a folder").into();
    let address = words.next().and_then(|word| word.parse().ok()).expect("an address");
    let places = words.map(|port| (address, port.parse().expect("a port"))).collect();
    (holder, Occupied { folder, places })
}

/// A run that is killed cannot clean up; the servers end all the same, and two such runs beside each other do not meet.
#[test]
fn a_run_that_is_killed_leaves_nothing() {
    let ((mut killed, of_killed), (mut asked, of_asked)) = (holder(), holder());
    assert!(of_killed.is_whole() && of_asked.is_whole());
    killed.kill().unwrap();
    killed.wait().unwrap();
    let since = Instant::now();
    while !of_killed.is_gone() {
        assert!(since.elapsed() < HANG, "{:?} stay", processes_that_name(&of_killed.folder));
        thread::sleep(Duration::from_millis(20));
    }
    assert!(of_asked.is_whole(), "the other one's are still there");
    asked.stdin.take().unwrap().write_all(b"\n").unwrap();
    assert!(asked.wait().unwrap().success() && of_asked.is_gone());
}

/// A Dovecot that ends at once: whoever wanted the servers is told so, in its own words, and nothing stays.
#[test]
fn a_server_that_does_not_start_fails_the_run_with_what_it_said() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("dovecot");
    fs::write(&broken, "#!/bin/sh\necho broken on purpose\nexit 89\n").unwrap();
    fs::set_permissions(&broken, fs::Permissions::from_mode(0o755)).unwrap();
    let mut path = OsString::from(folder.path());
    path.push(":");
    path.push(env::var_os("PATH").unwrap());
    let mut holder = Command::new(env!("CARGO_BIN_EXE_servers-holder"));
    let output = holder.env("PATH", path).env("TMPDIR", folder.path()).stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(said.contains("dovecot does not start: it ended with status 89\nbroken on purpose\n"), "{said}");
    let stays: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(stays, ["dovecot"]);
    assert_eq!(processes_that_name(folder.path()), [""; 0]);
}

#[test]
fn what_is_shown_holds_no_secret() {
    let stack = Stack::start();
    let tokens = stack.tokens(User::Anna, &[Scope::Imap]);
    let secrets = [
        tokens.access.expose(),
        tokens.refresh.expose(),
        tokens.id.expose(),
        stack.application().client_secret.expose(),
    ];
    fs::write(stack.folder().join("postfix.out"), secrets.join("\n")).unwrap();
    let shown = format!("{tokens:?} {stack:?} {:?} {}", stack.application(), stack.log_of(Server::Postfix));
    assert!(shown.contains("[secret]\n[secret]\n[secret]\n[secret]"), "the log is shown");
    assert!(secrets.iter().all(|secret| !secret.is_empty() && !shown.contains(secret)));
}

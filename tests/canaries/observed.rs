//! One run of the terminal's program, with everything by which something could have left it.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use sendoff_practice::{HandedOut, HandedOutKind};
use sendoff_tests::{
    canaries::{Channel, running},
    program,
};
use serde_json::Value;
use tempfile::TempDir;

/// Stands in the environment of the program, so that it is seen to be read.
const MARKED: (&str, &str) = ("SENDOFF_MARK", "Heron-4417-Quay");

/// How often it is looked at while it runs.
const LOOK: Duration = Duration::from_millis(15);

/// The ways by which something leaves a program, here and in the window.
pub(crate) const CHANNELS: [&str; 15] = [
    "log",
    "standard output",
    "state folder",
    "settings folder",
    "temporary folder",
    "storage of the web view",
    "what the page is given",
    "the page",
    "transcript",
    "ticket",
    "sheet",
    "process list",
    "environment",
    "addresses opened",
    "core dumps",
];

pub(crate) struct Observed {
    pub(crate) channels: Vec<Channel>,
    /// What the office of this run handed out, by its own record.
    pub(crate) handed_out: Vec<HandedOut>,
    /// Where it connected to and what it opened to write, as strace saw it.
    pub(crate) trace: String,
    folder: TempDir,
}

impl Observed {
    /// Runs it at the most talkative log there is, in a home of its own, allowed to leave a core.
    pub(crate) fn run(arguments: &[&str]) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let place = |name: &str| folder.path().join(name);
        for name in ["home", "home/tmp"] {
            fs::create_dir(place(name)).expect("a folder");
        }
        let child = start(arguments, &place("home"), &place("record"), &place("trace"));
        let (ended, mut seen) = look_while_it_runs(child, &place("home"));
        let read = |name: &str| fs::read(place(name)).unwrap_or_default();
        let mut channels = vec![
            Channel::new("standard output").and("stdout", ended.0),
            Channel::new("standard error with the log at trace").and("stderr", ended.1),
            Channel::new("home folder afterwards").and_folder(&place("home")),
        ];
        channels.append(&mut seen);
        Self {
            channels,
            handed_out: handed_out(&String::from_utf8_lossy(&read("record"))),
            trace: String::from_utf8_lossy(&read("trace")).into_owned(),
            folder,
        }
    }

    /// It is a run that went through, and its channels were really read.
    pub(crate) fn is_whole(&self) {
        for (name, text) in [
            ("standard output", "Redirect URI"),
            ("standard error with the log at trace", "sendoff_wire"),
            ("files while it ran", "Practice Tours"),
            ("process list", "rehearse"),
            ("environment", MARKED.1),
        ] {
            let channel = self.channels.iter().find(|one| one.name == name).expect("a channel");
            let there = channel.places.iter().any(|one| String::from_utf8_lossy(&one.bytes).contains(text));
            assert!(there, "{name} holds {text:?}: {}", self.told());
        }
        let home = self.channels.iter().find(|one| one.name == "home folder afterwards").expect("a channel");
        assert!(home.places.is_empty(), "nothing is left, and no core");
        assert!(self.trace.contains("O_CREAT"), "what was written was seen");
    }

    /// What it printed, for the test's end.
    fn told(&self) -> String {
        let streams = self.channels.iter().take(2).flat_map(|one| &one.places);
        streams.map(|one| String::from_utf8_lossy(&one.bytes).into_owned()).collect()
    }

    /// What it printed, read as JSON.
    pub(crate) fn reported(&self) -> Value {
        let output = &self.channels.iter().find(|one| one.name == "standard output").expect("a channel").places[0];
        serde_json::from_slice(&output.bytes).expect("JSON")
    }

    /// Files it opened to write that are neither in its temporary folder nor devices.
    pub(crate) fn written_elsewhere(&self) -> Vec<String> {
        let (home, record) = (self.folder.path().join("home/tmp"), self.folder.path().join("record"));
        let may_be =
            |path: &str| path.starts_with("/dev/") || Path::new(path).starts_with(&home) || Path::new(path) == record;
        let writing = |line: &&str| ["O_CREAT", "O_WRONLY", "O_RDWR"].iter().any(|how| line.contains(how));
        let lines = self.trace.lines().filter(writing).filter(|line| !line.contains("= -1"));
        lines
            .filter(|line| !line.split('"').nth(1).is_some_and(may_be))
            .map(|line| format!("written: {line}"))
            .collect()
    }
}

/// What is written down of a program: where it connects to, whose names it asks for, what it opens.
const TRACE: [&str; 9] = [
    "-D",
    "-f",
    "-qq",
    "--seccomp-bpf",
    "-e",
    "trace=connect,sendto,sendmsg,sendmmsg,getsockname,openat,creat",
    "-e",
    "signal=none",
    "-o",
];

fn start(arguments: &[&str], home: &Path, record: &Path, trace: &Path) -> Child {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -c unlimited; exec \"$@\"", "sh", "strace"]).args(TRACE).arg(trace);
    command.arg(program("sendoff-for-tests")).args(arguments).current_dir(home);
    command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", home).env("TMPDIR", home.join("tmp"));
    command.env("RUST_BACKTRACE", "full").env("SENDOFF_TEST_RECORD", record).env(MARKED.0, MARKED.1);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    command.spawn().expect("strace starts")
}

/// The same record of any program, which may fail.
pub(crate) fn traced(program: &[&str]) -> String {
    let folder = TempDir::new().expect("a temporary folder");
    let trace = folder.path().join("trace");
    let ended = Command::new("strace").args(&TRACE[1..]).arg(&trace).args(program).stdout(Stdio::null()).status();
    ended.expect("strace starts");
    fs::read_to_string(trace).expect("a record")
}

/// Its output and errors, and what could be seen of it meanwhile.
fn look_while_it_runs(mut child: Child, home: &Path) -> ((Vec<u8>, Vec<u8>), Vec<Channel>) {
    let (output, errors) = (child.stdout.take().expect("output"), child.stderr.take().expect("errors"));
    let read = |mut from: Box<dyn std::io::Read + Send>| {
        thread::spawn(move || {
            let mut all = Vec::new();
            let _ = from.read_to_end(&mut all);
            all
        })
    };
    let (output, errors) = (read(Box::new(output)), read(Box::new(errors)));
    let mut looked = Looked::default();
    while child.try_wait().expect("it can be asked").is_none() {
        looked.look(child.id(), home);
        thread::sleep(LOOK);
    }
    ((output.join().expect("output"), errors.join().expect("errors")), looked.channels())
}

/// What was seen, each once.
#[derive(Default)]
struct Looked {
    files: BTreeSet<(PathBuf, Vec<u8>)>,
    commands: BTreeSet<Vec<u8>>,
    environments: BTreeSet<Vec<u8>>,
}

impl Looked {
    fn look(&mut self, process: u32, home: &Path) {
        for place in Channel::new("files").and_folder(home).places {
            self.files.insert((PathBuf::from(place.name), place.bytes));
        }
        for process in running(&program("sendoff-for-tests")).into_iter().chain([process]) {
            let read = |what: &str| fs::read(format!("/proc/{process}/{what}")).unwrap_or_default();
            self.commands.insert(read("cmdline"));
            self.environments.insert(read("environ"));
        }
    }

    fn channels(self) -> Vec<Channel> {
        let each = |name, all: BTreeSet<Vec<u8>>| {
            all.into_iter().fold(Channel::new(name), |channel, one| channel.and("process", one))
        };
        let files = self.files.into_iter().fold(Channel::new("files while it ran"), |channel, (path, bytes)| {
            channel.and(path.display().to_string(), bytes)
        });
        vec![files, each("process list", self.commands), each("environment", self.environments)]
    }
}

fn handed_out(record: &str) -> Vec<HandedOut> {
    let kind = |name: &str| HandedOutKind::ALL.into_iter().find(|kind| format!("{kind:?}") == name).expect("a kind");
    let all = record.lines().filter_map(|line| line.split_once('\t'));
    all.map(|(name, value)| HandedOut { kind: kind(name), value: value.to_owned() }).collect()
}

/// Values in the shapes of real ones.
pub(crate) fn made_up() -> Vec<HandedOut> {
    let one = |(at, kind): (usize, HandedOutKind)| {
        let text = format!("k{at}7B8Q~hGz_0xLw-uQ3.fYc9TtVnRa5SdEeJp2mW{at}");
        let value = if kind == HandedOutKind::IdToken { format!("eyJ0eXAi.eyJ2ZXIi{text}.x{text}") } else { text };
        HandedOut { kind, value }
    };
    HandedOutKind::ALL.into_iter().enumerate().map(one).collect()
}

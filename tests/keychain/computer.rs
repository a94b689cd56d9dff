//! A computer of its own: a session bus, a home folder, and a gnome-keyring that can be locked, stopped and killed.

use std::{
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;
use tempfile::TempDir;

/// Nothing on this bus is started behind our back: the configuration names no folder of services.
const BUS_CONFIGURATION: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:dir=RUN</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;

const PASSWORD: &[u8] = b"a password of this test";

/// How long anything may take before the test is taken to hang.
const HANG_GUARD: Duration = Duration::from_secs(20);

pub(crate) struct Computer {
    home: TempDir,
    bus: Child,
    address: String,
    daemon: Option<Child>,
}

impl Computer {
    /// A bus with no service on it.
    pub(crate) fn without_keychain() -> Self {
        let home = tempfile::tempdir().unwrap();
        let run = home.path().join("run");
        std::fs::create_dir(&run).unwrap();
        std::fs::create_dir_all(home.path().join("data/keyrings")).unwrap();
        let configuration = home.path().join("bus.conf");
        std::fs::write(&configuration, BUS_CONFIGURATION.replace("RUN", run.to_str().unwrap())).unwrap();
        let mut bus = command("dbus-run-session", home.path());
        bus.arg("--config-file").arg(configuration).args([
            "--",
            "sh",
            "-c",
            "echo \"$DBUS_SESSION_BUS_ADDRESS\"; exec cat",
        ]);
        let mut bus = bus.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("dbus-run-session starts");
        let address = first_line(bus.stdout.take().unwrap());
        Self { home, bus, address, daemon: None }
    }

    /// With a keyring that is open.
    pub(crate) fn unlocked() -> Self {
        let mut computer = Self::without_keychain();
        computer.start_daemon(Some(PASSWORD));
        computer
    }

    /// With a daemon that was never given a password, and no keyring.
    pub(crate) fn without_collection() -> Self {
        let mut computer = Self::without_keychain();
        computer.start_daemon(None);
        computer
    }

    /// Starts gnome-keyring, which must not run yet.
    pub(crate) fn start_unlocked(&mut self) {
        self.start_daemon(Some(PASSWORD));
    }

    /// Starts gnome-keyring without the password: as after a start of the computer, when nobody has unlocked it yet.
    pub(crate) fn start_still_locked(&mut self) {
        self.start_daemon(None);
    }

    fn start_daemon(&mut self, password: Option<&[u8]>) {
        let mut daemon = self.command("gnome-keyring-daemon");
        daemon.args(["--foreground", "--components=secrets"]).args(password.map(|_| "--unlock"));
        let mut daemon =
            daemon.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("gnome-keyring-daemon starts");
        daemon.stdin.take().unwrap().write_all(password.unwrap_or_default()).unwrap();
        self.daemon = Some(daemon);
        wait_until("the keyring is on the bus", || self.has_service());
    }

    fn has_service(&self) -> bool {
        let answer = self.bus_call(
            "org.freedesktop.DBus",
            "/",
            "org.freedesktop.DBus.NameHasOwner",
            "string:org.freedesktop.secrets",
        );
        answer.contains("boolean true")
    }

    /// Locks the open keyring, as the screen lock or its owner does.
    pub(crate) fn lock(&self) {
        let collection = "array:objpath:/org/freedesktop/secrets/collection/login";
        let answer = self.bus_call(
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service.Lock",
            collection,
        );
        assert!(answer.contains("/collection/login"), "{answer}");
    }

    /// Kills the daemon, which leaves its keyring file.
    pub(crate) fn kill_daemon(&mut self) {
        if let Some(mut daemon) = self.daemon.take() {
            daemon.kill().unwrap();
            daemon.wait().unwrap();
            wait_until("the keyring left the bus", || !self.has_service());
        }
    }

    /// `STOP` or `CONT`.
    pub(crate) fn signal_daemon(&self, signal: &str) {
        let process = self.daemon.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &process]).status().unwrap().success());
    }

    fn bus_call(&self, destination: &str, path: &str, method: &str, argument: &str) -> String {
        let mut call = self.command("dbus-send");
        call.args(["--session", "--print-reply", &format!("--dest={destination}"), path, method, argument]);
        String::from_utf8(call.stderr(Stdio::null()).output().expect("dbus-send starts").stdout).unwrap()
    }

    /// The names of our entries in the open keyring, as another program sees them.
    pub(crate) fn entries(&self) -> Vec<String> {
        self.listed("attribute.username = ")
    }

    /// What a program that lists the keychain calls our entries.
    pub(crate) fn labels(&self) -> Vec<String> {
        self.listed("label = ")
    }

    fn listed(&self, line_of: &str) -> Vec<String> {
        let output = self
            .command("secret-tool")
            .args(["search", "--all", "service", "Sendoff"])
            .stderr(Stdio::piped())
            .output()
            .expect("secret-tool starts");
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let mut names: Vec<String> =
            text.lines().filter_map(|line| line.strip_prefix(line_of)).map(str::to_owned).collect();
        names.sort();
        names
    }

    /// Another program deletes an entry.
    pub(crate) fn clear_entry(&self, name: &str) {
        let cleared =
            self.command("secret-tool").args(["clear", "service", "Sendoff", "username", name]).status().unwrap();
        assert!(cleared.success());
    }

    /// Another program stores an entry that answers to the same name.
    pub(crate) fn store_second_entry(&self, name: &str) {
        let mut store = self.command("secret-tool");
        store.args(["store", "--label=another", "service", "Sendoff", "username", name, "more", "attributes"]);
        let mut store = store.stdin(Stdio::piped()).spawn().unwrap();
        store.stdin.take().unwrap().write_all(b"something else").unwrap();
        assert!(store.wait().unwrap().success());
    }

    /// A command in this home and on this bus.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = command(program, self.home.path());
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        command
    }

    /// Where the program under test keeps its files.
    pub(crate) fn folder(&self) -> PathBuf {
        self.home.path().join("sendoff")
    }

    /// Where else something can be put.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The program under test, patient: a busy machine is not taken for a keychain that hangs.
    pub(crate) fn saver(&self) -> Saver {
        Saver::start(self.command(SAVER).arg(self.folder()).args(PATIENT))
    }

    /// The program under test, with limits short enough to wait for.
    pub(crate) fn impatient_saver(&self) -> Saver {
        Saver::start(self.command(SAVER).arg(self.folder()).args(["300", "1200"]))
    }

    /// A new program: decides what is open, and gives the word that vault and ledger agree on; `None` when both hold
    /// nothing. Whatever it is, the keychain holds no remains.
    pub(crate) fn word_after_start(&self) -> Option<String> {
        let mut saver = self.saver();
        let recovered = saver.ask("recover");
        assert_eq!(recovered["ok"], true, "{recovered}");
        let read = saver.ask("read");
        let names = self.entries();
        if read["kind"] == "keychain-does-not-show" {
            assert_eq!((&read["remembered"], names.len()), (&false.into(), 0), "{read} {names:?}");
            return None;
        }
        assert_eq!((&read["agree"], names.len()), (&true.into(), 2), "{read} {names:?}");
        Some(read["word"].as_str().unwrap().to_owned())
    }
}

impl Drop for Computer {
    fn drop(&mut self) {
        if let Some(mut daemon) = self.daemon.take() {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
        drop(self.bus.stdin.take());
        let _ = self.bus.wait();
    }
}

/// The number of the generation that the save after `earlier` other ones writes: it starts with the moment of the proof,
/// which is the same for all that the program under test saves.
pub(crate) fn generation(earlier: i64) -> i64 {
    let proved_at: jiff::Timestamp = "2026-11-21T10:58:00Z".parse().unwrap();
    proved_at.as_microsecond() + earlier
}

/// Milliseconds of silence, and until giving up.
pub(crate) const PATIENT: [&str; 2] = ["5000", "15000"];

/// The program under test.
pub(crate) const SAVER: &str = env!("CARGO_BIN_EXE_keychain-saver");

/// Another program that uses the keychain.
pub(crate) const PEER: &str = env!("CARGO_BIN_EXE_keychain-peer");

/// A program that answers each line with one of JSON, running.
pub(crate) struct Saver {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Saver {
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
        let output = BufReader::new(process.stdout.take().unwrap());
        Self { input: process.stdin.take(), process, output }
    }

    pub(crate) fn ask(&mut self, line: &str) -> Value {
        self.tell(line);
        self.hear().unwrap_or_else(|| panic!("no answer to {line:?}"))
    }

    pub(crate) fn tell(&mut self, line: &str) {
        let _ = writeln!(self.input.as_mut().unwrap(), "{line}");
    }

    /// The next line it says; `None` when it ended.
    pub(crate) fn hear(&mut self) -> Option<Value> {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        (!line.is_empty()).then(|| serde_json::from_str(&line).unwrap())
    }

    /// The next line that tells of this; what comes before is passed over.
    pub(crate) fn hear_of(&mut self, what: &str) -> Value {
        loop {
            let line = self.hear().unwrap_or_else(|| panic!("it ended and said nothing of {what:?}"));
            assert!(line["stuck"].is_null(), "{line}");
            if !line[what].is_null() {
                return line;
            }
        }
    }

    /// The one process that it started: it is itself a tracer.
    pub(crate) fn child(&self) -> String {
        let own = self.process.id();
        let children = std::fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap();
        children.split_whitespace().next().expect("it has started one").to_owned()
    }

    /// Ends the tracer that was started; what it traced stays as it is, and still hears and answers.
    pub(crate) fn leave_alone(&mut self) {
        // Asked to end, strace would take what it started along.
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Closes its input, and waits until it ended; whether it ended well.
    pub(crate) fn finish(mut self) -> bool {
        drop(self.input.take());
        self.process.wait().unwrap().success()
    }

    /// Saves, and must succeed.
    pub(crate) fn save(&mut self, word: &str, length: usize) {
        let answer = self.ask(&format!("save {word} {length}"));
        assert_eq!((&answer["ok"], &answer["leftover"]), (&true.into(), &Value::Null), "{answer}");
    }

    /// Asks, and must get this kind of problem. Gives the whole answer.
    pub(crate) fn fails(&mut self, line: &str, kind: &str) -> Value {
        let answer = self.ask(line);
        assert_eq!((&answer["ok"], &answer["kind"]), (&false.into(), &kind.into()), "{line}: {answer}");
        answer
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        drop(self.input.take());
        // Where coverage is measured it says at its end what it reached.
        let measured = std::env::var_os("LLVM_PROFILE_FILE").is_some();
        for _ in 0..if measured { 100 } else { 0 } {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A command that sees this home and nothing of the session around the test.
fn command(program: &str, home: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    command.env("HOME", home).env("XDG_RUNTIME_DIR", home.join("run")).env("XDG_DATA_HOME", home.join("data"));
    command.env("XDG_CONFIG_HOME", home.join("config")).env("XDG_CACHE_HOME", home.join("cache"));
    // Where coverage is measured, the program under test counts too.
    command.envs(std::env::vars_os().filter(|(name, _)| name == "LLVM_PROFILE_FILE"));
    command.stderr(Stdio::null());
    command
}

fn first_line(output: impl Read) -> String {
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).unwrap();
    assert!(!line.trim().is_empty(), "dbus-run-session gave no bus");
    line.trim().to_owned()
}

/// Waits for another program; the limit only guards against hanging.
pub(crate) fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let step = Duration::from_millis(10);
    for _ in 0..HANG_GUARD.as_millis() / step.as_millis() {
        if condition() {
            return;
        }
        thread::sleep(step);
    }
    panic!("waited in vain until {what}");
}

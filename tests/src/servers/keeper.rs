//! Keeps servers: a shell that is the first process of a namespace of its own, and does what is written to it.
//!
//! When its input ends it ends, and with the first process the kernel ends every other one of the namespace, paused or not. The input
//! ends when the keeper is dropped, and also when the process that holds it dies. An ordinary user is made to look like root inside a
//! user namespace, because Postfix runs under nobody else.

use std::{
    collections::BTreeMap,
    env,
    ffi::OsString,
    io::{BufRead, BufReader, Write},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

/// Longer than anything on this computer takes; past it something hangs.
const HANG: Duration = Duration::from_mins(1);

/// Starts the namespace; when all in it has ended, takes the folder away.
const OUTER: &str = r#"unshare --pid --fork --kill-child sh; rm -rf -- "$1""#;

/// Runs one server in a group of its own and says when it ended, which a signal to the whole group must not cut short. Its words are
/// the log, the name, the program and its arguments.
const SERVER: &str = r#"log=$1 name=$2; shift 2; trap : TERM
"$@" >"$log" 2>&1 </dev/null 3>&-; echo "ended $name with status $?" >&3"#;

pub(super) struct Keeper {
    process: Child,
    input: Mutex<Option<ChildStdin>>,
    answers: Mutex<Receiver<String>>,
    ended: Arc<Mutex<BTreeMap<String, String>>>,
    folder: PathBuf,
}

impl Keeper {
    /// Starts with no server; the folder goes when the keeper does.
    pub(super) fn of(folder: PathBuf) -> Self {
        let mut process = shell(&folder).spawn().expect("unshare starts: it is part of util-linux");
        let input = Mutex::new(process.stdin.take());
        let (tell, answers) = mpsc::channel();
        let ended = Arc::default();
        let output = process.stdout.take().expect("an output");
        let known = Arc::clone(&ended);
        thread::spawn(move || listen(output, &tell, &known));
        let keeper = Self { process, input, answers: Mutex::new(answers), ended, folder };
        keeper.does("umask 022");
        keeper
    }

    /// Starts a server; what it prints goes into `log` in the folder.
    pub(super) fn start(&self, name: &str, log: &str, program: &[&str]) {
        let log = self.folder.join(log).display().to_string();
        let words: Vec<String> = [SERVER, "sh", &log, name].iter().chain(program).map(|word| quoted(word)).collect();
        self.does(&format!("setsid sh -c {} 3>&1 >/dev/null & {name}=$!", words.join(" ")));
    }

    /// Sends a signal to a server and all that it started.
    pub(super) fn signal(&self, name: &str, signal: &str) {
        self.does(&format!("kill -s {signal} -- -${name}"));
    }

    /// How a server ended, if it has.
    pub(super) fn end_of(&self, name: &str) -> Option<String> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// Has the shell do something, and waits until it is done.
    pub(super) fn does(&self, what: &str) {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        let told = input.as_mut().map(|input| writeln!(input, "{what}\necho \"done $?\""));
        let answer = told.and_then(Result::ok).and_then(|()| answers.recv_timeout(HANG).ok());
        assert_eq!(answer.as_deref(), Some("done 0"), "{what}: not done. {NEEDED}");
    }
}

/// What the machine must allow.
const NEEDED: &str = "The servers run in a process namespace of their own: as root, or as a user whom /etc/subuid gives numbers, \
    with newuidmap (Debian: uidmap) and where the system lets users make namespaces";

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.input.lock().unwrap_or_else(PoisonError::into_inner).take());
        let _ = self.process.wait();
    }
}

fn shell(folder: &Path) -> Command {
    let mut command = if is_root() { Command::new("sh") } else { as_if_root() };
    command.args(["-c", OUTER, "sh"]).arg(folder).current_dir("/");
    // Ctrl+C in the terminal is for the tests; what keeps the servers goes when they do.
    command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
    // With a language set, Dovecot and Postfix would speak it; what trusts other authorities is none of theirs.
    command.env_clear().env("PATH", programs()).env("LC_ALL", "C");
    command
}

/// Where programs are looked for: an ordinary user's path lacks those of servers.
fn programs() -> OsString {
    let mut folders = env::var_os("PATH").unwrap_or_default();
    folders.push(":/usr/sbin:/sbin");
    folders
}

fn as_if_root() -> Command {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--map-auto", "sh"]);
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

/// Tells answers from news of servers.
fn listen(output: ChildStdout, tell: &Sender<String>, ended: &Mutex<BTreeMap<String, String>>) {
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        if let Some((name, how)) = line.strip_prefix("ended ").and_then(|rest| rest.split_once(' ')) {
            ended.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), how.to_owned());
        } else if tell.send(line).is_err() {
            return;
        }
    }
}

/// As one word of a shell.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

//! A save that is killed before any of its messages to the keychain, or before any of its writes to the disk, leaves the
//! old or the new record whole; and a disk that fails leaves the old one, with the cause named.

use crate::computer::{Computer, PATIENT, SAVER, Saver};

/// Every message to the bus is one `sendmsg`, all of them from the keychain's thread.
const MESSAGES: &str = "sendmsg";

/// What changes the disk, or would; strace counts each by itself. Only the main thread makes them.
const DISK: [&str; 10] =
    ["write", "fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat"];

/// One save, in which strace lets something happen at the N-th call of one kind.
struct Injected<'a> {
    computer: &'a Computer,
    call: &'a str,
    what: &'a str,
    threads: bool,
}

impl Injected<'_> {
    /// Saves `word`; gives what it answered before it ended, and whether it ended by itself.
    fn save(&self, word: &str, number: usize) -> (Option<serde_json::Value>, bool) {
        self.tell(&format!("save {word} 3000"), number)
    }

    /// The same with any line.
    fn tell(&self, line: &str, number: usize) -> (Option<serde_json::Value>, bool) {
        let mut strace = self.computer.command("strace");
        strace.args(self.threads.then_some("-f")).arg("-o").arg(self.computer.home().join("strace.log"));
        strace.arg(format!("--trace={}", self.call));
        strace.arg(format!("--inject={}:{}:when={number}", self.call, self.what));
        strace.arg(SAVER).arg(self.computer.folder()).args(PATIENT);
        let mut saver = Saver::start(&mut strace);
        saver.tell(line);
        (saver.hear(), saver.finish())
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.computer.home().join("strace.log")).unwrap()
    }
}

/// Kills before call 1, 2, 3 and so on, until a save survives. The record before is `old`, or there is none.
/// Gives how often the record from before and how often the new one was there afterwards.
fn kill_before_every(call: &str, threads: bool, first_save: bool) -> [usize; 2] {
    let computer = Computer::unlocked();
    let injected = Injected { computer: &computer, call, what: "signal=SIGKILL", threads };
    let mut counted = [0, 0];
    for number in 1.. {
        let before = prepare(&computer, first_save, number);
        let word = format!("new{number}");
        let (answer, ended) = injected.save(&word, number);
        if ended {
            assert_eq!(answer.unwrap()["ok"], true);
            assert_calls_counted(&injected.log(), call, number);
            return counted;
        }
        assert_eq!(answer.filter(|answer| answer["ok"] != true), None, "it was killed, it did not fail");
        let after = computer.word_after_start();
        assert!(after == before || after.as_ref() == Some(&word), "{call} {number}: {after:?} after {before:?}");
        counted[usize::from(after != before)] += 1;
    }
    unreachable!("a save has an end")
}

fn prepare(computer: &Computer, first_save: bool, number: usize) -> Option<String> {
    let mut saver = computer.saver();
    if first_save {
        saver.ask("forget");
        return None;
    }
    let before = format!("old{number}");
    saver.save(&before, 2_000);
    Some(before)
}

/// The save that survived made one call fewer than was asked for, in the thread that makes them: none was left out.
fn assert_calls_counted(log: &str, call: &str, number: usize) {
    let made = log.lines().filter(|line| line.contains(&format!("{call}("))).count();
    assert_eq!(made, number - 1, "calls of another thread would be left out:\n{log}");
}

/// (promise 21)
#[test]
fn killed_before_every_message_to_the_keychain_and_every_write_to_the_disk() {
    let (messages, writes) = std::thread::scope(|scope| {
        let messages = scope.spawn(before_every_message);
        let writes = scope.spawn(before_every_write);
        (messages.join().unwrap(), writes.join().unwrap())
    });
    let all = messages + writes;
    assert!(all >= 60, "{all}");
    println!("killed at {all} places in all: 0 times half a record");
}

fn before_every_message() -> usize {
    let replacing = kill_before_every(MESSAGES, true, false);
    let first = kill_before_every(MESSAGES, true, true);
    report("messages to the keychain", replacing, first)
}

fn before_every_write() -> usize {
    let all = |first_save| {
        let each = DISK.map(|call| kill_before_every(call, false, first_save));
        each.iter().fold([0, 0], |sum, counted| [sum[0] + counted[0], sum[1] + counted[1]])
    };
    let (replacing, first) = (all(false), all(true));
    report("calls that change the disk", replacing, first)
}

fn report(what: &str, replacing: [usize; 2], first: [usize; 2]) -> usize {
    for counted in [replacing, first] {
        assert!(counted[0] >= 3 && counted[1] >= 1, "both sides of the deciding moment were met: {counted:?}");
    }
    let total: usize = replacing.iter().chain(&first).sum();
    println!(
        "killed before each of {total} {what}: replacing a record {} old, {} new; first save {} nothing, {} new",
        replacing[0], replacing[1], first[0], first[1]
    );
    total
}

/// (promise 28)
#[test]
fn a_disk_that_fails_at_any_call_leaves_the_old_record_and_names_the_cause() {
    let mut cases = 0;
    for (call, error, kind) in [
        ("write", "ENOSPC", "disk-full"),
        ("write", "EDQUOT", "disk-full"),
        ("write", "EIO", "disk-failed"),
        ("fsync", "EIO", "disk-failed"),
        ("fsync", "ENOSPC", "disk-full"),
        ("renameat", "EROFS", "folder-read-only"),
        ("rename", "EROFS", "folder-read-only"),
        ("rename", "EIO", "disk-failed"),
        ("rename", "ENOSPC", "disk-full"),
        ("rename", "EACCES", "folder-read-only"),
    ] {
        cases += fail_at_every(call, error, kind);
    }
    assert!(cases >= 25, "{cases}");
    println!(
        "{cases} failures of the disk: the old record whole, the cause named; or the new one, where only its copy failed"
    );
}

fn fail_at_every(call: &str, error: &str, kind: &str) -> usize {
    let computer = Computer::unlocked();
    let what = format!("error={error}");
    let injected = Injected { computer: &computer, call, what: &what, threads: false };
    for number in 1.. {
        let before = prepare(&computer, false, number);
        let word = format!("new{number}");
        let (answer, _) = injected.save(&word, number);
        let Some(answer) = answer else { return number - 1 };
        if answer["ok"] == true && !injected.log().contains("(INJECTED)") {
            return number - 1;
        }
        let after = computer.word_after_start();
        if answer["ok"] == true {
            assert_eq!(after, Some(word), "{call} {error} {number}");
        } else {
            assert_eq!((&answer["kind"], &after), (&kind.into(), &before), "{call} {error} {number}: {answer}");
        }
    }
    unreachable!("a save has an end")
}

/// (promise 28) What is remembered of a set-up, and the settings: each is one file, written without the keychain.
#[test]
fn a_disk_that_fails_at_any_call_leaves_the_old_file_and_names_the_cause() {
    let cases: Vec<[usize; 2]> = std::thread::scope(|scope| {
        let running =
            [("remember", "remembered"), ("set", "found-set")].map(|file| scope.spawn(move || at_every_call(file)));
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    for (name, [old, new]) in ["set-ups", "settings"].iter().zip(&cases) {
        assert!(*old >= 9, "{name}: {old}");
        println!(
            "{name}: {} failures of the disk, each by its name: {old} times the old file whole; {new} times the new one, where \
             only its name was not settled",
            old + new
        );
    }
}

/// How often the old file was there afterwards, and how often the new one.
fn at_every_call((write, read): (&str, &str)) -> [usize; 2] {
    let computer = Computer::without_keychain();
    let (mut before, mut counted) = (serde_json::Value::Null, [0, 0]);
    for (call, error, kind) in [
        ("write", "ENOSPC", "disk-full"),
        ("write", "EDQUOT", "disk-full"),
        ("write", "EFBIG", "disk-full"),
        ("write", "EIO", "disk-failed"),
        ("fsync", "EIO", "disk-failed"),
        ("fsync", "ENOSPC", "disk-full"),
        ("renameat", "EROFS", "folder-read-only"),
        ("renameat", "EACCES", "folder-read-only"),
        ("renameat", "EIO", "disk-failed"),
        ("renameat", "ENOSPC", "disk-full"),
    ] {
        let what = format!("error={error}");
        let injected = Injected { computer: &computer, call, what: &what, threads: false };
        for number in 1.. {
            let word = serde_json::Value::from(format!("{call}-{error}-{number}"));
            let (answer, _) = injected.tell(&format!("{write} {}", word.as_str().unwrap()), number);
            let after = computer.saver().ask(read)["word"].clone();
            let told = format!("{write}, {call} {number} {error}: {answer:?}, then {after}");
            // The answer itself is written last.
            let is_done = answer.as_ref().is_none_or(|answer| answer["ok"] == true);
            if is_done {
                assert_eq!(after, word, "{told}");
                before = after;
                break;
            }
            assert_eq!(answer.unwrap()["kind"], kind, "{told}");
            let new = usize::from(after == word);
            assert!(after == before || (new == 1 && call == "fsync"), "{told}");
            counted[new] += 1;
            before = after;
        }
    }
    counted
}

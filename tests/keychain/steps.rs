//! Trouble at every step of a save: after each single message to the keychain the program is held, something happens to the
//! keychain, and the program goes on.

use std::{
    collections::BTreeSet,
    fs,
    path::PathBuf,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::computer::{Computer, PATIENT, PEER, SAVER, Saver, generation, wait_until};

const HEAD: &str = "client/5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11";

/// What happens to a keychain, and how it ends.
struct Condition {
    name: &'static str,
    /// What a save that does not end well may be called.
    kinds: &'static [&'static str],
    begin: fn(&mut Computer),
    end: fn(&mut Computer),
    /// How long the program waits for it: no longer than needed where it hangs, and long where a busy machine could be
    /// taken for a keychain that hangs.
    patience: [&'static str; 2],
    /// Whether it takes or changes what this save has written; then not even a save that ended well may be whole.
    meddles: bool,
}

const CONDITIONS: [Condition; 7] = [
    Condition {
        name: "locked",
        kinds: &["keychain-locked"],
        begin: |computer| computer.lock(),
        end: restart,
        patience: PATIENT,
        meddles: false,
    },
    Condition {
        name: "hung",
        kinds: &["keychain-hung"],
        begin: |computer| computer.signal_daemon("STOP"),
        end: |computer| computer.signal_daemon("CONT"),
        patience: ["400", "1200"],
        meddles: false,
    },
    Condition {
        name: "killed",
        // Absent where nothing of it had been seen yet.
        kinds: &["keychain-went-away", "keychain-absent"],
        begin: Computer::kill_daemon,
        end: Computer::start_unlocked,
        patience: PATIENT,
        meddles: false,
    },
    Condition {
        name: "restarted",
        kinds: &["keychain-went-away"],
        begin: restart,
        end: |_| (),
        patience: PATIENT,
        meddles: false,
    },
    Condition {
        name: "restarted and still locked",
        kinds: &["keychain-locked", "keychain-went-away"],
        begin: |computer| {
            computer.kill_daemon();
            computer.start_still_locked();
        },
        end: restart,
        patience: PATIENT,
        meddles: false,
    },
    Condition {
        name: "an entry vanished",
        kinds: &["keychain-does-not-show", "keychain-differs"],
        begin: |computer| newest(computer).iter().for_each(|name| computer.clear_entry(name)),
        end: |_| (),
        patience: PATIENT,
        meddles: true,
    },
    Condition {
        name: "an entry altered",
        kinds: &["keychain-differs", "keychain-changed"],
        begin: |computer| newest(computer).iter().for_each(|name| overwrite(computer, name)),
        end: |_| (),
        patience: PATIENT,
        meddles: true,
    },
];

fn restart(computer: &mut Computer) {
    computer.kill_daemon();
    computer.start_unlocked();
}

/// What the save in progress has written so far beside the head.
fn newest(computer: &Computer) -> Vec<String> {
    let written = format!("{HEAD}/{}/", generation(1));
    computer.entries().into_iter().filter(|name| name.starts_with(&written)).collect()
}

fn overwrite(computer: &Computer, name: &str) {
    Saver::start(&mut computer.command(PEER)).ask(&format!("{name} \"something else\""));
}

/// What came of one condition at all steps.
#[derive(Default)]
struct Outcomes {
    cases: usize,
    named: usize,
    steps: BTreeSet<String>,
    longest: Duration,
}

/// (promises 25 and 27) After each of the first three messages of a save, with which the keychain is opened, and after every third
/// from there; with `SENDOFF_DEEP` after every one.
#[test]
fn whatever_happens_at_whichever_step_is_named_and_the_same_program_saves_afterwards() {
    let all: Vec<(&Condition, Outcomes)> = thread::scope(|scope| {
        let running: Vec<_> = CONDITIONS.iter().map(|one| (one, scope.spawn(|| at_every_step(one)))).collect();
        running.into_iter().map(|(one, outcomes)| (one, outcomes.join().unwrap())).collect()
    });
    let mut steps = BTreeSet::new();
    for (condition, outcomes) in &all {
        assert!(outcomes.cases >= 6, "{}: {} steps", condition.name, outcomes.cases);
        assert!(outcomes.longest < Duration::from_mins(1), "{}: {:?}", condition.name, outcomes.longest);
        steps.extend(outcomes.steps.iter().cloned());
        println!(
            "{}: after {} messages of a save: {} times named, otherwise saved; longest {:.1} s",
            condition.name,
            outcomes.cases,
            outcomes.named,
            outcomes.longest.as_secs_f64()
        );
    }
    let fewest = all.iter().map(|(_, outcomes)| outcomes.cases).min().unwrap_or_default();
    println!("{} conditions, each at {fewest} moments or more", all.len());
    let total: usize = all.iter().map(|(_, outcomes)| outcomes.cases).sum();
    println!("{total} cases: 0 old records lost, 0 times a new process was needed; named at the steps {steps:?}");
    for step in ["prepare", "write", "read-back", "commit"] {
        assert!(steps.contains(step), "no trouble was met at {step}");
    }
    assert!(all.iter().all(|(condition, outcomes)| outcomes.named > 0 || condition.name == "restarted"));
}

fn at_every_step(condition: &Condition) -> Outcomes {
    let mut outcomes = Outcomes::default();
    let stride = if std::env::var_os("SENDOFF_DEEP").is_some() { 1 } else { 3 };
    for message in (1..3).chain((3..).step_by(stride)) {
        if !held_after(message, condition, &mut outcomes) {
            return outcomes;
        }
    }
    unreachable!("a save has an end")
}

/// One save, held after this message. `false` if it has fewer.
fn held_after(message: usize, condition: &Condition, outcomes: &mut Outcomes) -> bool {
    let mut computer = Computer::unlocked();
    computer.saver().save("old", 500);
    let mut held = Held::start(&computer, message, condition.patience);
    held.saver.tell("save new 500");
    if !held.wait() {
        return false;
    }
    (condition.begin)(&mut computer);
    let begun = Instant::now();
    let process = held.go_on();
    let answer = held.saver.hear().expect("it answers");
    outcomes.longest = outcomes.longest.max(begun.elapsed());
    outcomes.cases += 1;
    let told = format!("{} after message {message}: {answer}", condition.name);
    if answer["ok"] != true {
        let kind = answer["kind"].as_str().unwrap();
        assert!(condition.kinds.contains(&kind), "{told}");
        outcomes.named += 1;
        outcomes.steps.insert(answer["step"].as_str().unwrap().to_owned());
    }
    (condition.end)(&mut computer);
    if !condition.meddles {
        look_again(&computer, &mut held.saver, &answer, &told);
    } else if answer["ok"] != true {
        assert_eq!(held.saver.ask("read")["word"], "old", "{told}");
    }
    held.saver.save("again", 500);
    drop(held);
    wait_until("it has let go of the folder", || has_ended(&process));
    assert_eq!(computer.word_after_start().as_deref(), Some("again"), "{told}");
    true
}

/// The same program still sees one of the two records whole: the old one, unless the new one was saved or could not be
/// taken back yet.
fn look_again(computer: &Computer, saver: &mut Saver, answer: &Value, told: &str) {
    wait_until("the keychain answers again", || !computer.entries().is_empty());
    let read = saver.ask("read");
    let word = read["word"].as_str();
    if answer["ok"] == true {
        assert_eq!(word, Some("new"), "{told}: {read}");
    } else if answer["left"] == "Nothing" {
        assert_eq!((word, &read["agree"]), (Some("old"), &true.into()), "{told}: {read}");
    } else {
        assert_eq!(read["ok"], true, "{told}: {read}");
    }
}

/// Whoever started it is gone, and so nobody may have collected it yet.
fn has_ended(process: &str) -> bool {
    fs::read_to_string(format!("/proc/{process}/status")).map_or(true, |status| status.contains("State:\tZ"))
}

/// A program that is stopped once it has sent a message.
struct Held {
    saver: Saver,
    log: PathBuf,
}

impl Held {
    fn start(computer: &Computer, message: usize, patience: [&str; 2]) -> Self {
        let log = computer.home().join("strace.log");
        let mut strace = computer.command("strace");
        strace.arg("-f").arg("-o").arg(&log).arg("--trace=sendmsg,write");
        strace.arg(format!("--inject=sendmsg:signal=SIGSTOP:when={message}"));
        strace.arg(SAVER).arg(computer.folder()).args(patience);
        Self { saver: Saver::start(&mut strace), log }
    }

    /// Waits until it is stopped; `false` when it has answered instead.
    fn wait(&mut self) -> bool {
        let begun = Instant::now();
        while !self.told("stopped by SIGSTOP") {
            if self.told("write(1, ") {
                return false;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "it neither stops nor answers");
            thread::sleep(Duration::from_millis(2));
        }
        true
    }

    /// Lets it go on without the tracer, which would hold every later thread at the same message of its own. Gives
    /// the process.
    fn go_on(&mut self) -> String {
        let process = self.saver.child();
        self.saver.leave_alone();
        assert!(Command::new("kill").args(["-s", "CONT", &process]).status().unwrap().success());
        process
    }

    fn told(&self, what: &str) -> bool {
        fs::read_to_string(&self.log).is_ok_and(|log| log.contains(what))
    }
}

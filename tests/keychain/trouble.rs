//! What happens to a keychain while it is used, between any two steps of a save.

use std::time::{Duration, Instant};

use crate::computer::{Computer, PEER, Saver, generation, wait_until};

const HEAD: &str = "client/5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11";

fn with_old_record() -> Computer {
    let computer = Computer::unlocked();
    computer.saver().save("old", 500);
    computer
}

/// Another program overwrites an entry.
fn overwrite(computer: &Computer, name: &str, text: &str) {
    Saver::start(&mut computer.command(PEER)).ask(&format!("{name} {text}"));
}

#[test]
fn an_entry_that_vanished_is_not_shown_and_the_rest_is_left_alone() {
    for name in [HEAD.to_owned(), format!("{HEAD}/{}/0", generation(0))] {
        let computer = with_old_record();
        computer.clear_entry(&name);
        computer.saver().fails("read", "keychain-does-not-show");
        assert_eq!(computer.entries().len(), 1);
    }
}

#[test]
fn an_entry_that_was_altered_is_named_and_saving_anew_mends_it() {
    for name in [HEAD.to_owned(), format!("{HEAD}/{}/0", generation(0))] {
        let computer = with_old_record();
        overwrite(&computer, &name, "\"something else\"");
        let mut saver = computer.saver();
        saver.fails("read", "keychain-changed");
        saver.save("new", 500);
        drop(saver);
        assert_eq!(computer.word_after_start().as_deref(), Some("new"));
    }
}

#[test]
fn an_entry_that_is_there_twice_is_named() {
    let computer = with_old_record();
    computer.store_second_entry(HEAD);
    let mut saver = computer.saver();
    saver.fails("read", "keychain-ambiguous");
    saver.fails("save new 500", "keychain-ambiguous");
}

/// What is done to the keychain, what it is called, and what brings it back.
struct Trouble {
    kind: &'static str,
    begin: fn(&mut Computer),
    end: fn(&mut Computer),
}

const TROUBLES: [Trouble; 3] = [
    Trouble { kind: "keychain-locked", begin: |computer| computer.lock(), end: restart },
    Trouble { kind: "keychain-went-away", begin: Computer::kill_daemon, end: Computer::start_unlocked },
    Trouble {
        kind: "keychain-hung",
        begin: |computer| computer.signal_daemon("STOP"),
        end: |computer| computer.signal_daemon("CONT"),
    },
];

fn restart(computer: &mut Computer) {
    computer.kill_daemon();
    computer.start_unlocked();
}

/// Reports after which something can happen: before anything is written, between writing and reading back, before and
/// after the head counts.
const PAUSES: usize = 6;

/// (promise 25)
#[test]
fn trouble_between_any_two_steps_is_named_and_the_same_process_saves_afterwards() {
    let mut cases = 0;
    for trouble in &TROUBLES {
        for pause in 1..PAUSES {
            trouble_at(trouble, pause);
            cases += 1;
        }
    }
    println!(
        "{cases} cases: 3 troubles, each between any two steps; each named, the old record read back whole, each mended without a new process"
    );
}

fn trouble_at(trouble: &Trouble, pause: usize) {
    let mut computer = with_old_record();
    let mut saver = computer.impatient_saver();
    assert_eq!(saver.ask("read")["word"], "old");
    saver.tell("save-in-steps new 500");
    for _ in 1..pause {
        assert!(saver.hear().unwrap()["stage"].is_string());
        saver.tell("go on");
    }
    saver.hear().unwrap();
    (trouble.begin)(&mut computer);
    let begun = Instant::now();
    let answer = rest_of_save(&mut saver);
    assert_eq!(
        (&answer["ok"], &answer["kind"]),
        (&false.into(), &trouble.kind.into()),
        "after report {pause}: {answer}"
    );
    assert!(begun.elapsed() < Duration::from_mins(1), "given up after {:?}", begun.elapsed());
    (trouble.end)(&mut computer);
    // Nothing of this came to count: the record from before is whole, and is read back before anything is written over it.
    wait_until("the keychain answers again", || !computer.entries().is_empty());
    let read = saver.ask("read");
    assert_eq!((&read["word"], &read["agree"], &read["length"]), (&"old".into(), &true.into(), &500.into()), "{read}");
    saver.save("again", 500);
    drop(saver);
    assert_eq!(computer.word_after_start().as_deref(), Some("again"), "{} after report {pause}", trouble.kind);
}

fn rest_of_save(saver: &mut Saver) -> serde_json::Value {
    loop {
        saver.tell("go on");
        let heard = saver.hear().unwrap();
        if heard["stage"].is_null() {
            return heard;
        }
    }
}

#[test]
fn a_keychain_that_does_not_answer_is_announced_and_given_up_in_time() {
    let mut computer = with_old_record();
    let mut saver = computer.impatient_saver();
    assert_eq!(saver.ask("read")["word"], "old");
    computer.signal_daemon("STOP");
    let begun = Instant::now();
    let answer = saver.fails("read", "keychain-hung");
    assert!(begun.elapsed() < Duration::from_mins(1), "given up after {:?}", begun.elapsed());
    assert_eq!(answer["asked"], 1, "{answer}");
    computer.signal_daemon("CONT");
    assert_eq!(saver.ask("read")["word"], "old");
    computer.kill_daemon();
    saver.fails("read", "keychain-went-away");
    computer.start_unlocked();
    assert_eq!(saver.ask("read")["word"], "old");
}

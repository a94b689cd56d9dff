//! What is saved comes back; the states a keychain can be in are told apart, and the way out of each works at once.

use crate::computer::{Computer, PATIENT, PEER, SAVER, Saver};

/// security.md F-26, and 64 KiB.
const LENGTHS: [usize; 8] = [1, 1_280, 1_281, 2_400, 2_560, 2_561, 10_000, 65_536];

#[test]
fn every_length_comes_back_identical_in_another_process() {
    let computer = Computer::unlocked();
    for length in LENGTHS {
        computer.saver().save("word", length);
        let read = computer.saver().ask("read");
        assert_eq!((&read["agree"], &read["length"]), (&true.into(), &length.into()), "{read}");
    }
    println!("{} lengths identical on gnome-keyring", LENGTHS.len());
}

#[test]
fn the_probe_names_the_keychain_and_leaves_nothing() {
    let computer = Computer::unlocked();
    let answer = computer.saver().ask("probe");
    assert_eq!(answer["keychain"], "GNOME Keyring", "{answer}");
    assert!(computer.entries().is_empty());
}

/// The `keyring` crate chooses the same store and the same names, so that other programs find what we stored.
#[test]
fn the_plain_keyring_crate_finds_what_was_stored() {
    let computer = Computer::unlocked();
    computer.saver().save("word", 100);
    let mut peer = Saver::start(&mut computer.command(PEER));
    let head = peer.ask("client/5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11");
    assert_eq!(head["head"]["generation"]["number"], 1, "{head}");
}

#[test]
fn a_locked_keychain_is_named_and_saving_works_once_it_is_open() {
    let mut computer = Computer::unlocked();
    let mut saver = computer.saver();
    saver.save("old", 100);
    computer.lock();
    for line in ["probe", "read", "save new 100"] {
        saver.fails(line, "keychain-locked");
    }
    computer.kill_daemon();
    computer.start_unlocked();
    assert_eq!(saver.ask("read")["word"], "old");
    saver.save("new", 100);
    drop(saver);
    assert_eq!(computer.word_after_start().as_deref(), Some("new"));
}

/// On a desktop the keychain asks the person; here the one who would show the question never does.
#[test]
fn a_question_that_stays_open_means_locked_and_not_hung() {
    let computer = Computer::unlocked();
    let mut saver = computer.impatient_saver();
    saver.save("old", 100);
    computer.lock();
    let mut prompter = Saver::start(computer.command(PEER).arg("prompter"));
    assert_eq!(prompter.hear().unwrap()["owns"], true);
    let answer = saver.fails("read", "keychain-locked");
    assert_eq!(answer["asked"], 1, "announced once: {answer}");
}

#[test]
fn a_keychain_without_a_collection_is_named() {
    let mut computer = Computer::without_collection();
    let mut saver = computer.saver();
    saver.fails("probe", "keychain-no-collection");
    saver.fails("save new 100", "keychain-no-collection");
    computer.kill_daemon();
    computer.start_unlocked();
    saver.save("new", 100);
}

#[test]
fn a_bus_without_a_keychain_and_no_bus_at_all_are_named() {
    let mut computer = Computer::without_keychain();
    let mut saver = computer.saver();
    for line in ["probe", "read", "save new 100"] {
        saver.fails(line, "keychain-absent");
    }
    let nowhere = format!("unix:path={}", computer.home().join("no-bus").display());
    for address in [nowhere.as_str(), "nonsense", ""] {
        let folder = computer.home().join("other");
        let mut command = computer.command(SAVER);
        command.arg(folder).args(PATIENT).env("DBUS_SESSION_BUS_ADDRESS", address);
        Saver::start(&mut command).fails("save new 100", "keychain-absent");
    }
    computer.start_unlocked();
    saver.save("new", 100);
}

#[test]
fn nothing_is_ever_written_to_a_file_instead() {
    let computer = Computer::without_keychain();
    computer.saver().fails("save canary 3000", "keychain-absent");
    let secret = "canary".repeat(8);
    let mut files = 0;
    let mut folders = vec![computer.home().to_owned()];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if item.file_type().unwrap().is_dir() {
                folders.push(item.path());
            } else if item.file_type().unwrap().is_file() {
                files += 1;
                let content = std::fs::read(item.path()).unwrap();
                assert!(!String::from_utf8_lossy(&content).contains(&secret), "{}", item.path().display());
            }
        }
    }
    assert!(files > 0);
}

//! What is saved comes back; the states a keychain can be in are told apart, and the way out of each works at once.

use sendoff_practice::HandedOutKind;
use sendoff_tests::canaries::{Canary, Channel, Detector, Form};

use crate::computer::{Computer, PATIENT, PEER, SAVER, Saver, generation};

/// (promise 24) Around the limit of Windows Credential Manager, 2,560 bytes, around the half of it, and 64 KiB.
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

#[test]
fn a_program_that_lists_the_keychain_calls_every_entry_ours() {
    let computer = Computer::unlocked();
    computer.saver().save("word", 100);
    let labels = computer.labels();
    assert!(labels.len() == computer.entries().len() && labels.len() > 1, "{labels:?}");
    assert!(labels.iter().all(|label| label == "Sendoff connection"), "{labels:?}");
}

/// The `keyring` crate chooses the same store and the same names, so that other programs find what we stored.
#[test]
fn the_plain_keyring_crate_finds_what_was_stored() {
    let computer = Computer::unlocked();
    computer.saver().save("word", 100);
    let mut peer = Saver::start(&mut computer.command(PEER));
    let head = peer.ask("client/5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11");
    assert_eq!(head["head"]["generation"]["number"], generation(0), "{head}");
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

/// (promise 26) Whatever is missing or shut, the secret stands in no file of the home afterwards, nor the token; a planted one
/// is found in every form.
#[test]
fn nothing_is_ever_written_to_a_file_instead() {
    let (word, length) = ("Heron-4417-Quay", 45);
    let detector = Detector::new(vec![
        Canary::new(HandedOutKind::ClientSecret, &word.repeat(3)),
        Canary::new(HandedOutKind::RefreshToken, &format!("0.AXoA-{word}")),
    ]);
    let locked = || {
        let computer = Computer::unlocked();
        computer.saver().save("another", 100);
        computer.lock();
        computer
    };
    let without: [(&str, &dyn Fn() -> Computer); 3] = [
        ("keychain-absent", &Computer::without_keychain),
        ("keychain-no-collection", &Computer::without_collection),
        ("keychain-locked", &locked),
    ];
    for (kind, computer) in without {
        let computer = computer();
        computer.saver().fails(&format!("save {word} {length}"), kind);
        let files = || Channel::new("files").and_folder(computer.home());
        assert_eq!(detector.found_in(&files()), Vec::<String>::new(), "{kind}");
        let proof = detector.proves_itself_in(&files());
        assert_eq!((proof.planted, proof.found), (Form::ALL.len(), Form::ALL.len()));
        let (places, bytes) = (files().places.len(), files().len());
        println!("{kind}: {places} names and files of {bytes} bytes: 0 secrets; {} planted, all found", proof.planted);
        std::fs::write(computer.home().join("planted"), word.repeat(3)).unwrap();
        assert!(!detector.found_in(&files()).is_empty(), "one that stands there is found");
    }
}

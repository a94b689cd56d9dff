//! Whatever happened to the files, the ledger opens, uses the last good copy, and says so.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

mod common;

use std::{fs, path::PathBuf};

use common::{Note, Notes, header, id, note, now};
use proptest::prelude::*;
use sendoff_ledger::Misfortune;
use tempfile::TempDir;

fn folder_with_one_entry() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    Notes::open(folder.path(), now()).unwrap().put(&header(1), &note("good")).unwrap();
    let path = folder.path().join(format!("{}.json", id(1)));
    (folder, path)
}

/// Opens a folder whose entry has this content, and gives what is found and what is said.
fn open_with(bytes: &[u8]) -> (Option<Note>, Vec<Misfortune>) {
    let (folder, path) = folder_with_one_entry();
    fs::write(&path, bytes).unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    let found = ledger.get(&id(1)).unwrap().map(|(_, note)| note);
    (found, ledger.mishaps().iter().map(|mishap| mishap.misfortune.clone()).collect())
}

fn assert_restored(bytes: &[u8]) {
    let (found, said) = open_with(bytes);
    assert_eq!(found, Some(note("good")));
    assert!(
        matches!(&said[..], [Misfortune::Restored { set_aside: Some(aside) }]
        if aside.to_str().unwrap().ends_with(".json.bad-2026-11-21T105800Z")),
        "{said:?}"
    );
}

#[test]
fn a_file_cut_at_any_byte_is_set_aside_and_its_copy_used() {
    let (_folder, path) = folder_with_one_entry();
    let whole = fs::read(path).unwrap();
    (0..whole.len()).for_each(|length| assert_restored(&whole[..length]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_flipped_bit_never_stops_the_start(place in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let (folder, path) = folder_with_one_entry();
        let mut bytes = fs::read(&path).unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        fs::write(&path, &bytes).unwrap();
        let ledger = Notes::open(folder.path(), now()).unwrap();
        let newer = matches!(ledger.mishaps().as_slice(), [mishap] if matches!(mishap.misfortune, Misfortune::Newer { .. }));
        prop_assert!(newer || ledger.get(&id(1)).unwrap().is_some());
    }
}

#[test]
fn a_field_nobody_knows_is_damage_not_something_to_lose_silently() {
    let (_folder, path) = folder_with_one_entry();
    let text = fs::read_to_string(path).unwrap();
    assert_restored(text.replacen("\"version\"", "\"more\": 1,\n  \"version\"", 1).as_bytes());
    assert_restored(text.replacen("\"organisation\"", "\"more\": 1,\n  \"organisation\"", 1).as_bytes());
}

#[test]
fn deep_nesting_and_a_huge_file_are_damage() {
    assert_restored(format!("{{\"version\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000)).as_bytes());
    let (folder, path) = folder_with_one_entry();
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    assert_eq!(ledger.get(&id(1)).unwrap(), Some((header(1), note("good"))));
}

#[test]
fn a_newer_file_is_left_as_it_is_and_not_listed() {
    let newer = br#"{"version":2,"header":"another shape"}"#;
    let (folder, path) = folder_with_one_entry();
    fs::write(&path, newer).unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    assert_eq!(ledger.mishaps()[0].misfortune, Misfortune::Newer { version: 2 });
    assert_eq!(fs::read(&path).unwrap(), newer);
    assert_eq!(ledger.query(&sendoff_ledger::ListQuery { range: 0..9, ..Default::default() }).unwrap().total, 0);
}

#[test]
fn an_entry_about_another_connection_is_damage() {
    let (_folder, path) = folder_with_one_entry();
    let text = fs::read_to_string(path).unwrap().replace(id(1).as_str(), id(2).as_str());
    assert_restored(text.as_bytes());
}

#[test]
fn a_missing_file_is_taken_from_its_copy() {
    let (folder, path) = folder_with_one_entry();
    fs::remove_file(&path).unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    assert_eq!(ledger.mishaps()[0].misfortune, Misfortune::Restored { set_aside: None });
    assert_eq!(ledger.get(&id(1)).unwrap(), Some((header(1), note("good"))));
}

#[test]
fn without_a_good_copy_the_loss_is_said_and_the_others_are_there() {
    let (folder, path) = folder_with_one_entry();
    Notes::open(folder.path(), now()).unwrap().put(&header(2), &note("other")).unwrap();
    fs::write(&path, "{").unwrap();
    fs::write(path.with_extension("json.bak"), "{").unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    assert!(matches!(&ledger.mishaps()[0].misfortune, Misfortune::Lost { set_aside } if set_aside.exists()));
    assert_eq!(ledger.get(&id(1)).unwrap(), None);
    assert!(ledger.get(&id(2)).unwrap().is_some());
}

#[test]
fn a_temporary_file_of_a_crash_is_swept_away() {
    let (folder, _path) = folder_with_one_entry();
    let left = folder.path().join(".sendoff-abc123");
    fs::write(&left, "half").unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    assert!(!left.exists());
    assert!(ledger.mishaps().is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let (folder, path) = folder_with_one_entry();
    let elsewhere = folder.path().join("elsewhere");
    fs::rename(&path, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &path).unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    assert!(matches!(ledger.mishaps()[0].misfortune, Misfortune::Restored { .. }));
    assert!(!path.is_symlink());
}

//! Whatever happened to the files, the ledger opens, uses the last good copy, and says so.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

mod common;

use std::{fs, path::PathBuf, sync::OnceLock};

use common::{Note, Notes, header, id, note, now};
use sendoff_ledger::{Cause, Header, ListQuery, Misfortune, Mishap, Unfinished};
use tempfile::TempDir;

fn folder_with_one_entry() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    Notes::open(folder.path(), now()).unwrap().put(&header(1), &note("good")).unwrap();
    let path = folder.path().join(format!("{}.json", id(1)));
    (folder, path)
}

/// The entry as it is written.
fn whole_entry() -> &'static [u8] {
    static WRITTEN: OnceLock<Vec<u8>> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let (_folder, path) = folder_with_one_entry();
        fs::read(path).unwrap()
    })
}

type Entry = (Header, Note);

/// What was written, all of it.
fn good() -> Entry {
    (header(1), note("good"))
}

/// Opens a folder whose entry has this content, and gives what is found, read and listed, and what is said.
fn open_with(bytes: &[u8]) -> (Option<Entry>, Vec<Misfortune>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{}.json", id(1)));
    fs::write(&path, bytes).unwrap();
    fs::write(path.with_extension("json.bak"), whole_entry()).unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    let found = ledger.get(&id(1)).unwrap();
    let listed = ledger.query(&ListQuery { range: 0..9, ..ListQuery::default() }).unwrap().rows;
    assert_eq!(listed, found.iter().map(|(header, _)| header.clone()).collect::<Vec<_>>());
    (found, ledger.mishaps().iter().map(|mishap| mishap.misfortune.clone()).collect())
}

fn assert_restored(bytes: &[u8]) {
    let (found, said) = open_with(bytes);
    assert_eq!(found, Some(good()));
    assert!(
        matches!(&said[..], [Misfortune::Restored { set_aside: Some(aside) }]
        if aside.to_str().unwrap().ends_with(".json.bad-2026-11-21T105800Z")),
        "{said:?}"
    );
}

/// (promise 29)
#[test]
fn a_file_cut_at_any_byte_is_set_aside_and_its_copy_used() {
    let whole = whole_entry();
    (0..whole.len()).for_each(|length| assert_restored(&whole[..length]));
    println!("an entry cut at each of {} bytes: {0} starts, each with the last good copy", whole.len());
}

/// (promise 29) 500 places, one bit each; with `SENDOFF_DEEP` 10,000. No altered letter is taken for a written one, neither in
/// what is entered nor in what the list shows. Every letter of mailbox and organisation is among them.
#[test]
fn a_flipped_bit_is_noticed_and_the_copy_used() {
    let whole = whole_entry();
    let mut flips = common::flips(whole.len());
    for shown in ["office@harbour.example", "Harbour Travel"] {
        let place = whole.windows(shown.len()).position(|part| part == shown.as_bytes()).unwrap();
        // The lowest bit of a letter makes another letter of it: the file is as readable as before.
        flips.extend((place..place + shown.len()).map(|byte| (byte, 0)));
    }
    for (byte, bit) in &flips {
        let mut bytes = whole.to_vec();
        bytes[*byte] ^= 1 << bit;
        let (found, said) = open_with(&bytes);
        assert_eq!(found, Some(good()), "bit {bit} of byte {byte}");
        // A bit in the space between two fields changes nothing.
        assert!(matches!(&said[..], [Misfortune::Restored { .. }] | []), "bit {bit} of byte {byte}: {said:?}");
    }
    println!("{} flipped bits: {0} starts, each with what was written", flips.len());
}

fn unfinished() -> Unfinished<Note, u64> {
    Unfinished { header: header(1), payload: note("new"), mark: 7 }
}

/// (promise 29) A save's note is read from its copy where it is damaged, and that is said.
#[test]
fn a_damaged_note_of_a_save_is_set_aside_and_its_copy_used() {
    let (folder, _path) = folder_with_one_entry();
    let file = folder.path().join(format!("{}.saving", id(1)));
    let begun = Notes::open(folder.path(), now()).unwrap();
    begun.begin_saving(&header(1), &note("new"), &7_u64).unwrap();
    let whole = fs::read(&file).unwrap();
    drop(begun);
    let flipped = common::flips(whole.len()).into_iter().map(|(byte, bit)| {
        let mut bytes = whole.clone();
        bytes[byte] ^= 1 << bit;
        bytes
    });
    let (mut cases, mut said) = (0, 0);
    for bytes in (0..whole.len()).map(|length| whole[..length].to_vec()).chain(flipped) {
        fs::write(&file, &bytes).unwrap();
        let ledger = Notes::open(folder.path(), now()).unwrap();
        assert_eq!(ledger.unfinished_of::<u64>(&id(1)).unwrap(), Some(unfinished()));
        match &ledger.mishaps()[..] {
            [] => (),
            [Mishap { misfortune: Misfortune::Restored { set_aside: Some(aside) }, .. }] => {
                assert_eq!((fs::read(aside).unwrap(), fs::read(&file).unwrap()), (bytes, whole.clone()));
                said += 1;
            }
            other => panic!("{other:?}"),
        }
        cases += 1;
    }
    assert!(said > whole.len(), "{said}");
    println!("{cases} damaged notes of a save: each read from its copy, {said} said");
}

/// (promise 29) Both are damaged: they stay until somebody has decided without them, and are never lost.
#[test]
fn a_note_whose_copy_is_damaged_too_is_said_and_set_aside_when_it_is_decided() {
    let (folder, _path) = folder_with_one_entry();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    ledger.begin_saving(&header(1), &note("new"), &7_u64).unwrap();
    let file = folder.path().join(format!("{}.saving", id(1)));
    let copy = file.with_extension("saving.bak");
    fs::write(&file, "{").unwrap();
    fs::write(&copy, "[").unwrap();
    for _ in 0..2 {
        assert_eq!(ledger.unfinished_of::<u64>(&id(1)).unwrap_err().cause, Cause::Damaged);
        assert_eq!(ledger.mishaps().len(), 1, "said once");
    }
    assert_eq!(ledger.unfinished().unwrap(), [id(1)]);
    ledger.set_note_aside(&id(1)).unwrap();
    assert_eq!(ledger.unfinished().unwrap(), []);
    let mishaps = ledger.mishaps();
    let [Mishap { misfortune: Misfortune::Lost { set_aside }, .. }] = &mishaps[..] else { panic!("{mishaps:?}") };
    assert_eq!(fs::read_to_string(set_aside).unwrap(), "{");
    assert!(!copy.exists());
    ledger.end_saving(&id(1)).unwrap();
    assert!(set_aside.exists());
}

/// (promise 29) The notes of a save and of a deletion: damaged they decide nothing, and the entry stays.
#[test]
fn a_note_cut_anywhere_or_with_a_flipped_bit_is_damage_and_changes_nothing() {
    let (folder, path) = folder_with_one_entry();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    ledger.begin_saving(&header(1), &note("new"), &7_u64).unwrap();
    // Without its copy, which is for another test.
    fs::remove_file(folder.path().join(format!("{}.saving.bak", id(1)))).unwrap();
    ledger.begin_deleting(&id(1), &7_u64).unwrap();
    let mut cases = 0;
    for ending in ["saving", "deleting"] {
        let file = folder.path().join(format!("{}.{ending}", id(1)));
        let whole = fs::read(&file).unwrap();
        let cut = (0..whole.len()).map(|length| whole[..length].to_vec());
        let flipped = common::flips(whole.len()).into_iter().map(|(byte, bit)| {
            let mut bytes = whole.clone();
            bytes[byte] ^= 1 << bit;
            bytes
        });
        for bytes in cut.chain(flipped) {
            fs::write(&file, bytes).unwrap();
            let saving = ledger.unfinished_of::<u64>(&id(1));
            let deleting = ledger.deleting_of::<u64>(&id(1));
            let damaged = saving.is_err() != deleting.is_err();
            assert!(damaged || (saving, deleting) == (Ok(Some(unfinished())), Ok(Some(7))), "another note was read");
            cases += 1;
        }
        fs::write(&file, whole).unwrap();
    }
    assert_eq!(ledger.get(&id(1)).unwrap(), Some((header(1), note("good"))));
    assert!(path.exists());
    println!("{cases} damaged notes: none read as another");
}

/// A file as it was before files were sealed.
#[test]
fn a_file_without_a_seal_is_read_as_an_older_one_and_sealed_when_it_is_written_again() {
    let older = serde_json::json!({ "version": 1, "header": header(1), "payload": note("older") });
    assert_eq!(open_with(older.to_string().as_bytes()), (Some((header(1), note("older"))), vec![]));
    let claimed = older.to_string().replace("\"version\":1", "\"version\":2");
    assert_restored(claimed.as_bytes());
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
    let newer = br#"{"version":3,"header":"another shape"}"#;
    let (folder, path) = folder_with_one_entry();
    fs::write(&path, newer).unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    assert_eq!(ledger.mishaps()[0].misfortune, Misfortune::Newer { version: 3 });
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

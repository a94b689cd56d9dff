//! Whatever happened to the files, the ledger opens, uses the last good copy, and says so.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

mod common;

use std::{fs, path::PathBuf, sync::OnceLock};

use common::{Note, Notes, header, id, note, now};
use sendoff_ledger::Misfortune;
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

/// Opens a folder whose entry has this content, and gives what is found and what is said.
fn open_with(bytes: &[u8]) -> (Option<Note>, Vec<Misfortune>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{}.json", id(1)));
    fs::write(&path, bytes).unwrap();
    fs::write(path.with_extension("json.bak"), whole_entry()).unwrap();
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

/// (promise 29)
#[test]
fn a_file_cut_at_any_byte_is_set_aside_and_its_copy_used() {
    let whole = whole_entry();
    (0..whole.len()).for_each(|length| assert_restored(&whole[..length]));
    println!("an entry cut at each of {} bytes: {0} starts, each with the last good copy", whole.len());
}

/// (promise 29) 500 places, one bit each; with `SENDOFF_DEEP` 10,000. No altered letter is taken for a written one.
#[test]
fn a_flipped_bit_is_noticed_and_the_copy_used() {
    let whole = whole_entry();
    let flips = common::flips(whole.len());
    for (byte, bit) in &flips {
        let mut bytes = whole.to_vec();
        bytes[*byte] ^= 1 << bit;
        let (found, said) = open_with(&bytes);
        assert_eq!(found, Some(note("good")), "bit {bit} of byte {byte}");
        // A bit in the space between two fields changes nothing.
        assert!(matches!(&said[..], [Misfortune::Restored { .. }] | []), "bit {bit} of byte {byte}: {said:?}");
    }
    println!("{} flipped bits: {0} starts, each with what was written", flips.len());
}

/// (promise 29) The notes of a save and of a deletion: damaged they decide nothing, and the entry stays.
#[test]
fn a_note_cut_anywhere_or_with_a_flipped_bit_is_damage_and_changes_nothing() {
    let (folder, path) = folder_with_one_entry();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    ledger.begin_saving(&header(1), &note("new"), &7_u64).unwrap();
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
            let saving = ledger.unfinished_of::<u64>(&id(1)).map(|note| note.map(|note| (note.payload, note.mark)));
            let deleting = ledger.deleting_of::<u64>(&id(1));
            let damaged = saving.is_err() != deleting.is_err();
            assert!(
                damaged || (saving, deleting) == (Ok(Some((note("new"), 7))), Ok(Some(7))),
                "another note was read"
            );
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
    assert_eq!(open_with(older.to_string().as_bytes()), (Some(note("older")), vec![]));
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

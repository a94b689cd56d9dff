//! Entries are kept, found again, and held against a second process.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

mod common;

use std::{fs, thread};

use common::{Notes, header, id, note, now};
use sendoff_ledger::{Cause, EntryKind, Ledger, ListQuery};

#[test]
fn what_was_put_is_there_after_opening_again() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    ledger.put(&header(1), &note("first")).unwrap();
    ledger.put(&header(1), &note("second")).unwrap();
    drop(ledger);
    let ledger = Notes::open(folder.path(), now()).unwrap();
    assert!(ledger.mishaps().is_empty());
    assert_eq!(ledger.get(&id(1)).unwrap(), Some((header(1), note("second"))));
    assert_eq!(ledger.get(&id(2)).unwrap(), None);
}

#[test]
fn what_was_removed_stays_away() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    ledger.put(&header(1), &note("first")).unwrap();
    assert!(ledger.remove(&id(1)).unwrap());
    assert!(!ledger.remove(&id(1)).unwrap());
    drop(ledger);
    assert_eq!(Notes::open(folder.path(), now()).unwrap().get(&id(1)).unwrap(), None);
}

#[test]
fn one_process_has_the_folder_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    assert_eq!(Notes::open(folder.path(), now()).unwrap_err().cause, Cause::InUse);
    drop(ledger);
    assert!(Notes::open(folder.path(), now()).is_ok());
}

#[test]
fn a_file_in_the_place_of_the_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sendoff");
    fs::write(&path, "not a folder").unwrap();
    assert_eq!(Notes::open(&path, now()).unwrap_err().cause, Cause::FolderMissing);
    assert_eq!(Notes::open(&path.join("deeper"), now()).unwrap_err().cause, Cause::FolderMissing);
}

#[test]
fn an_entry_too_long_is_refused_and_the_one_before_stays() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    ledger.put(&header(1), &note("short")).unwrap();
    let refused = ledger.put(&header(1), &note(&"x".repeat(1_024 * 1_024))).unwrap_err();
    assert!(matches!(refused.cause, Cause::TooLong { length } if length > 1_024 * 1_024));
    assert_eq!(ledger.get(&id(1)).unwrap(), Some((header(1), note("short"))));
}

#[test]
fn writers_in_several_threads_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    thread::scope(|scope| {
        for writer in 0..4 {
            let ledger = &ledger;
            scope.spawn(move || {
                (0..25).for_each(|round| ledger.put(&header(writer * 100 + round), &note("x")).unwrap());
            });
        }
    });
    drop(ledger);
    let ledger = Notes::open(folder.path(), now()).unwrap();
    let query = ListQuery { range: 0..1_000, ..Default::default() };
    assert_eq!(ledger.query(&query).unwrap().total, 100);
}

#[test]
fn a_note_of_a_save_is_there_until_it_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    let mut new = header(1);
    new.kind = EntryKind::Connection;
    ledger.put(&header(1), &note("old")).unwrap();
    ledger.begin_saving(&new, &note("new"), &7_u64).unwrap();
    drop(ledger);
    let ledger: Ledger<common::Note> = Ledger::open(folder.path(), now()).unwrap();
    assert_eq!(ledger.unfinished().unwrap(), [id(1)]);
    let found = ledger.unfinished_of::<u64>(&id(1)).unwrap().unwrap();
    assert_eq!((found.header, found.payload, found.mark), (new, note("new"), 7));
    assert_eq!(ledger.get(&id(1)).unwrap(), Some((header(1), note("old"))));
    ledger.end_saving(&id(1)).unwrap();
    ledger.end_saving(&id(1)).unwrap();
    assert!(ledger.unfinished().unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn files_and_folder_are_closed_to_others() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("data").join("sendoff");
    let ledger = Notes::open(&folder, now()).unwrap();
    ledger.put(&header(1), &note("x")).unwrap();
    ledger.begin_saving(&header(1), &note("x"), &()).unwrap();
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    for name in [".json", ".json.bak", ".saving", ".saving.bak"] {
        let about = fs::metadata(folder.join(format!("{}{name}", id(1)))).unwrap();
        assert_eq!(about.permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_folder_that_cannot_be_opened_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("connections");
    std::fs::write(&place, "not a folder").unwrap();
    let ledger: Ledger<common::Note> = Ledger::open_or_wait(&place, now()).unwrap();
    let refused = ledger.query(&ListQuery::default()).unwrap_err();
    assert_eq!(ledger.put(&header(1), &note("x")).unwrap_err(), refused);
    assert_eq!(ledger.get(&id(1)).unwrap_err(), refused);
    assert_eq!(ledger.open_again(now()).unwrap_err().path, place, "it is still in the way");
    std::fs::remove_file(&place).unwrap();
    assert_eq!(ledger.open_again(now()), Ok(true));
    ledger.put(&header(1), &note("x")).unwrap();
    assert_eq!(ledger.open_again(now()), Ok(false), "it is open");
    assert_eq!(ledger.query(&ListQuery { range: 0..9, ..ListQuery::default() }).unwrap().total, 1);
    let other: Result<Ledger<common::Note>, _> = Ledger::open_or_wait(&place, now());
    assert_eq!(other.unwrap_err().cause, Cause::InUse, "another window is no reason to wait");
}

#[test]
fn a_mark_of_deleting_outlives_the_program() {
    let folder = tempfile::tempdir().unwrap();
    {
        let ledger: Ledger<common::Note> = Ledger::open(folder.path(), now()).unwrap();
        ledger.put(&header(1), &note("x")).unwrap();
        ledger.begin_deleting(&id(1), &7_u32).unwrap();
    }
    let ledger: Ledger<common::Note> = Ledger::open(folder.path(), now()).unwrap();
    assert_eq!(ledger.deleting().unwrap(), [id(1)]);
    assert_eq!(ledger.deleting_of::<u32>(&id(1)), Ok(Some(7)));
    assert!(ledger.get(&id(1)).unwrap().is_some(), "the mark alone deletes nothing");
    ledger.end_deleting(&id(1)).unwrap();
    assert!(ledger.deleting().unwrap().is_empty());
}

//! Saving against stores that go wrong at every single call, and against a ledger that does.

#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

mod damaged;
mod hidden;

use std::{
    path::Path,
    sync::{Mutex, atomic::AtomicUsize, atomic::Ordering},
    time::Duration,
};

use jiff::Timestamp;
use sendoff_ledger::{EntryKind, Header, ListQuery, Summary};
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_values::{ClientSecret, ConnectionId, RefreshToken};
use sendoff_vault::{FaultyStore, Happening, Opens, Patience, Record, StoreChoice};
use tempfile::TempDir;

use super::*;

type Entries = Ledger<String>;

fn now() -> Timestamp {
    "2026-11-21T10:58:00Z".parse().unwrap()
}

fn id() -> ConnectionId {
    "5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11".parse().unwrap()
}

/// Values that name themselves: everything of one save carries the same word.
fn proved(word: &str) -> Proved<String> {
    let header = Header {
        id: id(),
        kind: EntryKind::SetUp,
        changed_at: now(),
        summary: Summary { organisation: word.to_owned(), application: "tourtools".to_owned(), ..Summary::default() },
    };
    let record = Record {
        opens: Opens::Registration {
            client_id: "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa".parse().unwrap(),
            tenant_id: Some("b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34".parse().unwrap()),
            client_secret: ClientSecret::new(format!("secret-{word}")),
            refresh_token: Some(RefreshToken::new(word.repeat(1_500))),
        },
        mailbox: "office@harbour.example".parse().unwrap(),
        scopes: vec!["Mail.Send".to_owned()],
        proved_at: Timestamp::UNIX_EPOCH,
        secret_ends: None,
    };
    // Each was proved at a time of its own, as it is outside of tests.
    let minutes = ["old", "new", "again"].iter().position(|one| *one == word).unwrap();
    let accepted_at = now() + Duration::from_mins(minutes as u64);
    let test = TestPassed { accepted_at, message_id: "1@harbour.example".to_owned() };
    Proved::after(&test, header, word.to_owned(), record)
}

/// Short enough to wait for, long enough that a busy machine is not taken for a keychain that hangs.
fn impatient() -> Patience {
    Patience { quiet: Duration::from_millis(500), give_up: Duration::from_secs(2), ..Patience::default() }
}

/// One computer: a keychain that outlives programs, and a folder.
struct Computer {
    store: FaultyStore,
    folder: TempDir,
}

impl Computer {
    fn new() -> Self {
        Self { store: FaultyStore::like_windows(), folder: tempfile::tempdir().unwrap() }
    }

    /// What a program has after it starts.
    fn start(&self) -> (Vault, Entries) {
        let vault = Vault::open(StoreChoice::Faulty(self.store.clone()), impatient());
        (vault, Entries::open(self.folder.path(), now()).unwrap())
    }

    /// The word that vault and ledger both hold after a start; they must agree.
    async fn word_after_start(&self) -> String {
        self.store.mend();
        let (vault, ledger) = self.start();
        let decided = recover(&vault, &ledger).await.unwrap();
        assert!(decided.iter().all(|one| one.outcome.is_ok()), "{decided:?}");
        assert!(ledger.unfinished().unwrap().is_empty());
        let record = vault.read(&id()).await.unwrap();
        let (header, payload) = ledger.get(&id()).unwrap().unwrap();
        assert!(record.is_same(proved(&payload).record()), "vault and ledger differ");
        assert_eq!(header, *proved(&payload).header());
        self.assert_no_leftovers(vault.current(&id()).await.unwrap().unwrap());
        payload
    }

    /// The head, and the chunks of the generation that counts.
    fn assert_no_leftovers(&self, counts: sendoff_vault::Generation) {
        assert_eq!(self.store.names().len(), 1 + counts.chunks as usize, "{:?}", self.store.names());
    }
}

async fn save_word(vault: &Vault, ledger: &Entries, word: &str) -> Result<Saved, SaveFailed> {
    save(vault, ledger, &proved(word), &|_, _| ()).await
}

async fn with_old_record() -> Computer {
    let computer = Computer::new();
    let (vault, ledger) = computer.start();
    save_word(&vault, &ledger, "old").await.unwrap();
    computer
}

/// A computer with an old record, on which the save of a new one was cut at this call.
async fn replacing_cut_at(number: usize) -> Computer {
    let computer = with_old_record().await;
    let (vault, ledger) = computer.start();
    computer.store.plan(number, Happening::StaysBroken(Fault::Absent));
    _ = save_word(&vault, &ledger, "new").await;
    drop((vault, ledger));
    computer.store.mend();
    computer
}

#[tokio::test]
async fn what_was_saved_is_what_was_proved_and_stages_come_in_order() {
    let computer = Computer::new();
    let (vault, ledger) = computer.start();
    let heard = Mutex::new(Vec::new());
    save(&vault, &ledger, &proved("new"), &|stage, state| heard.lock().unwrap().push((stage, state))).await.unwrap();
    assert_eq!(
        heard.into_inner().unwrap(),
        [Stage::Write, Stage::ReadBack, Stage::Commit]
            .into_iter()
            .flat_map(|stage| [(stage, StageState::Working), (stage, StageState::Done)])
            .collect::<Vec<_>>()
    );
    let rows = ledger.query(&ListQuery { range: 0..9, ..ListQuery::default() }).unwrap().rows;
    assert_eq!((rows.len(), rows[0].kind), (1, EntryKind::Connection));
    drop(ledger);
    assert_eq!(computer.word_after_start().await, "new");
}

/// Calls that one save makes when an old record is there.
async fn calls_of_one_save() -> usize {
    let computer = with_old_record().await;
    computer.store.mend();
    let (vault, ledger) = computer.start();
    save_word(&vault, &ledger, "new").await.unwrap();
    computer.store.calls()
}

/// At each call of a save the same thing happens; whatever it is, one of the two records is whole afterwards.
async fn at_every_call(happening: Happening) {
    let calls = calls_of_one_save().await;
    let mut counted = [0, 0];
    for number in 1..=calls {
        let computer = with_old_record().await;
        let (vault, ledger) = computer.start();
        computer.store.plan(number, happening.clone());
        let outcome = save_word(&vault, &ledger, "new").await;
        drop((vault, ledger));
        let word = computer.word_after_start().await;
        match &outcome {
            Ok(_) => assert_eq!(word, "new", "call {number}"),
            Err(SaveFailed { left: Left::Nothing, .. }) => assert_eq!(word, "old", "call {number}"),
            Err(SaveFailed { left: Left::ForTheNextStart, .. }) => assert!(["old", "new"].contains(&word.as_str())),
        }
        counted[usize::from(word == "new")] += 1;
    }
    assert!(counted[0] > 0, "{happening:?} never stopped a save");
    println!(
        "{happening:?} at each of {calls} calls: {} times the old record, {} times the new",
        counted[0], counted[1]
    );
}

#[tokio::test]
async fn a_call_that_fails_leaves_one_record_whole() {
    at_every_call(Happening::Fails(Fault::Dismissed)).await;
}

#[tokio::test]
async fn a_call_that_lands_and_fails_leaves_one_record_whole() {
    at_every_call(Happening::LandsAndFails(Fault::Locked)).await;
}

#[tokio::test]
async fn a_keychain_that_stays_broken_leaves_one_record_whole() {
    at_every_call(Happening::StaysBroken(Fault::Absent)).await;
}

#[tokio::test]
async fn altered_bytes_are_noticed_and_the_old_record_stays() {
    at_every_call(Happening::Alters).await;
}

#[tokio::test]
async fn a_call_that_hangs_is_given_up_and_saving_again_works_in_the_same_process() {
    let calls = calls_of_one_save().await;
    futures_util::future::join_all((1..=calls).map(hang_at)).await;
    println!("hung at each of {calls} calls: given up, and saved again without a new process");
}

async fn hang_at(number: usize) {
    let computer = with_old_record().await;
    let (vault, ledger) = computer.start();
    computer.store.plan(number, Happening::Hangs);
    match save_word(&vault, &ledger, "new").await {
        Err(failed) => assert_eq!(failed.cause, WhatFailed::Vault(Fault::Hung), "call {number}"),
        Ok(saved) => assert_eq!(saved.leftover, Some(WhatFailed::Vault(Fault::Hung)), "call {number}"),
    }
    save_word(&vault, &ledger, "again").await.unwrap();
    drop((vault, ledger));
    computer.store.release();
    assert_eq!(computer.word_after_late_calls("again").await, "again", "call {number}");
}

/// A save was cut at some call, and the next start is before a keychain that hangs at some call of deciding what was left. The start
/// goes on without it, and the person saves again.
#[tokio::test]
async fn deciding_may_be_cut_at_any_call_and_saving_again_works_in_the_same_process() {
    let calls = calls_of_one_save().await;
    let cuts = (1..=calls).flat_map(|cut| (1..=calls).map(move |hung| decided_in_part(cut, hung)));
    let cut_short = futures_util::future::join_all(cuts).await.into_iter().filter(|cut_short| *cut_short).count();
    assert!(cut_short > calls, "the keychain hung while it was decided what {calls} saves had left");
    println!("hung at {cut_short} calls of deciding what a save had left: saved again without a new process");
}

/// Whether the keychain hung before all was decided.
async fn decided_in_part(cut: usize, hung: usize) -> bool {
    let computer = replacing_cut_at(cut).await;
    let (vault, ledger) = computer.start();
    computer.store.plan(hung, Happening::Hangs);
    let decided = tokio::time::timeout(Duration::from_millis(200), recover(&vault, &ledger)).await;
    computer.store.mend();
    save_word(&vault, &ledger, "again").await.unwrap();
    drop((vault, ledger));
    computer.store.release();
    assert_eq!(computer.word_after_late_calls("again").await, "again", "cut at call {cut}, hung at call {hung}");
    decided.is_err()
}

impl Computer {
    /// Late calls undo themselves on their own thread; this waits for that, with a limit only against hanging.
    async fn word_after_late_calls(&self, expected: &str) -> String {
        for _ in 0..500 {
            let (vault, _ledger) = self.start();
            let settled = match (vault.read(&id()).await, vault.current(&id()).await) {
                (Ok(record), Ok(Some(counts))) => {
                    record.is_same(proved(expected).record()) && self.store.names().len() == 1 + counts.chunks as usize
                }
                _ => false,
            };
            if settled {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        self.word_after_start().await
    }
}

#[tokio::test]
async fn a_problem_names_the_step_and_the_stage_is_shown_as_failed() {
    let computer = with_old_record().await;
    let (vault, ledger) = computer.start();
    let writes = AtomicUsize::new(0);
    computer.store.plan(3, Happening::Fails(Fault::Locked));
    let failed = save(&vault, &ledger, &proved("new"), &|stage, state| {
        if (stage, state) == (Stage::Write, StageState::Failed) {
            writes.fetch_add(1, Ordering::SeqCst);
        }
    })
    .await
    .unwrap_err();
    let problem = Problem::from(failed);
    assert_eq!((problem.kind, problem.values[&ValueName::Part].as_str()), (Kind::KeychainLocked, "write"));
    assert_eq!(writes.into_inner(), 1);
}

#[tokio::test]
async fn a_ledger_that_cannot_remember_takes_the_new_record_back() {
    let computer = with_old_record().await;
    let (vault, ledger) = computer.start();
    let entry = computer.folder.path().join(format!("{}.json", id()));
    let kept = std::fs::read(&entry).unwrap();
    block(&entry);
    let failed = save_word(&vault, &ledger, "new").await.unwrap_err();
    assert_eq!((failed.step, failed.left), (SavingStep::Remember, Left::Nothing));
    std::fs::remove_dir_all(&entry).unwrap();
    std::fs::write(&entry, kept).unwrap();
    drop(ledger);
    assert_eq!(computer.word_after_start().await, "old");
}

/// A folder stands where the entry's file should be.
fn block(entry: &Path) {
    std::fs::remove_file(entry).unwrap();
    std::fs::create_dir_all(entry.join("in the way")).unwrap();
}

#[tokio::test]
async fn a_folder_that_is_gone_stops_saving_before_the_keychain_is_written() {
    let computer = with_old_record().await;
    let (vault, ledger) = computer.start();
    let names = computer.store.names();
    std::fs::remove_dir_all(computer.folder.path()).unwrap();
    let failed = save_word(&vault, &ledger, "new").await.unwrap_err();
    assert_eq!((failed.step, failed.cause.kind()), (SavingStep::Prepare, Kind::FolderMissing));
    assert_eq!(computer.store.names(), names);
}

/// A computer on which a save was cut short, and somebody altered its note.
async fn with_altered_note(alter: impl FnOnce(&mut serde_json::Value)) -> Computer {
    let computer = with_old_record().await;
    let (vault, ledger) = computer.start();
    computer.store.plan(calls_of_one_save().await / 2, Happening::StaysBroken(Fault::Absent));
    let left = save_word(&vault, &ledger, "new").await.unwrap_err().left;
    assert_eq!(left, Left::ForTheNextStart);
    computer.store.mend();
    let path = computer.folder.path().join(format!("{}.saving", id()));
    let written: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    // Without its seal, as an older version wrote it: what was altered is not noticed by that.
    let mut note = written["body"].clone();
    note["version"] = 1.into();
    alter(&mut note);
    std::fs::write(&path, note.to_string()).unwrap();
    std::fs::write(path.with_extension("saving.bak"), note.to_string()).unwrap();
    computer
}

#[tokio::test]
async fn a_note_with_numbers_nobody_wrote_does_not_keep_the_program_from_starting() {
    let computer = with_altered_note(|note| note["mark"]["new"]["chunks"] = u32::MAX.into()).await;
    let (vault, ledger) = computer.start();
    let recovered = tokio::time::timeout(Duration::from_secs(30), recover(&vault, &ledger)).await;
    recovered.expect("the keychain is asked for entries that never were").unwrap();
    assert!(ledger.unfinished().unwrap().is_empty());
    assert_eq!(ledger.get(&id()).unwrap().unwrap().1, "old");
    save_word(&vault, &ledger, "again").await.unwrap();
}

#[tokio::test]
async fn a_note_about_another_connection_touches_neither() {
    let other = "00000000-0000-4000-8000-000000000001";
    let computer = with_altered_note(|note| {
        note["header"]["id"] = other.into();
        note["mark"]["new"] = note["mark"]["previous"].clone();
    })
    .await;
    let (vault, ledger) = computer.start();
    recover(&vault, &ledger).await.unwrap();
    assert_eq!(ledger.get(&other.parse().unwrap()).unwrap(), None);
    assert_eq!(ledger.get(&id()).unwrap().unwrap().1, "old");
    assert!(vault.read(&id()).await.is_ok());
}

#[tokio::test]
async fn a_keychain_that_shows_nothing_decides_nothing() {
    let computer = with_old_record().await;
    let (vault, ledger) = computer.start();
    computer.store.plan(calls_of_one_save().await / 2, Happening::StaysBroken(Fault::Absent));
    let left = save_word(&vault, &ledger, "new").await.unwrap_err().left;
    assert_eq!(left, Left::ForTheNextStart);
    computer.store.mend();
    computer.store.lose(&format!("client/{}", id()));
    let decided = recover(&vault, &ledger).await.unwrap();
    assert_eq!(decided[0].outcome, Err(WhatFailed::Vault(Fault::NotFound)));
    assert_eq!(ledger.unfinished().unwrap(), [id()]);
}

#[tokio::test]
async fn a_save_cut_short_behind_a_head_nobody_can_read_is_mended_by_saving_again() {
    let computer = with_altered_note(|_| ()).await;
    computer.store.meddle(&format!("client/{}", id()), Vec::clear);
    let (vault, ledger) = computer.start();
    let decided = recover(&vault, &ledger).await.unwrap();
    assert_eq!(decided[0].outcome, Err(WhatFailed::Vault(Fault::Changed)));
    save_word(&vault, &ledger, "again").await.unwrap();
    drop((vault, ledger));
    assert_eq!(computer.word_after_start().await, "again");
}

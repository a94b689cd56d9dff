//! Deleting against a keychain that goes wrong at every single call, and against a crash after each of them.

#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

use std::time::Duration;

use jiff::Timestamp;
use sendoff_ledger::{EntryKind, ListQuery, Summary};
use sendoff_values::{ClientSecret, RefreshToken};
use sendoff_vault::{FaultyStore, Happening, Opens, Patience, StoreChoice};
use tempfile::TempDir;

use super::*;

const BROKEN: Fault = Fault::Absent;

fn now() -> Timestamp {
    "2026-11-21T10:58:00Z".parse().unwrap()
}

fn id() -> ConnectionId {
    "5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11".parse().unwrap()
}

fn proved() -> Proved<String> {
    let summary = Summary { organisation: "Harbour Travel".to_owned(), ..Summary::default() };
    let header = Header { id: id(), kind: EntryKind::Connection, changed_at: now(), summary };
    let record = Record {
        opens: Opens::Registration {
            client_id: "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa".parse().unwrap(),
            tenant_id: Some("b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34".parse().unwrap()),
            client_secret: ClientSecret::new("the-secret".to_owned()),
            refresh_token: Some(RefreshToken::new("r".repeat(5_000))),
        },
        mailbox: "office@harbour.example".parse().unwrap(),
        scopes: vec!["Mail.Send".to_owned()],
        proved_at: now(),
        secret_ends: None,
    };
    let test = TestPassed { accepted_at: now(), message_id: "1@harbour.example".to_owned() };
    Proved::after(&test, header, "entry".to_owned(), record)
}

/// One computer: a keychain that outlives programs, and a folder. One connection is saved.
struct Computer {
    store: FaultyStore,
    folder: TempDir,
}

impl Computer {
    async fn with_a_connection() -> Self {
        let computer = Self { store: FaultyStore::like_windows(), folder: tempfile::tempdir().unwrap() };
        let (vault, ledger) = computer.start();
        saving::save(&vault, &ledger, &proved(), &|_, _| ()).await.unwrap();
        computer
    }

    fn start(&self) -> (Vault, Ledger<String>) {
        let quick =
            Patience { quiet: Duration::from_millis(500), give_up: Duration::from_secs(2), ..Patience::default() };
        let vault = Vault::open(StoreChoice::Faulty(self.store.clone()), quick);
        (vault, Ledger::open(self.folder.path(), now()).unwrap())
    }

    /// Whether the connection is there after a start: in both rooms or in neither, and nothing half-way is left.
    async fn is_there_after_start(&self) -> bool {
        self.store.mend();
        let (vault, ledger) = self.start();
        recover(&vault, &ledger).await.unwrap();
        assert!(ledger.deleting().unwrap().is_empty(), "no mark is left");
        let listed = ledger.query(&ListQuery { range: 0..9, ..ListQuery::default() }).unwrap().total == 1;
        match vault.read(&id()).await {
            Ok(record) => assert!(listed && record.opens.expose() == "the-secret", "in both"),
            Err(Fault::NotFound) => {
                assert!(!listed && self.store.names().is_empty(), "in neither: {:?}", self.store.names());
            }
            Err(fault) => panic!("{fault}"),
        }
        listed
    }
}

#[tokio::test]
async fn what_was_deleted_is_gone_and_can_be_put_back() {
    let computer = Computer::with_a_connection().await;
    let (vault, ledger) = computer.start();
    let deleted = delete(&vault, &ledger, &id()).await.unwrap().unwrap();
    assert!(computer.store.names().is_empty(), "no entry of the keychain is left");
    assert!(ledger.get(&id()).unwrap().is_none());
    restore(&vault, &ledger, &deleted).await.unwrap();
    assert_eq!(vault.read(&id()).await.unwrap().opens.expose(), "the-secret");
    assert_eq!(ledger.get(&id()).unwrap().unwrap().1, "entry");
    drop((vault, ledger));
    assert!(computer.is_there_after_start().await);
}

#[tokio::test]
async fn a_connection_whose_secret_is_elsewhere_can_be_deleted_too() {
    let computer = Computer::with_a_connection().await;
    let (vault, ledger) = computer.start();
    let left = vault.forget(&id()).await.unwrap();
    assert_eq!(vault.clear_shown(&id(), left).await, Ok(true));
    let deleted = delete(&vault, &ledger, &id()).await.unwrap().unwrap();
    assert!(ledger.get(&id()).unwrap().is_none());
    restore(&vault, &ledger, &deleted).await.unwrap();
    assert!(ledger.get(&id()).unwrap().is_some());
    assert!(delete(&vault, &ledger, &"00000000-0000-4000-8000-000000000009".parse().unwrap()).await.unwrap().is_none());
}

/// Every call to the keychain, each in every way it may go wrong: afterwards, and after the next start, the connection is
/// there whole or gone whole; a failure that was told means it is there.
#[tokio::test]
async fn whatever_call_goes_wrong_it_is_whole_or_gone() {
    let calls = calls_of_a_deletion().await;
    let (mut there, mut gone) = (0, 0);
    for call in 1..=calls {
        for happening in [Happening::Fails(BROKEN), Happening::StaysBroken(BROKEN), Happening::LandsAndFails(BROKEN)] {
            let computer = Computer::with_a_connection().await;
            let told = {
                let (vault, ledger) = computer.start();
                computer.store.plan(call, happening.clone());
                delete(&vault, &ledger, &id()).await.is_ok()
            };
            let is_there = computer.is_there_after_start().await;
            assert!(!(told && is_there), "call {call}, {happening:?}: told as deleted and still there");
            *if is_there { &mut there } else { &mut gone } += 1;
        }
    }
    println!("deleting, {calls} calls each going wrong in three ways: {there} times as before, {gone} times gone");
    assert!(there > 0 && gone > 0);
}

/// The store is opened, and the head is read.
const FIRST_CALLS: usize = 2;

async fn calls_of_a_deletion() -> usize {
    let computer = Computer::with_a_connection().await;
    let (vault, ledger) = computer.start();
    computer.store.mend();
    delete(&vault, &ledger, &id()).await.unwrap();
    computer.store.calls()
}

/// A mark that says nothing yet, and a keychain that shows nothing: it may be closed, and nothing is removed for it
/// (promise 27).
#[tokio::test]
async fn a_keychain_that_shows_nothing_does_not_finish_a_deletion() {
    let computer = Computer::with_a_connection().await;
    {
        let (vault, ledger) = computer.start();
        let generation = vault.current(&id()).await.unwrap().unwrap();
        ledger.begin_deleting(&id(), &Mark { generation, is_head_gone: false }).unwrap();
    }
    let names = computer.store.names();
    {
        let (vault, ledger) = computer.start();
        computer.store.plan(1, Happening::StaysBroken(Fault::NotFound));
        recover(&vault, &ledger).await.unwrap();
        assert_eq!(ledger.get(&id()).unwrap().unwrap().1, "entry");
        assert_eq!(ledger.deleting().unwrap(), [id()], "it is decided another time");
    }
    assert_eq!(computer.store.names(), names);
    assert!(computer.is_there_after_start().await);
}

/// It may show nothing from any call of a deletion on: afterwards the connection is there whole or gone whole. Only where it
/// showed nothing from the beginning, a deletion takes what there is, and the keychain keeps what it did not show.
#[tokio::test]
async fn a_keychain_that_closes_during_a_deletion_loses_nothing_by_halves() {
    for call in 1..=calls_of_a_deletion().await {
        let computer = Computer::with_a_connection().await;
        {
            let (vault, ledger) = computer.start();
            computer.store.plan(call, Happening::StaysBroken(Fault::NotFound));
            let _ = delete(&vault, &ledger, &id()).await;
        }
        computer.store.mend();
        let (vault, ledger) = computer.start();
        recover(&vault, &ledger).await.unwrap();
        let listed = ledger.get(&id()).unwrap().is_some();
        println!("closed from call {call} on: {}", if listed { "as before" } else { "gone" });
        assert!(!listed || vault.read(&id()).await.is_ok(), "call {call}: listed, and no record");
        let left = computer.store.names();
        assert!(listed || call <= FIRST_CALLS || left.is_empty(), "call {call}: not listed, and {left:?}");
    }
}

/// A deletion is cut at any call and not decided; the connection is saved anew. Whatever a later start is shown, the new record stays,
/// and nothing of the old one does.
#[tokio::test]
async fn what_is_saved_anew_after_a_deletion_was_cut_stays() {
    for call in 1..=calls_of_a_deletion().await {
        let computer = Computer::with_a_connection().await;
        {
            let (vault, ledger) = computer.start();
            computer.store.plan(call, Happening::StaysBroken(BROKEN));
            let _ = delete(&vault, &ledger, &id()).await;
        }
        computer.store.mend();
        {
            let (vault, ledger) = computer.start();
            saving::save(&vault, &ledger, &proved(), &|_, _| ()).await.unwrap();
            let counts = vault.current(&id()).await.unwrap().unwrap();
            assert_eq!(computer.store.names().len(), 1 + counts.chunks as usize, "call {call}");
        }
        {
            let (vault, ledger) = computer.start();
            computer.store.plan(1, Happening::StaysBroken(Fault::NotFound));
            recover(&vault, &ledger).await.unwrap();
        }
        assert!(computer.is_there_after_start().await, "call {call}");
    }
}

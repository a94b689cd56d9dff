//! Keychains that fail, hang, vanish or are meddled with: each is named, and trying again works in the same process.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

mod common;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use common::{first_number, id, impatient, open, record, save, saved};
use sendoff_vault::{Fault, FaultyStore, Happening, Patience, StoreChoice, Vault};

/// A store with the limits of Windows and a record that takes several of its entries.
async fn long_saved() -> (FaultyStore, Vault) {
    saved(FaultyStore::like_windows(), &"x".repeat(5_000)).await
}

#[tokio::test]
async fn every_fault_of_a_keychain_keeps_its_name_and_the_next_try_works() {
    let faults = [
        Fault::Absent,
        Fault::NoCollection,
        Fault::Locked,
        Fault::Dismissed,
        Fault::Ambiguous,
        Fault::Other { code: "x".to_owned() },
    ];
    for fault in faults {
        let (store, vault) = long_saved().await;
        store.plan(1, Happening::Fails(fault.clone()));
        assert_eq!(vault.read(&id()).await.unwrap_err(), fault);
        assert!(vault.read(&id()).await.is_ok());
    }
}

#[tokio::test]
async fn a_keychain_that_came_back_at_once_is_opened_afresh_without_a_word() {
    let (store, vault) = long_saved().await;
    store.plan(1, Happening::Fails(Fault::WentAway));
    assert!(vault.read(&id()).await.is_ok());
}

#[tokio::test]
async fn a_keychain_that_stays_away_went_away_and_is_not_called_absent() {
    let (store, vault) = long_saved().await;
    store.plan(1, Happening::StaysBroken(Fault::WentAway));
    assert_eq!(vault.read(&id()).await.unwrap_err(), Fault::WentAway);
    store.mend();
    assert!(vault.read(&id()).await.is_ok());
}

#[tokio::test]
async fn a_hung_call_is_announced_once_and_then_given_up() {
    let heard = Arc::new(AtomicUsize::new(0));
    let hears = Arc::clone(&heard);
    let asking = Arc::new(move || _ = hears.fetch_add(1, Ordering::SeqCst));
    let store = FaultyStore::new();
    let vault = Vault::open(StoreChoice::Faulty(store.clone()), Patience { asking, ..impatient() });
    save(&vault, &record("kept")).await.unwrap();
    store.plan(1, Happening::Hangs);
    assert_eq!(vault.read(&id()).await.unwrap_err(), Fault::Hung);
    assert_eq!(heard.load(Ordering::SeqCst), 1);
    assert!(vault.read(&id()).await.unwrap().is_same(&record("kept")));
    store.release();
}

#[tokio::test]
async fn a_keychain_that_waits_for_a_person_is_locked_and_not_hung() {
    let (store, vault) = long_saved().await;
    store.plan(1, Happening::Asks);
    assert_eq!(vault.read(&id()).await.unwrap_err(), Fault::Locked);
    store.release();
    assert!(vault.read(&id()).await.is_ok());
}

#[tokio::test]
async fn opening_that_hangs_is_given_up_as_well() {
    let store = FaultyStore::new();
    let vault = open(&store);
    store.plan(1, Happening::Hangs);
    assert_eq!(vault.probe().await, Err(Fault::Hung));
    assert!(vault.probe().await.is_ok());
    store.release();
}

#[tokio::test]
async fn an_answer_within_the_limit_is_taken_however_late() {
    let store = FaultyStore::new();
    let releasing = store.clone();
    let asking = Arc::new(move || releasing.release());
    let patience = Patience { quiet: Duration::from_millis(20), give_up: Duration::from_mins(1), asking };
    let vault = Vault::open(StoreChoice::Faulty(store.clone()), patience);
    store.plan(2, Happening::Hangs);
    assert!(vault.probe().await.is_ok());
}

/// The head is written late, after it was given up: the thread that did it takes it back.
#[tokio::test]
async fn a_commit_that_lands_after_it_was_given_up_is_taken_back() {
    let (store, vault) = long_saved().await;
    let attempt = vault.begin(&id(), &record("new")).await.unwrap();
    vault.write(&attempt).await.unwrap();
    store.plan(2, Happening::Hangs);
    assert_eq!(vault.commit(&attempt).await, Err(Fault::Hung));
    let before = store.calls();
    store.release();
    until(|| store.calls() > before).await;
    until_old_counts(&vault).await;
    vault.withdraw(&attempt).await.unwrap();
    assert!(vault.read(&id()).await.unwrap().is_same(&record(&"x".repeat(5_000))));
}

/// Waits, with a limit only against hanging.
async fn until(condition: impl Fn() -> bool) {
    for _ in 0..1_000 {
        if condition() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("it did not come to pass");
}

async fn until_old_counts(vault: &Vault) {
    for _ in 0..1_000 {
        if vault.current(&id()).await.unwrap().unwrap().number == first_number() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("the late commit stayed");
}

#[tokio::test]
async fn a_call_that_is_cancelled_leaves_the_vault_usable() {
    let (store, vault) = long_saved().await;
    store.plan(1, Happening::Hangs);
    let cancelled = tokio::time::timeout(Duration::from_millis(5), vault.read(&id())).await;
    assert!(cancelled.is_err());
    assert!(vault.read(&id()).await.is_ok());
    store.release();
}

#[tokio::test]
async fn an_altered_part_and_an_altered_head_are_named_as_changed() {
    for name in [format!("client/{}/{}/2", id(), first_number()), format!("client/{}", id())] {
        let (store, vault) = long_saved().await;
        store.meddle(&name, |bytes| bytes[10] ^= 1);
        assert_eq!(vault.read(&id()).await.unwrap_err(), Fault::Changed, "{name}");
        save(&vault, &record("anew")).await.unwrap();
        assert!(vault.read(&id()).await.unwrap().is_same(&record("anew")), "{name}");
    }
}

#[tokio::test]
async fn a_vanished_part_or_head_is_not_shown_and_nothing_is_deleted_for_it() {
    for name in [format!("client/{}/{}/1", id(), first_number()), format!("client/{}", id())] {
        let (store, vault) = long_saved().await;
        let before = store.names().len();
        store.lose(&name);
        assert_eq!(vault.read(&id()).await.unwrap_err(), Fault::NotFound);
        assert_eq!(store.names().len(), before - 1);
    }
}

#[tokio::test]
async fn reading_back_compares_with_what_was_proved() {
    let vault = Vault::open(StoreChoice::Memory, Patience::default());
    let attempt = vault.begin(&id(), &record("one")).await.unwrap();
    vault.write(&attempt).await.unwrap();
    assert_eq!(vault.read_back(&attempt, &record("two")).await, Err(Fault::Differs));
    assert_eq!(vault.read_back(&attempt, &record("one")).await, Ok(()));
}

/// (promise 23) Between writing and reading back, one byte of one part is another: every seventh byte of
/// every part; with `SENDOFF_DEEP` each.
#[tokio::test]
async fn one_wrong_byte_anywhere_is_noticed_when_it_is_read_back_and_the_old_record_stays() {
    let store = FaultyStore::like_windows();
    let vault = Vault::open(StoreChoice::Faulty(store.clone()), Patience::default());
    save(&vault, &record("old")).await.unwrap();
    let new = record(&"x".repeat(2_400));
    let stride = if std::env::var_os("SENDOFF_DEEP").is_some() { 1 } else { 7 };
    let mut places = 0;
    let attempt = vault.begin(&id(), &new).await.unwrap();
    vault.write(&attempt).await.unwrap();
    let prefix = format!("client/{}/{}/", id(), attempt.generation().number);
    for name in store.names().into_iter().filter(|name| name.starts_with(&prefix)) {
        let mut length = 0;
        store.meddle(&name, |bytes| length = bytes.len());
        for byte in (0..length).step_by(stride) {
            let flip = |bytes: &mut Vec<u8>| bytes[byte] ^= 1 << (byte % 8);
            store.meddle(&name, flip);
            assert_eq!(vault.read_back(&attempt, &new).await, Err(Fault::Differs), "byte {byte} of {name}");
            store.meddle(&name, flip);
            places += 1;
        }
        store.meddle(&name, |bytes| bytes.truncate(length - 1));
        assert_eq!(vault.read_back(&attempt, &new).await, Err(Fault::Differs), "{name} cut");
        store.meddle(&name, |bytes| bytes.extend([b'x'; 2]));
        assert_eq!(vault.read_back(&attempt, &new).await, Err(Fault::Differs), "{name} longer");
        vault.withdraw(&attempt).await.unwrap();
        vault.write(&attempt).await.unwrap();
    }
    vault.withdraw(&attempt).await.unwrap();
    assert!(vault.read(&id()).await.unwrap().is_same(&record("old")));
    assert!(places > 3_000 / stride, "{places}");
    println!("one wrong byte at each of {places} places: refused every time");
}

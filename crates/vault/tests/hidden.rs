//! A keychain that does not show what it holds: nothing of it is written over or deleted, whenever it shows again.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

mod common;

use common::{first_number, id, open, record, record_of, save};
use sendoff_vault::{Fault, FaultyStore, Happening, Vault};

/// A record is kept; then another program starts, before which the keychain goes to sleep.
async fn hidden() -> (FaultyStore, Vault) {
    let store = FaultyStore::like_windows();
    save(&open(&store), &record("kept")).await.unwrap();
    store.sleep_until_written();
    let vault = open(&store);
    assert_eq!(vault.current(&id()).await, Ok(None), "it shows nothing");
    (store, vault)
}

async fn assert_kept(store: &FaultyStore, names: &[String]) {
    store.come_back();
    assert_eq!(store.names(), names);
    assert!(open(store).read(&id()).await.unwrap().is_same(&record("kept")));
}

/// (promise 27) The save that follows is proved a minute later, as a person would.
#[tokio::test]
async fn a_record_that_turns_up_while_another_is_saved_is_not_written_over() {
    let (store, vault) = hidden().await;
    let names = store.names();
    let new = record_of("new", "2026-11-21T10:59:00Z");
    let attempt = vault.begin(&id(), &new).await.unwrap();
    assert_eq!(attempt.previous(), None);
    vault.write(&attempt).await.unwrap();
    vault.read_back(&attempt, &new).await.unwrap();
    assert!(open(&store).read(&id()).await.unwrap().is_same(&record("kept")), "beside it, not over it");
    assert_eq!(vault.commit(&attempt).await, Err(Fault::Appeared));
    vault.withdraw(&attempt).await.unwrap();
    assert_kept(&store, &names).await;
}

/// (promise 27) A program that ends between writing and committing: what is left is not taken for the record that counts.
#[tokio::test]
async fn what_a_cut_save_left_beside_a_hidden_record_is_told_from_it() {
    let (store, vault) = hidden().await;
    let names = store.names();
    let attempt = vault.begin(&id(), &record_of("new", "2026-11-21T10:59:00Z")).await.unwrap();
    vault.write(&attempt).await.unwrap();
    let left = attempt.generation();
    drop((attempt, vault));
    let vault = open(&store);
    assert_ne!(vault.current(&id()).await.unwrap(), Some(left));
    vault.clear(&id(), left).await.unwrap();
    assert_kept(&store, &names).await;
}

/// (promise 27) Each call of the save fails once; whichever it is, taking it back leaves the head that turned up.
#[tokio::test]
async fn taking_back_never_deletes_a_head_that_turned_up() {
    for call in 1..=12 {
        for happening in [Happening::Fails(Fault::Dismissed), Happening::LandsAndFails(Fault::Dismissed)] {
            let (store, vault) = hidden().await;
            let names = store.names();
            let new = record_of("new", "2026-11-21T10:59:00Z");
            let attempt = vault.begin(&id(), &new).await.unwrap();
            store.plan(call, happening.clone());
            let saved = async {
                vault.write(&attempt).await?;
                vault.read_back(&attempt, &new).await?;
                vault.commit(&attempt).await
            };
            assert!(saved.await.is_err());
            store.mend();
            vault.withdraw(&attempt).await.unwrap();
            assert_kept(&store, &names).await;
        }
    }
}

/// A first save whose head was written and could not be read back leaves nothing.
#[tokio::test]
async fn taking_back_deletes_the_head_that_this_save_wrote() {
    for happening in [Happening::Alters, Happening::LandsAndFails(Fault::Dismissed)] {
        let store = FaultyStore::new();
        let vault = open(&store);
        let attempt = vault.begin(&id(), &record("new")).await.unwrap();
        vault.write(&attempt).await.unwrap();
        store.plan(2, happening);
        vault.commit(&attempt).await.unwrap_err();
        store.mend();
        assert!(!store.names().is_empty());
        vault.withdraw(&attempt).await.unwrap();
        assert_eq!(store.names(), Vec::<String>::new());
    }
}

/// (promise 27) A keychain that shows the record at first and then nothing: there is nothing to put back, and no word that
/// everything is cleared.
#[tokio::test]
async fn a_record_that_is_hidden_while_another_is_saved_stays_as_it_is() {
    let store = FaultyStore::like_windows();
    let vault = open(&store);
    save(&vault, &record("kept")).await.unwrap();
    let names = store.names();
    let new = record_of("new", "2026-11-21T10:59:00Z");
    let attempt = vault.begin(&id(), &new).await.unwrap();
    vault.write(&attempt).await.unwrap();
    store.look_elsewhere();
    assert_eq!(vault.commit(&attempt).await, Err(Fault::NotFound));
    assert_eq!(vault.withdraw(&attempt).await, Err(Fault::NotFound));
    store.come_back();
    vault.withdraw(&attempt).await.unwrap();
    assert_kept(&store, &names).await;
}

#[tokio::test]
async fn numbers_start_with_the_proof_and_count_up_from_what_is_shown() {
    let vault = open(&FaultyStore::new());
    let first = vault.begin(&id(), &record("one")).await.unwrap().generation().number;
    assert_eq!(first, first_number());
    assert_eq!(vault.begin(&id(), &record("one")).await.unwrap().generation().number, first + 1, "never twice");
    save(&vault, &record("one")).await.unwrap();
    let later = record_of("two", "2027-11-21T10:59:00Z");
    assert_eq!(vault.begin(&id(), &later).await.unwrap().generation().number, first + 3);
}

/// What nothing remembers any more is found near the head; without a head nothing is touched.
#[tokio::test]
async fn sweeping_finds_what_is_left_near_the_head_and_needs_the_head() {
    let store = FaultyStore::like_windows();
    let vault = open(&store);
    save(&vault, &record("kept")).await.unwrap();
    let names = store.names();
    for _ in 0..3 {
        let attempt = vault.begin(&id(), &record(&"x".repeat(10_000))).await.unwrap();
        vault.write(&attempt).await.unwrap();
    }
    let littered = store.names();
    assert!(littered.len() > names.len() + 10);
    store.look_elsewhere();
    assert_eq!(vault.sweep(&id()).await, Err(Fault::NotFound));
    store.come_back();
    assert_eq!(store.names(), littered);
    vault.sweep(&id()).await.unwrap();
    assert_kept(&store, &names).await;
}

/// One question for each number near the head: where the first part is not there, no other is asked for.
#[tokio::test]
async fn sweeping_where_nothing_is_left_asks_once_for_each_number() {
    let store = FaultyStore::new();
    let vault = open(&store);
    save(&vault, &record("kept")).await.unwrap();
    let before = store.calls();
    vault.sweep(&id()).await.unwrap();
    assert_eq!(store.calls() - before, 1 + 2 * 8, "the head, and eight numbers on each side");
}

//! Heads that another program wrote or damaged while a save was under way: the attempt takes back its own and no other.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

mod common;

use common::{id, open, record, record_of, save};
use sendoff_vault::{Attempt, Fault, FaultyStore, Happening, Vault};

/// A save of which everything is written but the head.
async fn begun(vault: &Vault) -> Attempt {
    let attempt = vault.begin(&id(), &record("new")).await.unwrap();
    vault.write(&attempt).await.unwrap();
    attempt
}

/// What another program, which knows nothing of this one, saves.
async fn save_elsewhere(store: &FaultyStore) {
    save(&open(store), &record_of("theirs", "2027-11-21T10:59:00Z")).await.unwrap();
}

fn damage_head(store: &FaultyStore) {
    store.meddle(&format!("client/{}", id()), |bytes| bytes[0] ^= 1);
}

async fn assert_stands(store: &FaultyStore, secret: &str) {
    let read = open(store).read(&id()).await.unwrap();
    assert_eq!(read.opens.expose(), secret);
}

/// The attempt wrote its head, heard that it failed, and then another program saved: that record stays.
#[tokio::test]
async fn a_head_that_came_after_ours_is_left_alone() {
    let store = FaultyStore::new();
    let vault = open(&store);
    let attempt = begun(&vault).await;
    store.plan(2, Happening::LandsAndFails(Fault::Dismissed));
    vault.commit(&attempt).await.unwrap_err();
    store.mend();
    store.lose(&format!("client/{}", id()));
    save_elsewhere(&store).await;
    vault.withdraw(&attempt).await.unwrap();
    assert_stands(&store, "theirs").await;
}

/// There was no head at first, and this attempt wrote none: a damaged one belongs to somebody else.
#[tokio::test]
async fn a_damaged_head_that_turned_up_is_left_alone() {
    let store = FaultyStore::new();
    let vault = open(&store);
    let attempt = begun(&vault).await;
    save_elsewhere(&store).await;
    damage_head(&store);
    vault.withdraw(&attempt).await.unwrap();
    assert_eq!(open(&store).read(&id()).await.unwrap_err(), Fault::Changed, "it is still there");
    damage_head(&store);
    assert_stands(&store, "theirs").await;
}

/// The head that counted at first was damaged in the meantime: taking back mends it.
#[tokio::test]
async fn a_head_that_was_damaged_during_the_save_is_put_back() {
    let store = FaultyStore::new();
    let vault = open(&store);
    save(&vault, &record("old")).await.unwrap();
    let attempt = begun(&vault).await;
    damage_head(&store);
    assert_eq!(vault.commit(&attempt).await, Err(Fault::Changed));
    vault.withdraw(&attempt).await.unwrap();
    assert_stands(&store, "old").await;
}

/// A program that was just started has written nothing yet, and still does not write over the parts that count.
#[tokio::test]
async fn the_next_generation_has_the_next_number_in_another_process_too() {
    let store = FaultyStore::new();
    save(&open(&store), &record("old")).await.unwrap();
    let vault = open(&store);
    let counts = vault.current(&id()).await.unwrap().unwrap().number;
    let attempt = begun(&vault).await;
    assert_eq!(attempt.generation().number, counts + 1);
    assert_stands(&store, "old").await;
}

/// Taking back needs to see which head is there; until it does, nothing is touched, and the next try goes on.
#[tokio::test]
async fn taking_back_before_a_locked_keychain_is_tried_again() {
    for fault in [Fault::Locked, Fault::Dismissed] {
        let store = FaultyStore::new();
        let vault = open(&store);
        save(&vault, &record("old")).await.unwrap();
        let kept = store.names();
        let attempt = begun(&vault).await;
        let all = store.names();
        store.plan(1, Happening::Fails(fault.clone()));
        assert_eq!(vault.withdraw(&attempt).await, Err(fault));
        assert_eq!(store.names(), all);
        vault.withdraw(&attempt).await.unwrap();
        assert_eq!(store.names(), kept);
    }
}

//! Each step of the vault before a keychain that refuses at that moment: the fault comes through by its name.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

mod common;

use common::{first_number, id, open, record, saved};
use sendoff_vault::{Fault, FaultyStore, Happening};

const REFUSAL: Fault = Fault::Dismissed;

#[tokio::test]
async fn a_probe_that_reads_back_otherwise_says_so() {
    let store = FaultyStore::new();
    let vault = open(&store);
    store.plan(2, Happening::Alters);
    assert_eq!(vault.probe().await, Err(Fault::Differs));
    assert!(store.names().is_empty());
}

#[tokio::test]
async fn looking_and_clearing_say_why_they_could_not() {
    let (store, vault) = saved(FaultyStore::new(), "old").await;
    let counts = vault.current(&id()).await.unwrap().unwrap();
    let names = store.names();
    let refuse = || store.plan(1, Happening::Fails(REFUSAL));
    refuse();
    assert_eq!(vault.clear(&id(), counts).await, Err(REFUSAL));
    refuse();
    assert_eq!(vault.shows_part(&id(), counts).await, Err(REFUSAL));
    refuse();
    assert_eq!(vault.clear_shown(&id(), counts).await, Err(REFUSAL));
    refuse();
    assert_eq!(vault.forget(&id()).await, Err(REFUSAL));
    store.mend();
    assert_eq!(store.names(), names);
    assert!(vault.read(&id()).await.unwrap().is_same(&record("old")));
}

/// Deleting what counted before is two calls: to delete it, and to look that it is gone.
#[tokio::test]
async fn a_save_that_cannot_be_settled_says_so_and_the_new_record_counts() {
    for call in [1, 2] {
        let (store, vault) = saved(FaultyStore::new(), "old").await;
        let attempt = vault.begin(&id(), &record("new")).await.unwrap();
        assert_eq!(attempt.id(), &id());
        vault.write(&attempt).await.unwrap();
        vault.commit(&attempt).await.unwrap();
        store.plan(call, Happening::Fails(REFUSAL));
        assert_eq!(vault.settle(&attempt).await, Err(REFUSAL));
        store.mend();
        assert!(vault.read(&id()).await.unwrap().is_same(&record("new")));
        vault.settle(&attempt).await.unwrap();
        assert_eq!(store.names().len(), 2, "the head and one part");
    }
}

/// Committing is three calls: to look what is there, to write the head, and to read it back.
#[tokio::test]
async fn a_commit_says_why_it_failed_and_is_taken_back() {
    for call in [1, 2, 3] {
        let (store, vault) = saved(FaultyStore::new(), "old").await;
        let names = store.names();
        let attempt = vault.begin(&id(), &record("new")).await.unwrap();
        vault.write(&attempt).await.unwrap();
        store.plan(call, Happening::Fails(REFUSAL));
        assert_eq!(vault.commit(&attempt).await, Err(REFUSAL));
        store.mend();
        vault.withdraw(&attempt).await.unwrap();
        assert_eq!(store.names(), names);
        assert!(vault.read(&id()).await.unwrap().is_same(&record("old")));
    }
}

#[tokio::test]
async fn a_part_that_grew_beyond_every_record_is_damage() {
    let (store, vault) = saved(FaultyStore::new(), "old").await;
    let part = format!("client/{}/{}/0", id(), first_number());
    store.meddle(&part, |bytes| bytes.resize(300_000, b'x'));
    assert_eq!(vault.read(&id()).await.unwrap_err(), Fault::Changed);
}

#[test]
fn a_duplicate_is_the_same() {
    assert!(record("kept").duplicate().is_same(&record("kept")));
}

//! What is kept comes back, whatever its length, on a store without limits and on one with those of Windows.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

mod common;

use common::{first_number, id, open, record, save};
use proptest::prelude::*;
use sendoff_vault::{Fault, FaultyStore, Keychain, Patience, StoreChoice, Vault};

/// (promise 24) Around the limit of Windows Credential Manager, 2,560 bytes, around the half of it, and 64 KiB.
const LENGTHS: [usize; 8] = [1, 1_280, 1_281, 2_400, 2_560, 2_561, 10_000, 65_536];

async fn comes_back(choice: StoreChoice, secret: &str) {
    let vault = Vault::open(choice, Patience::default());
    save(&vault, &record(secret)).await.unwrap();
    assert!(vault.read(&id()).await.unwrap().is_same(&record(secret)));
}

#[tokio::test]
async fn every_length_comes_back_identical() {
    for length in LENGTHS {
        comes_back(StoreChoice::Memory, &"x".repeat(length)).await;
        comes_back(StoreChoice::LimitedMemory, &"x".repeat(length)).await;
    }
    println!("{} lengths identical on each of 2 stores", LENGTHS.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_comes_back_identical(secret in "\\PC{0,4000}") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(comes_back(StoreChoice::LimitedMemory, &secret));
    }
}

#[tokio::test]
async fn a_limited_store_gets_more_entries_and_no_remains() {
    let store = FaultyStore::like_windows();
    let vault = open(&store);
    save(&vault, &record(&"x".repeat(10_000))).await.unwrap();
    assert!(store.names().len() > 6, "{:?}", store.names());
    save(&vault, &record("short")).await.unwrap();
    assert_eq!(store.names(), [format!("client/{}", id()), format!("client/{}/{}/0", id(), first_number() + 1)]);
}

#[tokio::test]
async fn a_record_beyond_the_bound_is_refused_before_anything_is_written() {
    let store = FaultyStore::new();
    let vault = open(&store);
    let refused = save(&vault, &record(&"x".repeat(300_000))).await.unwrap_err();
    assert!(matches!(refused, Fault::TooLong { length, limit: 262_144 } if length > 400_000), "{refused:?}");
    assert_eq!(store.calls(), 0);
}

/// The bound itself is allowed, on the way in and on the way out. Four letters of Base64 stand for three bytes.
#[tokio::test]
async fn a_record_of_exactly_the_bound_comes_back_and_three_bytes_more_do_not_go_in() {
    let vault = Vault::open(StoreChoice::LimitedMemory, Patience::default());
    let Fault::TooLong { length, limit } = save(&vault, &record(&"x".repeat(300_000))).await.unwrap_err() else {
        panic!("300,000 bytes are too long")
    };
    let longest = "x".repeat(300_000 - (length - limit) / 4 * 3);
    save(&vault, &record(&longest)).await.unwrap();
    assert!(vault.read(&id()).await.unwrap().is_same(&record(&longest)));
    let refused = save(&vault, &record(&format!("{longest}xxx"))).await.unwrap_err();
    assert_eq!(refused, Fault::TooLong { length: limit + 4, limit });
}

#[tokio::test]
async fn the_probe_leaves_nothing() {
    let store = FaultyStore::new();
    let vault = open(&store);
    assert_eq!(vault.probe().await, Ok(Keychain::Memory));
    assert!(store.names().is_empty());
}

#[tokio::test]
async fn what_was_forgotten_is_gone_with_all_its_parts() {
    let store = FaultyStore::like_windows();
    let vault = open(&store);
    save(&vault, &record(&"x".repeat(10_000))).await.unwrap();
    let left = vault.forget(&id()).await.unwrap();
    assert_eq!(store.names().len(), left.chunks as usize, "the head alone is gone");
    assert_eq!(vault.shows_part(&id(), left).await, Ok(true));
    assert_eq!(vault.clear_shown(&id(), left).await, Ok(true));
    assert!(store.names().is_empty());
    assert_eq!((vault.shows_part(&id(), left).await, vault.clear_shown(&id(), left).await), (Ok(false), Ok(false)));
    assert_eq!(vault.forget(&id()).await, Err(Fault::NotFound));
    assert_eq!(vault.read(&id()).await.unwrap_err(), Fault::NotFound);
}

#[tokio::test]
async fn the_generation_that_counts_cannot_be_cleared() {
    let vault = Vault::open(StoreChoice::Memory, Patience::default());
    save(&vault, &record("kept")).await.unwrap();
    let current = vault.current(&id()).await.unwrap().unwrap();
    vault.clear(&id(), current).await.unwrap();
    assert!(vault.read(&id()).await.unwrap().is_same(&record("kept")));
}

#[tokio::test]
async fn a_generation_that_lost_is_cleared_and_the_record_stays() {
    let store = FaultyStore::like_windows();
    let vault = open(&store);
    save(&vault, &record("kept")).await.unwrap();
    let kept = store.names();
    // What an earlier run left behind: parts whose head never came to count.
    let attempt = vault.begin(&id(), &record(&"x".repeat(10_000))).await.unwrap();
    vault.write(&attempt).await.unwrap();
    assert!(store.names().len() > kept.len());
    vault.clear(&id(), attempt.generation()).await.unwrap();
    assert_eq!(store.names(), kept);
    assert!(vault.read(&id()).await.unwrap().is_same(&record("kept")));
}

#[test]
fn records_that_differ_in_one_letter_are_not_the_same() {
    assert!(record("kept").is_same(&record("kept")));
    assert!(!record("kept").is_same(&record("kepT")));
}

#[test]
fn what_is_printed_names_the_thing_and_holds_nothing_of_it() {
    let vault = Vault::open(StoreChoice::Memory, Patience::default());
    assert_eq!(format!("{vault:?}"), "Vault");
    assert_eq!(format!("{:?}", Patience::default()), "Patience(10s, 120s)");
    assert_eq!(format!("{:?}", record("canary")), "[record]");
}

#[test]
fn keychains_are_called_what_their_owners_call_them() {
    for (keychain, name) in [
        (Keychain::GnomeKeyring, "GNOME Keyring"),
        (Keychain::KdeWallet, "KDE Wallet"),
        (Keychain::KeePassXc, "KeePassXC"),
        (Keychain::SecretService, "Secret Service"),
        (Keychain::MacKeychain, "macOS Keychain"),
        (Keychain::WindowsCredentialManager, "Windows Credential Manager"),
        (Keychain::Memory, "Practice Keychain"),
    ] {
        assert_eq!((keychain.as_str(), keychain.to_string().as_str()), (name, name));
    }
}

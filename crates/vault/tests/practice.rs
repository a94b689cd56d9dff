//! The practice keychain: keeps like any other, goes wrong once when it is asked to, and outlives a vault.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

#[allow(dead_code, reason = "each test binary uses its own part")]
mod common;

use common::{id, record, save};
use sendoff_vault::{Fault, Patience, PracticeKeychain, PracticeTrouble, StoreChoice, Vault};

fn vault(keychain: &PracticeKeychain) -> Vault {
    Vault::open(StoreChoice::Practice(keychain.clone()), Patience::default())
}

#[tokio::test]
async fn each_trouble_is_called_by_its_name_once_and_then_it_works() {
    let troubles = [
        (PracticeTrouble::Absent, Fault::Absent),
        (PracticeTrouble::Locked, Fault::Locked),
        (PracticeTrouble::Dismissed, Fault::Dismissed),
        (PracticeTrouble::Differs, Fault::Differs),
    ];
    for (trouble, fault) in troubles {
        let keychain = PracticeKeychain::new();
        let vault = vault(&keychain);
        let changes = keychain.changes();
        keychain.arm(trouble);
        assert_eq!(save(&vault, &record("kept")).await, Err(fault));
        assert_eq!((keychain.armed(), keychain.happened()), (vec![], vec![trouble]));
        assert!(changes.has_changed().unwrap());
        save(&vault, &record("kept")).await.unwrap();
        assert!(vault.read(&id()).await.unwrap().is_same(&record("kept")));
    }
}

#[tokio::test]
async fn what_is_taken_back_does_not_happen() {
    let keychain = PracticeKeychain::new();
    keychain.arm(PracticeTrouble::Locked);
    keychain.disarm(PracticeTrouble::Locked);
    save(&vault(&keychain), &record("kept")).await.unwrap();
    assert!(keychain.happened().is_empty());
}

#[tokio::test]
async fn what_was_kept_is_there_for_the_next_vault_until_it_is_cleared() {
    let keychain = PracticeKeychain::new();
    save(&vault(&keychain), &record("kept")).await.unwrap();
    assert!(vault(&keychain).read(&id()).await.unwrap().is_same(&record("kept")));
    keychain.clear();
    assert_eq!(vault(&keychain).read(&id()).await.unwrap_err(), Fault::NotFound);
}

//! Saving, and starting after a save was cut short, before a keychain that does not show what it holds.

use std::{collections::BTreeMap, fs, path::PathBuf};

use super::*;

/// Every file of the folder with its content, but the lock.
fn files(computer: &Computer) -> BTreeMap<PathBuf, Vec<u8>> {
    let items = fs::read_dir(computer.folder.path()).unwrap().map(|item| item.unwrap().path());
    items.filter(|path| !path.ends_with(".lock")).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Every entry of the keychain with its content.
fn entries(computer: &Computer) -> BTreeMap<String, Vec<u8>> {
    let content = |name: &String| {
        let mut content = Vec::new();
        computer.store.meddle(name, |bytes| content = bytes.clone());
        content
    };
    computer.store.names().into_iter().map(|name| (name.clone(), content(&name))).collect()
}

/// Calls of one save before a keychain that is in this state.
async fn calls(computer: Computer, state: fn(&FaultyStore)) -> usize {
    let (vault, ledger) = computer.start();
    state(&computer.store);
    computer.store.mend();
    save_word(&vault, &ledger, "new").await.unwrap();
    computer.store.calls()
}

/// (promise 27) The keychain shows the old record from the first write on: the save finds it and replaces it.
#[tokio::test]
async fn a_record_that_turns_up_while_it_is_replaced_is_replaced_whole() {
    let computer = with_old_record().await;
    let (vault, ledger) = computer.start();
    computer.store.sleep_until_written();
    save_word(&vault, &ledger, "new").await.unwrap();
    drop((vault, ledger));
    assert_eq!(computer.word_after_start().await, "new");
}

/// (promises 21 and 27) The same, and at each call the keychain fails once, or the program ends there.
#[tokio::test]
async fn whatever_call_fails_before_a_sleeping_keychain_one_record_is_whole() {
    let calls = calls(with_old_record().await, FaultyStore::sleep_until_written).await;
    let (mut old, mut cases) = (0, 0);
    for number in 1..=calls {
        for happening in [
            Happening::Fails(Fault::Dismissed),
            Happening::LandsAndFails(Fault::Dismissed),
            Happening::StaysBroken(Fault::Absent),
        ] {
            let computer = with_old_record().await;
            let (vault, ledger) = computer.start();
            computer.store.sleep_until_written();
            computer.store.plan(number, happening.clone());
            let outcome = save_word(&vault, &ledger, "new").await;
            drop((vault, ledger));
            computer.store.come_back();
            let word = computer.word_after_start().await;
            match outcome {
                Ok(_) => assert_eq!(word, "new", "call {number}, {happening:?}"),
                Err(failed) if failed.left == Left::Nothing => assert_eq!(word, "old", "call {number}, {happening:?}"),
                Err(_) => (),
            }
            old += usize::from(word == "old");
            cases += 1;
        }
    }
    assert!(old > calls && old < cases);
    println!(
        "{cases} saves cut before a keychain that shows its record late: {old} times the old one, otherwise the new one, whole"
    );
}

/// (promises 21 and 27) A first save is cut at every call; the next start is before a keychain that shows nothing. Nothing is decided,
/// deleted or written; when the keychain shows what it holds, it is decided, and nothing is left over.
#[tokio::test]
async fn a_first_save_that_was_cut_waits_for_a_keychain_that_shows_it() {
    let calls = calls(Computer::new(), |_| ()).await;
    let mut kept = 0;
    for number in 1..=calls {
        for state in [FaultyStore::look_elsewhere, FaultyStore::sleep_until_written] {
            let computer = first_save_cut_at(number).await;
            let (before, noted) = (entries(&computer), files(&computer));
            state(&computer.store);
            let (vault, ledger) = computer.start();
            for decided in recover(&vault, &ledger).await.unwrap() {
                assert_eq!(decided.outcome, Ok(WhichCounts::NothingShown), "call {number}");
            }
            drop((vault, ledger));
            assert_eq!((entries(&computer), files(&computer)), (before.clone(), noted), "call {number}");
            computer.store.come_back();
            if before.contains_key(&format!("client/{}", id())) {
                assert_eq!(computer.word_after_start().await, "new", "call {number}");
                kept += 1;
            } else {
                let (vault, ledger) = computer.start();
                recover(&vault, &ledger).await.unwrap();
                assert_eq!((computer.store.names().len(), ledger.get(&id()).unwrap()), (0, None), "call {number}");
            }
        }
    }
    assert!(kept > 0, "none was cut after its deciding moment");
    println!(
        "a first save cut at each of {calls} calls, then nothing shown: decided once it is shown, {kept} times kept"
    );
}

async fn first_save_cut_at(number: usize) -> Computer {
    let computer = Computer::new();
    let (vault, ledger) = computer.start();
    computer.store.plan(number, Happening::StaysBroken(Fault::Absent));
    save_word(&vault, &ledger, "new").await.unwrap_err();
    computer.store.mend();
    computer
}

/// (promise 27) The same, but the person saves again while the keychain sleeps.
#[tokio::test]
async fn saving_again_before_a_sleeping_keychain_leaves_nothing_of_what_was_cut() {
    let calls = calls(Computer::new(), |_| ()).await;
    for number in 1..=calls {
        let computer = first_save_cut_at(number).await;
        computer.store.sleep_until_written();
        let (vault, ledger) = computer.start();
        recover(&vault, &ledger).await.unwrap();
        save_word(&vault, &ledger, "again").await.unwrap();
        drop((vault, ledger));
        assert_eq!(computer.word_after_start().await, "again", "call {number}");
    }
}

/// (promise 27) A save that replaces a record is cut at every call; the next start shows nothing, or the head alone is gone.
#[tokio::test]
async fn a_start_before_a_keychain_that_shows_no_head_deletes_and_writes_nothing() {
    let calls = calls_of_one_save().await;
    let mut undecided = 0;
    let head_gone: fn(&FaultyStore) = |store| store.lose(&format!("client/{}", id()));
    for number in 1..=calls {
        for state in [FaultyStore::look_elsewhere, FaultyStore::sleep_until_written, head_gone] {
            let computer = replacing_cut_at(number).await;
            state(&computer.store);
            let before = (entries(&computer), files(&computer));
            let (vault, ledger) = computer.start();
            for decided in recover(&vault, &ledger).await.unwrap() {
                assert_eq!(decided.outcome, Err(WhatFailed::Vault(Fault::NotFound)), "call {number}");
                undecided += 1;
            }
            crate::deleting::recover(&vault, &ledger).await.unwrap();
            drop((vault, ledger));
            assert_eq!((entries(&computer), files(&computer)), before, "call {number}");
        }
    }
    assert!(undecided > calls);
    println!(
        "{} starts before a keychain that shows no head: {undecided} left open, nothing deleted or written",
        3 * calls
    );
}

/// (promise 27) Saving anew is the way out that a person is told. It writes beside what is not shown.
#[tokio::test]
async fn saving_before_a_keychain_that_shows_no_head_writes_over_nothing() {
    let head_gone: fn(&FaultyStore) = |store| store.lose(&format!("client/{}", id()));
    for state in [FaultyStore::look_elsewhere, head_gone] {
        let computer = with_old_record().await;
        state(&computer.store);
        let before = entries(&computer);
        let (vault, ledger) = computer.start();
        save_word(&vault, &ledger, "new").await.unwrap();
        assert!(vault.read(&id()).await.unwrap().is_same(proved("new").record()));
        let after = entries(&computer);
        assert!(before.iter().all(|(name, content)| after.get(name) == Some(content)));
        computer.store.come_back();
    }
}

//! Starting after a save was cut short and its note was damaged too.

use std::{fs, path::PathBuf};

use sendoff_ledger::Misfortune;

use super::*;

/// A computer on which a save was cut at this call, if that left a note; with the note and its copy.
async fn cut_at(number: usize) -> Option<(Computer, [PathBuf; 2])> {
    let computer = replacing_cut_at(number).await;
    let note = computer.folder.path().join(format!("{}.saving", id()));
    let copy = note.with_extension("saving.bak");
    note.exists().then_some((computer, [note, copy]))
}

fn overwrite(both: &[PathBuf; 2], content: &[u8]) {
    for path in both {
        fs::write(path, content).unwrap();
    }
}

/// Cut anywhere, or one bit of it flipped.
fn damages(whole: &[u8]) -> Vec<Vec<u8>> {
    let many = if std::env::var_os("SENDOFF_DEEP").is_some() { 400 } else { 12 };
    let stride = (whole.len() / many).max(1);
    let cut = (0..whole.len()).step_by(stride).map(|length| whole[..length].to_vec());
    let flipped = (0..whole.len()).step_by(stride).map(|byte| {
        let mut bytes = whole.to_vec();
        bytes[byte] ^= 1 << (byte % 8);
        bytes
    });
    cut.chain(flipped).collect()
}

/// (promise 29) The copy decides as the note would have, and the damage is told.
#[tokio::test]
async fn a_damaged_note_is_set_aside_and_its_copy_decides() {
    let (mut cases, mut told) = (0, 0);
    for number in 1..=calls_of_one_save().await {
        let Some((_, [note, _])) = cut_at(number).await else { continue };
        assert!(!note.exists(), "its computer is gone");
        let Some((computer, [note, copy])) = cut_at(number).await else { continue };
        let whole = fs::read(&note).unwrap();
        assert_eq!(fs::read(&copy).unwrap(), whole);
        let damaged = damages(&whole).swap_remove(number % 20);
        fs::write(&note, damaged).unwrap();
        let (vault, ledger) = computer.start();
        recover(&vault, &ledger).await.unwrap();
        for mishap in ledger.mishaps() {
            let Misfortune::Restored { set_aside: Some(aside) } = mishap.misfortune else { panic!("{mishap:?}") };
            assert!(aside.to_str().unwrap().contains(".saving.bad-") && aside.exists());
            told += 1;
        }
        drop((vault, ledger));
        assert!(["old", "new"].contains(&computer.word_after_start().await.as_str()));
        cases += 1;
    }
    // A bit in the space between two fields changes nothing.
    assert!(cases > 8 && told >= cases - 2, "{told} of {cases}");
    println!("{cases} damaged notes, {told} told: each decided by its copy, nothing left over");
}

/// (promise 29) Note and copy are both damaged, in every way, after a save that was cut at every call: the record that
/// the head names is whole, nothing of the other is left, and both files are set aside and told.
#[tokio::test]
async fn when_the_copy_is_damaged_too_the_keychain_decides_and_nothing_is_left() {
    let calls = calls_of_one_save().await;
    let (mut cases, mut new) = (0, 0);
    for number in 1..=calls {
        let Some((_computer, [note, _])) = cut_at(number).await else { continue };
        for damaged in damages(&fs::read(&note).unwrap()).into_iter().skip(number % 4).step_by(4) {
            let (computer, both) = cut_at(number).await.unwrap();
            overwrite(&both, &damaged);
            let (vault, ledger) = computer.start();
            let decided = recover(&vault, &ledger).await.unwrap();
            if decided[0].outcome == Ok(WhichCounts::AsShown) {
                let mishaps = ledger.mishaps();
                assert!(
                    matches!(&mishaps[..], [one] if matches!(&one.misfortune, Misfortune::Lost { set_aside } if set_aside.exists())),
                    "{mishaps:?}"
                );
            }
            assert!(both.iter().all(|path| !path.exists()) && ledger.unfinished().unwrap().is_empty());
            let record = vault.read(&id()).await.unwrap();
            let is_new = record.is_same(proved("new").record());
            assert!(is_new || record.is_same(proved("old").record()), "call {number}");
            computer.assert_no_leftovers(vault.current(&id()).await.unwrap().unwrap());
            assert!(ledger.get(&id()).unwrap().is_some());
            new += usize::from(is_new);
            cases += 1;
        }
    }
    assert!(new > 0 && new < cases, "{new} of {cases}");
    println!(
        "{cases} starts with no readable note: {new} times the new record, otherwise the old one, whole; nothing left over"
    );
}

/// (promises 27 and 29) Behind a keychain that shows nothing a damaged note is told, and stays until something is shown.
#[tokio::test]
async fn a_damaged_note_behind_a_keychain_that_shows_nothing_waits() {
    let (computer, both) = cut_at(calls_of_one_save().await / 2).await.unwrap();
    overwrite(&both, b"{");
    let names = computer.store.names();
    computer.store.look_elsewhere();
    let (vault, ledger) = computer.start();
    assert_eq!(recover(&vault, &ledger).await.unwrap()[0].outcome, Err(WhatFailed::Vault(Fault::NotFound)));
    assert!(matches!(&ledger.mishaps()[..], [one] if matches!(one.misfortune, Misfortune::Unreadable(_))));
    assert!(both.iter().all(|path| path.exists()));
    assert_eq!(computer.store.names(), names);
    computer.store.come_back();
    recover(&vault, &ledger).await.unwrap();
    drop((vault, ledger));
    assert_eq!(computer.word_after_start().await, "old");
}

/// Saving again does not wait for it: the note is set aside, and what it left goes once the new record counts.
#[tokio::test]
async fn saving_again_gets_past_a_note_nobody_can_read() {
    let (computer, both) = cut_at(calls_of_one_save().await / 2).await.unwrap();
    overwrite(&both, b"{");
    computer.store.sleep_until_written();
    let (vault, ledger) = computer.start();
    recover(&vault, &ledger).await.unwrap();
    save_word(&vault, &ledger, "again").await.unwrap();
    drop((vault, ledger));
    assert_eq!(computer.word_after_start().await, "again");
}

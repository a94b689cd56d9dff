//! Texts that were accepted: there after a restart, and nothing else ever in their place.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{collections::BTreeSet, fs, path::Path};

use jiff::Timestamp;
use sendoff_ledger::{AcceptedText, AcceptedTexts, Cause, Misfortune, Mishap};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn text(text: &str, second: i64) -> AcceptedText {
    AcceptedText { name: "desk.toml".to_owned(), text: text.to_owned(), accepted_at: at(second) }
}

fn path(folder: &Path, text: &AcceptedText) -> std::path::PathBuf {
    folder.join(format!("{}.json", text.digest()))
}

#[test]
fn what_was_accepted_is_there_again_oldest_first() {
    let folder = tempfile::tempdir().unwrap();
    let kept = AcceptedTexts::in_folder(&folder.path().join("recipes"));
    assert_eq!(kept.read(&BTreeSet::new(), at(0)), (vec![], vec![]), "no folder, no texts");
    let (first, second) = (text("schema = 1\n", 1), text("schema = 2\n\u{fc}", 2));
    kept.keep(&second).unwrap();
    kept.keep(&first).unwrap();
    let again = AcceptedTexts::in_folder(&folder.path().join("recipes"));
    assert_eq!(again.read(&BTreeSet::new(), at(9)), (vec![first.clone(), second.clone()], vec![]));
    again.remove(&first.digest()).unwrap();
    again.remove(&first.digest()).unwrap();
    again.remove("../../etc").unwrap();
    assert_eq!(again.read(&BTreeSet::new(), at(9)).0, [second]);
}

/// Every byte of the file, one after the other: the text is either as it was accepted or not given at all.
#[test]
fn a_changed_copy_is_noticed_whatever_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    let kept = AcceptedTexts::in_folder(folder.path());
    let accepted = text("provider = \"microsoft\"\n", 1);
    kept.keep(&accepted).unwrap();
    let path = path(folder.path(), &accepted);
    let whole = fs::read(&path).unwrap();
    let mut noticed = 0;
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= 1;
        fs::write(&path, &changed).unwrap();
        let (texts, mishaps) = kept.read(&BTreeSet::new(), at(2));
        assert!(texts.iter().all(|text| text.text == accepted.text), "byte {place}");
        noticed += usize::from(texts.is_empty() && mishaps.len() == 1);
        for left in fs::read_dir(folder.path()).unwrap().flatten() {
            fs::remove_file(left.path()).unwrap();
        }
    }
    assert!(noticed * 10 > whole.len() * 9, "{noticed} of {}", whole.len());
}

/// Whoever makes a whole file of another text, sealed as ours are, and gives it the accepted name.
#[test]
fn another_text_under_an_accepted_name_is_set_aside() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (kept, other) = (AcceptedTexts::in_folder(folder.path()), AcceptedTexts::in_folder(elsewhere.path()));
    let (accepted, hostile) = (text("the accepted one", 1), text("the hostile one", 1));
    kept.keep(&accepted).unwrap();
    other.keep(&hostile).unwrap();
    fs::copy(path(elsewhere.path(), &hostile), path(folder.path(), &accepted)).unwrap();
    let (texts, mishaps) = kept.read(&BTreeSet::new(), at(5));
    assert_eq!(texts, []);
    let Misfortune::Lost { set_aside } = &mishaps[0].misfortune else { panic!("{mishaps:?}") };
    assert!(set_aside.exists() && !path(folder.path(), &accepted).exists());
    kept.keep(&accepted).unwrap();
    assert_eq!(kept.read(&BTreeSet::new(), at(6)).0, [accepted], "opened and accepted again");
}

#[test]
fn there_is_an_end_to_what_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let kept = AcceptedTexts::in_folder(folder.path());
    (0..100).for_each(|number| kept.keep(&text(&number.to_string(), number)).unwrap());
    assert_eq!(kept.keep(&text("one too many", 200)).unwrap_err().cause, Cause::TooMany { most: 100 });
    kept.keep(&text("7", 7)).unwrap();
    let (texts, mishaps) = kept.read(&BTreeSet::new(), at(300));
    assert_eq!((texts.len(), mishaps.len()), (100, 0));
}

/// Whoever may write to the folder puts more texts there than are read: none that is needed is pushed out, and it is told.
#[test]
fn planted_texts_push_out_none_that_is_needed() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let kept = AcceptedTexts::in_folder(folder.path());
    let mut planted: Vec<_> = (0..150).map(|number| text(&format!("planted {number}"), number)).collect();
    planted.sort_by_key(AcceptedText::digest);
    let needed = planted.split_off(147);
    for one in planted.iter().chain(&needed) {
        let alone = AcceptedTexts::in_folder(&elsewhere.path().join(one.digest()));
        alone.keep(one).unwrap();
        let made = path(&elsewhere.path().join(one.digest()), one);
        fs::copy(made, path(folder.path(), one)).unwrap();
    }
    let wanted: BTreeSet<String> = needed.iter().map(AcceptedText::digest).collect();
    let (texts, mishaps) = kept.read(&wanted, at(300));
    assert!(needed.iter().all(|one| texts.contains(one)), "they stand last in the folder");
    assert_eq!(texts.len(), 100);
    let told = [Mishap { path: folder.path().to_owned(), misfortune: Misfortune::TooMany { left: 50 } }];
    assert_eq!(mishaps, told);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 150, "nothing is thrown away");
}

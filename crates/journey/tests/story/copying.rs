//! Values that are copied: what is called copied is on the clipboard.

use sendoff_journey::CopyRow;
use sendoff_values::OperationNumber;

use super::*;

fn row(play: &Play<'_>, id: &RowId) -> CopyRow {
    rows(&play.screen()).rows.into_iter().find(|row| row.id == *id).unwrap()
}

fn secret_row(play: &Play<'_>) -> RowId {
    rows(&play.screen()).rows.into_iter().find(|row| row.secret).unwrap().id
}

fn text_row(play: &Play<'_>) -> RowId {
    rows(&play.screen()).rows.into_iter().find(|row| !row.secret && !row.choose).unwrap().id
}

/// Presses *Copy*; gives the number of what comes of it, and of what is ended for it.
fn copy(play: &mut Play<'_>, row: &RowId) -> (OperationNumber, Option<OperationNumber>) {
    play.tell(Event::Said(Said::Copy(row.clone()))).unwrap();
    let ended = play.effects.iter().find_map(|effect| match effect {
        Effect::Cancel(operation) => Some(*operation),
        _ => None,
    });
    let Some(Effect::CopyRow(number, _) | Effect::CopySecret(number, _)) = play.effects.last() else {
        panic!("{:?}", play.effects)
    };
    (*number, ended)
}

#[test]
fn a_copied_secret_says_until_when_beside_its_row() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.until_saved();
    let (secret, other) = (secret_row(&play), text_row(&play));
    let (number, _) = copy(&mut play, &secret);
    let until = play.now + jiff::SignedDuration::from_secs(45);
    play.tell(Event::SecretCopied(number, until)).unwrap();
    assert_eq!(row(&play, &secret).clears_at, Some(until));
    let (number, ended) = copy(&mut play, &other);
    assert_eq!((row(&play, &secret).clears_at, ended), (Some(until), None), "it is still there");
    play.tell(Event::Copied(number)).unwrap();
    assert_eq!(row(&play, &secret).clears_at, None, "the other value took its place on the clipboard");
}

/// Whoever pasted now would paste what was there before.
#[test]
fn what_was_not_copied_is_not_called_copied_and_says_why() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.until_saved();
    let secret = secret_row(&play);
    let seen = |play: &Play<'_>| {
        check_screen(&play.screen());
        let row = row(play, &secret);
        (row.copied, row.status.map(|status| status.text.line()))
    };
    let says = |text: &str| (false, Some(text.to_owned()));
    let waits = says("Waiting for GNOME Keyring. If it asks for a password, its question may be behind this window");
    let refusals = [
        (
            Kind::SecretNotCopied,
            "GNOME Keyring did not give the secret, and nothing was copied. Unlock it if it asks, and choose Copy again",
        ),
        (
            Kind::SecretNotShown,
            "GNOME Keyring does not show the secret any more, and nothing was copied. Enter a new one: open this connection \
             under Connections",
        ),
        (Kind::ClipboardNotTaken, "Nothing was copied. Choose Copy again"),
    ];
    for (kind, told) in refusals {
        let (number, _) = copy(&mut play, &secret);
        assert_eq!(seen(&play), waits);
        play.tell(Event::NotCopied(Some(number), Problem::new(kind))).unwrap();
        assert_eq!(seen(&play), says(told));
        let (number, _) = copy(&mut play, &secret);
        assert_eq!(seen(&play), waits, "it is being tried again");
        play.tell(Event::SecretCopied(number, play.now)).unwrap();
        assert_eq!(seen(&play), (true, None));
    }
}

/// A keychain that asks may answer after the person has pressed something else, or has gone on to another set-up.
#[test]
fn an_answer_counts_for_the_press_that_it_answers() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.until_saved();
    let (secret, other) = (secret_row(&play), text_row(&play));
    let (asked, _) = copy(&mut play, &secret);
    play.tell(Event::Said(Said::Copy(secret.clone()))).unwrap();
    assert_eq!(play.effects, [], "the same is asked for once");
    let (later, ended) = copy(&mut play, &other);
    assert_eq!(ended, Some(asked), "what is copied later is what is wanted");
    assert_eq!(play.tell(Event::SecretCopied(asked, play.now)), Err(NotNow::Late));
    assert!(!row(&play, &secret).copied && row(&play, &secret).status.is_none());
    play.tell(Event::Copied(later)).unwrap();
    assert!(row(&play, &other).copied);
    let (again, _) = copy(&mut play, &secret);
    play.press(Action::Done);
    assert!(play.effects.contains(&Effect::Cancel(again)), "whoever leaves wants it no more: {:?}", play.effects);
}

/// A text that stands in no row says so at the head of the page, until it is copied again.
#[test]
fn a_note_that_was_not_copied_says_so_until_the_next_press() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.until_saved();
    let notes = |play: &Play<'_>| play.screen().notes.iter().map(|note| note.text.line()).collect::<Vec<_>>();
    let before = notes(&play);
    play.press(Action::CopySupportNote);
    play.tell(Event::NotCopied(None, Problem::new(Kind::ClipboardNotTaken))).unwrap();
    assert!(notes(&play).contains(&"Nothing was copied. Choose Copy again".to_owned()));
    play.press(Action::CopySupportNote);
    assert_eq!(notes(&play), before);
}

//! An app password: nothing is registered, nobody signs in, and a test is all that proves it.

use sendoff_journey::Opener;
use sendoff_recipes::ProbeKind;
use sendoff_values::{Held, SecretShape};

use super::{
    stage::{buttons, said},
    *,
};

const LETTERS: &str = "abcd efgh ijkl mnop";

/// Up to the step at which it is pasted.
fn at_its_step<'a>(scenery: &'a Scenery, recipe: &str) -> Play<'a> {
    let mut play = Play::new(scenery);
    play.begin_set_up_with(recipe, &[]);
    while play.step() != StepId::AppPassword {
        let step = play.step();
        play.tick(step);
        play.press(Action::Continue);
    }
    play
}

fn at_the_test<'a>(scenery: &'a Scenery, recipe: &str) -> Play<'a> {
    let mut play = at_its_step(scenery, recipe);
    play.paste(StepId::AppPassword, LETTERS);
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::Test);
    play
}

fn saved<'a>(scenery: &'a Scenery, recipe: &str) -> Play<'a> {
    let mut play = at_the_test(scenery, recipe);
    play.test();
    play.press(Action::Continue);
    check_screen(&play.screen());
    play.press(Action::Save);
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    play
}

fn leads_to(play: &Play<'_>, step: StepId) -> bool {
    buttons(&play.screen()).into_iter().any(|button| button.action == Action::GoTo(step))
}

#[test]
fn the_mailbox_itself_is_the_first_to_be_asked() {
    let scenery = Scenery::new();
    let mut play = at_the_test(&scenery, "google-app-password");
    assert!(play.effects.iter().all(|effect| stage::number_of(effect).is_none()), "{:?}", play.effects);
    check_screen(&play.screen());
    play.press(Action::SendTest);
    let test = play.effects.iter().find_map(|effect| match effect {
        Effect::SendTest { message, .. } => Some(message.clone()),
        _ => None,
    });
    let test = test.expect("a test");
    assert!(matches!(test.access, Opener::Password(_)) && test.probes == [ProbeKind::Smtp]);
    assert!(!said(&play).contains("abcd"), "no letter of it is on the page but the first three on its own");
}

#[test]
fn the_password_of_the_mailbox_is_told_from_an_app_password_when_it_is_pasted() {
    let scenery = Scenery::new();
    let mut play = at_its_step(&scenery, "google-app-password");
    play.paste(StepId::AppPassword, "Hafen-2026!");
    assert!(said(&play).contains("This is not an app password"), "{}", said(&play));
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::AppPassword);
    check_screen(&play.screen());
    assert!(!said(&play).contains("Hafen"));
}

#[test]
fn leaving_before_it_is_saved_names_what_is_lost_and_who_showed_it() {
    let scenery = Scenery::new();
    let mut play = at_the_test(&scenery, "google-app-password");
    play.tell(Event::Said(Said::Press(Action::Quit))).unwrap();
    let asked = play.screen().dialog.expect("a question");
    assert_eq!(asked.title.line(), "The app password is not saved yet");
    assert!(asked.text.line().contains("Google does not show it again"), "{}", asked.text.line());
}

/// What the mail servers refuse is mended by another app password, and nothing can be saved until a test has passed.
#[test]
fn a_refused_one_is_replaced_and_tried_again() {
    let scenery = Scenery::new();
    for kind in [Kind::GoogleMailSignInRefused, Kind::GoogleAppPasswordNeeded] {
        let mut play = at_the_test(&scenery, "google-app-password");
        play.press(Action::SendTest);
        play.fail(kind);
        check_screen(&play.screen());
        assert!(leads_to(&play, StepId::AppPassword), "{}", kind.as_str());
        assert!(play.tell(Event::Said(Said::Press(Action::Save))).is_err(), "{}", kind.as_str());
        play.press(Action::GoTo(StepId::AppPassword));
        play.press(Action::ClearSecret);
        play.paste(StepId::AppPassword, "qrst uvwx yzab cdef");
        play.pass(60);
        play.press(Action::Retry);
        play.finish(Outcome::Tested(sent()));
        play.press(Action::Continue);
        assert_eq!(play.step(), StepId::Save);
    }
}

/// Another password is another proof.
#[test]
fn what_was_proved_with_another_one_is_proved_no_longer() {
    let scenery = Scenery::new();
    let mut play = at_the_test(&scenery, "google-app-password");
    play.test();
    play.press(Action::Back);
    assert_eq!(play.step(), StepId::AppPassword);
    play.paste(StepId::AppPassword, "qrst uvwx yzab cdef");
    assert!(play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Save)))).is_err());
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::Test);
}

#[test]
fn what_ends_it_is_said_in_place_of_a_date() {
    let scenery = Scenery::new();
    for recipe in ["google-app-password", "salespad-password"] {
        let play = saved(&scenery, recipe);
        assert_eq!(play.assistant.journey().unwrap().secret_ends(), None);
        check_screen(&play.screen());
        assert!(said(&play).contains("when the password of the mailbox is changed"), "{recipe}: {}", said(&play));
        assert!(!said(&play).contains("client secret"), "{recipe}: {}", said(&play));
    }
}

/// The page of the saved connection, as it is read back.
fn connection(scenery: &Scenery) -> Play<'_> {
    let written = serde_json::to_string(saved(scenery, "google-app-password").assistant.journey().unwrap()).unwrap();
    assert!(!written.contains("abcdefgh"), "no secret is written down");
    let journey: Journey = serde_json::from_str(&written).unwrap();
    let mut play = Play::new(scenery);
    play.tell(Event::Loaded(Box::new(journey))).unwrap();
    play.tell(Event::SecretLooked(ID.parse().unwrap(), Ok(true))).unwrap();
    check_screen(&play.screen());
    assert!(said(&play).contains("By an app password") && !said(&play).contains("Client secret"), "{}", said(&play));
    play
}

#[test]
fn a_saved_one_is_tested_again_with_what_the_keychain_has() {
    let scenery = Scenery::new();
    let mut play = connection(&scenery);
    play.press(Action::SignInAgain);
    let taken = play.effects.iter().find_map(|effect| match effect {
        Effect::TakeSecret(stored) => Some(stored.field),
        _ => None,
    });
    assert_eq!(taken, Some(FieldId::AppPassword));
    let held = Held { handle: Handle(70), length: 16, first_three: "abc".to_owned(), shape: SecretShape::Usual };
    play.tell(Event::Held(FieldId::AppPassword, held)).unwrap();
    assert_eq!(play.step(), StepId::Test);
    play.test();
    play.press(Action::Continue);
    play.press(Action::Save);
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    check_screen(&play.screen());
}

/// The new one takes the place of the old only after a test.
#[test]
fn it_is_renewed_by_another_one_that_was_tried() {
    let scenery = Scenery::new();
    let mut play = connection(&scenery);
    play.press(Action::RenewSecret);
    assert_eq!(play.step(), StepId::AppPassword);
    check_screen(&play.screen());
    play.paste(StepId::AppPassword, "qrst uvwx yzab cdef");
    play.press(Action::Continue);
    assert!(play.tell(Event::Said(Said::Press(Action::Save))).is_err(), "nothing was tried yet");
    play.test();
    play.press(Action::Continue);
    play.press(Action::Save);
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    check_screen(&play.screen());
    assert!(said(&play).contains("remove the old one"), "{}", said(&play));
}

/// One field takes it, and says what is wrong with a paste: a box for several values beside it would say everything twice.
#[test]
fn one_field_takes_it_and_says_why_a_paste_was_refused() {
    let scenery = Scenery::new();
    let mut play = at_its_step(&scenery, "google-app-password");
    assert!(!play.screen().blocks.iter().any(|block| matches!(block, Block::PasteBox(_))));
    play.paste(StepId::AppPassword, "Hafen-2026!");
    assert_eq!(said(&play).matches("This is not an app password").count(), 1);
}

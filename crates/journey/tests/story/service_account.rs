//! A service account: its key file is pasted, an administrator lets it act for the organisation, and nobody signs in.

use sendoff_intake::{GoogleFile, ServiceAccount};
use sendoff_journey::{AccessGiven, KeyPlan, PasteRead, PasteTarget};
use sendoff_values::{Held, SecretShape};

use super::{
    stage::{buttons, said},
    *,
};

const SEND: &str = "https://www.googleapis.com/auth/gmail.send";
const UNIQUE: &str = "104118225190287164432";
const KEY: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
const OTHER_KEY: &str = "ffffffff4e5f60718293a4b5c6d7e8f901234567";

/// The file of a key, as the engine reads it.
fn key_file(key: &str, handle: u64) -> PasteRead {
    let account = ServiceAccount {
        address: "mailer@harbour-mail-473920.iam.gserviceaccount.com".parse().unwrap(),
        id: UNIQUE.parse().unwrap(),
        project: "harbour-mail-473920".parse().unwrap(),
        key: key.to_owned(),
    };
    let held = Held { handle: Handle(handle), length: 1_704, first_three: String::new(), shape: SecretShape::Usual };
    PasteRead {
        target: Some(PasteTarget::Step(StepId::ServiceAccount)),
        google: Some(Box::new(GoogleFile::ServiceAccount(account))),
        held: Some((FieldId::ServiceAccount, held)),
        ..PasteRead::default()
    }
}

fn paste(play: &mut Play<'_>, key: &str, handle: u64) {
    play.tell(Event::Read(key_file(key, handle))).expect("a paste is taken");
}

/// Everything before access is asked for is done.
fn prepared(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.begin_set_up_with("google-service-account", &[]);
    while play.step() != StepId::SignIn {
        match play.step() {
            StepId::Project => play.typed(FieldId::GoogleProject, "harbour-mail-473920"),
            StepId::ServiceAccount => paste(&mut play, KEY, 800),
            step => play.tick(step),
        }
        check_screen(&play.screen());
        play.press(Action::Continue);
    }
    play
}

fn given() -> Outcome {
    Outcome::AccessGiven(AccessGiven { roles: Some(vec![SEND.to_owned()]), access: Handle(900) })
}

fn asked(play: &Play<'_>) -> KeyPlan {
    let plan = play.effects.iter().find_map(|effect| match effect {
        Effect::GetAccessByKey { plan, .. } => Some(plan.clone()),
        _ => None,
    });
    plan.unwrap_or_else(|| panic!("no access is asked for: {:?}", play.effects))
}

/// From the page where access is asked for to the last one.
fn save(play: &mut Play<'_>) {
    play.press(Action::GetAccess);
    play.finish(given());
    check_screen(&play.screen());
    play.press(Action::Continue);
    play.test();
    check_screen(&play.screen());
    play.press(Action::Continue);
    check_screen(&play.screen());
    play.press(Action::Save);
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    check_screen(&play.screen());
}

#[test]
fn access_is_asked_for_with_what_the_file_says() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery);
    check_screen(&play.screen());
    assert_eq!(primary(&play.screen()), "Get access");
    play.press(Action::GetAccess);
    let plan = asked(&play);
    assert_eq!((plan.account.id.as_str(), plan.account.key.as_str()), (UNIQUE, KEY));
    assert_eq!((plan.mailbox.as_str(), plan.key, plan.requests), (MAILBOX, Handle(800), vec![SEND.to_owned()]));
    check_screen(&play.screen());
    play.finish(given());
    check_screen(&play.screen());
    assert!(said(&play).contains("Access was given to the service account"), "{}", said(&play));
}

#[test]
fn the_administrators_page_opens_with_both_values_filled_in() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery);
    play.press(Action::Back);
    assert_eq!(play.step(), StepId::Delegation);
    assert!(said(&play).contains(UNIQUE) && said(&play).contains(SEND), "both can be copied");
    play.press(Action::OpenPortalPage);
    let Some(Effect::OpenPage(page)) = play.effects.first() else { panic!("{:?}", play.effects) };
    let google = scenery.recipes.provider_of(&page.provider).expect("Google");
    let opened = google.page_address(page.page, &page.values).map(|address| address.to_string());
    let filled = "https://admin.google.com/ac/owl/domainwidedelegation?clientScopeToAdd=https%3A%2F%2Fwww.googleapis.com%2Fauth%2F\
                  gmail.send&clientIdToAdd=104118225190287164432";
    assert_eq!(opened.as_deref(), Some(filled));
}

#[test]
fn what_is_refused_leads_to_the_list_or_to_the_key() {
    let scenery = Scenery::new();
    for (kind, step) in [
        (Kind::DelegationMissing, StepId::Delegation),
        (Kind::ServiceAccountKeyRefused, StepId::ServiceAccount),
        (Kind::ServiceAccountKeyBroken, StepId::ServiceAccount),
        (Kind::PermissionMissing, StepId::Delegation),
    ] {
        let mut play = prepared(&scenery);
        play.press(Action::GetAccess);
        play.fail(kind);
        check_screen(&play.screen());
        let there = buttons(&play.screen()).into_iter().any(|button| button.action == Action::GoTo(step));
        assert!(there, "{} does not lead to {}", kind.as_str(), step.as_str());
    }
}

#[test]
fn the_last_page_says_what_ends_the_access_and_shows_no_key() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery);
    save(&mut play);
    let said = said(&play);
    assert!(
        said.contains("No date ends this access. It ends when the key or the service account is deleted"),
        "{said}"
    );
    assert!(said.contains("mailer@harbour-mail-473920.iam.gserviceaccount.com") && said.contains(UNIQUE), "{said}");
    let copied = rows(&play.screen()).rows.into_iter().find(|row| row.label == "private_key").expect("the key's row");
    play.tell(Event::Said(Said::Copy(copied.id))).unwrap();
    assert!(matches!(&play.effects[..], [Effect::CopySecret(..)]), "it is a handle: {:?}", play.effects);
    play.press(Action::SaveSheet);
    let Some(Effect::WriteSheet { sheet, .. }) = play.effects.first() else { panic!("{:?}", play.effects) };
    let expiry = sheet.expiry.as_ref().expect("what ends it");
    assert!(expiry.day.is_none() && expiry.renew.len() == 4, "{expiry:?}");
}

/// The page of a saved connection, read back from the disk, with its key in the keychain.
fn saved(scenery: &Scenery) -> Play<'_> {
    let mut play = prepared(scenery);
    save(&mut play);
    let written = serde_json::to_string(play.assistant.journey().unwrap()).unwrap();
    let journey: Journey = serde_json::from_str(&written).unwrap();
    let mut play = Play::new(scenery);
    play.tell(Event::Loaded(Box::new(journey))).unwrap();
    play.tell(Event::SecretLooked(super::ID.parse().unwrap(), Ok(true))).unwrap();
    check_screen(&play.screen());
    play
}

#[test]
fn a_saved_one_is_checked_again_with_its_own_key() {
    let scenery = Scenery::new();
    let mut play = saved(&scenery);
    assert!(said(&play).contains("Key ID starts") && said(&play).contains("0a1b2c3d"), "{}", said(&play));
    play.press(Action::SignInAgain);
    let taken = matches!(&play.effects[..], [Effect::TakeSecret(stored)] if stored.field == FieldId::ServiceAccount);
    assert!(taken, "{:?}", play.effects);
    let held = Held { handle: Handle(850), length: 1_704, first_three: "---".to_owned(), shape: SecretShape::Usual };
    play.tell(Event::Held(FieldId::ServiceAccount, held)).unwrap();
    play.press(Action::GetAccess);
    let plan = asked(&play);
    assert_eq!((plan.key, plan.account.key.as_str()), (Handle(850), KEY));
}

/// A new key is proved while the old one counts; then the old one is named by its ID.
#[test]
fn a_new_key_takes_the_place_of_the_old_one_once_it_is_proved() {
    let scenery = Scenery::new();
    let mut play = saved(&scenery);
    play.press(Action::RenewSecret);
    assert_eq!(play.step(), StepId::ServiceAccount);
    assert!(said(&play).contains("0a1b2c3d"), "the old key is named: {}", said(&play));
    paste(&mut play, OTHER_KEY, 801);
    while play.step() != StepId::SignIn {
        play.press(Action::Continue);
    }
    save(&mut play);
    let said = said(&play);
    assert!(said.contains("whose ID starts") && said.contains("0a1b2c3d"), "{said}");
}

#[test]
fn a_key_is_named_by_its_id_and_no_directory_is_looked_for() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery);
    play.press(Action::GetAccess);
    assert!(!said(&play).contains("Find the directory"), "{}", said(&play));
    play.finish(given());
    play.press(Action::Continue);
    play.test();
    play.press(Action::Continue);
    play.press(Action::Save);
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    assert!(said(&play).contains("key ID starts 0a1b2c3d"), "{}", said(&play));
    assert!(!said(&play).contains("starts ---"));
}

//! The JSON file of a Google client: it says its type and where it may come back to, so both are held against the recipe.

use sendoff_intake::{GoogleClient, GoogleClientKind, GoogleFile};

use sendoff_journey::{FileChosen, PasteRead, PasteTarget};
use sendoff_values::{Held, OperationNumber, SecretShape};

use super::{stage::said, *};

const CLIENT: &str = "656336861213-nxxhhp3ambvjdb5ir0c5wfn3cikvesdd.apps.googleusercontent.com";
/// The application has an address of its own.
const WEB: &[(&str, &str)] = &[("redirect", "web"), ("redirect-address", "https://app.example.com/signed-in")];
const APPLICATIONS: &str = "https://app.example.com/signed-in";
const HANDLE: Handle = Handle(71);

/// At the step where the file is dropped.
fn at_client<'a>(scenery: &'a Scenery, recipe: &str, answers: &[(&str, &str)]) -> Play<'a> {
    let mut play = Play::new(scenery);
    play.begin_set_up_with(recipe, answers);
    while play.step() != StepId::GoogleClient {
        match play.step() {
            StepId::Project => play.typed(FieldId::GoogleProject, "harbour-mail-473920"),
            step => play.tick(step),
        }
        play.press(Action::Continue);
    }
    play
}

fn read_client(kind: GoogleClientKind, redirects: &[&str]) -> PasteRead {
    let redirects = redirects.iter().map(|address| address.parse().unwrap()).collect();
    let client = GoogleClient { kind: Some(kind), client_id: CLIENT.parse().unwrap(), project: None, redirects };
    let held = Held { handle: HANDLE, length: 35, first_three: "GOC".to_owned(), shape: SecretShape::Usual };
    let mut reading = sendoff_intake::PublicReading::default();
    reading.fields.push(sendoff_intake::Found {
        field: FieldId::GoogleClientId,
        value: CLIENT.to_owned(),
        evidence: sendoff_intake::Evidence::Manifest,
    });
    PasteRead {
        target: Some(PasteTarget::Step(StepId::GoogleClient)),
        google: Some(Box::new(GoogleFile::Client(client))),
        held: Some((FieldId::GoogleClientSecret, held)),
        reading,
        ..PasteRead::default()
    }
}

fn drop_file(play: &mut Play<'_>, kind: GoogleClientKind, redirects: &[&str]) {
    let read = read_client(kind, redirects);
    play.tell(Event::Read(read)).expect("a file is taken");
    check_screen(&play.screen());
}

#[test]
fn the_file_is_asked_for_where_one_is_given_and_nowhere_else() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up_with("google-gmail", &[]);
    assert!(play.tell(Event::Said(Said::Press(Action::ChooseFile))).is_err(), "no file is made for a project");
    let mut play = at_client(&scenery, "google-gmail", &[]);
    assert!(said(&play).contains(r#""kind":"choose-file""#), "{}", said(&play));
    play.press(Action::ChooseFile);
    assert!(matches!(play.effects[..], [Effect::ChooseFile { step: StepId::GoogleClient, .. }]), "{:?}", play.effects);
    assert!(play.tell(Event::Said(Said::Press(Action::ChooseFile))).is_err(), "one question at a time");
    let nothing = Event::FileChosen { operation: asked(&play), file: FileChosen::Nothing };
    play.tell(nothing).unwrap();
    play.press(Action::ChooseFile);
}

fn asked(play: &Play<'_>) -> OperationNumber {
    let asked = play.effects.iter().find_map(|effect| match effect {
        Effect::ChooseFile { operation, .. } => Some(*operation),
        _ => None,
    });
    asked.expect("a file is asked for")
}

/// The dialog may stand open while the person goes elsewhere: what it brings then belongs nowhere.
#[test]
fn a_file_that_is_chosen_late_is_forgotten() {
    let scenery = Scenery::new();
    let mut play = at_client(&scenery, "google-gmail", &[]);
    play.press(Action::ChooseFile);
    let operation = asked(&play);
    let chosen = |operation| Event::FileChosen {
        operation,
        file: FileChosen::Read(Box::new(read_client(GoogleClientKind::Desktop, &[]))),
    };
    let another = OperationNumber(operation.0 + 1);
    play.tell(chosen(another)).unwrap();
    assert_eq!(play.effects, [Effect::Forget(HANDLE)], "another set-up asked");
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Project)))).unwrap();
    play.tell(chosen(operation)).unwrap();
    assert_eq!(play.effects, [Effect::Forget(HANDLE)], "another step is shown");
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::GoogleClient)))).unwrap();
    assert!(!said(&play).contains(CLIENT), "{}", said(&play));
    play.press(Action::ChooseFile);
    let operation = asked(&play);
    play.tell(chosen(operation)).unwrap();
    assert!(said(&play).contains(CLIENT), "{}", said(&play));
    let boxes = play.screen().blocks.into_iter().filter_map(|block| match block {
        Block::PasteBox(paste) => paste.status,
        _ => None,
    });
    let told: Vec<_> = boxes.map(|status| (status.tone, status.text.line())).collect();
    assert_eq!(told, [(StatusTone::LooksRight, "Found: Client ID, Client secret".to_owned())]);
}

/// The type of an entry cannot be changed, and the sign-in would end on a page that leads nowhere.
#[test]
fn a_client_of_the_other_type_is_refused_whole() {
    let scenery = Scenery::new();
    for (recipe, answers, kind, title) in [
        ("tourtools-gmail", &[][..], GoogleClientKind::Desktop, "Desktop app"),
        ("google-gmail", &[("redirect", "desktop")], GoogleClientKind::Web, "Web application"),
        ("google-gmail", WEB, GoogleClientKind::Desktop, "Desktop app"),
    ] {
        let mut play = at_client(&scenery, recipe, answers);
        drop_file(&mut play, kind, &["http://localhost"]);
        assert!(play.effects.contains(&Effect::Forget(HANDLE)), "{recipe}: the secret is kept");
        assert!(!said(&play).contains(CLIENT), "{recipe}: the ID is kept");
        let title = format!(r#""This entry is a "}},{{"kind":"portal","text":"{title}""#);
        assert!(said(&play).contains(&title), "{recipe}: {}", said(&play));
    }
}

/// The file may be older than the address, so it is taken, and the first address that is missing is named.
#[test]
fn an_address_that_the_file_does_not_name_is_said_before_the_browser_opens() {
    let scenery = Scenery::new();
    let own = "http://127.0.0.1:21870/";
    for (redirects, missing) in [
        (&[][..], Some(APPLICATIONS)),
        (&[own], Some(APPLICATIONS)),
        (&[APPLICATIONS, "http://127.0.0.1:21870"], Some(own)),
        (&[APPLICATIONS, own], None),
    ] {
        let mut play = at_client(&scenery, "google-gmail", WEB);
        drop_file(&mut play, GoogleClientKind::Web, redirects);
        assert!(!play.effects.contains(&Effect::Forget(HANDLE)), "{redirects:?}: it is not taken");
        assert!(said(&play).contains(CLIENT));
        assert_eq!(said(&play).contains("is not in this file"), missing.is_some(), "{redirects:?}: {}", said(&play));
        let named = format!(
            r#"{{"kind":"value","text":"{}"}},{{"kind":"plain","text":" is not in this file"#,
            missing.unwrap_or_default()
        );
        assert_eq!(said(&play).contains(&named), missing.is_some(), "{redirects:?}: {}", said(&play));
    }
}

#[test]
fn a_client_of_the_right_type_is_taken_without_a_word() {
    let scenery = Scenery::new();
    let mut play = at_client(&scenery, "google-gmail", &[("redirect", "desktop")]);
    drop_file(&mut play, GoogleClientKind::Desktop, &["http://localhost"]);
    assert!(said(&play).contains(CLIENT));
    assert!(!said(&play).contains("This entry is a"));
}

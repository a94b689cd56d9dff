//! Google: a project in place of a directory, a client in place of a registration, and access that a date may end.

use sendoff_journey::{ButtonTone, SignedIn, TickId};

use super::{
    stage::{buttons, said},
    *,
};

const CLIENT: &str = "656336861213-nxxhhp3ambvjdb5ir0c5wfn3cikvesdd.apps.googleusercontent.com";
const SEND: &str = "https://www.googleapis.com/auth/gmail.send";

/// Everything before signing in is done.
fn prepared<'a>(scenery: &'a Scenery, answers: &[(&str, &str)]) -> Play<'a> {
    let mut play = Play::new(scenery);
    play.begin_set_up_with("google-gmail", answers);
    while play.step() != StepId::SignIn {
        let step = play.step();
        // An administrator is needed for that one, where it is needed at all.
        if step != StepId::GoogleAppAccess {
            play.press(Action::Continue);
            check_screen(&play.screen());
            assert_eq!(play.step(), step, "it is not done yet");
        }
        match play.step() {
            StepId::Project => play.typed(FieldId::GoogleProject, "harbour-mail-473920"),
            StepId::GoogleClient => {
                play.typed(FieldId::ClientId, CLIENT);
                play.hold_secret();
                play.finish(Outcome::SecretAccepted);
            }
            step => play.tick(step),
        }
        check_screen(&play.screen());
        play.press(Action::Continue);
    }
    play
}

fn signed_in(play: &Play<'_>) -> SignedIn {
    SignedIn { tenant: None, granted: vec![SEND.to_owned(), "openid".to_owned()], ..play.signed_in(MAILBOX) }
}

/// To the last page.
fn save(play: &mut Play<'_>) {
    play.press(Action::OpenBrowser);
    let outcome = Outcome::SignedIn(signed_in(play));
    play.finish(outcome);
    play.press(Action::Continue);
    play.test();
    play.press(Action::Continue);
    check_screen(&play.screen());
    play.press(Action::Save);
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    check_screen(&play.screen());
}

#[test]
fn an_empty_field_asks_for_what_the_console_calls_it() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up_with("google-gmail", &[]);
    play.press(Action::Continue);
    assert!(said(&play).contains(r#""Paste the "},{"kind":"portal","text":"Project ID""#), "{}", said(&play));
    play.typed(FieldId::GoogleProject, "harbour-mail-473920");
    play.press(Action::Continue);
    while play.step() != StepId::GoogleClient {
        play.tick(play.step());
        play.press(Action::Continue);
    }
    play.press(Action::Continue);
    for label in ["Client ID", "Client secret"] {
        let asked = format!(r#""Paste the "}},{{"kind":"portal","text":"{label}""#);
        assert!(said(&play).contains(&asked), "{label}: {}", said(&play));
    }
}

/// Google drops the oldest of a hundred without a word, so that is said before it happens; what another ID was given does not count.
#[test]
fn the_last_of_a_hundred_sign_ins_are_told_of_before_they_are_made() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery, &[]);
    for made in 0..92 {
        let told = notes(&play.screen(), Tone::Caution).iter().any(|note| note.contains("keeps 100 of an account"));
        assert_eq!(told, made >= 90, "after {made}");
        play.press(Action::OpenBrowser);
        let outcome = Outcome::SignedIn(signed_in(&play));
        play.finish(outcome);
        play.tell(Event::Said(Said::Press(Action::GoTo(StepId::GoogleClient)))).unwrap();
        play.press(Action::ClearSecret);
        play.hold_secret();
        play.finish(Outcome::SecretAccepted);
        play.press(Action::Continue);
        play.press(Action::Continue);
    }
    check_screen(&play.screen());
}

/// What else may be behind it stands beneath, with the way there and back; none of it speaks of Microsoft.
#[test]
fn other_causes_are_googles_own() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery, &[]);
    play.press(Action::OpenBrowser);
    play.fail(Kind::GoogleTestingEnded);
    let problem = play.screen().problem.expect("it is explained");
    assert!(problem.others[0].text.line().contains("More than 100 sign-ins"), "{:?}", problem.others[0]);
    play.press(Action::Retry);
    play.fail(Kind::GoogleInternalOnly);
    let problem = play.screen().problem.expect("it is explained");
    let go = problem.others[0].go.clone().expect("the way to the project");
    play.press(go.action);
    assert_eq!(play.step(), StepId::Project);
    check_screen(&play.screen());
}

#[test]
fn pages_are_those_of_the_project() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up_with("google-gmail", &[]);
    play.typed(FieldId::GoogleProject, "Harbour Mail");
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::Project, "that is the name of the project and not its ID");
    play.typed(FieldId::GoogleProject, "harbour-mail-473920");
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::GoogleApi);
    play.press(Action::OpenPortalPage);
    let opened = play.effects.iter().find_map(|effect| match effect {
        Effect::OpenPage(page) => Some(page.clone()),
        _ => None,
    });
    let opened = opened.expect("a page");
    let google = scenery.recipes.provider_of(&opened.provider).expect("Google");
    let opened = google.page_address(opened.page, &opened.values).map(|address| address.to_string());
    let page = "https://console.cloud.google.com/apis/library/gmail.googleapis.com?project=harbour-mail-473920";
    assert_eq!(opened.as_deref(), Some(page));
}

#[test]
fn in_testing_the_day_is_said_before_and_after() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery, &[("audience", "testing")]);
    let before = play.screen();
    let note = before.notes.iter().find(|note| note.tone == Tone::Caution).expect("a caution");
    assert!(note.text.line().contains("in 7 days"), "{}", note.text.line());
    save(&mut play);
    let end = play.assistant.journey().unwrap().secret_ends().expect("a day");
    let begun = play.now.to_zoned(jiff::tz::TimeZone::UTC).date();
    assert_eq!(begun.until(end).unwrap().get_days(), 7);
    assert!(said(&play).contains("Access ends"), "{}", said(&play));
    assert!(!said(&play).contains("client secret expires"), "no secret ends");
}

/// Google tells the application nothing of these pages, so the person tells which it is, and the wait goes on.
#[test]
fn a_page_the_browser_stays_on_is_chosen_and_explained() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery, &[("audience", "testing")]);
    let told = |play: &mut Play<'_>, option: &str| {
        let (choice, option) = (ChoiceId::BrowserPage, option.to_owned());
        play.tell(Event::Said(Said::Chosen { choice, option }))
    };
    assert_eq!(told(&mut play, "google-not-a-tester"), Err(NotNow::NotHere), "no browser is waited for");
    play.press(Action::OpenBrowser);
    let pages = pages(&play);
    assert!(pages.len() >= 8 && pages.iter().any(|page| page == "google-not-a-tester"), "{pages:?}");
    for page in pages {
        told(&mut play, &page).unwrap();
        let screen = play.screen();
        check_screen(&screen);
        let problem = screen.problem.expect("it is explained");
        assert_eq!(problem.kind.as_str(), page);
        assert!(!problem.steps.is_empty(), "{page}");
    }
    assert_eq!(told(&mut play, "port-taken"), Err(NotNow::NotHere), "that is no page");
    assert!(buttons(&play.screen()).iter().any(|button| button.action == Action::Stop), "it is waited for still");
}

/// The pages that are offered while the browser is waited for.
fn pages(play: &Play<'_>) -> Vec<String> {
    let blocks = play.screen().blocks.into_iter();
    let choices = blocks.filter_map(|block| match block {
        Block::Choice(choice) if choice.id == ChoiceId::BrowserPage => Some(choice.options),
        _ => None,
    });
    choices.flatten().map(|option| option.id).collect()
}

/// What ends is what somebody gave by signing in: a new secret would not lengthen it.
#[test]
fn access_that_ends_is_given_again_and_not_a_new_secret() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery, &[("audience", "testing")]);
    save(&mut play);
    let first = play.assistant.journey().unwrap().secret_ends().expect("a day");
    let journey = play.assistant.journey().unwrap().clone();
    for (days, filled) in [(5, "Access to the mailbox ends"), (9, "Access to the mailbox ended")] {
        let mut later = Play::new(&scenery);
        later.now = play.now;
        later.pass(days * 24 * 60 * 60);
        later.tell(Event::Loaded(Box::new(journey.clone()))).unwrap();
        later.tell(Event::SecretLooked(ID.parse().unwrap(), Ok(true))).unwrap();
        check_screen(&later.screen());
        assert!(said(&later).contains(filled), "{}", said(&later));
        let asked: Vec<_> = buttons(&later.screen()).into_iter().filter(|one| one.tone == ButtonTone::Filled).collect();
        assert_eq!(asked.iter().map(|one| &one.action).collect::<Vec<_>>(), [&Action::SignInAgain], "{days}");
        later.press(Action::SignInAgain);
        later.hold_secret();
        later.finish(Outcome::SecretAccepted);
        save(&mut later);
        let end = later.assistant.journey().unwrap().secret_ends().expect("a day");
        assert_eq!(first.until(end).unwrap().get_days(), i32::try_from(days).unwrap());
    }
}

#[test]
fn without_a_date_it_is_said_what_ends_the_access() {
    let scenery = Scenery::new();
    for audience in ["internal", "production"] {
        let mut play = prepared(&scenery, &[("audience", audience)]);
        assert!(play.screen().notes.iter().all(|note| note.tone != Tone::Caution), "{audience}");
        save(&mut play);
        assert_eq!(play.assistant.journey().unwrap().secret_ends(), None, "{audience}");
        assert!(said(&play).contains("No date ends this access"), "{audience}: {}", said(&play));
    }
}

/// The problems of a registration lead to the pages of a project.
#[test]
fn errors_lead_to_the_pages_that_are_there() {
    let scenery = Scenery::new();
    for (kind, step) in [
        (Kind::SecretRefused, StepId::GoogleClient),
        (Kind::RegistrationUnknown, StepId::GoogleClient),
        (Kind::RedirectUnknown, StepId::GoogleClient),
        (Kind::PermissionMissing, StepId::GoogleDataAccess),
        (Kind::GoogleAdminBlocks, StepId::GoogleAppAccess),
        (Kind::GoogleAdminUndecided, StepId::GoogleAppAccess),
    ] {
        let mut play = prepared(&scenery, &[]);
        play.press(Action::OpenBrowser);
        play.fail(kind);
        let screen = play.screen();
        check_screen(&screen);
        let there = buttons(&screen).into_iter().any(|button| button.action == Action::GoTo(step));
        assert!(there, "{} does not lead to {}", kind.as_str(), step.as_str());
    }
}

/// Whoever signed in was let in, whatever was ticked.
#[test]
fn signing_in_answers_whether_the_application_is_let_in() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery, &[]);
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::GoogleAppAccess)))).unwrap();
    play.tell(Event::Said(Said::Ticked { tick: TickId::Step(StepId::GoogleAppAccess), on: false })).unwrap();
    assert_ne!(mark(&play), Mark::Done);
    play.press(Action::Continue);
    play.press(Action::OpenBrowser);
    let outcome = Outcome::SignedIn(signed_in(&play));
    play.finish(outcome);
    assert_eq!(mark(&play), Mark::Done);
}

fn mark(play: &Play<'_>) -> Mark {
    let rail = play.screen().rail.expect("steps");
    let item = rail.groups.into_iter().flat_map(|group| group.items).find(|item| item.step == StepId::GoogleAppAccess);
    item.expect("the step").mark
}

/// Whoever has to list the application is told so, and by which number; a private account has nobody to ask.
#[test]
fn the_note_for_an_administrator_asks_for_the_listing() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery, &[]);
    play.press(Action::OpenBrowser);
    play.fail(Kind::GoogleAdminBlocks);
    play.press(Action::CopyAdministratorNote);
    let note = play.effects.iter().find_map(|effect| match effect {
        Effect::CopyText(note) => Some(note.clone()),
        _ => None,
    });
    let note = note.expect("a note");
    assert!(note.contains("Manage app access") && note.contains(CLIENT), "{note}");
    let private = prepared(&scenery, &[("account", "gmail")]);
    assert!(!said(&private).contains(StepId::GoogleAppAccess.as_str()));
}

/// What is read back leads to the same pages.
#[test]
fn the_project_is_remembered() {
    let scenery = Scenery::new();
    let play = prepared(&scenery, &[]);
    let text = serde_json::to_string(play.assistant.journey().unwrap()).unwrap();
    let read: Journey = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    assert!(text.contains("harbour-mail-473920"));
}

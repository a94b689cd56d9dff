//! *Check an existing set-up*: paste what there is, read what differs and what mends it, go on with a set-up.

use sendoff_intake::{OwnField, OwnValue, read_manifest, read_own_fields};
use sendoff_journey::{CheckRead, Findings, OwnText, PasteTarget};
use sendoff_recipes::HandOverValue;
use sendoff_values::{Held, SecretShape};
use serde_json::json;

use super::{manifest::right, *};

fn at_check(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.press(Action::CheckSetUp);
    assert_eq!(play.screen().name, PageName::CheckQuestion);
    play.choose(ChoiceId::Application, "tourtools");
    play.press(Action::Continue);
    assert_eq!(play.screen().name, PageName::CheckSetUp);
    check_screen(&play.screen());
    play
}

fn told(play: &mut Play<'_>, read: CheckRead) {
    play.press(Action::PasteToCheck);
    assert_eq!(play.effects, [Effect::ReadClipboard(PasteTarget::Check)]);
    play.tell(Event::Checked(Box::new(read))).unwrap();
    check_screen(&play.screen());
}

fn manifest(text: &str) -> CheckRead {
    CheckRead { manifest: Some(Ok(Box::new(read_manifest(text).unwrap()))), ..CheckRead::default() }
}

/// As the engine reads the application's own fields.
fn own(play: &Play<'_>, text: &str) -> CheckRead {
    let recipe = play.assistant.recipe(&play.scenery.world()).unwrap();
    let field = |field: &sendoff_recipes::HandOverField| matches!(field.value, HandOverValue::Secret(_));
    let labels = recipe.hand_over.field.iter().map(|one| OwnField { label: one.label.as_str(), secret: field(one) });
    let mut held = None;
    let fields = read_own_fields(text, &labels.collect::<Vec<_>>()).into_iter().map(|(at, value)| {
        let value = match value {
            OwnValue::Text(text) => OwnText::Text(text),
            OwnValue::NoSecret(problem) => OwnText::NoSecret(problem),
            OwnValue::Secret(found) => {
                let shape = SecretShape::Usual;
                held = Some(Held { handle: Handle(77), length: 40, first_three: found.first_three, shape });
                OwnText::Secret
            }
        };
        (at, value)
    });
    let fields = fields.collect();
    CheckRead { fields, held, ..CheckRead::default() }
}

fn findings(screen: &Screen) -> Findings {
    let mut found = screen.blocks.iter().filter_map(|block| match block {
        Block::Findings(found) => Some(found.clone()),
        _ => None,
    });
    found.next().expect("nothing was looked at")
}

fn lines(screen: &Screen) -> Vec<String> {
    findings(screen).items.iter().map(|item| item.text.line()).collect()
}

const SECRET: &str = "8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";

fn fields(redirect: &str, secret: &str) -> String {
    format!(
        "Email: O365\nClient ID: {CLIENT}\nClient Secret: {secret}\nRedirect URI: {redirect}\nTenant: {TENANT}\n\
         accessTokenURL: https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token\n"
    )
}

#[test]
fn manifest_fields_and_error_give_the_differences_and_what_mends_them_in_order() {
    let scenery = Scenery::new();
    let mut play = at_check(&scenery);
    let mut wrong = right();
    wrong["web"]["redirectUris"] = json!(["http://localhost/mail-setup"]);
    told(&mut play, manifest(&wrong.to_string()));
    let read = own(&play, &fields("https://www.tourtools.com/auth", "11111111-2222-4333-8444-555555555555"));
    told(&mut play, read);
    let code = Details { code: Some("AADSTS50011".to_owned()), ..Details::default() };
    let error = Some(Problem::new(Kind::RedirectUnknown).with_details(code));
    told(&mut play, CheckRead { error, ..CheckRead::default() });
    let screen = play.screen();
    assert_eq!(
        lines(&screen),
        [
            "https://www.tourtools.com/auth/ is not registered; it is needed under Web.",
            "In TourTools, Client Secret holds an ID; it must be the Value of the client secret, not the Secret ID.",
            "In TourTools, Redirect URI is https://www.tourtools.com/auth; it must be https://www.tourtools.com/auth/.",
        ]
    );
    assert_eq!(screen.problem.as_ref().unwrap().title.line(), "A redirect URI is missing");
    let steps = screen.blocks.iter().find_map(|block| match block {
        Block::Steps(steps) => Some(steps.iter().map(sendoff_words::Text::line).collect::<Vec<_>>()),
        _ => None,
    });
    let [redirects, application] = steps.unwrap().try_into().unwrap();
    assert!(redirects.starts_with("Add two redirect URIs under Web"), "{redirects}");
    assert!(
        application.starts_with("Correct these fields in TourTools: Client Secret and Redirect URI. In TourTools"),
        "{application}"
    );
    play.press(Action::CopyCheckNote);
    let [Effect::CopyText(note)] = play.effects.as_slice() else { panic!("{:?}", play.effects) };
    for said in ["TourTools with Microsoft 365", "AADSTS50011", "is not registered", "1. Add two", "2. Correct these"] {
        assert!(note.contains(said), "{said:?} is not in {note}");
    }
}

#[test]
fn a_redirect_that_is_registered_is_not_to_be_added_whatever_the_error_says() {
    let scenery = Scenery::new();
    let mut play = at_check(&scenery);
    let code = Details { code: Some("AADSTS50011".to_owned()), ..Details::default() };
    let error = Some(Problem::new(Kind::RedirectUnknown).with_details(code));
    told(&mut play, CheckRead { error, ..CheckRead::default() });
    let steps = |screen: &Screen| {
        let steps = screen.blocks.iter().find_map(|block| match block {
            Block::Steps(steps) => Some(steps.iter().map(sendoff_words::Text::line).collect::<Vec<_>>()),
            _ => None,
        });
        steps.unwrap()
    };
    assert!(steps(&play.screen())[0].starts_with("Add "), "without a manifest it may be missing");
    told(&mut play, manifest(&right().to_string()));
    let screen = play.screen();
    let [likely] = steps(&screen).try_into().unwrap();
    for said in [
        "Nothing is to be added",
        "https://www.tourtools.com/auth/ to the letter",
        "the slash at the end",
        CLIENT,
        "wait some minutes",
    ] {
        assert!(likely.contains(said), "{said:?} is not in {likely}");
    }
    let explained = screen.problem.unwrap();
    assert_eq!(explained.title.line(), "Another redirect URI was sent than the manifest has");
    assert_eq!(explained.steps.iter().map(sendoff_words::Text::line).collect::<Vec<_>>(), [likely]);
    assert!(explained.others.is_empty());
    play.press(Action::CopyCheckNote);
    let [Effect::CopyText(note)] = play.effects.as_slice() else { panic!("{:?}", play.effects) };
    assert!(note.contains("Nothing is to be added") && !note.contains("exactly as written"), "{note}");
}

#[test]
fn what_is_right_is_said_to_be_and_what_is_missing_is_named() {
    let scenery = Scenery::new();
    let mut play = at_check(&scenery);
    told(&mut play, manifest(&right().to_string()));
    let read = own(&play, &fields("https://www.tourtools.com/auth/", SECRET));
    told(&mut play, read);
    let found = findings(&play.screen());
    assert_eq!(found.items, []);
    assert_eq!(found.verdict.line(), "What was pasted is as TourTools needs it");
    let unseen: Vec<String> = found.beyond.iter().map(sendoff_words::Text::line).collect();
    assert_eq!(unseen.len(), 2, "{unseen:?}");
    assert!(unseen[0].contains("No known error") && unseen[1].contains("approved"), "{unseen:?}");
}

#[test]
fn an_error_alone_is_explained_and_the_rest_is_said_not_to_be_looked_at() {
    let scenery = Scenery::new();
    let mut play = at_check(&scenery);
    told(&mut play, CheckRead { error: Some(Kind::SecretRefused.into()), ..CheckRead::default() });
    let screen = play.screen();
    assert_eq!(screen.problem.as_ref().unwrap().title.line(), "The client secret is not the right one");
    let found = findings(&screen);
    assert_eq!((found.verdict.line().as_str(), found.items.len()), ("Nothing to compare yet", 0));
    assert!(found.beyond.iter().any(|text| text.line().contains("no manifest was pasted")));
}

#[test]
fn a_secret_of_another_registration_is_told_by_its_hint() {
    let scenery = Scenery::new();
    let mut play = at_check(&scenery);
    let mut other = right();
    other["passwordCredentials"] = json!([{"hint": "abc", "endDateTime": "2028-11-20T09:00:00Z"}]);
    told(&mut play, manifest(&other.to_string()));
    let read = own(&play, &fields("https://www.tourtools.com/auth/", SECRET));
    told(&mut play, read);
    assert!(lines(&play.screen())[0].contains("starts 8xQ; those of the app registration start abc"));
    assert!(!serde_json::to_string(&play.screen()).unwrap().contains(SECRET));
}

#[test]
fn it_goes_on_as_a_set_up_with_what_was_read() {
    let scenery = Scenery::new();
    let mut play = at_check(&scenery);
    told(&mut play, manifest(&right().to_string()));
    let read = own(&play, &fields("https://www.tourtools.com/auth/", SECRET));
    told(&mut play, read);
    play.press(Action::ContinueAsSetUp);
    assert_eq!(play.screen().name, PageName::MailboxQuestion);
    play.typed(FieldId::Mailbox, MAILBOX);
    play.finish(Outcome::DirectoryFound { tenant: tenant() });
    play.typed(FieldId::Organisation, "Harbour Travel");
    play.press(Action::Continue);
    play.press(Action::Continue);
    play.press(Action::Continue);
    play.tell(Event::NewId(ID.parse().unwrap())).unwrap();
    assert_eq!(play.step(), StepId::AppRegistration);
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Tenant)))).unwrap();
    assert_eq!(field(&play.screen(), "Application (client) ID").value, CLIENT);
    assert_eq!(field(&play.screen(), "Directory (tenant) ID").value, TENANT);
    let journey = play.assistant.journey().unwrap();
    assert_eq!(journey.secret_ends().map(|day| day.to_string()).as_deref(), Some("2028-11-20"));
}

#[test]
fn whoever_leaves_leaves_nothing_behind() {
    let scenery = Scenery::new();
    for way in [Action::Back, Action::ToConnections] {
        let mut play = at_check(&scenery);
        let read = own(&play, &fields("https://www.tourtools.com/auth/", SECRET));
        told(&mut play, read);
        play.tell(Event::Said(Said::Press(way.clone()))).unwrap();
        if way == Action::Back {
            assert_eq!(play.screen().name, PageName::CheckQuestion);
            play.tell(Event::Said(Said::Press(Action::Back))).unwrap();
        }
        assert!(play.effects.contains(&Effect::Forget(Handle(77))), "{:?}", play.effects);
        assert!(!play.effects.iter().any(|effect| matches!(effect, Effect::Remember(_))));
        assert_eq!(play.screen().name, PageName::Connections);
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let scenery = Scenery::new();
    let mut play = at_check(&scenery);
    play.tell(Event::ClipboardUnreadable(PasteTarget::Check, Kind::NothingRead.into())).unwrap();
    let screen = play.screen();
    check_screen(&screen);
    let told = screen.blocks.iter().find_map(|block| match block {
        Block::PasteBox(one) => one.status.clone(),
        _ => None,
    });
    assert!(told.unwrap().text.line().starts_with("Nothing in this paste fits here"));
    assert_eq!(primary(&screen), "Continue as a set-up");
}

//! A provider that the set-up names itself: typed, looked up, seen, confirmed; and nothing secret goes anywhere before.

use sendoff_journey::{FieldName, SignedIn, TickId};
use sendoff_recipes::{FoundProvider, ProvidedBy, ProviderNames};

use super::*;

const ANSWERS: &[(&str, &str)] = &[
    ("direction", "both"),
    ("issuer", "login.mail.example/realm/"),
    ("smtp-server", "smtp.mail.example:465"),
    ("imap-server", "imap.mail.example"),
    ("permissions", "https://mail.example/smtp imap offline_access"),
    ("redirect-address", "https://app.example.com/signed-in"),
];

/// On the page that shows the provider.
fn at_provider(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.begin_set_up_with("discovered-smtp", ANSWERS);
    assert_eq!(play.step(), StepId::Provider);
    play
}

fn asked(play: &Play<'_>) -> ProviderNames {
    let names = play.effects.iter().find_map(|effect| match effect {
        Effect::FindProvider { names, .. } => Some(names.clone()),
        _ => None,
    });
    names.expect("it is looked up")
}

fn found(names: ProviderNames, token: &str) -> FoundProvider {
    FoundProvider {
        issuer: names.issuer.clone(),
        names,
        authorize: "https://login.mail.example/realm/authorize".parse().unwrap(),
        token: token.parse().unwrap(),
        names_itself: true,
        answers_in_form: true,
    }
}

const TOKEN: &str = "https://login.mail.example/realm/token";

fn look_up(play: &mut Play<'_>, token: &str) {
    play.press(Action::FindProvider);
    let names = asked(play);
    play.finish(Outcome::ProviderFound(Box::new(found(names, token))));
}

fn is_ticked(screen: &Screen) -> Option<bool> {
    screen.blocks.iter().find_map(|block| if let Block::Tick(tick) = block { Some(tick.on) } else { None })
}

fn named(play: &mut Play<'_>, question: &str, text: &str) {
    let said = Said::AnswerTyped { question: question.to_owned(), text: text.to_owned(), version: 0 };
    play.tell(Event::Said(said)).unwrap();
}

fn by_rail(play: &mut Play<'_>, step: StepId) {
    play.tell(Event::Said(Said::Press(Action::GoTo(step)))).unwrap();
}

fn field<'a>(screen: &'a Screen, question: &str) -> &'a Field {
    let field = screen.blocks.iter().find_map(|block| match block {
        Block::Field(field) if field.id == FieldName::Answer(question.to_owned()) => Some(field),
        _ => None,
    });
    field.expect("the field is there")
}

#[test]
fn what_was_typed_is_looked_up_shown_and_confirmed() {
    let scenery = Scenery::new();
    let mut play = at_provider(&scenery);
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(primary(&screen), "Look up the provider");
    assert_eq!(is_ticked(&screen), None, "there is nothing to confirm yet");
    assert_eq!(field(&screen, "issuer").value, "https://login.mail.example/realm", "in its one form");
    play.press(Action::FindProvider);
    let names = asked(&play);
    assert_eq!(names.issuer, "https://login.mail.example/realm");
    let servers: Vec<(&str, u16)> = names.mail.all().map(|server| (server.host.as_str(), server.port)).collect();
    assert_eq!(servers, [("smtp.mail.example", 465), ("imap.mail.example", 993)]);
    check_screen(&play.screen());
    assert_eq!(primary(&play.screen()), "", "there is only waiting");
    play.finish(Outcome::ProviderFound(Box::new(found(names, TOKEN))));
    let screen = play.screen();
    check_screen(&screen);
    let said = serde_json::to_string(&screen).unwrap();
    for host in ["login.mail.example", "smtp.mail.example", "imap.mail.example", "465", "993"] {
        assert!(said.contains(host), "{host} is not shown");
    }
    assert_eq!(is_ticked(&screen), Some(false));
    assert!(screen.notes.is_empty(), "all are of one house: {:?}", screen.notes);
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::Provider, "nobody has confirmed it");
    play.tick(StepId::Provider);
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::AppRegistration);
}

#[test]
fn a_computer_that_is_named_quite_differently_is_pointed_out() {
    let scenery = Scenery::new();
    let mut play = at_provider(&scenery);
    look_up(&mut play, "https://tokens.elsewhere.example.net/t");
    let screen = play.screen();
    let note = screen.notes.iter().find(|note| note.tone == Tone::Caution).expect("a caution");
    assert!(note.text.line().contains("tokens.elsewhere.example.net"), "{}", note.text.line());
}

/// The secret waits until somebody has confirmed where it goes.
#[test]
fn nothing_secret_leaves_before_the_provider_is_confirmed() {
    let scenery = Scenery::new();
    let mut play = at_provider(&scenery);
    by_rail(&mut play, StepId::Tenant);
    play.typed(FieldId::ClientId, "mail-app.7");
    by_rail(&mut play, StepId::ClientSecret);
    play.hold_secret();
    let leaves = |effect: &Effect| matches!(effect, Effect::CheckSecret { .. } | Effect::SignIn { .. });
    assert!(!play.effects.iter().any(leaves), "{:?}", play.effects);
    let sign_in = Event::Said(Said::Press(Action::GoTo(StepId::SignIn)));
    assert_eq!(play.tell(sign_in).unwrap_err(), NotNow::Gated);
    by_rail(&mut play, StepId::Provider);
    let early = Said::Ticked { tick: TickId::Step(StepId::Provider), on: true };
    assert_eq!(play.tell(Event::Said(early)).unwrap_err(), NotNow::Gated, "before anything is found");
    look_up(&mut play, TOKEN);
    assert!(!play.effects.iter().any(leaves), "found, and not confirmed: {:?}", play.effects);
    play.tick(StepId::Provider);
    play.press(Action::Continue);
    let to = play.effects.iter().find_map(|effect| match effect {
        Effect::CheckSecret { provider, .. } => Some(provider.clone()),
        _ => None,
    });
    let Some(ProvidedBy::Found(found)) = to else { panic!("not to the one that was found: {to:?}") };
    assert_eq!(found.token.as_str(), TOKEN);
}

/// From the first page to the hand-over, with a mailbox whose domain Microsoft does not know.
#[test]
fn the_whole_way_ends_with_the_values_of_the_provider() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.press(Action::NewSetUp);
    play.typed(FieldId::Mailbox, MAILBOX);
    play.fail(Kind::DirectoryUnknown);
    play.typed(FieldId::Organisation, "Harbour Travel");
    play.press(Action::Continue);
    play.choose_and_begin("discovered-smtp", ANSWERS);
    look_up(&mut play, TOKEN);
    play.tick(StepId::Provider);
    play.press(Action::Continue);
    while play.step() != StepId::SignIn {
        match play.step() {
            StepId::Tenant => play.typed(FieldId::ClientId, "mail-app.7"),
            StepId::ClientSecret => {
                play.hold_secret();
                play.finish(Outcome::SecretAccepted);
            }
            step => play.tick(step),
        }
        check_screen(&play.screen());
        play.press(Action::Continue);
    }
    play.press(Action::OpenBrowser);
    let plan = play.effects.iter().find_map(|effect| match effect {
        Effect::SignIn { plan, .. } => Some(plan.clone()),
        _ => None,
    });
    let plan = plan.expect("a sign-in");
    assert_eq!(plan.requests, ["https://mail.example/smtp", "imap", "offline_access", "openid", "email"]);
    assert!(matches!(plan.provider, ProvidedBy::Found(_)) && plan.tenant.is_none());
    let signed_in = SignedIn { tenant: None, ..play.signed_in(MAILBOX) };
    play.finish(Outcome::SignedIn(signed_in));
    play.press(Action::Continue);
    play.test();
    play.press(Action::Continue);
    play.press(Action::Save);
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    let screen = play.screen();
    check_screen(&screen);
    let said = serde_json::to_string(&screen).unwrap();
    for value in [
        "https://login.mail.example/realm/authorize",
        TOKEN,
        "https://mail.example/smtp imap offline_access",
        "smtp.mail.example:465",
    ] {
        assert!(said.contains(value), "{value} is not handed over");
    }
    assert_eq!(screen.header.provider.as_deref(), Some("login.mail.example"));
}

#[test]
fn a_name_that_is_typed_again_is_confirmed_again() {
    let scenery = Scenery::new();
    let mut play = at_provider(&scenery);
    look_up(&mut play, TOKEN);
    play.tick(StepId::Provider);
    named(&mut play, "smtp-server", "smtp.other.example");
    let screen = play.screen();
    assert_eq!((primary(&screen).as_str(), is_ticked(&screen)), ("Look up the provider", None));
    named(&mut play, "issuer", "http://login.mail.example");
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(field(&screen, "issuer").status.as_ref().unwrap().tone, StatusTone::Error);
    play.press(Action::FindProvider);
    assert!(!play.effects.iter().any(|effect| matches!(effect, Effect::FindProvider { .. })), "that is no name");
    named(&mut play, "issuer", "");
    play.press(Action::FindProvider);
    assert_eq!(field(&play.screen(), "issuer").status.as_ref().unwrap().tone, StatusTone::Error);
    named(&mut play, "issuer", "https://login.mail.example/realm");
    look_up(&mut play, TOKEN);
    assert_eq!(is_ticked(&play.screen()), Some(false), "the tick was for others");
}

#[test]
fn what_was_not_found_is_explained_and_tried_again() {
    let scenery = Scenery::new();
    for kind in [
        Kind::ProviderNotFound,
        Kind::ProviderOfAnother,
        Kind::ProviderUnfit,
        Kind::ProviderTakesNoSecret,
        Kind::NameUnknown,
    ] {
        let mut play = at_provider(&scenery);
        play.press(Action::FindProvider);
        play.fail(Problem::new(kind).with(ValueName::Host, "login.mail.example"));
        let screen = play.screen();
        check_screen(&screen);
        let problem = screen.problem.as_ref().expect("it is explained");
        assert_eq!(problem.kind, kind.as_str());
        assert_eq!(is_ticked(&screen), None);
        look_up(&mut play, TOKEN);
        assert!(play.screen().problem.is_none(), "{}", kind.as_str());
    }
}

/// Whoever can write the file of a set-up does not choose where a secret goes.
#[test]
fn what_is_read_back_is_found_and_confirmed_anew() {
    let scenery = Scenery::new();
    let mut play = at_provider(&scenery);
    look_up(&mut play, TOKEN);
    play.tick(StepId::Provider);
    let journey = play.assistant.journey().unwrap();
    let text = serde_json::to_string(journey).unwrap();
    let read: Journey = serde_json::from_str(&text).unwrap();
    let screen = read.screen(play.now, &scenery.world());
    assert_eq!(is_ticked(&screen), Some(false), "what was found is shown, and nobody has confirmed it");
}

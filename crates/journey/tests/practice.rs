//! Practising, told by its screens: the banner that is always there, faults armed and taken back, a surprise, a bad day,
//! time that moves, and the way in and out.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test says by panicking what does not hold"
)]

#[allow(dead_code, reason = "each test binary uses its own part of the stage")]
mod stage;

use jiff::SignedDuration;
use sendoff_journey::{
    Action, Banner, Block, Effect, Event, FaultItem, FieldName, Moment, Outcome, PageName, PracticeEffect,
    PracticeEvent, PracticeFault, Said, Scenario, Surface, Tone,
};
use sendoff_problem::{Details, Kind, Problem, ValueName};
use sendoff_values::StepId;
use stage::{MAILBOX, OBJECT, Play, Scenery, check_screen, overview, sent, tenant};

const SECRET_ID_ROW: &str = "Description\tExpires\tValue\tSecret ID\n\
    TourTools\t11/21/2028\t8xQ******************\t11111111-2222-4333-8444-555555555556\n";

fn office() -> Scenery {
    let mut scenery = Scenery::new();
    scenery.surroundings.practice = true;
    scenery.surroundings.practice_mailboxes = Some(sendoff_journey::PracticeMailboxes {
        microsoft: MAILBOX.to_owned(),
        google: "office@workspace.example".to_owned(),
    });
    scenery
}

fn banner(play: &Play<'_>) -> Banner {
    play.screen().banner.expect("the practice office is always named")
}

fn states(play: &Play<'_>) -> Vec<String> {
    banner(play).states.iter().map(|state| state.text.line()).collect()
}

fn items(play: &Play<'_>) -> Vec<FaultItem> {
    banner(play).menu.expect("a menu").groups.into_iter().flat_map(|group| group.items).collect()
}

fn hear(play: &mut Play<'_>, event: PracticeEvent) {
    play.tell(Event::Practice(event)).unwrap();
}

/// The office says that this has taken effect.
fn happens(play: &mut Play<'_>, fault: PracticeFault) {
    hear(play, PracticeEvent::Faults { armed: [].into(), happened: vec![fault] });
}

fn effects(play: &Play<'_>) -> Vec<PracticeEffect> {
    let practice = play.effects.iter().filter_map(|effect| match effect {
        Effect::Practice(effect) => Some(*effect),
        _ => None,
    });
    practice.collect()
}

fn armed_by(play: &Play<'_>) -> PracticeFault {
    let armed = effects(play).into_iter().find_map(|effect| match effect {
        PracticeEffect::Arm(fault) => Some(fault),
        _ => None,
    });
    armed.expect("something is armed")
}

fn notes(play: &Play<'_>) -> Vec<String> {
    play.screen().notes.iter().map(|note| note.text.line()).collect()
}

#[test]
fn the_banner_is_there_on_every_page_and_lists_everything_that_can_go_wrong() {
    let scenery = office();
    let mut play = Play::new(&scenery);
    let shown = items(&play);
    let touched: Vec<_> = scenery.recipes.recipes().iter().flat_map(Surface::touched_by).collect();
    assert_eq!(shown.len(), PracticeFault::ALL.iter().filter(|fault| fault.shows_in(&touched)).count());
    let smtp = PracticeFault::named("smtp-refused").unwrap();
    let told = shown.iter().any(|item| item.button.action == Action::Arm(smtp));
    assert_eq!(told, touched.contains(&Surface::Smtp), "what no recipe can meet is not offered");
    assert!(shown.iter().all(|item| !item.on));
    play.begin_set_up();
    let tourtools = Surface::touched_by(scenery.recipes.recipe("tourtools").unwrap());
    let can_meet = |item: &FaultItem| matches!(&item.button.action, Action::Arm(fault) if fault.shows_in(&tourtools));
    let expected: Vec<_> = shown.into_iter().filter(can_meet).collect();
    assert!(items(&play) == expected, "what the set-up can meet, and nothing else");
    play.prepare();
    assert_eq!(banner(&play).text.line(), "Practice. Nothing here reaches Microsoft or Google.");
    assert_eq!(banner(&play).tone, Tone::Practice);
    check_screen(&play.screen());
    play.sign_in();
    play.press(Action::Continue);
    play.test();
    play.press(Action::Continue);
    assert!(notes(&play).iter().any(|note| note.contains("memory of this program")), "{:?}", notes(&play));
    assert!(Play::new(&Scenery::new()).screen().banner.is_none(), "and nowhere else");
}

#[test]
fn what_is_armed_is_said_until_it_happens_or_is_taken_back() {
    let scenery = office();
    let mut play = Play::new(&scenery);
    play.press(Action::Arm(PracticeFault::RedirectMissing));
    assert_eq!(effects(&play), [PracticeEffect::Arm(PracticeFault::RedirectMissing)]);
    assert_eq!(states(&play), ["Armed: redirect URI missing"]);
    assert_eq!(items(&play).iter().filter(|item| item.on).count(), 1);

    play.press(Action::Arm(PracticeFault::KeychainLocked));
    let other =
        [PracticeEffect::Disarm(PracticeFault::RedirectMissing), PracticeEffect::Arm(PracticeFault::KeychainLocked)];
    assert_eq!(effects(&play), other, "one at a time");
    assert_eq!(states(&play), ["Armed: keychain locked"]);

    play.press(Action::Disarm);
    assert_eq!(effects(&play), [PracticeEffect::Disarm(PracticeFault::KeychainLocked)]);
    assert!(states(&play).is_empty());

    play.press(Action::Arm(PracticeFault::SecretWrong));
    happens(&mut play, PracticeFault::SecretWrong);
    assert!(states(&play).is_empty(), "it has happened");
}

#[test]
fn a_fault_can_be_armed_while_an_operation_runs_and_the_operation_goes_on() {
    let scenery = office();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.prepare();
    play.press(Action::OpenBrowser);
    let sign_in = play.begun();
    play.press(Action::Arm(PracticeFault::GraphSendAsDenied));
    play.finish_of(sign_in, Outcome::SignedIn(play.signed_in(MAILBOX)));
    assert_eq!(states(&play), ["Armed: may not send as the mailbox"]);
}

#[test]
fn a_surprise_is_armed_without_telling_and_is_one_that_can_still_be_met() {
    let scenery = office();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.prepare();
    play.sign_in();
    play.press(Action::Continue);
    for number in 0..40 {
        play.press(Action::SurpriseMe);
        assert!(effects(&play).contains(&PracticeEffect::Draw));
        hear(&mut play, PracticeEvent::Drawn(number));
        let fault = armed_by(&play);
        assert!(fault.moment() >= Moment::Sending && fault.surprises(), "{} at the test", fault.name());
        assert_eq!(states(&play), ["Armed: a surprise"]);
        assert!(items(&play).iter().all(|item| !item.on), "the menu does not tell either");
    }
    let late = play.tell(Event::Practice(PracticeEvent::Drawn(1)));
    assert!(late.is_err(), "nobody asked for another number");
}

#[test]
fn a_mistake_of_ones_own_is_told_how_and_no_more_once_it_shows() {
    let scenery = office();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::ClientSecret)))).unwrap();
    play.press(Action::Arm(PracticeFault::PasteHiddenValue));
    assert!(effects(&play).is_empty(), "the office does nothing");
    assert!(states(&play)[0].starts_with("To see it: "), "{:?}", states(&play));
    play.paste(StepId::ClientSecret, SECRET_ID_ROW);
    assert!(states(&play).is_empty(), "{:?}", states(&play));

    play.press(Action::Arm(PracticeFault::PasteObjectId));
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Tenant)))).unwrap();
    play.paste(StepId::Tenant, &overview());
    play.finish(Outcome::DirectoryFound { tenant: tenant() });
    assert_eq!(states(&play).len(), 1, "the right paste is not the mistake");
    play.paste(StepId::Tenant, &format!("Object ID\n{OBJECT}\n"));
    assert!(states(&play).is_empty());
}

#[test]
fn a_scenario_begins_with_its_questions_answered() {
    let scenery = office();
    let mut play = Play::new(&scenery);
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!((screen.name, screen.heading.line().as_str()), (PageName::Connections, "Choose what to practise"));
    let cards = screen.blocks.iter().find_map(|block| match block {
        Block::Scenarios(cards) => Some(cards.clone()),
        _ => None,
    });
    let titles: Vec<String> = cards.unwrap().iter().map(|card| card.title.line()).collect();
    assert_eq!(titles, ["TourTools and Microsoft 365", "An application and Gmail", "A bad day"]);
    let told = serde_json::to_string(&screen.blocks).unwrap();
    assert!(told.contains("in memory only, until this program ends") && !told.contains("stored in"), "{told}");

    play.press(Action::Begin(Scenario::Tourtools));
    let typed: Vec<String> = play
        .screen()
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Field(field) if matches!(field.id, FieldName::Value(_)) => Some(field.value.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(typed, [MAILBOX, "Practice Tours"]);
    play.finish(Outcome::DirectoryFound { tenant: tenant() });
    for _ in 0..3 {
        play.press(Action::Continue);
    }
    assert!(play.effects.contains(&Effect::MakeId), "nothing more had to be said");
}

#[test]
fn gmail_is_practised_with_the_mailbox_at_google() {
    let scenery = office();
    let mut play = Play::new(&scenery);
    play.press(Action::Begin(Scenario::Gmail));
    let records = play.effects.iter().find_map(|effect| match effect {
        Effect::FindExchanges { operation, domain } => Some((*operation, domain.to_string())),
        _ => None,
    });
    let (operation, domain) = records.expect("where the mailbox is, is asked");
    let there = scenery.surroundings.practice_mailboxes.as_ref().unwrap();
    assert!(there.google.ends_with(&domain), "{domain}");
    play.finish_of(operation, Outcome::ExchangesFound(vec!["smtp.google.com".parse().unwrap()]));
    assert!(serde_json::to_string(&play.screen()).unwrap().contains("is at Google"));
    for _ in 0..3 {
        play.press(Action::Continue);
        check_screen(&play.screen());
    }
    assert!(play.effects.contains(&Effect::MakeId), "nothing more had to be said");
}

#[test]
fn on_a_bad_day_each_fault_comes_when_the_one_before_is_mended() {
    let scenery = office();
    let mut play = Play::new(&scenery);
    play.press(Action::Begin(Scenario::BadDay));
    assert!(effects(&play).contains(&PracticeEffect::Draw));
    let look_up = play.begun();
    hear(&mut play, PracticeEvent::Drawn(0));
    let first = armed_by(&play);
    assert_eq!(states(&play), ["A bad day, problem 1 of 3. Mend it, and the next one follows."]);
    play.finish_of(look_up, Outcome::DirectoryFound { tenant: tenant() });
    for _ in 0..3 {
        play.press(Action::Continue);
    }
    play.tell(Event::NewId(stage::ID.parse().unwrap())).unwrap();

    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Tenant)))).unwrap();
    play.paste(StepId::Tenant, &overview());
    play.finish(Outcome::DirectoryFound { tenant: tenant() });
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::ClientSecret)))).unwrap();
    play.hold_secret();
    let checked = play.begun();
    happens(&mut play, first);
    play.finish_of(checked, Outcome::Failed(Problem::new(Kind::SecretExpired)));
    assert_eq!(states(&play).len(), 1);
    assert!(states(&play)[0].contains("1 of 3"), "not mended yet");
    play.press(Action::ClearSecret);
    play.hold_secret();
    play.finish(Outcome::SecretAccepted);
    let second = armed_by(&play);
    assert!(states(&play)[0].contains("2 of 3"), "{:?}", states(&play));

    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::AppRegistration)))).unwrap();
    while play.step() != StepId::SignIn {
        match play.step() {
            StepId::ClientSecret => play.choose(sendoff_journey::ChoiceId::Period, "180"),
            StepId::Tenant => {}
            step => play.tick(step),
        }
        play.press(Action::Continue);
    }
    play.press(Action::OpenBrowser);
    let sign_in = play.begun();
    happens(&mut play, second);
    play.finish_of(sign_in, Outcome::Failed(Problem::new(Kind::RedirectUnknown)));
    assert!(states(&play)[0].contains("2 of 3"));
    play.press(Action::GoTo(StepId::RedirectUri));
    play.tick(StepId::RedirectUri);
    play.press(Action::Retry);
    play.finish(Outcome::SignedIn(play.signed_in(MAILBOX)));
    let third = armed_by(&play);
    play.press(Action::Continue);
    play.press(Action::SendTest);
    let test = play.begun();
    happens(&mut play, third);
    play.finish_of(test, Outcome::Failed(Problem::new(Kind::SendAsDenied)));
    play.pass(60);
    play.tell(Event::Said(Said::Press(Action::Retry))).unwrap();
    play.finish(Outcome::Tested(sent()));
    assert_eq!(states(&play), ["The bad day is over: all three are mended."]);
    play.press(Action::Disarm);
    assert!(states(&play).is_empty());
}

#[test]
fn moved_time_is_said_wherever_somebody_is_and_crosses_for_whoever_counts() {
    let scenery = office();
    let mut play = Play::new(&scenery);
    play.press(Action::MoveTime);
    let month = SignedDuration::from_hours(24 * 30);
    assert_eq!(effects(&play), [PracticeEffect::MoveTime(month)]);
    assert_eq!(play.screen().clock_ahead, 0, "the office moves it, not the button");
    hear(&mut play, PracticeEvent::Time(month));
    assert!(matches!(play.effects.last(), Some(Effect::QueryConnections(_))), "what is due by then is another list");
    play.now += month;
    assert_eq!(play.screen().clock_ahead, 30 * 24 * 60 * 60);
    assert_eq!(states(&play), ["It is 22 December 2026 here, 30 days ahead."]);
    assert!(notes(&play).iter().any(|note| note.contains("until you clear practice")), "{:?}", notes(&play));
}

#[test]
fn leaving_takes_back_what_is_armed_and_says_that_practice_is_kept() {
    let scenery = office();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.press(Action::Arm(PracticeFault::TokenDown));
    play.press(Action::LeavePractice);
    assert_eq!(effects(&play), [PracticeEffect::Disarm(PracticeFault::TokenDown)]);
    assert!(matches!(play.effects.last(), Some(Effect::LeavePractice)));

    let real = Scenery::new();
    let mut play = Play::new(&real);
    play.press(Action::Practise);
    assert_eq!(play.effects.last(), Some(&Effect::EnterPractice));
    assert!(play.tell(Event::Said(Said::Press(Action::Practise))).is_err(), "not twice");
    assert_eq!(notes(&play), ["Opening practice"]);
    hear(&mut play, PracticeEvent::Left);
    assert_eq!(notes(&play), ["Practice is kept. Clear it in Settings."]);
    play.press(Action::NewSetUp);
    assert!(notes(&play).is_empty());
}

#[test]
fn practice_that_cannot_be_opened_says_why_and_can_be_tried_again() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.press(Action::Practise);
    let details = Details { chain: vec!["permission denied".to_owned()], ..Details::default() };
    let folder = "/home/anna/.local/share/sendoff/practice";
    let problem = Problem::new(Kind::PracticeFolder).with(ValueName::Path, folder).with_details(details);
    hear(&mut play, PracticeEvent::NotOpened(problem));
    let screen = play.screen();
    check_screen(&screen);
    let shown = screen.problem.clone().expect("it is explained");
    assert_eq!(shown.title.line(), "Practice could not be opened");
    assert!(shown.why.line().contains(folder) && shown.copy_block.contains("permission denied"));
    play.tell(Event::Said(Said::Press(Action::CopyProblemBlock))).unwrap();
    assert_eq!(play.effects, [Effect::CopyText(shown.copy_block)]);
    play.press(Action::Practise);
    assert_eq!(play.effects.last(), Some(&Effect::EnterPractice));
    assert!(play.screen().problem.is_none());
}

#[test]
fn clearing_leaves_practice_first_and_says_what_came_of_it() {
    let scenery = office();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.tell(Event::Said(Said::Press(Action::ClearPractice))).unwrap();
    let last = &play.effects[play.effects.len() - 2..];
    assert_eq!(last, [Effect::LeavePractice, Effect::Practice(PracticeEffect::Clear)]);

    let real = Scenery::new();
    let mut play = Play::new(&real);
    play.tell(Event::Said(Said::Press(Action::ClearPractice))).unwrap();
    assert_eq!(play.effects, [Effect::Practice(PracticeEffect::Clear)]);
    hear(&mut play, PracticeEvent::Cleared);
    assert_eq!(notes(&play), ["Practice is cleared."]);
    hear(&mut play, PracticeEvent::NotCleared(Problem::new(Kind::PracticeNotCleared)));
    assert!(notes(&play)[0].starts_with("Practice could not be cleared"), "{:?}", notes(&play));
}

#[test]
fn nothing_of_this_can_be_pressed_outside_practice() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    for action in [
        Action::Arm(PracticeFault::SecretWrong),
        Action::Disarm,
        Action::SurpriseMe,
        Action::MoveTime,
        Action::Begin(Scenario::BadDay),
        Action::LeavePractice,
    ] {
        assert!(play.tell(Event::Said(Said::Press(action.clone()))).is_err(), "{action:?}");
    }
}

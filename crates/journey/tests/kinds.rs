//! Every kind of problem, wherever it may happen: explained, with one filled button, and a way back into what failed.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test says by panicking what does not hold"
)]

#[allow(dead_code, reason = "each test binary uses its own part of the stage")]
mod stage;

use sendoff_journey::{Action, Button, Effect, Event, Said, TickId};
use sendoff_problem::{Kind, Problem, WhoActs};
use sendoff_values::StepId;
use stage::{MAILBOX, Play, Scenery, check_screen, number_of};

/// Prepared, and what `operation` needs done; then the operation fails with `kind`.
fn failed<'a>(ready: &Play<'a>, operation: Operation, kind: Kind) -> Play<'a> {
    let mut play = ready.clone();
    match operation {
        Operation::SignIn => play.press(Action::OpenBrowser),
        Operation::Test => play.press(Action::SendTest),
        Operation::Save => play.press(Action::Save),
    }
    play.fail(Problem::new(kind));
    play.pass(120);
    play
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Operation {
    SignIn,
    Test,
    Save,
}

fn ready(scenery: &Scenery, operation: Operation) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.begin_set_up();
    play.prepare();
    if operation == Operation::SignIn {
        return play;
    }
    play.sign_in();
    play.press(Action::Continue);
    if operation == Operation::Test {
        return play;
    }
    play.test();
    play.press(Action::Continue);
    play
}

/// Goes where the filled button leads, does what the step asks for, and presses until something is under way.
fn mend(play: &mut Play<'_>, primary: &Button) {
    if let Action::GoTo(step) = primary.action {
        play.press(primary.action.clone());
        assert_eq!(play.step(), step);
        check_screen(&play.screen());
        if step == StepId::ClientSecret {
            play.hold_another_secret();
        }
        if [StepId::AppRegistration, StepId::RedirectUri, StepId::Permissions, StepId::Mailbox].contains(&step) {
            play.tell(Event::Said(Said::Ticked { tick: TickId::Step(step), on: true })).unwrap();
        }
    }
    play.press(Action::Retry);
}

fn check(operation: Operation) {
    let scenery = Scenery::new();
    let ready = ready(&scenery, operation);
    for kind in Kind::ALL.iter().copied().filter(|kind| *kind != Kind::SecretGone) {
        let mut play = failed(&ready, operation, kind);
        let screen = play.screen();
        check_screen(&screen);
        let view = screen.problem.clone().unwrap_or_else(|| panic!("{operation:?} {kind:?} is not explained"));
        assert_eq!(view.kind, kind.as_str());
        assert!((1..=3).contains(&view.steps.len()));
        assert_eq!(view.who.is_none(), kind.who_acts() == WhoActs::You, "{kind:?}");
        let primary = view.primary.unwrap_or_else(|| panic!("{operation:?} {kind:?}: no filled button"));
        if let Some(step) = kind.step()
            && let Action::GoTo(to) = primary.action
        {
            assert_eq!(to, step, "{kind:?}");
        }
        mend(&mut play, &primary);
        let begun = play.effects.iter().any(|effect| number_of(effect).is_some());
        // A check that was begun by the mending itself became the first operation of the retry.
        let under_way = play.screen().footer.secondary.iter().any(|button| button.action == Action::Stop);
        assert!(begun || under_way, "{operation:?} {kind:?}: the retry began nothing");
        check_screen(&play.screen());
    }
}

#[test]
fn whatever_stops_a_sign_in_is_explained_and_can_be_tried_again() {
    check(Operation::SignIn);
}

#[test]
fn whatever_stops_a_test_message_is_explained_and_can_be_tried_again() {
    check(Operation::Test);
}

#[test]
fn whatever_stops_a_save_is_explained_and_can_be_tried_again() {
    check(Operation::Save);
}

#[test]
fn a_secret_the_engine_lost_is_asked_for_again() {
    let scenery = Scenery::new();
    for operation in [Operation::SignIn, Operation::Test, Operation::Save] {
        let mut play = failed(&ready(&scenery, operation), operation, Kind::SecretGone);
        let screen = play.screen();
        check_screen(&screen);
        assert_eq!(screen.problem.unwrap().title.line(), "The Value was not kept");
        assert_eq!(screen.footer.primary.unwrap().action, Action::GoTo(StepId::ClientSecret));
        play.press(Action::GoTo(StepId::ClientSecret));
        play.hold_another_secret();
        play.press(Action::Retry);
        assert_eq!(play.step(), StepId::SignIn, "{operation:?}: everything is proved anew");
    }
}

#[test]
fn access_that_has_ended_is_made_anew_before_the_message_goes_out() {
    let scenery = Scenery::new();
    let ready = ready(&scenery, Operation::Test);
    for kind in [Kind::AccessRefused, Kind::AccessEnded] {
        let mut play = failed(&ready, Operation::Test, kind);
        play.press(Action::Retry);
        assert!(play.effects.iter().any(|effect| matches!(effect, Effect::SignIn { .. })), "{kind:?}");
        assert_eq!(play.step(), StepId::SignIn);
        let signed_in = play.signed_in(MAILBOX);
        play.finish(sendoff_journey::Outcome::SignedIn(signed_in));
        assert!(
            play.effects.iter().any(|effect| matches!(effect, Effect::SendTest { .. })),
            "the message follows at once"
        );
        assert_eq!(play.step(), StepId::Test);
    }
}

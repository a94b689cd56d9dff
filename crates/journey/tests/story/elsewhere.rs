//! Signing in where no answer can come back by itself: a link goes out, an address is pasted.

use sendoff_journey::{BrowserBox, BrowserText, ComesBack, PasteTarget};

use super::*;

fn plan(play: &Play<'_>) -> ComesBack {
    let mut plans = play.effects.iter().filter_map(|effect| match effect {
        Effect::SignIn { plan, .. } => Some(plan.comes_back),
        _ => None,
    });
    plans.next_back().expect("no sign-in")
}

fn address_box(screen: &Screen) -> BrowserBox {
    let mut boxes = screen.blocks.iter().filter_map(|block| match block {
        Block::BrowserBox(one) => Some(one.clone()),
        _ => None,
    });
    boxes.next_back().expect("nowhere to paste")
}

fn offers(screen: &Screen, action: &Action) -> bool {
    stage::buttons(screen).iter().any(|button| button.action == *action)
}

/// Nothing opens here; the risk stands above everything else while the link is out.
#[test]
fn a_link_for_another_computer_comes_with_its_risk() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    assert!(offers(&play.screen(), &Action::SignInElsewhere));
    play.press(Action::SignInElsewhere);
    assert_eq!(plan(&play), ComesBack::Pasted);
    let sign_in = play.begun();
    play.stage(sign_in, Stage::OpenBrowser, StageState::Skipped, StageDetail::None);
    play.stage(sign_in, Stage::AwaitAnswer, StageState::Working, StageDetail::None);
    let screen = play.screen();
    check_screen(&screen);
    let risk = notes(&screen, Tone::Caution).join(" ");
    for said in [MAILBOX, "opens their mailbox", "only when they expect it", "came unasked", "works once"] {
        assert!(risk.contains(said), "{said:?} is not in {risk}");
    }
    let place = |wanted: fn(&Block) -> bool| screen.blocks.iter().position(wanted).expect("a block");
    let waited_for = place(|block| matches!(block, Block::Live(_)));
    assert!(place(|block| matches!(block, Block::BrowserBox(_))) < waited_for, "what there is to do comes first");
    let Block::Live(live) = &screen.blocks[waited_for] else { unreachable!() };
    let said: Vec<String> = live.stages.iter().map(|stage| stage.text.line()).collect();
    assert!(said.contains(&"Nothing opens here".to_owned()), "{said:?}");
    assert!(said.contains(&"Waiting for you to paste the address".to_owned()), "{said:?}");
    assert_eq!(address_box(&screen).label.line(), "The address line of that page");
    assert_eq!(primary(&screen), "", "nothing is filled while waiting");

    play.press(Action::CopyLink);
    assert_eq!(play.effects, [Effect::CopySignInLink { operation: sign_in }]);
    play.press(Action::PasteFromBrowser);
    assert_eq!(play.effects, [Effect::ReadClipboard(PasteTarget::Browser)]);
    play.tell(Event::BrowserText(BrowserText(Handle(7)))).unwrap();
    assert_eq!(play.effects, [Effect::InjectAnswer { operation: sign_in, text: Handle(7) }]);
    play.tell(Event::AttemptWarned { operation: sign_in, problem: Kind::AnswerOfAnother.into() }).unwrap();
    check_screen(&play.screen());
    assert_eq!(primary(&play.screen()), "Paste again");
}

/// Where no port can be held the way out is offered, and trying again stays on it.
#[test]
fn without_a_port_the_address_can_be_pasted_instead() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    assert_eq!(plan(&play), ComesBack::ByItself);
    play.fail(Kind::PortTaken);
    let screen = play.screen();
    check_screen(&screen);
    assert!(offers(&screen, &Action::Retry) && offers(&screen, &Action::SignInElsewhere));
    play.press(Action::SignInElsewhere);
    assert_eq!(plan(&play), ComesBack::Pasted);
    play.press(Action::Stop);
    play.press(Action::Retry);
    assert_eq!(plan(&play), ComesBack::Pasted, "again is the same again");
    play.press(Action::Stop);
    play.press(Action::OpenBrowser);
    assert_eq!(plan(&play), ComesBack::ByItself);
}

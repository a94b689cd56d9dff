//! Whether the application's machine is reached: tried by a button, explained, tried again, and told how to try elsewhere.

use super::*;

const ADDRESS: &str = "https://gathr.example.com/back";

/// A Gathr set-up on the page that tries the way.
fn at_network(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.begin_set_up_with("gathr", &[("redirect-address", ADDRESS)]);
    while play.step() != StepId::Network {
        play.prepare_step();
    }
    play
}

fn places(play: &Play<'_>) -> Vec<(String, u16, bool)> {
    let places = play.effects.iter().find_map(|effect| match effect {
        Effect::CheckNetwork { places, .. } => Some(places.clone()),
        _ => None,
    });
    places.unwrap().iter().map(|place| (place.host.to_string(), place.port, place.private)).collect()
}

fn paragraphs(screen: &Screen) -> String {
    let text = screen.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) => Some(text.line()),
        Block::Live(live) => live.folded.as_ref().map(sendoff_words::Text::line),
        _ => None,
    });
    text.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_way_is_tried_and_told_with_what_it_does_not_say() {
    let scenery = Scenery::new();
    let mut play = at_network(&scenery);
    check_screen(&play.screen());
    play.press(Action::CheckNetwork);
    let host = "gathr.example.com".to_owned();
    assert_eq!(places(&play), [(host.clone(), 443, true), (host, 48_444, false)]);
    let operation = play.begun();
    play.stage(operation, Stage::FindComputer, StageState::Done, StageDetail::None);
    play.stage(operation, Stage::ReachPort, StageState::Working, StageDetail::None);
    check_screen(&play.screen());
    assert_eq!(primary(&play.screen()), "", "there is only waiting");
    play.finish_of(operation, Outcome::NetworkReached { by_proxy: false });
    let screen = play.screen();
    check_screen(&screen);
    let told = paragraphs(&screen);
    assert!(told.contains("gathr.example.com, port 443: it takes connections, and they are private"), "{told}");
    assert!(told.contains("says nothing about other computers"), "{told}");
    let tick = screen.blocks.iter().find_map(|block| match block {
        Block::Tick(tick) => Some(tick.clone()),
        _ => None,
    });
    assert_eq!(tick.unwrap().status.unwrap().tone, StatusTone::Found);
    play.press(Action::CheckNetwork);
    play.finish(Outcome::NetworkReached { by_proxy: true });
    assert!(paragraphs(&play.screen()).contains("by a proxy"));
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::SignIn);
}

#[test]
fn what_stands_in_the_way_is_explained_tried_again_and_passed_by() {
    let scenery = Scenery::new();
    for kind in [
        Kind::ComputerUnknown,
        Kind::PortClosed,
        Kind::PortSilent,
        Kind::PortNotPrivate,
        Kind::PortOfAnother,
        Kind::OnlyByProxy,
        Kind::Offline,
        Kind::NameNotAnswered,
    ] {
        let mut play = at_network(&scenery);
        play.press(Action::CheckNetwork);
        let problem = Problem::new(kind).with(ValueName::Host, "gathr.example.com").with(ValueName::Port, "443");
        play.fail(problem);
        let screen = play.screen();
        check_screen(&screen);
        assert_eq!(screen.problem.as_ref().unwrap().kind, kind.as_str());
        assert_eq!(primary(&screen), "Check again", "{kind:?}");
        assert_eq!(mark(&screen, StepId::Network), Mark::Problem);
        play.press(Action::Retry);
        assert_eq!(places(&play).len(), 2);
        play.press(Action::Stop);
        play.press(Action::Continue);
        assert_eq!(play.step(), StepId::SignIn, "the test does not rest on it");
    }
}

#[test]
fn elsewhere_it_is_tried_by_lines_to_copy() {
    let scenery = Scenery::new();
    let mut play = at_network(&scenery);
    for (row, line) in [
        ("network-windows-0", "Test-NetConnection gathr.example.com -Port 443"),
        ("network-others-1", "nc -vz gathr.example.com 48444"),
    ] {
        play.tell(Event::Said(Said::Copy(RowId(row.to_owned())))).unwrap();
        let [.., Effect::CopyRow(_, copied)] = play.effects.as_slice() else { panic!("{:?}", play.effects) };
        assert_eq!(copied, line);
    }
}

//! A directory that is in another of Microsoft's clouds: found before the set-up or in it, and the set-up moves there.

use sendoff_problem::ValueName;
use sendoff_recipes::{ProvidedBy, ProviderId};

use super::*;

const WORLDWIDE: ProvidedBy = ProvidedBy::Bundled(ProviderId::Microsoft);
const GOVERNMENT: ProvidedBy = ProvidedBy::Bundled(ProviderId::MicrosoftUsGovernment);

fn in_government() -> Problem {
    Problem::new(Kind::OtherCloud)
        .with(ValueName::Cloud, "the cloud for the US Government (GCC High)")
        .with(ValueName::Provider, ProviderId::MicrosoftUsGovernment.as_str())
}

fn asked(play: &Play<'_>) -> ProvidedBy {
    let mut asked = play.effects.iter().filter_map(|effect| match effect {
        Effect::FindDirectory { provider, .. } => Some(provider.clone()),
        _ => None,
    });
    asked.next().expect("no directory is looked up")
}

fn begun<'a>(scenery: &'a Scenery, mailbox: &str) -> Play<'a> {
    let mut play = Play::new(scenery);
    play.press(Action::NewSetUp);
    play.typed(FieldId::Mailbox, mailbox);
    play
}

/// The fold of the question for the cloud, and what is chosen there.
fn cloud(screen: &Screen) -> (bool, String) {
    let mut choices = screen.blocks.iter().filter_map(|block| match block {
        Block::Choice(choice) if choice.id == ChoiceId::Question("cloud".to_owned()) => Some(choice),
        _ => None,
    });
    let choice = choices.next().expect("the cloud can be chosen");
    (choice.fold.as_ref().expect("it is quiet").open, choice.chosen.clone().unwrap())
}

#[test]
fn whoever_is_in_the_worldwide_cloud_meets_one_folded_line() {
    let scenery = Scenery::new();
    let mut play = begun(&scenery, MAILBOX);
    assert_eq!(asked(&play), WORLDWIDE);
    play.typed(FieldId::Organisation, "Harbour Travel");
    play.press(Action::Continue);
    play.choose(ChoiceId::Application, "microsoft-graph");
    assert_eq!(cloud(&play.screen()), (false, "worldwide".to_owned()));
    check_screen(&play.screen());
}

#[test]
fn a_directory_elsewhere_is_offered_where_it_is_with_everything_kept() {
    let scenery = Scenery::new();
    let mut play = begun(&scenery, "office@agency.example");
    play.fail(in_government());
    let screen = play.screen();
    check_screen(&screen);
    let said = format!("{:?}", screen.blocks);
    assert!(said.contains("the cloud for the US Government (GCC High)"), "{said}");
    play.press(Action::SwitchCloud);
    assert_eq!(asked(&play), GOVERNMENT);
    play.finish(Outcome::DirectoryFound { tenant: TENANT.parse().unwrap() });
    play.typed(FieldId::Organisation, "Agency");
    play.press(Action::Continue);
    play.choose(ChoiceId::Application, "microsoft-graph");
    assert_eq!(cloud(&play.screen()), (true, "us-government".to_owned()));
    check_screen(&play.screen());

    // Back to the worldwide one by hand, and it is looked up there again.
    play.choose(ChoiceId::Question("cloud".to_owned()), "worldwide");
    assert_eq!(asked(&play), WORLDWIDE);
    play.fail(in_government());
    let doubted = play.screen();
    assert!(cloud(&doubted).0, "what was found is said where the cloud is chosen");
    play.press(Action::SwitchCloud);
    assert_eq!(asked(&play), GOVERNMENT);
}

/// An application whose recipe knows the worldwide cloud only says so, and offers no way that leads nowhere.
#[test]
fn an_application_of_the_worldwide_cloud_alone_cannot_be_moved() {
    let scenery = Scenery::new();
    let mut play = begun(&scenery, "office@agency.example");
    let looked_up = play.begun();
    play.typed(FieldId::Organisation, "Agency");
    play.press(Action::Continue);
    play.choose(ChoiceId::Application, "tourtools");
    play.finish_of(looked_up, Outcome::Failed(in_government()));
    let offered = stage::buttons(&play.screen());
    assert!(!offered.iter().any(|button| button.action == Action::SwitchCloud));
}

/// The directory that was typed is in another cloud: the set-up moves, keeps what was typed, and asks everything there from now on.
#[test]
fn a_set_up_moves_into_the_cloud_of_its_directory() {
    let scenery = Scenery::new();
    let mut play = begun(&scenery, "office@agency.example");
    play.typed(FieldId::Organisation, "Agency");
    play.press(Action::Continue);
    play.choose(ChoiceId::Application, "microsoft-graph");
    let question =
        |id: &str, text: &str| Said::AnswerTyped { question: id.to_owned(), text: text.to_owned(), version: 9 };
    play.tell(Event::Said(question("redirect-address", "https://app.agency.example/callback"))).unwrap();
    play.press(Action::Continue);
    play.press(Action::Continue);
    play.tell(Event::NewId(ID.parse().unwrap())).unwrap();
    play.press(Action::Continue);
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Tenant)))).unwrap();
    play.typed(FieldId::ClientId, CLIENT);
    play.typed(FieldId::TenantId, TENANT);
    assert_eq!(asked(&play), WORLDWIDE);
    play.fail(in_government());
    let screen = play.screen();
    check_screen(&screen);
    play.press(Action::SwitchCloud);
    assert_eq!(asked(&play), GOVERNMENT);
    play.finish(Outcome::DirectoryFound { tenant: TENANT.parse().unwrap() });
    let screen = play.screen();
    check_screen(&screen);
    let shown = format!("{screen:?}");
    assert!(shown.contains(CLIENT) && shown.contains(TENANT), "what was typed is kept");
    let journey = play.assistant.journey().unwrap();
    let kept = serde_json::to_string(journey).unwrap();
    assert!(kept.contains("us-government"), "the set-up remembers its cloud: {kept}");
    play.press(Action::OpenPortalPage);
    let opened = play.effects.iter().find_map(|effect| match effect {
        Effect::OpenPage(page) => Some(page.provider.clone()),
        _ => None,
    });
    assert_eq!(opened, Some(GOVERNMENT));
    play.hold_secret();
    let checked = play.effects.iter().find_map(|effect| match effect {
        Effect::CheckSecret { provider, .. } => Some(provider.clone()),
        _ => None,
    });
    assert_eq!(checked, Some(GOVERNMENT));
}

//! What an owner asks is answered where it arises: before anything is begun, where the portal may say no, and where somebody
//! else must act.

use sendoff_journey::Help;

use super::*;

fn help(screen: &Screen) -> Help {
    let mut helps = screen.blocks.iter().filter_map(|block| match block {
        Block::Help(help) => Some(help.clone()),
        _ => None,
    });
    helps.next().expect("no help")
}

/// What is asked on this page, in order.
fn asked(screen: &Screen) -> Vec<String> {
    help(screen).answers.iter().map(|one| one.question.line()).collect()
}

/// The answer to the question that begins so.
fn answer(screen: &Screen, question: &str) -> String {
    let help = help(screen);
    let found = help.answers.iter().find(|one| one.question.line().starts_with(question));
    found.unwrap_or_else(|| panic!("{question} is not asked: {:?}", asked(screen))).answer.line()
}

const AM_I: &str = "Am I an administrator?";
const WHO_IS: &str = "Who is the administrator?";
const COST: &str = "Does this cost anything?";
const ADDRESS: (&str, &str) = ("redirect-address", "https://app.example.com/back");
const NO_BUTTON: &str = "What if the button is not there?";

#[test]
fn before_anything_is_begun() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.reach_application();
    play.choose(ChoiceId::Application, "tourtools");
    play.press(Action::Continue);
    let screen = play.screen();
    assert_eq!(screen.name, PageName::BeforeYouBegin);
    check_screen(&screen);
    assert_eq!(asked(&screen), [AM_I, WHO_IS, COST]);
    assert!(answer(&screen, WHO_IS).contains("Harbour Travel"));
}

/// The questions of each step of Prepare on the way.
fn by_step(recipe: &str, answers: &[(&str, &str)]) -> Vec<(StepId, Vec<String>)> {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up_with(recipe, answers);
    let mut found = Vec::new();
    while play.step() != StepId::SignIn {
        found.push((play.step(), asked(&play.screen())));
        play.prepare_step();
    }
    found
}

#[test]
fn where_the_portal_may_say_no() {
    let steps = by_step("gathr", &[ADDRESS]);
    let of = |step: StepId| &steps.iter().find(|(one, _)| *one == step).unwrap().1;
    assert_eq!(*of(StepId::AppRegistration), [AM_I, WHO_IS, NO_BUTTON, COST]);
    assert_eq!(*of(StepId::Permissions), [NO_BUTTON, WHO_IS]);
    assert_eq!(*of(StepId::ClientSecret), [NO_BUTTON, WHO_IS]);
    assert_eq!(*of(StepId::Approval), [AM_I, WHO_IS, NO_BUTTON, COST]);
    assert!(of(StepId::Network).is_empty(), "the network has no administrator");
}

#[test]
fn where_mailboxes_are_switched() {
    let steps = by_step("microsoft-smtp", &[ADDRESS, ("direction", "sending")]);
    let switches = &steps.iter().find(|(step, _)| *step == StepId::Mailbox).unwrap().1;
    assert_eq!(*switches, [AM_I, WHO_IS, NO_BUTTON, COST]);
}

#[test]
fn where_signing_in_finds_that_an_administrator_must_approve() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.prepare();
    assert!(asked(&play.screen()).is_empty());
    play.press(Action::OpenBrowser);
    play.fail(Kind::ApprovalNeeded);
    let screen = play.screen();
    assert_eq!(asked(&screen), [AM_I, WHO_IS, NO_BUTTON, COST]);
    assert!(answer(&screen, AM_I).contains("Cloud Application Administrator"));
}

/// Nobody has found a page of the provider that says what it costs: then nobody says that it is free.
#[test]
fn no_price_is_promised() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up_with("gathr", &[ADDRESS]);
    while play.step() != StepId::Approval {
        play.prepare_step();
    }
    let screen = play.screen();
    assert!(answer(&screen, COST).contains("no page of Microsoft's that promises it"));
    assert!(!serde_json::to_string(&screen).unwrap().contains("costs nothing"));
}

/// What is asked before anything is begun, and what is said.
fn before(recipe: &str, account: Option<&str>) -> Screen {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.reach_application();
    play.choose(ChoiceId::Application, recipe);
    if let Some(account) = account {
        play.choose(ChoiceId::Question("account".to_owned()), account);
    }
    play.press(Action::Continue);
    let screen = play.screen();
    assert_eq!(screen.name, PageName::BeforeYouBegin);
    check_screen(&screen);
    screen
}

/// Nothing on Google's pages is answered in Microsoft's terms.
#[test]
fn at_google_it_is_answered_in_googles_terms() {
    for (recipe, account) in [
        ("tourtools-gmail", Some("workspace")),
        ("google-app-password", Some("workspace")),
        ("google-service-account", None),
    ] {
        let screen = before(recipe, account);
        assert_eq!(asked(&screen), [AM_I, WHO_IS, COST], "{recipe}");
        assert!(answer(&screen, WHO_IS).contains("Google Workspace"), "{recipe}");
        let said = serde_json::to_string(&screen).unwrap();
        assert!(!said.contains("Microsoft"), "{recipe}: {said}");
    }
}

#[test]
fn a_private_account_is_looked_after_by_its_owner() {
    let screen = before("google-app-password", Some("gmail"));
    assert_eq!(asked(&screen), [WHO_IS, COST]);
    assert!(answer(&screen, WHO_IS).contains("Nobody but the owner"));
}

#[test]
fn where_googles_pages_may_say_no() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up_with("google-gmail", &[("account", "workspace"), ("audience", "internal")]);
    assert_eq!(
        (play.step(), asked(&play.screen())),
        (StepId::Project, [AM_I, WHO_IS, NO_BUTTON, COST].map(str::to_owned).to_vec())
    );
    play.typed(FieldId::GoogleProject, "harbour-mail-473920");
    play.press(Action::Continue);
    while play.step() != StepId::GoogleClient {
        let step = play.step();
        assert_eq!(asked(&play.screen()), [NO_BUTTON, WHO_IS], "{step:?}");
        play.tick(step);
        play.press(Action::Continue);
    }
    assert_eq!(asked(&play.screen()), [NO_BUTTON, WHO_IS]);
}

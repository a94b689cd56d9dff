//! An administrator's approval: given on a page opened here, or by somebody who gets a note and takes days.

use sendoff_journey::Journey;

use super::*;

/// ZappySys asks for an approval in a step of its own; up to that step.
fn at_approval(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.begin_set_up_for("zappysys");
    while play.step() != StepId::Approval {
        play.prepare_step();
    }
    play
}

fn offers(screen: &Screen, action: &Action) -> bool {
    stage::buttons(screen).iter().any(|button| button.action == *action)
}

fn is_ticked(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::Tick(tick) if tick.on))
}

fn copied(play: &Play<'_>) -> String {
    let mut texts = play.effects.iter().filter_map(|effect| match effect {
        Effect::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    texts.next_back().expect("nothing was copied")
}

fn waits(play: &Play<'_>) -> bool {
    play.assistant.journey().unwrap().waits_for_approval_since().is_some()
}

/// What the provider would write back for all that was asked for.
fn all_of_it(play: &Play<'_>) -> Vec<String> {
    let recipe = play.assistant.recipe(&play.scenery.world()).unwrap();
    recipe.requests().map(str::to_owned).collect()
}

#[test]
fn the_page_is_opened_here_and_its_answer_counts_as_what_it_is() {
    let scenery = Scenery::new();
    let mut play = at_approval(&scenery);
    check_screen(&play.screen());
    play.press(Action::OpenApproval);
    let Some(Effect::Approve { plan, .. }) = play.effects.first() else { panic!("{:?}", play.effects) };
    assert_eq!((plan.tenant.as_str(), plan.client_id.as_str()), (stage::TENANT, CLIENT));
    assert_eq!(plan.redirect.as_str(), "http://localhost/mail-setup");
    assert_eq!(plan.requests, all_of_it(&play));
    let approval = play.begun();
    play.stage(approval, Stage::AwaitAnswer, StageState::Working, StageDetail::None);
    check_screen(&play.screen());
    assert!(offers(&play.screen(), &Action::Stop) && offers(&play.screen(), &Action::CopyLink));
    let granted = all_of_it(&play);
    play.finish_of(approval, Outcome::Approved { granted });
    let screen = play.screen();
    check_screen(&screen);
    let told = notes(&screen, Tone::Info).join(" ");
    assert!(told.contains("by an administrator, says Microsoft's page, for everybody in Harbour Travel"), "{told}");
    assert!(told.contains("Mail.Read") && told.contains("signing in shows whether it does"), "{told}");
    assert!(is_ticked(&screen), "the tick is set by the answer");
    assert!(!offers(&screen, &Action::OpenApproval), "what is done is not offered again");
    play.press(Action::Continue);
    assert_ne!(play.step(), StepId::Approval);
}

#[test]
fn an_approval_of_less_than_is_needed_names_what_is_missing() {
    let scenery = Scenery::new();
    let mut play = at_approval(&scenery);
    play.press(Action::OpenApproval);
    play.finish(Outcome::Approved { granted: vec!["https://graph.microsoft.com/mail.read".to_owned()] });
    let screen = play.screen();
    check_screen(&screen);
    let told = notes(&screen, Tone::Caution).join(" ");
    assert!(told.contains("Not among them: Mail.Send, User.Read"), "{told}");
    assert!(!is_ticked(&screen), "what is missing is not approved");
    assert!(offers(&screen, &Action::OpenApproval), "the page can be opened once more");
}

#[test]
fn every_refusal_is_explained_on_the_page_and_the_page_can_be_opened_again() {
    let scenery = Scenery::new();
    let before = at_approval(&scenery);
    for (kind, shown) in [
        (Kind::ApprovalNeeded, "not-an-approver"),
        (Kind::ApprovalDeclined, "approval-declined"),
        (Kind::ApprovedElsewhere, "approved-elsewhere"),
        (Kind::WaitedTooLong, "waited-too-long"),
        (Kind::PortTaken, "port-taken"),
        (Kind::RedirectUnknown, "redirect-unknown"),
    ] {
        let mut play = before.clone();
        play.press(Action::OpenApproval);
        play.fail(Problem::new(kind));
        let screen = play.screen();
        check_screen(&screen);
        assert_eq!(mark(&screen, StepId::Approval), Mark::Problem, "{kind:?}");
        assert_ne!(mark(&screen, StepId::SignIn), Mark::Problem, "nobody has signed in yet: {kind:?}");
        let problem = screen.problem.unwrap();
        assert_eq!((problem.kind.as_str(), play.step()), (shown, StepId::Approval));
        assert_eq!(problem.primary.unwrap().action, Action::OpenApproval);
        assert!(!waits(&play), "nobody else was asked");
        play.press(Action::OpenApproval);
        assert!(play.effects.iter().any(|effect| matches!(effect, Effect::Approve { .. })));
    }
    let mut stopped = before;
    stopped.press(Action::OpenApproval);
    stopped.press(Action::Stop);
    assert_eq!(stopped.screen().problem.unwrap().kind, "stopped");
    check_screen(&stopped.screen());
}

#[test]
fn the_note_has_the_link_and_says_what_its_last_page_does() {
    let scenery = Scenery::new();
    let mut play = at_approval(&scenery);
    play.press(Action::CopyAdministratorNote);
    let note = copied(&play);
    let link =
        format!("https://login.microsoftonline.com/{}/v2.0/adminconsent?client_id={CLIENT}&scope=", stage::TENANT);
    for part in [
        "Harbour Travel: approval needed for the app registration",
        &link,
        "redirect_uri=http%3A%2F%2Flocalhost%2Fmail-setup",
        "may not load on your computer",
        "the approval counts all the same",
        "Or: Open API permissions",
    ] {
        assert!(note.contains(part), "{part} is missing in:\n{note}");
    }
    assert!(!note.contains("state=") && !note.contains("8xQ"), "{note}");
    let told = notes(&play.screen(), Tone::Info).join(" ");
    assert!(told.contains("an administrator of Harbour Travel is to approve"), "{told}");
}

#[test]
fn whoever_waits_goes_on_comes_back_days_later_and_checks() {
    let scenery = Scenery::new();
    let mut play = at_approval(&scenery);
    play.press(Action::CopyAdministratorNote);
    let since = play.assistant.journey().unwrap().waits_for_approval_since();
    play.press(Action::Continue);
    assert_ne!(play.step(), StepId::Approval, "the other steps need not wait");
    let written = serde_json::to_string(play.assistant.journey().unwrap()).unwrap();
    play.tell(Event::Said(Said::Press(Action::ToConnections))).unwrap();
    play.pass(5 * 24 * 3600);
    let back: Journey = serde_json::from_str(&written).unwrap();
    assert_eq!(back.waits_for_approval_since(), since, "it survives a restart");
    play.tell(Event::Loaded(Box::new(back))).unwrap();
    assert_eq!(play.step(), StepId::Approval, "one is led to what it waits for");
    let told = notes(&play.screen(), Tone::Info).join(" ");
    assert!(told.contains("22 November 2026") && told.contains("once the steps before signing in are done"), "{told}");
    check_screen(&play.screen());
    assert!(!offers(&play.screen(), &Action::CheckApproval), "without a secret nobody can sign in");
    play.press(Action::Continue);
    while play.step() != StepId::SignIn {
        play.prepare_step();
    }
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Approval)))).unwrap();
    play.press(Action::CheckApproval);
    assert_eq!(play.step(), StepId::SignIn);
    play.fail(Problem::new(Kind::ApprovalNeeded));
    let screen = play.screen();
    check_screen(&screen);
    let problem = screen.problem.clone().unwrap();
    assert_eq!(problem.kind, "approval-pending", "no news is no fault and no approval");
    assert_eq!(problem.primary.unwrap().label, "Check approval");
    assert!(offers(&screen, &Action::OpenApproval) && waits(&play));
    play.press(Action::Retry);
    let signed_in = play.signed_in(MAILBOX);
    play.finish(Outcome::SignedIn(signed_in));
    assert!(!waits(&play), "it was seen to count");
    let rail = play.screen().rail.unwrap();
    let step = rail.groups.iter().flat_map(|group| &group.items).find(|item| item.step == StepId::Approval);
    assert_eq!(step.unwrap().mark, sendoff_journey::Mark::Done, "nobody has to tick what was seen");
}

#[test]
fn another_registration_waits_for_nobody_and_a_tick_ends_the_wait() {
    let scenery = Scenery::new();
    let mut play = at_approval(&scenery);
    play.press(Action::CopyAdministratorNote);
    let mut ticked = play.clone();
    ticked.tick(StepId::Approval);
    assert!(!waits(&ticked), "the person says that it is done");
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Tenant)))).unwrap();
    play.typed(FieldId::ClientId, "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0ab");
    assert!(!waits(&play));
}

/// TourTools has no step for it: it is asked for where the sign-in was refused for want of it.
#[test]
fn a_refused_sign_in_offers_the_page_the_note_and_the_check() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    play.fail(Problem::new(Kind::ApprovalNeeded));
    let labels: Vec<String> = stage::buttons(&play.screen()).into_iter().map(|button| button.label).collect();
    for label in ["Copy a note for the administrator", "Open the approval page here", "Check approval"] {
        assert!(labels.iter().any(|other| other == label), "{label} is not among {labels:?}");
    }
    play.press(Action::OpenApproval);
    check_screen(&play.screen());
    let granted = all_of_it(&play);
    play.finish(Outcome::Approved { granted });
    assert_eq!(play.step(), StepId::SignIn);
    check_screen(&play.screen());
    assert!(notes(&play.screen(), Tone::Info)[0].contains("by an administrator, says Microsoft's page"));
    play.press(Action::OpenBrowser);
    play.fail(Problem::new(Kind::ApprovalNeeded));
    assert_eq!(
        play.screen().problem.unwrap().kind,
        "approval-pending",
        "what was approved moments ago may not count yet"
    );
}

#[test]
fn the_list_says_since_when_and_by_whom() {
    let scenery = Scenery::new();
    let mut play = at_approval(&scenery);
    play.press(Action::CopyAdministratorNote);
    let since = play.assistant.journey().unwrap().waits_for_approval_since();
    let mut list = Play::new(&scenery);
    let row = sendoff_journey::FoundConnection {
        id: stage::ID.parse().unwrap(),
        organisation: "Harbour Travel".to_owned(),
        mailbox: MAILBOX.to_owned(),
        recipe: "zappysys".to_owned(),
        application: "ZappySys".to_owned(),
        state: sendoff_journey::FoundState::Unfinished { step: StepId::Approval, at: play.now, waiting: since },
    };
    let found = sendoff_journey::ConnectionsFound { rows: vec![row], total: 1, matching: 1, ..Default::default() };
    list.pass(3 * 24 * 3600);
    list.tell(Event::Connections(found)).unwrap();
    let text = serde_json::to_string(&list.screen()).unwrap();
    for said in ["Waiting for approval", "An administrator was asked 22 November 2026"] {
        assert!(text.contains(said), "{text}");
    }
}

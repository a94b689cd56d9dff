//! What stands beside the way: files of the hand-over, help with a step, what else may be behind a problem.

use jiff::civil::date;
use sendoff_journey::{Help, ProblemView, ReminderInput};
use sendoff_recipes::{ProvidedBy, ProviderId};

use super::*;

/// At the hand-over of a connection that was saved on 22 November 2026.
fn handed_over(scenery: &Scenery) -> Play<'_> {
    let mut play = ready(scenery);
    play.until_saved();
    play
}

fn help(screen: &Screen) -> Help {
    match screen.blocks.last() {
        Some(Block::Help(help)) => help.clone(),
        other => panic!("help is not the last part: {other:?}"),
    }
}

fn copied(play: &Play<'_>) -> String {
    match play.effects.first() {
        Some(Effect::CopyText(text)) => text.clone(),
        other => panic!("nothing was copied: {other:?}"),
    }
}

#[test]
fn a_reminder_is_written_for_the_day_the_secret_ends() {
    let scenery = Scenery::new();
    let mut play = handed_over(&scenery);
    play.press(Action::SaveReminder);
    let Some(Effect::WriteReminder { reminder, .. }) = play.effects.first().cloned() else { panic!() };
    let ReminderInput { name, day, title, text, file_name } = *reminder;
    assert_eq!((name.as_str(), day), (ID, date(2027, 5, 21)));
    assert_eq!(title, "Renew the mail secret for TourTools at Harbour Travel");
    assert_eq!(file_name, "harbour-travel-tourtools");
    for hidden in [CLIENT, TENANT, MAILBOX, "8xQ"] {
        assert!(!format!("{title} {text}").contains(hidden), "{hidden}");
    }
    play.finish(Outcome::ReminderWritten { path: "/home/anna/harbour-travel-tourtools.ics".to_owned() });
    let toast = play.screen().toast.unwrap();
    assert_eq!(toast.text.line(), "The reminder was saved as /home/anna/harbour-travel-tourtools.ics");
    play.press(Action::ShowFile);
    assert_eq!(play.effects, [Effect::ShowFile("/home/anna/harbour-travel-tourtools.ics".to_owned())]);
    play.press(Action::Dismiss);
    assert_eq!(play.screen().toast, None);
}

#[test]
fn closing_the_dialog_is_no_trouble_and_a_folder_that_refuses_is() {
    let scenery = Scenery::new();
    let mut play = handed_over(&scenery);
    play.press(Action::SaveSheet);
    play.fail(Kind::Stopped);
    assert_eq!((play.screen().problem, play.screen().toast), (None, None));
    play.press(Action::SaveSheet);
    play.fail(Kind::FolderReadOnly);
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(screen.problem.unwrap().title.line(), "This folder cannot be written");
    assert_eq!(primary(&play.screen()), "Choose another folder");
    play.press(Action::Retry);
    assert!(matches!(play.effects.first(), Some(Effect::WriteSheet { .. })));
}

#[test]
fn the_strip_shows_the_values_alone_and_goes_back() {
    let scenery = Scenery::new();
    let mut play = handed_over(&scenery);
    assert_eq!(play.screen().strip, None);
    play.press(Action::OpenStrip);
    assert_eq!(play.screen().strip.unwrap().title, "TourTools values");
    play.tell(Event::Said(Said::CopyNext)).unwrap();
    let [Effect::CopyRow(row, _)] = play.effects.as_slice() else { panic!("{:?}", play.effects) };
    let row = *row;
    play.tell(Event::Copied(row)).unwrap();
    play.press(Action::CloseStrip);
    assert_eq!(play.screen().strip, None);
    assert!(rows(&play.screen()).copied.unwrap().starts_with("Copied 1 of "), "what was copied stays marked");
}

#[test]
fn a_hand_over_after_the_secret_ended_says_so_first() {
    let scenery = Scenery::new();
    let mut play = handed_over(&scenery);
    play.now = "2027-05-22T08:00:00Z".parse().unwrap();
    let first = play.screen().notes.remove(0);
    assert_eq!(
        (first.tone, first.text.line().as_str()),
        (Tone::Caution, "The client secret expired on 21 May 2027. TourTools cannot send until it is renewed.")
    );
}

#[test]
fn every_step_ends_with_help() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    let screen = play.screen();
    assert_eq!(help(&screen).label, "Get help with this step");
    assert_eq!(help(&screen).notes.len(), 2, "one for the administrator, one for support");
    play.tick(StepId::AppRegistration);
    play.press(Action::Continue);
    assert!(help(&play.screen()).traps[0].line().contains("Object ID"));
    let mut play = handed_over(&scenery);
    assert!(help(&play.screen()).traps[0].line().contains("authURL"));
    play.press(Action::CopySupportNote);
}

#[test]
fn the_note_for_support_says_how_far_it_is_and_names_nobody() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let details = Details {
        code: Some("AADSTS50020".to_owned()),
        at: Some(play.now),
        correlation_id: Some("0c0ffee0-1111-4222-8333-444455556666".to_owned()),
        ..Details::default()
    };
    let problem = Problem::new(Kind::WrongAccount).with(ValueName::SignedInAs, "anna@harbour.example");
    play.fail(problem.with_details(details));
    play.press(Action::CopySupportNote);
    let note = copied(&play);
    for part in ["set-up of TourTools with Microsoft 365", "2. IDs: done", "Sign in: needs attention", "AADSTS50020"] {
        assert!(note.contains(part), "{part} is missing in:\n{note}");
    }
    for hidden in [CLIENT, TENANT, MAILBOX, "anna@harbour.example", "Harbour", "8xQ", "0c0ffee0-1111"] {
        assert!(!note.contains(hidden), "{hidden} is in:\n{note}");
    }
}

/// The sign-in ends with this problem.
fn explained(kind: Kind, code: &str) -> (Scenery, ProblemView) {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let details = Details { code: Some(code.to_owned()), at: Some(play.now), ..Details::default() };
    play.fail(Problem::new(kind).with_details(details));
    let problem = play.screen().problem.unwrap();
    drop(play);
    (scenery, problem)
}

#[test]
fn a_sign_with_several_causes_names_the_others_with_their_steps() {
    let (_scenery, problem) = explained(Kind::RedirectUnknown, "AADSTS50011");
    assert_eq!(problem.others.len(), 3);
    let go = problem.others[2].go.as_ref().unwrap();
    assert_eq!((go.action.clone(), go.tone), (Action::GoTo(StepId::Tenant), ButtonTone::Outlined));
    let (_scenery, problem) = explained(Kind::SecretExpired, "AADSTS7000222");
    assert!(problem.others.is_empty(), "it has expired, and that is that");
}

#[test]
fn another_cause_leads_into_its_step_and_back_into_what_failed() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    play.fail(Kind::RedirectUnknown);
    play.press(Action::GoTo(StepId::Tenant));
    assert_eq!(notes(&play.screen(), Tone::Return), ["You came here to fix: A redirect URI is missing"]);
    play.press(Action::Retry);
    assert!(play.effects.iter().any(|effect| matches!(effect, Effect::SignIn { .. })));
}

#[test]
fn an_unknown_code_can_be_looked_up_and_names_the_usual_steps() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let details = Details { code: Some("AADSTS7777777".to_owned()), ..Details::default() };
    play.fail(Problem::new(Kind::MicrosoftRefused).with_details(details));
    let problem = play.screen().problem.unwrap();
    assert_eq!(problem.look_up.as_ref().unwrap().label, "Look this code up at Microsoft 365");
    let steps: Vec<Action> = problem.others.iter().map(|other| other.go.clone().unwrap().action).collect();
    assert_eq!(steps, [Action::GoTo(StepId::RedirectUri), Action::GoTo(StepId::ClientSecret)]);
    play.press(Action::LookUpCode);
    let provider = ProvidedBy::Bundled(ProviderId::Microsoft);
    assert_eq!(play.effects, [Effect::OpenErrorPage { provider, number: 7_777_777 }]);
}

#[test]
fn practice_leads_to_nobody_outside() {
    let mut scenery = Scenery::new();
    scenery.surroundings.practice = true;
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let details = Details { code: Some("AADSTS50011".to_owned()), ..Details::default() };
    play.fail(Problem::new(Kind::RedirectUnknown).with_details(details));
    assert_eq!(play.screen().problem.unwrap().look_up, None);
}

#[test]
fn the_block_for_a_ticket_is_whole() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let details = Details {
        code: Some("AADSTS90094".to_owned()),
        at: Some("2026-11-22T10:52:00Z".parse().unwrap()),
        trace_id: Some("7a5e0c52-1111-4222-8333-444455556666".to_owned()),
        correlation_id: Some("0c0ffee0-1111-4222-8333-444455556666".to_owned()),
        said: Some("Admin consent is required".to_owned()),
        ..Details::default()
    };
    play.fail(Problem::new(Kind::ApprovalNeeded).with_details(details));
    play.tell(Event::Said(Said::Press(Action::CopyProblemBlock))).unwrap();
    let block = copied(&play);
    for part in [
        "An administrator must approve this",
        "Set-up: Harbour Travel, office@harbour.example, TourTools",
        "Step 8 of 11: Sign in",
        "Who must act: An administrator of Harbour Travel must do this.",
        &format!("Application (client) ID: {CLIENT}"),
        &format!("Directory (tenant) ID: {TENANT}"),
        "Code: AADSTS90094",
        "22 November 2026 10:52",
        "7a5e0c52-1111",
        "0c0ffee0-1111",
        "Admin consent is required",
    ] {
        assert!(block.contains(part), "{part} is missing in:\n{block}");
    }
    assert!(!block.contains("8xQ"));
    play.tell(Event::Said(Said::ScreenShare(true))).unwrap();
    let shown = play.screen().problem.unwrap().copy_block;
    assert!(!shown.contains(CLIENT) && !shown.contains(MAILBOX) && shown.contains("7f3c…b0aa"), "{shown}");
}

#[test]
fn coming_back_says_when_it_was_started_on_the_page_one_comes_back_to() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Tenant)))).unwrap();
    let written = serde_json::to_string(play.assistant.journey().unwrap()).unwrap();
    play.tell(Event::Said(Said::Press(Action::ToConnections))).unwrap();
    play.press(Action::LeaveAnyway);
    play.pass(10 * 24 * 3600);
    play.tell(Event::Loaded(Box::new(serde_json::from_str(&written).unwrap()))).unwrap();
    assert!(notes(&play.screen(), Tone::Info).iter().any(|note| note.contains("22 November 2026")));
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::RedirectUri)))).unwrap();
    assert!(!notes(&play.screen(), Tone::Info).iter().any(|note| note.contains("22 November 2026")));
}

#[test]
fn instructions_nobody_checked_for_a_year_say_so() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    assert!(notes(&play.screen(), Tone::Caution).is_empty());
    play.pass(366 * 24 * 3600);
    let told = notes(&play.screen(), Tone::Caution);
    assert!(told[0].starts_with("These instructions were last checked on 21 November 2026"), "{told:?}");
}

#[test]
fn what_may_only_be_waiting_says_for_how_long_and_trying_is_possible_all_the_time() {
    let scenery = Scenery::new();
    for (kind, code, seconds, most) in [
        (Kind::SecretRefused, "AADSTS7000215", 60, "60 seconds"),
        (Kind::ApprovalNeeded, "AADSTS65001", 60, "15 minutes"),
        (Kind::RegistrationNotReady, "AADSTS650051", 30, "60 seconds"),
    ] {
        let mut play = ready(&scenery);
        play.press(Action::OpenBrowser);
        let at = play.now;
        let details = Details { code: Some(code.to_owned()), at: Some(at), ..Details::default() };
        play.fail(Problem::new(kind).with_details(details));
        let screen = play.screen();
        check_screen(&screen);
        let problem = screen.problem.unwrap();
        let again = problem.again.unwrap();
        assert_eq!(again.from.duration_since(at).as_secs(), seconds, "{kind:?}");
        assert!(again.text.line().contains(most), "{}", again.text.line());
        let retry = problem.primary.iter().chain(&problem.secondary).find(|button| button.action == Action::Retry);
        assert_eq!(retry.unwrap().enabled_at, None);
        let meaning = problem.details.iter().find(|row| row.label == "In plain words").unwrap();
        assert!(!meaning.value.is_empty());
    }
}

#[test]
fn a_pause_that_was_asked_for_goes_before_every_figure_and_what_is_wrong_is_not_waited_for() {
    let scenery = Scenery::new();
    let failed = |problem: Problem| {
        let mut play = ready(&scenery);
        play.press(Action::OpenBrowser);
        let details = Details { at: Some(play.now), ..Details::default() };
        play.fail(problem.with_details(details));
        play.screen().problem.unwrap().again
    };
    let asked = failed(Problem::new(Kind::ProviderBusy).with(ValueName::Seconds, "17")).unwrap();
    assert_eq!(asked.text.line(), "Microsoft asks for this pause itself.");
    assert_eq!(failed(Problem::new(Kind::RedirectUnknown)), None);
    assert_eq!(failed(Problem::new(Kind::SecretExpired)), None);
}

//! What stands around a set-up: settings, screen-share mode, the menu, and the ways out.

use sendoff_journey::{
    ConnectionsFound, Dialog, DialogName, FoundConnection, FoundState, MenuItem, PracticeEffect, PracticeEvent,
    SettingControl, SettingId, SettingRow, SettingValue, Settings, Theme,
};

use super::*;

fn say(play: &mut Play<'_>, action: Action) {
    play.tell(Event::Said(Said::Press(action))).unwrap();
}

fn set(play: &mut Play<'_>, setting: SettingId, value: SettingValue) {
    play.tell(Event::Said(Said::Set { setting, value })).unwrap();
}

fn dialog(play: &Play<'_>) -> Dialog {
    let screen = play.screen();
    check_screen(&screen);
    screen.dialog.expect("nothing is asked")
}

fn asked(play: &Play<'_>) -> Option<DialogName> {
    play.screen().dialog.map(|dialog| dialog.name)
}

fn item(play: &Play<'_>, action: &Action) -> Option<MenuItem> {
    let groups = play.screen().around.menu;
    groups.into_iter().flat_map(|group| group.items).find(|item| item.action == *action)
}

fn row(play: &Play<'_>, id: SettingId) -> SettingRow {
    let screen = play.screen();
    check_screen(&screen);
    let rows = screen.blocks.into_iter().filter_map(|block| match block {
        Block::Settings(rows) => Some(rows),
        _ => None,
    });
    rows.flatten().find(|row| row.id == id).expect("no such setting")
}

fn kept(play: &Play<'_>) -> Option<Settings> {
    play.effects.iter().find_map(|effect| match effect {
        Effect::KeepSettings(settings) => Some((**settings).clone()),
        _ => None,
    })
}

/// At the secret's step, with a secret that is held and not saved.
fn with_a_secret(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.begin_set_up();
    say(&mut play, Action::GoTo(StepId::ClientSecret));
    play.hold_secret();
    play
}

#[test]
fn quitting_with_a_secret_that_is_not_saved_asks_first() {
    let scenery = Scenery::new();
    let mut play = with_a_secret(&scenery);
    say(&mut play, Action::Quit);
    assert!(play.effects.is_empty(), "nothing happens before the answer");
    let asked = dialog(&play);
    assert_eq!(asked.name, DialogName::Unsaved);
    assert_eq!(asked.title.line(), "The client secret is not saved yet");
    assert_eq!((asked.keep.label.as_str(), asked.keep.tone), ("Go back", ButtonTone::Filled), "the safe choice");
    let others: Vec<_> = asked.buttons.iter().map(|button| (button.label.as_str(), button.tone)).collect();
    assert_eq!(others, [("Quit", ButtonTone::Outlined)]);

    assert_eq!(play.tell(Event::Said(Said::Press(Action::Continue))), Err(NotNow::NotHere), "the page waits");
    say(&mut play, Action::Quit);
    assert!(play.effects.is_empty(), "closing the window again says the same");
    play.press(Action::CloseDialog);
    assert_eq!(play.screen().dialog, None);

    say(&mut play, Action::Quit);
    play.press(Action::LeaveAnyway);
    assert_eq!(play.effects.last(), Some(&Effect::Quit));
    assert!(is_remembered(&play.effects), "everything else is kept");
    assert!(play.effects.contains(&Effect::Forget(Handle(1))), "the secret is not");
}

#[test]
fn leaving_asks_only_while_there_is_something_to_lose() {
    let scenery = Scenery::new();
    for leaving in [Action::ToConnections, Action::NewSetUp, Action::Practise] {
        let mut play = with_a_secret(&scenery);
        say(&mut play, leaving.clone());
        assert_eq!(asked(&play), Some(DialogName::Unsaved), "{leaving:?}");
        assert_eq!(play.step(), StepId::ClientSecret);
        play.press(Action::LeaveAnyway);
        assert_eq!(play.assistant.journey(), None, "{leaving:?} left");

        let mut play = with_a_secret(&scenery);
        play.press(Action::ClearSecret);
        say(&mut play, leaving.clone());
        assert_eq!(asked(&play), None, "{leaving:?}: there is no secret any more");
    }
    let mut play = Play::new(&scenery);
    say(&mut play, Action::Quit);
    assert_eq!(play.effects, [Effect::Quit]);
}

#[test]
fn leaving_practice_with_a_secret_asks_first() {
    let mut scenery = Scenery::new();
    scenery.surroundings.practice = true;
    let mut play = with_a_secret(&scenery);
    say(&mut play, Action::LeavePractice);
    assert_eq!(dialog(&play).name, DialogName::Unsaved);
    assert!(play.effects.is_empty());
    play.press(Action::LeaveAnyway);
    assert_eq!(play.effects.last(), Some(&Effect::LeavePractice));
}

#[test]
fn quitting_in_a_wait_ends_it_and_keeps_the_step() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let attempt = play.begun();
    say(&mut play, Action::Quit);
    play.press(Action::LeaveAnyway);
    assert_eq!(play.effects.first(), Some(&Effect::Cancel(attempt)));
    let remembered = play.effects.iter().find_map(|effect| match effect {
        Effect::Remember(journey) => Some(journey.step()),
        _ => None,
    });
    assert_eq!(remembered, Some(StepId::SignIn), "the set-up is there again at the same step");
    assert_eq!(play.effects.last(), Some(&Effect::Quit));
}

#[test]
fn quitting_while_saving_waits_for_it_and_a_second_time_does_not() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.sign_in();
    play.press(Action::Continue);
    play.test();
    play.press(Action::Continue);
    play.press(Action::Save);
    let saving = play.begun();
    let (mut impatient, mut unlucky) = (play.clone(), play.clone());
    say(&mut play, Action::Quit);
    assert!(play.effects.is_empty() && asked(&play).is_none(), "it waits, and asks nothing: nothing is lost");
    play.finish_of(saving, Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    assert_eq!(play.effects.last(), Some(&Effect::Quit), "then it ends");

    say(&mut impatient, Action::Quit);
    say(&mut impatient, Action::Quit);
    assert_eq!(impatient.effects, [Effect::Quit]);

    say(&mut unlucky, Action::Quit);
    unlucky.finish_of(saving, Outcome::Failed(Kind::KeychainLocked.into()));
    assert!(!unlucky.effects.contains(&Effect::Quit), "the secret is still there, and so is the person");
    say(&mut unlucky, Action::Quit);
    assert_eq!(asked(&unlucky), Some(DialogName::Unsaved));
}

#[test]
fn settings_lie_over_the_page_and_the_wait_goes_on() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let (attempt, before) = (play.begun(), play.screen().page);
    say(&mut play, Action::OpenSettings);
    let settings = play.screen();
    assert_eq!(settings.name, PageName::Settings);
    assert!(settings.page > before);
    check_screen(&settings);
    let signed_in = play.signed_in(MAILBOX);
    play.finish_of(attempt, Outcome::SignedIn(signed_in));
    assert_eq!(play.screen().page, settings.page, "what goes on under the settings does not take the focus");
    play.press(Action::Back);
    let back = play.screen();
    assert_eq!(back.name, PageName::Step(StepId::SignIn));
    assert!(back.page > settings.page);
    assert_eq!(primary(&back), "Continue", "the sign-in was taken meanwhile");
}

#[test]
fn a_setting_applies_at_once_and_says_when_it_was_not_kept() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    say(&mut play, Action::OpenSettings);
    set(&mut play, SettingId::Theme, SettingValue::Option("dark".to_owned()));
    assert_eq!(kept(&play).map(|settings| settings.theme), Some(Theme::Dark));
    set(&mut play, SettingId::MoveOn, SettingValue::On(true));
    assert_eq!(row(&play, SettingId::MoveOn).control, Some(SettingControl::Switch(true)));
    play.tell(Event::SettingsNotKept(Kind::DiskFull.into())).unwrap();
    let status = row(&play, SettingId::Theme).status.expect("it says so");
    assert!(status.text.line().starts_with("Could not be saved"), "{}", status.text.line());
    assert!(row(&play, SettingId::MoveOn).status.is_some());
    assert_eq!(row(&play, SettingId::PreparedBy).status, None, "that one was not changed");
    set(&mut play, SettingId::MoveOn, SettingValue::On(false));
    play.tell(Event::SettingsKept).unwrap();
    assert_eq!(row(&play, SettingId::Theme).status, None);
    set(&mut play, SettingId::MoveOn, SettingValue::On(false));
    assert!(play.effects.is_empty(), "what does not change is not written");
}

#[test]
fn the_menu_says_what_holds_and_what_cannot_be_yet() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    let theme = |play: &Play<'_>, theme| item(play, &Action::SetTheme(theme)).unwrap().mark;
    assert_eq!(theme(&play, Theme::System), Some(sendoff_journey::MenuMark::Radio(true)));
    say(&mut play, Action::SetTheme(Theme::Light));
    assert_eq!(theme(&play, Theme::System), Some(sendoff_journey::MenuMark::Radio(false)));
    let sign_in = item(&play, &Action::GoTo(StepId::SignIn)).unwrap();
    assert!(sign_in.why_not.is_some_and(|why| why.line().starts_with("needs step")));
    assert_eq!(item(&play, &Action::GoTo(StepId::Tenant)).unwrap().keys.as_deref(), Some("Ctrl+2"));
    say(&mut play, Action::ZoomIn);
    assert_eq!(kept(&play).map(|settings| settings.zoom.percent()), Some(110));
}

#[test]
fn screen_share_mode_goes_on_by_one_press_and_off_by_two_and_stays_over_a_restart() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    say(&mut play, Action::SwitchScreenShare);
    assert!(play.screen().screen_share);
    let remembered = kept(&play).unwrap();
    say(&mut play, Action::SwitchScreenShare);
    assert!(play.screen().screen_share && play.screen().around.share_asked);
    let mut elsewhere = play.clone();
    say(&mut play, Action::SwitchScreenShare);
    assert!(!play.screen().screen_share);
    say(&mut elsewhere, Action::GoTo(StepId::Tenant));
    assert!(!elsewhere.screen().around.share_asked, "on another page it begins anew");
    say(&mut elsewhere, Action::SwitchScreenShare);
    assert!(elsewhere.screen().screen_share);

    let again = sendoff_journey::Assistant::new(remembered.at_start());
    assert!(again.screen(play.now, &scenery.world()).screen_share);
    let asked_for = Settings { start_sharing: true, ..Settings::default() };
    assert!(asked_for.at_start().screen_share);
}

#[test]
fn organisations_are_numbers_where_that_was_chosen() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    let found = |name: &str, id: &str| FoundConnection {
        id: id.parse().unwrap(),
        organisation: name.to_owned(),
        mailbox: MAILBOX.to_owned(),
        recipe: "tourtools".to_owned(),
        application: "TourTools".to_owned(),
        state: FoundState::Unfinished { step: StepId::Tenant, at: play.now, waiting: None },
    };
    let rows = vec![found("Alder & Finch", ID), found("Harbour Travel", "0a1b2c3d-0000-4000-8000-000000000002")];
    let asked = play.assistant.begin(play.now, &scenery.world());
    let Some(Effect::QueryConnections(query)) = asked.into_iter().next() else { panic!("the list is asked for") };
    let found = ConnectionsFound { query, rows, total: 2, matching: 2, ..ConnectionsFound::default() };
    play.tell(Event::Connections(found)).unwrap();
    say(&mut play, Action::OpenSettings);
    set(&mut play, SettingId::HideOrganisations, SettingValue::On(true));
    play.press(Action::Back);
    assert!(serde_json::to_string(&play.screen()).unwrap().contains("Alder & Finch"), "not outside the mode");
    say(&mut play, Action::SwitchScreenShare);
    let shown = serde_json::to_string(&play.screen()).unwrap();
    assert!(!shown.contains("Alder") && !shown.contains("Harbour Travel"), "{shown}");
    assert!(shown.contains("Organisation 1") && shown.contains("Organisation 2"));

    let mut play = Play::new(&scenery);
    play.begin_set_up();
    say(&mut play, Action::OpenSettings);
    set(&mut play, SettingId::HideOrganisations, SettingValue::On(true));
    play.press(Action::Back);
    say(&mut play, Action::SwitchScreenShare);
    for step in [StepId::AppRegistration, StepId::Tenant, StepId::Permissions, StepId::Mailbox] {
        let _ = play.tell(Event::Said(Said::Press(Action::GoTo(step))));
        let shown = serde_json::to_string(&play.screen()).unwrap();
        assert!(!shown.contains("Harbour Travel"), "{step:?}: {shown}");
    }
}

#[test]
fn sharing_hides_the_path_with_the_persons_name_and_an_address_among_the_settings() {
    let mut scenery = Scenery::new();
    scenery.surroundings.system.folder = Some("/home/anna/.local/share/sendoff".to_owned());
    let mut play = Play::new(&scenery);
    say(&mut play, Action::OpenSettings);
    set(&mut play, SettingId::PreparedBy, SettingValue::Text("Anna Berg, anna@berg.example".to_owned()));
    assert!(row(&play, SettingId::Folder).hint.is_some());
    say(&mut play, Action::SwitchScreenShare);
    assert_eq!(row(&play, SettingId::Folder).hint, None);
    let value = "Anna Berg, a•••@berg.example".to_owned();
    let masked = Some(SettingControl::Text { value, masked: true });
    assert_eq!(row(&play, SettingId::PreparedBy).control, masked);
}

#[test]
fn it_moves_on_by_itself_only_where_that_was_chosen() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    let mut chosen = play.clone();
    play.sign_in();
    assert_eq!(play.step(), StepId::SignIn);
    say(&mut chosen, Action::OpenSettings);
    set(&mut chosen, SettingId::MoveOn, SettingValue::On(true));
    chosen.press(Action::Back);
    chosen.sign_in();
    assert_eq!(chosen.step(), StepId::Test);
    chosen.test();
    assert_eq!(chosen.step(), StepId::Save);
}

#[test]
fn who_prepared_it_stands_on_the_sheet() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    say(&mut play, Action::OpenSettings);
    set(&mut play, SettingId::PreparedBy, SettingValue::Text("Anna Berg, Berg IT".to_owned()));
    play.press(Action::Back);
    play.until_saved();
    play.press(Action::SaveSheet);
    let sheet = play.effects.iter().find_map(|effect| match effect {
        Effect::WriteSheet { sheet, .. } => Some(sheet.prepared_by.clone()),
        _ => None,
    });
    assert_eq!(sheet, Some(Some("Anna Berg, Berg IT".to_owned())));
}

#[test]
fn practice_data_is_cleared_after_a_question() {
    let mut scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    say(&mut play, Action::OpenSettings);
    play.press(Action::AskClearPractice);
    assert_eq!(dialog(&play).keep.action, Action::CloseDialog);
    assert!(play.effects.is_empty());
    play.press(Action::ClearPractice);
    assert_eq!(play.effects, [Effect::Practice(PracticeEffect::Clear)]);
    play.tell(Event::Practice(PracticeEvent::Cleared)).unwrap();
    assert_eq!(row(&play, SettingId::PracticeData).hint.unwrap().line(), "Cleared");
    assert_eq!(row(&play, SettingId::PracticeData).control, None);

    let mut unlucky = Play::new(&scenery);
    say(&mut unlucky, Action::OpenSettings);
    unlucky.tell(Event::Practice(PracticeEvent::NotCleared(Kind::DiskFailed.into()))).unwrap();
    let said = row(&unlucky, SettingId::PracticeData).status.unwrap();
    assert!(said.text.line().starts_with("Could not be cleared"));

    scenery.surroundings.practice = true;
    let mut play = with_a_secret(&scenery);
    say(&mut play, Action::OpenSettings);
    play.press(Action::AskClearPractice);
    play.press(Action::ClearPractice);
    let leaves = play.effects.iter().position(|effect| *effect == Effect::LeavePractice);
    let clears = play.effects.iter().position(|effect| *effect == Effect::Practice(PracticeEffect::Clear));
    assert!(leaves.is_some() && leaves < clears, "{:?}", play.effects);
}

#[test]
fn settings_that_could_not_be_read_are_said_where_somebody_looks() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.tell(Event::SettingsNotRead(Problem::new(Kind::FileDamaged).with(ValueName::Path, "settings.json"))).unwrap();
    assert_eq!(notes(&play.screen(), Tone::Caution).len(), 1);
    say(&mut play, Action::OpenSettings);
    let said = notes(&play.screen(), Tone::Caution);
    assert!(said[0].ends_with("The usual settings hold; the file is kept as it was."), "{said:?}");
}

#[test]
fn the_list_of_keys_and_the_version_are_told_over_the_page() {
    let mut scenery = Scenery::new();
    scenery.surroundings.system.version = "0.1.0".to_owned();
    let mut play = Play::new(&scenery);
    say(&mut play, Action::ShowShortcuts);
    let keys = dialog(&play);
    let Some(Block::Shortcuts(groups)) = keys.blocks.first() else { panic!("no keys") };
    let chords: Vec<_> = groups.iter().flat_map(|group| &group.rows).flat_map(|row| row.keys.clone()).collect();
    assert!(chords.contains(&"Ctrl+Shift+H".to_owned()) && chords.contains(&"Alt+Left".to_owned()));
    play.press(Action::CloseDialog);
    say(&mut play, Action::ShowAbout);
    assert_eq!(dialog(&play).title.line(), "Sendoff 0.1.0");
    scenery.surroundings.system.command_key = true;
    let mut play = Play::new(&scenery);
    say(&mut play, Action::ShowShortcuts);
    let text = serde_json::to_string(&dialog(&play)).unwrap();
    assert!(text.contains("Cmd+Shift+H") && text.contains("Cmd+[") && !text.contains("Ctrl"));
    assert!(!play.screen().around.menu_button, "the menu bar serves");
}

#[test]
fn a_file_is_not_named_after_an_organisation_that_is_not_shown() {
    for (hide, name) in [(false, "harbour-travel-tourtools"), (true, "tourtools")] {
        let scenery = Scenery::new();
        let mut play = ready(&scenery);
        say(&mut play, Action::OpenSettings);
        set(&mut play, SettingId::HideOrganisations, SettingValue::On(hide));
        play.press(Action::Back);
        say(&mut play, Action::SwitchScreenShare);
        play.sign_in();
        play.press(Action::Continue);
        play.test();
        play.press(Action::CopyTranscript);
        let Some(Effect::CopyText(copied)) = play.effects.first() else { panic!("{:?}", play.effects) };
        assert!(!copied.contains(MAILBOX), "{copied}");
        play.press(Action::Continue);
        play.press(Action::Save);
        play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
        play.press(Action::SaveSheet);
        let Some(Effect::WriteSheet { sheet, .. }) = play.effects.first() else { panic!("{:?}", play.effects) };
        assert_eq!(sheet.file_name, name);
    }
}

#[test]
fn a_paste_that_belongs_to_another_step_says_so() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.tick(StepId::AppRegistration);
    let _ = play.tell(Event::Said(Said::Press(Action::GoTo(StepId::ClientSecret))));
    play.press(Action::Paste);
    play.paste(StepId::ClientSecret, &stage::overview());
    let boxes = play.screen().blocks.into_iter().find_map(|block| match block {
        Block::PasteBox(paste) => paste.status,
        _ => None,
    });
    let status = boxes.unwrap();
    assert_eq!(status.tone, StatusTone::Caution);
    assert!(status.text.line().contains("belong to step 2, IDs, and are kept there"), "{}", status.text.line());
}

#[test]
fn an_unfinished_set_up_can_be_deleted_as_a_whole() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    assert!(item(&play, &Action::DeleteConnection).is_some());
    say(&mut play, Action::DeleteConnection);
    assert_eq!(asked(&play), Some(DialogName::DeleteSetUp));
    play.press(Action::CloseDialog);
    assert_eq!(play.screen().name, PageName::Step(StepId::SignIn), "nothing was lost");
    say(&mut play, Action::DeleteConnection);
    play.press(Action::DeleteForGood);
    let deleted = play.effects.iter().position(|effect| matches!(effect, Effect::Delete(_))).unwrap();
    let kept = play.effects.iter().position(|effect| matches!(effect, Effect::Remember(_)));
    assert!(kept.is_none_or(|kept| kept < deleted), "what is written last is that it is gone");
    assert!(play.effects.iter().any(|effect| matches!(effect, Effect::Forget(_))), "its secret too");
    assert_eq!(play.screen().name, PageName::Connections);
    assert!(item(&play, &Action::DeleteConnection).is_none());
}

#[test]
fn a_saved_connection_is_deleted_on_its_page_and_not_from_the_menu() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.until_saved();
    assert!(item(&play, &Action::DeleteConnection).is_none());
    assert!(play.tell(Event::Said(Said::Press(Action::DeleteConnection))).is_err());
}

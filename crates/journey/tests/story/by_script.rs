//! *Do it by script*: offered on the first step, written by the engine, brought back by one paste.

use sendoff_journey::{ScriptPress, ScriptWish, TickId, WrittenScript};

use super::*;
use crate::stage::buttons;

const SECRET: &str = "8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";

/// What a script prints for TourTools, with these redirect addresses.
fn block(redirects: &[&str]) -> String {
    let redirects = redirects.iter().map(|one| format!("Redirect URI: {one}\n")).collect::<Vec<_>>().concat();
    format!(
        "========== copy from this line ==========\nApplication (client) ID: {CLIENT}\nDirectory (tenant) ID: {TENANT}\n\
         Secret value: {SECRET}\nSecret expires: 2028-11-21\n{redirects}========== to this line ==========\n"
    )
}

const BOTH: [&str; 2] = ["https://www.tourtools.com/auth/", "http://localhost/mail-setup"];

fn press(press: ScriptPress) -> Action {
    Action::ByScript(press)
}

/// On the page, with a script on it.
fn opened(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.begin_set_up();
    play.press(press(ScriptPress::Open));
    write(&mut play);
    play
}

/// The engine writes what was asked for last.
fn write(play: &mut Play<'_>) -> ScriptWish {
    let wish = play.effects.iter().find_map(|effect| match effect {
        Effect::WriteScript(wish) => Some(wish.clone()),
        _ => None,
    });
    let wish = wish.expect("a script is asked for");
    let text = format!("{} {} {}", wish.dialect.as_str(), wish.months, wish.approve);
    let script = WrittenScript { text, file_name: "sendoff-set-up.sh".to_owned() };
    play.tell(Event::ScriptWritten(wish.clone(), Some(script))).unwrap();
    *wish
}

fn script(play: &Play<'_>) -> Option<String> {
    play.screen().blocks.into_iter().find_map(|block| match block {
        Block::Script(script) => Some(script.text),
        _ => None,
    })
}

#[test]
fn it_is_offered_where_the_portal_begins_and_quietly() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    let offered =
        |play: &Play<'_>| buttons(&play.screen()).into_iter().find(|button| button.action == press(ScriptPress::Open));
    assert_eq!(offered(&play).unwrap().tone, sendoff_journey::ButtonTone::Link);
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Tenant)))).unwrap();
    assert_eq!(offered(&play), None);
    assert_eq!(play.tell(Event::Said(Said::Press(press(ScriptPress::Open)))), Err(NotNow::NotHere));
}

#[test]
fn every_wish_is_written_anew_and_a_late_script_is_dropped() {
    let scenery = Scenery::new();
    let mut play = opened(&scenery);
    assert_eq!(play.screen().name, PageName::Script);
    assert_eq!(script(&play).as_deref(), Some("azure-cli 24 false"));
    play.choose(ChoiceId::ScriptMonths, "6");
    let Some(Effect::WriteScript(late)) = play.effects.first().cloned() else { panic!("nothing is written") };
    play.choose(ChoiceId::ScriptDialect, "graph-powershell");
    let text = WrittenScript { text: "late".to_owned(), file_name: String::new() };
    assert_eq!(play.tell(Event::ScriptWritten(late, Some(text))), Err(NotNow::Late));
    play.tell(Event::Said(Said::Ticked { tick: TickId::ScriptApproves, on: true })).unwrap();
    let wish = write(&mut play);
    assert_eq!((wish.months, wish.approve), (6, true));
    assert_eq!(script(&play).as_deref(), Some("graph-powershell 6 true"));
    let shell = press(ScriptPress::OpenShell);
    assert!(
        !buttons(&play.screen()).iter().any(|button| button.action == shell),
        "PowerShell has no shell in the browser"
    );
    let wrong = Said::Chosen { choice: ChoiceId::ScriptMonths, option: "25".to_owned() };
    assert_eq!(play.tell(Event::Said(wrong)), Err(NotNow::NotHere));
}

#[test]
fn it_is_copied_and_saved_and_then_the_block_is_asked_for() {
    let scenery = Scenery::new();
    let mut play = opened(&scenery);
    play.press(press(ScriptPress::Copy));
    assert_eq!(play.effects.first(), Some(&Effect::CopyText("azure-cli 24 false".to_owned())));
    assert_eq!(play.screen().footer.primary.unwrap().action, Action::Paste);
    play.press(press(ScriptPress::Save));
    assert!(
        matches!(play.effects.first(), Some(Effect::SaveScript { script, .. }) if script.file_name == "sendoff-set-up.sh")
    );
    play.fail(Kind::FolderReadOnly);
    assert!(play.screen().problem.is_some(), "what went wrong is explained on the page");
    assert_eq!(mark(&play.screen(), StepId::Save), Mark::Gated, "and has nothing to do with the step Save");
    play.press(Action::Retry);
    play.finish(Outcome::ScriptSaved { path: "/home/anna/sendoff-set-up.sh".to_owned() });
    let screen = play.screen();
    assert_eq!(screen.toast.unwrap().text.line(), "The script is saved: /home/anna/sendoff-set-up.sh");
    assert_eq!((screen.name, screen.problem), (PageName::Script, None));
    play.press(press(ScriptPress::Close));
    assert_eq!(play.screen().name, PageName::Step(StepId::AppRegistration));
}

#[test]
fn one_paste_fills_every_field_and_leads_to_what_is_open() {
    let scenery = Scenery::new();
    let mut play = opened(&scenery);
    play.tell(Event::Said(Said::Ticked { tick: TickId::ScriptApproves, on: true })).unwrap();
    write(&mut play);
    play.paste(StepId::AppRegistration, &block(&BOTH));
    let screen = play.screen();
    assert_eq!(screen.name, PageName::Step(StepId::Mailbox), "the first step that is still open");
    assert!(
        screen.notes.iter().any(|note| note.text.line().contains("The script has filled in")),
        "{:?}",
        screen.notes
    );
    assert!(!format!("{screen:?} {:?}", play.assistant).contains(SECRET));
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::ClientSecret)))).unwrap();
    let held = play.screen().blocks.into_iter().find_map(|block| match block {
        Block::SecretField(field) => field.held,
        _ => None,
    });
    assert_eq!(held.unwrap().first_three.as_deref(), Some("8xQ"));
    assert!(play.screen().notes.is_empty(), "said once");
}

#[test]
fn a_part_of_the_block_stays_on_the_page_and_says_what_is_missing() {
    let scenery = Scenery::new();
    let mut play = opened(&scenery);
    play.paste(
        StepId::AppRegistration,
        &format!("Application (client) ID: {CLIENT}\nDirectory (tenant) ID: {TENANT}\n"),
    );
    let screen = play.screen();
    assert_eq!(screen.name, PageName::Script);
    let status = screen.blocks.iter().find_map(|block| match block {
        Block::PasteBox(paste) => paste.status.as_ref().map(|status| status.text.line()),
        _ => None,
    });
    let status = status.unwrap();
    assert!(status.contains("Not in what you pasted: Value, Expires"), "{status}");
}

#[test]
fn an_address_that_was_not_registered_leads_to_the_redirects() {
    let scenery = Scenery::new();
    let mut play = opened(&scenery);
    play.paste(StepId::AppRegistration, &block(&BOTH[..1]));
    let screen = play.screen();
    assert_eq!(screen.name, PageName::Step(StepId::RedirectUri));
    assert!(screen.notes[0].text.line().starts_with("http://localhost/mail-setup is not among"), "{:?}", screen.notes);
}

#[test]
fn what_the_script_did_not_approve_is_left_to_the_person() {
    let scenery = Scenery::new();
    let mut play = opened(&scenery);
    play.paste(StepId::AppRegistration, &block(&BOTH));
    assert_eq!(play.screen().name, PageName::Step(StepId::Permissions));
}

#[test]
fn without_a_public_id_of_a_permission_there_is_none() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.press(press(ScriptPress::Open));
    let Some(Effect::WriteScript(wish)) = play.effects.first().cloned() else { panic!("nothing is written") };
    play.tell(Event::ScriptWritten(wish, None)).unwrap();
    assert_eq!(script(&play), None);
    assert!(play.screen().footer.primary.is_none());
    play.press(press(ScriptPress::Close));
}

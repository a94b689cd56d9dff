//! A whole TourTools set-up, told by its screens.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test says by panicking what does not hold"
)]

mod alone;
mod app_password;
mod approval;
mod around;
mod by_script;
mod check;
mod client_file;
mod clouds;
mod copying;
mod discovered;
mod elsewhere;
mod extras;
mod finish;
mod google;
mod granted;
mod home;
mod manifest;
mod network;
mod opened;
mod opened_whole;
mod owner;
mod places;
mod service_account;
#[allow(dead_code, reason = "each test binary uses its own part of the stage")]
#[path = "../stage/mod.rs"]
mod stage;

use sendoff_journey::{
    Action, Block, ButtonTone, ChoiceId, CopyRows, DayField, Effect, Event, Field, Journey, Mark, NotNow, Outcome,
    PageName, RowId, Said, Screen, SecretSource, StageDetail, StatusTone, Tone,
};
use sendoff_problem::{Details, Kind, Problem, ValueName};
use sendoff_values::{FieldId, Handle, Stage, StageState, StepId};
use stage::{CLIENT, ID, MAILBOX, Play, Scenery, TENANT, check_screen, sent, tenant};

fn field(screen: &Screen, label: &str) -> Field {
    let fields = screen.blocks.iter().filter_map(|block| match block {
        Block::Field(field) => Some(field.clone()),
        _ => None,
    });
    fields.into_iter().find(|field| field.label.line() == label).expect("no such field")
}

fn mark(screen: &Screen, step: StepId) -> Mark {
    let rail = screen.rail.as_ref().unwrap();
    rail.groups.iter().flat_map(|group| &group.items).find(|item| item.step == step).unwrap().mark
}

fn rows(screen: &Screen) -> CopyRows {
    let rows = screen.blocks.iter().find_map(|block| match block {
        Block::CopyRows(rows) => Some(rows.clone()),
        _ => None,
    });
    rows.expect("no rows to copy")
}

fn notes(screen: &Screen, tone: Tone) -> Vec<String> {
    screen.notes.iter().filter(|note| note.tone == tone).map(|note| note.text.line()).collect()
}

fn primary(screen: &Screen) -> String {
    let buttons = stage::buttons(screen).into_iter().filter(|button| button.tone == ButtonTone::Filled);
    buttons.map(|button| button.label).collect::<Vec<_>>().join("; ")
}

fn is_remembered(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Remember(_)))
}

#[test]
fn from_the_first_question_to_the_sheet() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    assert_eq!(play.screen().name, PageName::Connections);
    play.begin_set_up();
    check_screen(&play.screen());
    assert_eq!(play.step(), StepId::AppRegistration);
    assert_eq!(play.screen().header.organisation.as_deref(), Some("Harbour Travel"));

    play.prepare();
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(primary(&screen), "Open the browser");
    assert_eq!(mark(&screen, StepId::Test), Mark::Gated);

    play.press(Action::OpenBrowser);
    let sign_in = play.begun();
    let Some(Effect::SignIn { plan, .. }) = play.effects.iter().find(|e| matches!(e, Effect::SignIn { .. })) else {
        panic!("{:?}", play.effects)
    };
    assert_eq!((plan.tenant.as_ref().unwrap().as_str(), plan.client_id.as_str()), (TENANT, CLIENT));
    assert!(plan.requests.iter().any(|request| request == "openid"), "{:?}", plan.requests);
    assert!(plan.permissions.iter().all(|permission| permission != "openid"));
    check_screen(&play.screen());
    assert_eq!(primary(&play.screen()), "", "nothing is filled while waiting");
    play.stage(sign_in, Stage::OpenBrowser, StageState::Done, StageDetail::None);
    play.stage(sign_in, Stage::AwaitAnswer, StageState::Working, StageDetail::None);
    check_screen(&play.screen());
    play.stage(sign_in, Stage::Identity, StageState::Done, StageDetail::Account(MAILBOX.to_owned()));
    play.finish_of(sign_in, Outcome::SignedIn(play.signed_in(MAILBOX)));
    let screen = play.screen();
    check_screen(&screen);
    let Block::Live(live) = &screen.blocks[0] else { panic!() };
    assert_eq!(live.folded.as_ref().unwrap().line(), "Signed in as office@harbour.example, 4 permissions");
    assert_eq!(primary(&screen), "Continue");

    play.press(Action::Continue);
    play.test();
    let screen = play.screen();
    check_screen(&screen);
    assert!(screen.blocks.iter().any(|block| matches!(block, Block::Transcript(_))));
    play.press(Action::Arrived(true));
    play.press(Action::Continue);

    let screen = play.screen();
    check_screen(&screen);
    let Some(Block::Summary(summary)) = screen.blocks.iter().find(|block| matches!(block, Block::Summary(_))) else {
        panic!()
    };
    let proved = |row: &&sendoff_journey::SummaryRow| {
        row.evidence.as_ref().is_some_and(|status| status.tone == StatusTone::Proved)
    };
    assert_eq!(summary.iter().filter(proved).count(), 5);
    assert!(summary.iter().any(|row| row.value == "21 May 2027, in 180 days"), "{summary:?}");
    play.press(Action::Save);
    check_screen(&play.screen());
    let Some(Effect::Save { saving, .. }) = play.effects.iter().find(|e| matches!(e, Effect::Save { .. })) else {
        panic!()
    };
    assert_eq!(saving.credentials().client_id.as_ref().map(sendoff_values::ClientId::as_str), Some(CLIENT));
    assert_eq!(saving.message_id(), sent().message_id.as_deref());
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    assert!(play.effects.iter().filter(|effect| matches!(effect, Effect::Forget(_))).count() == 2);

    assert_eq!(play.step(), StepId::HandOver);
    let screen = play.screen();
    check_screen(&screen);
    let labels: Vec<String> = rows(&screen).rows.iter().map(|row| row.label.clone()).collect();
    assert_eq!(
        labels,
        [
            "Email",
            "Client ID",
            "Client Secret",
            "Redirect URI",
            "Tenant",
            "authURL",
            "authURL, written another way",
            "accessTokenURL"
        ]
    );
    let url = &rows(&screen).rows[5].value;
    assert_eq!(
        *url,
        format!(
            "https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/authorize?client_id={CLIENT}\
             &scope=Mail.Send offline_access&response_type=code&redirect_uri=https://www.tourtools.com/auth/"
        )
    );
    play.press(Action::SaveSheet);
    let Some(Effect::WriteSheet { sheet, .. }) = play.effects.iter().find(|e| matches!(e, Effect::WriteSheet { .. }))
    else {
        panic!()
    };
    assert_eq!(sheet.file_name, "harbour-travel-tourtools");
    assert_eq!(sheet.changes.len(), 4);
    assert!(!sheet.proofs.is_empty() && sheet.expiry.is_some());
    play.finish(Outcome::SheetWritten { path: "/home/anna/harbour-travel-tourtools.html".to_owned() });
    assert_eq!(primary(&play.screen()), "Done");
    play.press(Action::Done);
    assert_eq!(play.screen().name, PageName::Connections);
}

#[test]
fn one_paste_fills_both_ids_and_declines_the_object_id() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.tick(StepId::AppRegistration);
    play.press(Action::Continue);
    play.press(Action::Paste);
    assert_eq!(
        play.effects,
        vec![Effect::ReadClipboard(sendoff_journey::PasteTarget::Step(StepId::Tenant))],
        "pressing Paste reads the clipboard and nothing else"
    );
    play.paste(StepId::Tenant, &stage::overview());
    let screen = play.screen();
    assert_eq!(field(&screen, "Application (client) ID").value, CLIENT);
    let tenant_field = field(&screen, "Directory (tenant) ID");
    assert_eq!(tenant_field.status.unwrap().tone, StatusTone::Busy);
    let Some(Block::PasteBox(paste)) = screen.blocks.iter().find(|block| matches!(block, Block::PasteBox(_))) else {
        panic!()
    };
    let status = paste.status.as_ref().unwrap();
    let line = status.text.line();
    assert_eq!(
        line,
        "Found: Application (client) ID, Directory (tenant) ID. Object ID was left out; it is not needed."
    );
    assert_eq!(status.tone, StatusTone::LooksRight, "nothing to be careful about");
    play.finish(Outcome::DirectoryFound { tenant: tenant() });
    let status = field(&play.screen(), "Directory (tenant) ID").status.unwrap();
    assert_eq!((status.tone, status.text.line().as_str()), (StatusTone::Found, "Found: harbour.example"));
}

#[test]
fn swapped_ids_are_named_and_swapped_back_on_the_spot() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.tick(StepId::AppRegistration);
    play.press(Action::Continue);
    play.typed(FieldId::ClientId, TENANT);
    let status = field(&play.screen(), "Application (client) ID").status.unwrap();
    assert!(status.text.line().starts_with("The two IDs are the other way round"), "{}", status.text.line());
    play.typed(FieldId::TenantId, CLIENT);
    play.press(Action::SwapIds);
    let screen = play.screen();
    assert_eq!(field(&screen, "Application (client) ID").value, CLIENT);
    assert_eq!(field(&screen, "Application (client) ID").version, 1, "the window must replace its draft");
    assert!(matches!(&play.effects[0], Effect::FindDirectory { .. }));
}

#[test]
fn continue_with_two_things_missing_shows_a_summary_and_loses_nothing() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.tick(StepId::AppRegistration);
    play.press(Action::Continue);
    play.typed(FieldId::ClientId, "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a");
    let before = play.screen().attempt;
    play.press(Action::Continue);
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(screen.attempt, before + 1);
    assert_eq!(screen.page, play.screen().page);
    let summary = screen.summary.clone().unwrap();
    assert_eq!(summary.title, "Two things to fix");
    assert!(summary.links[0].text.line().starts_with("This ID has 35 characters; it should have 36"));
    assert_eq!(summary.links[1].text.line(), "Paste the Directory (tenant) ID");
    assert_eq!(field(&screen, "Application (client) ID").value, "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a");
}

/// Prepared and on the sign-in page.
fn ready(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.begin_set_up();
    play.prepare();
    play
}

#[test]
fn an_explained_error_leads_to_its_step_and_back_into_the_same_operation() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let details = Details { code: Some("AADSTS50011".to_owned()), ..Details::default() };
    let problem = Problem::new(Kind::RedirectUnknown)
        .with(ValueName::RedirectUri, "http://localhost/mail-setup")
        .with_details(details);
    play.fail(problem);
    let screen = play.screen();
    check_screen(&screen);
    let view = screen.problem.clone().unwrap();
    assert_eq!(view.title.line(), "A redirect URI is missing");
    assert_eq!(view.primary.unwrap().label, "Go to step 3, Redirects");
    assert!(view.copy_block.contains("AADSTS50011"));
    assert_eq!(mark(&screen, StepId::SignIn), Mark::Problem);

    play.press(Action::GoTo(StepId::RedirectUri));
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(notes(&screen, Tone::Return), ["You came here to fix: A redirect URI is missing"]);
    assert_eq!(primary(&screen), "Try signing in again");
    play.press(Action::Retry);
    assert_eq!(play.step(), StepId::SignIn);
    assert!(play.effects.iter().any(|effect| matches!(effect, Effect::SignIn { .. })), "it starts at once");
    play.finish(Outcome::SignedIn(play.signed_in(MAILBOX)));
    assert_eq!(primary(&play.screen()), "Continue");
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::RedirectUri)))).unwrap();
    assert!(notes(&play.screen(), Tone::Return).is_empty(), "the note is gone when the retry passed");
}

#[test]
fn a_refused_secret_is_mended_and_checked_before_the_browser_opens_again() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    play.fail(Kind::SecretRefused);
    play.press(Action::GoTo(StepId::ClientSecret));
    let new = play.hold_secret();
    assert!(play.effects.iter().any(|effect| matches!(effect, Effect::Forget(Handle(1)))), "{:?}", play.effects);
    play.choose(ChoiceId::Period, "180");
    play.press(Action::Retry);
    let screen = play.screen();
    assert_eq!(screen.name, PageName::Step(StepId::SignIn));
    check_screen(&screen);
    // The check of the new secret was under way already; it became the first operation of the retry.
    play.finish_of(sendoff_values::OperationNumber(play_number(&play)), Outcome::SecretAccepted);
    let Some(Effect::SignIn { plan, .. }) = play.effects.first() else { panic!("{:?}", play.effects) };
    assert_eq!(plan.secret, new);
}

/// The number of the latest operation, as every test before it counted: one more each time.
fn play_number(play: &Play<'_>) -> u64 {
    (1..100)
        .rev()
        .find(|number| {
            let mut copy = play.clone();
            let operation = sendoff_values::OperationNumber(*number);
            copy.tell(Event::Finished { operation, outcome: Box::new(Outcome::SecretAccepted) }).is_ok()
        })
        .expect("nothing is under way")
}

#[test]
fn a_secret_that_fails_its_check_stops_before_the_browser() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    while play.step() != StepId::SignIn {
        match play.step() {
            StepId::Tenant => {
                play.paste(StepId::Tenant, &stage::overview());
                play.finish(Outcome::DirectoryFound { tenant: tenant() });
            }
            StepId::ClientSecret => {
                play.hold_secret();
                play.fail(Kind::SecretRefused);
                play.choose(sendoff_journey::ChoiceId::Period, "90");
            }
            step => play.tick(step),
        }
        play.press(Action::Continue);
    }
    assert_eq!(mark(&play.screen(), StepId::ClientSecret), Mark::Problem);
    play.press(Action::OpenBrowser);
    assert!(matches!(play.effects[0], Effect::CheckSecret { .. }), "the browser waits: {:?}", play.effects);
    let operation = play.begun();
    let at = play.now + jiff::SignedDuration::from_secs(10);
    play.stage(operation, Stage::CheckSecret, StageState::Working, StageDetail::TryingAgainAt(at));
    let screen = play.screen();
    check_screen(&screen);
    let countdown = screen.blocks.iter().find_map(|block| match block {
        Block::Countdown(countdown) => Some(countdown.until),
        _ => None,
    });
    assert_eq!(countdown, Some(at), "patience is shown with its instant");
    play.finish_of(operation, Outcome::Failed(Kind::SecretRefused.into()));
    let view = play.screen().problem.unwrap();
    assert_eq!(view.title.line(), "The client secret is not the right one");
    assert_eq!(view.primary.unwrap().action, Action::GoTo(StepId::ClientSecret));
}

#[test]
fn a_colleague_who_signs_in_is_asked_about() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    play.finish(Outcome::SignedIn(play.signed_in("anna@harbour.example")));
    let screen = play.screen();
    check_screen(&screen);
    let view = screen.problem.clone().unwrap();
    assert_eq!(view.title.line(), "You signed in as anna@harbour.example");
    assert!(view.why.line().contains("Does Anna Berg send on behalf of this mailbox?"), "{}", view.why.line());
    assert_eq!(mark(&screen, StepId::Test), Mark::Gated);
    let mut no = play.clone();
    no.press(Action::ConfirmDelegate(false));
    assert!(no.effects.contains(&Effect::Forget(Handle(900))), "the colleague's access is forgotten");
    assert!(no.effects.iter().any(|effect| matches!(effect, Effect::SignIn { .. })), "and signing in starts at once");
    play.press(Action::ConfirmDelegate(true));
    play.press(Action::Continue);
    play.press(Action::SendTest);
    let Some(Effect::SendTest { message, .. }) = play.effects.first() else { panic!("{:?}", play.effects) };
    assert_eq!(message.on_behalf_by.as_ref().unwrap().as_str(), "anna@harbour.example");
    assert_eq!(message.from.as_str(), MAILBOX);
}

#[test]
fn a_missing_permission_is_never_taken_for_a_sign_in() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let mut signed_in = play.signed_in(MAILBOX);
    signed_in.granted.retain(|granted| !granted.ends_with("/Mail.Send"));
    play.finish(Outcome::SignedIn(signed_in));
    let view = play.screen().problem.unwrap();
    assert_eq!(view.title.line(), "One permission is missing: Mail.Send");
    assert_eq!(view.primary.unwrap().action, Action::GoTo(StepId::Permissions));
    assert!(play.effects.contains(&Effect::Forget(Handle(900))));
}

#[test]
fn what_the_browser_shows_is_explained_while_the_wait_goes_on() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let operation = play.begun();
    play.tell(Event::BrowserText(sendoff_journey::BrowserText(Handle(77)))).unwrap();
    assert_eq!(play.effects, [Effect::InjectAnswer { operation, text: Handle(77) }]);
    play.tell(Event::AttemptWarned { operation, problem: Kind::RedirectUnknown.into() }).unwrap();
    let screen = play.screen();
    assert_eq!(screen.problem.as_ref().unwrap().title.line(), "A redirect URI is missing");
    assert!(screen.blocks.iter().any(|block| matches!(block, Block::Live(_))), "the stages go on");
    let mut answered = play.clone();
    answered.stage(operation, Stage::ReceiveAnswer, StageState::Done, StageDetail::None);
    assert!(answered.screen().problem.is_none(), "the answer has come after all");
    play.press(Action::GoTo(StepId::RedirectUri));
    assert!(play.effects.contains(&Effect::Cancel(operation)), "leaving ends the wait");
    assert_eq!(primary(&play.screen()), "Try signing in again");
}

fn chosen_period(screen: &Screen) -> Option<String> {
    screen.blocks.iter().find_map(|block| match block {
        Block::Choice(choice) => choice.chosen.clone(),
        _ => None,
    })
}

#[test]
fn the_day_of_one_secret_is_never_taken_for_another() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.prepare();
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::ClientSecret)))).unwrap();
    assert_eq!(chosen_period(&play.screen()).as_deref(), Some("180"));
    play.hold_secret();
    assert_eq!(chosen_period(&play.screen()), None, "another secret has a day of its own");
    play.choose(ChoiceId::Period, "90");
    play.press(Action::ClearSecret);
    assert_eq!(chosen_period(&play.screen()), None);
}

#[test]
fn after_stopping_nothing_goes_on() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.prepare();
    play.press(Action::OpenBrowser);
    let sign_in = play.begun();
    play.stage(sign_in, Stage::AwaitAnswer, StageState::Working, StageDetail::None);
    play.press(Action::Stop);
    let screen = play.screen();
    let Block::Live(live) = &screen.blocks[0] else { panic!() };
    let working = live.stages.iter().filter(|stage| stage.state == StageState::Working).count();
    assert_eq!(working, 0, "{live:?}");
    assert!(live.stages.iter().any(|stage| stage.text.line() == "Stopped waiting"));
    assert_ne!(mark(&screen, StepId::SignIn), Mark::Problem, "what was stopped by hand is no fault");
}

#[test]
fn what_only_the_application_asks_for_may_wait_and_stays_open() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    while play.step() != StepId::ExposeApi {
        play.prepare_step();
    }
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::Mailbox, "it is not needed for the test");
    assert_eq!(mark(&play.screen(), StepId::ExposeApi), Mark::Todo, "nobody has begun it");
    play.prepare();
    play.until_saved();
    assert_eq!(mark(&play.screen(), StepId::ExposeApi), Mark::Todo, "never ticked, never done");
}

#[test]
fn the_step_that_mends_an_error_is_marked_until_it_is_tried_again() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    play.prepare();
    play.press(Action::OpenBrowser);
    play.fail(Problem::new(Kind::RedirectUnknown));
    assert_eq!(mark(&play.screen(), StepId::RedirectUri), Mark::Problem);
    let explained = play.screen().problem.unwrap();
    let steps = explained.steps.iter().map(sendoff_words::Text::line).collect::<Vec<_>>().join(" ");
    assert!(steps.contains("http://localhost"), "it says which: {steps}");
}

//! A file that is dropped on the window while a step waits for a paste.

use std::path::Path;

use sendoff_journey::{Action, Block, ChoiceId, FieldName, PageName, Said};
use sendoff_values::{FieldId, StepId};

use super::{super::*, office::real, opened::Choosing};

const SECRET: &str = "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";
const CLIENT: &str = "656336861213-nxxhhp3ambvjdb5ir0c5wfn3cikvesdd.apps.googleusercontent.com";

async fn shown(engine: &Engine, wanted: impl FnMut(&Screen) -> bool) -> Screen {
    let mut screens = engine.screens();
    let found = timeout(Duration::from_mins(1), screens.wait_for(wanted)).await;
    found.expect("the screen never came").unwrap().clone()
}

async fn press(engine: &Engine, action: Action, until: PageName) {
    engine.answer(Answer::Said(Said::Press(action))).unwrap();
    shown(engine, |screen| screen.name == until).await;
}

/// At the step that takes the file of a client.
async fn at_client(folder: &Path) -> Engine {
    at_client_of(real(folder).await).await
}

async fn at_client_of(workplace: Workplace) -> Engine {
    let engine = Engine::start(workplace, None, Remembered::default());
    press(&engine, Action::NewSetUp, PageName::MailboxQuestion).await;
    for (field, text) in [(FieldId::Mailbox, "office@harbour.example"), (FieldId::Organisation, "Harbour Travel")] {
        engine.answer(Answer::Said(Said::Typed { field, text: text.to_owned(), version: 1 })).unwrap();
    }
    press(&engine, Action::Continue, PageName::ApplicationQuestion).await;
    let chosen = Said::Chosen { choice: ChoiceId::Application, option: "google-gmail".to_owned() };
    engine.answer(Answer::Said(chosen)).unwrap();
    press(&engine, Action::Continue, PageName::BeforeYouBegin).await;
    press(&engine, Action::Continue, PageName::Step(StepId::Project)).await;
    press(&engine, Action::GoTo(StepId::GoogleClient), PageName::Step(StepId::GoogleClient)).await;
    engine
}

/// The file as Google gives it.
fn whole() -> String {
    let hosts =
        r#""auth_uri":"https://accounts.google.com/o/oauth2/auth","token_uri":"https://oauth2.googleapis.com/token""#;
    format!(
        r#"{{"installed":{{"client_id":"{CLIENT}","project_id":"harbour-mail","client_secret":"{SECRET}",{hosts}}}}}"#
    )
}

fn client_id(screen: &Screen) -> Option<String> {
    let fields =
        screen.blocks.iter().filter_map(|block| if let Block::Field(field) = block { Some(field) } else { None });
    let found = fields.into_iter().find(|field| field.id == FieldName::Value(FieldId::ClientId));
    found.map(|field| field.value.clone())
}

fn holds_secret(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::SecretField(field) if field.held.is_some()))
}

#[tokio::test]
async fn the_file_of_a_client_fills_its_step_and_its_secret_stays_out_of_sight() {
    let folder = tempfile::tempdir().unwrap();
    let engine = at_client(folder.path()).await;
    let file = folder.path().join("client_secret.json");
    std::fs::write(&file, whole()).unwrap();
    engine.drop_file(file.clone()).unwrap();
    let screen = shown(&engine, holds_secret).await;
    assert_eq!(client_id(&screen).as_deref(), Some(CLIENT));
    assert!(!serde_json::to_string(&screen).unwrap().contains("canary"), "the secret is on the screen");
    assert!(file.exists(), "the file is the person's own");
    engine.stop().await;
}

#[tokio::test]
async fn a_file_that_is_chosen_is_read_alike() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("client_secret.json");
    let mut workplace = real(folder.path()).await;
    workplace.ports.files = Arc::new(Choosing(file.clone()));
    let engine = at_client_of(workplace).await;
    std::fs::write(&file, whole()).unwrap();
    engine.answer(Answer::Said(Said::Press(Action::ChooseFile))).unwrap();
    let screen = shown(&engine, holds_secret).await;
    assert_eq!(client_id(&screen).as_deref(), Some(CLIENT));
    engine.stop().await;
}

/// What the step says of the file.
fn status(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::PasteBox(paste) if paste.status.is_some()))
}

/// What stands behind the limit is not seen, and may say something else.
#[tokio::test]
async fn of_a_file_that_is_too_large_nothing_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let engine = at_client(folder.path()).await;
    let file = folder.path().join("client_secret.json");
    let begin = format!(r#"{{"installed":{{"client_id":"{CLIENT}","client_secret":"{SECRET}"}}}}"#);
    std::fs::write(&file, begin + &" ".repeat(64 * 1024)).unwrap();
    engine.drop_file(file).unwrap();
    let screen = shown(&engine, status).await;
    assert!(!holds_secret(&screen) && client_id(&screen).is_none_or(|id| id.is_empty()));
    engine.stop().await;
}

#[tokio::test]
async fn what_cannot_be_read_is_said_at_the_step() {
    let folder = tempfile::tempdir().unwrap();
    let engine = at_client(folder.path()).await;
    engine.drop_file(folder.path().join("no-such-file.json")).unwrap();
    let screen = shown(&engine, status).await;
    assert!(!holds_secret(&screen) && screen.name == PageName::Step(StepId::GoogleClient));
    engine.stop().await;
}

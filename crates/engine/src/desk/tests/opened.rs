//! Recipes from files as the engine handles them: read once, kept on its own disk, there after a restart, and noticed when the
//! kept copy is not what was accepted (security.md M-16).

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sendoff_journey::{Action, Block, ChoiceId, PageName, RecipePress, Said};
use sendoff_ledger::{AcceptedText, AcceptedTexts};
use sendoff_values::FieldId;

use super::{super::*, office::real};
use crate::{
    ports::{ChosenFile, FileNotRead, FileNotSaved, Files, NotShown},
    system::read_file,
};

const PAGE: &str = include_str!("../../../../../docs/recipes.md");

fn example() -> String {
    let (_, rest) = PAGE.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// Somebody who always chooses this file.
pub(super) struct Choosing(pub(super) PathBuf);

#[async_trait]
impl Files for Choosing {
    async fn open(&self, limit: usize) -> Result<ChosenFile, FileNotRead> {
        read_file(&self.0, limit)
    }

    async fn save(&self, _suggested: &str, _contents: &[u8]) -> Result<PathBuf, FileNotSaved> {
        Err(FileNotSaved::NoPlaceChosen)
    }

    async fn save_for_owner(&self, _suggested: &str, _contents: &[u8]) -> Result<PathBuf, FileNotSaved> {
        Err(FileNotSaved::NoPlaceChosen)
    }

    async fn show(&self, _place: &Path) -> Result<(), NotShown> {
        Err(NotShown)
    }
}

/// An engine on this folder, whose person chooses `recipe.toml` in it.
async fn engine(folder: &Path) -> Engine {
    let mut workplace = real(folder).await;
    workplace.ports.files = Arc::new(Choosing(folder.join("recipe.toml")));
    Engine::start(workplace, None, Remembered::default())
}

async fn press(engine: &Engine, action: Action, until: PageName) -> Screen {
    engine.answer(Answer::Said(Said::Press(action))).unwrap();
    shown(engine, |screen| screen.name == until).await
}

async fn shown(engine: &Engine, wanted: impl FnMut(&Screen) -> bool) -> Screen {
    let mut screens = engine.screens();
    let found = timeout(Duration::from_mins(1), screens.wait_for(wanted)).await;
    found.expect("the screen never came").unwrap().clone()
}

async fn at_application(engine: &Engine) -> Screen {
    press(engine, Action::NewSetUp, PageName::MailboxQuestion).await;
    for (field, text) in [(FieldId::Mailbox, "office@harbour.example"), (FieldId::Organisation, "Harbour Travel")] {
        let said = Said::Typed { field, text: text.to_owned(), version: 1 };
        engine.answer(Answer::Said(said)).unwrap();
    }
    press(engine, Action::Continue, PageName::ApplicationQuestion).await
}

async fn accept(engine: &Engine) {
    press(engine, Action::Recipe(RecipePress::Open), PageName::RecipeFile).await;
    press(engine, Action::Recipe(RecipePress::Accept), PageName::ApplicationQuestion).await;
}

fn applications(screen: &Screen) -> Vec<String> {
    let choices =
        screen.blocks.iter().filter_map(|block| if let Block::Choice(choice) = block { Some(choice) } else { None });
    let choice = choices.into_iter().find(|choice| choice.id == ChoiceId::Application);
    choice.unwrap().options.iter().map(|option| option.label.line()).collect()
}

fn offers(screen: &Screen) -> bool {
    applications(screen).contains(&"Harbour Desk".to_owned())
}

fn kept(folder: &Path) -> PathBuf {
    let mut files = std::fs::read_dir(folder.join("real/recipes")).unwrap();
    files
        .find_map(|file| {
            file.ok().map(|file| file.path()).filter(|path| path.extension().is_some_and(|end| end == "json"))
        })
        .unwrap()
}

#[tokio::test]
async fn what_was_accepted_is_there_after_a_restart_whatever_became_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recipe.toml");
    std::fs::write(&file, example()).unwrap();
    let first = engine(folder.path()).await;
    assert!(!offers(&at_application(&first).await));
    press(&first, Action::Recipe(RecipePress::Open), PageName::RecipeFile).await;
    // What was shown is kept, not what stands in the file by now.
    std::fs::write(&file, example().replace("Harbour Desk", "Evil Desk")).unwrap();
    press(&first, Action::Recipe(RecipePress::Accept), PageName::ApplicationQuestion).await;
    first.stop().await;
    std::fs::remove_file(&file).unwrap();
    let second = engine(folder.path()).await;
    let screen = at_application(&second).await;
    assert!(offers(&screen) && !applications(&screen).contains(&"Evil Desk".to_owned()));
    second.stop().await;
}

#[tokio::test]
async fn a_kept_copy_that_was_changed_is_noticed_and_not_used() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("recipe.toml"), example()).unwrap();
    let first = engine(folder.path()).await;
    at_application(&first).await;
    accept(&first).await;
    first.stop().await;
    let path = kept(folder.path());
    let changed = std::fs::read_to_string(&path).unwrap().replace("Harbour Desk", "Hostile Desk");
    std::fs::write(&path, changed).unwrap();

    let second = engine(folder.path()).await;
    let told = |screen: &Screen| screen.notes.iter().any(|note| note.text.line().contains("is not what was accepted"));
    shown(&second, told).await;
    let screen = at_application(&second).await;
    assert!(!offers(&screen) && !applications(&screen).contains(&"Hostile Desk".to_owned()));
    accept(&second).await;
    assert!(offers(&second.screens().borrow()), "opened again, it is shown and accepted again");
    second.stop().await;
}

#[tokio::test]
async fn what_is_removed_is_gone_from_the_disk_too() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("recipe.toml"), example()).unwrap();
    let engine = engine(folder.path()).await;
    at_application(&engine).await;
    accept(&engine).await;
    let path = kept(folder.path());
    press(&engine, Action::Recipe(RecipePress::Show), PageName::RecipeFile).await;
    engine.answer(Answer::Said(Said::Press(Action::Recipe(RecipePress::Remove)))).unwrap();
    shown(&engine, |screen| screen.dialog.is_some()).await;
    let screen = press(&engine, Action::Recipe(RecipePress::RemoveForGood), PageName::ApplicationQuestion).await;
    assert!(!offers(&screen) && !path.exists());
    engine.stop().await;
}

/// The folder of kept recipes is a place where nothing can be put: what cannot be kept is not used.
#[tokio::test]
async fn what_cannot_be_kept_is_not_accepted() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("recipe.toml"), example()).unwrap();
    let engine = engine(folder.path()).await;
    std::fs::write(folder.path().join("real/recipes"), "in the way").unwrap();
    at_application(&engine).await;
    press(&engine, Action::Recipe(RecipePress::Open), PageName::RecipeFile).await;
    engine.answer(Answer::Said(Said::Press(Action::Recipe(RecipePress::Accept)))).unwrap();
    let screen = shown(&engine, |screen| screen.notes.len() == 2).await;
    assert_eq!(screen.name, PageName::RecipeFile);
    engine.stop().await;
}

#[tokio::test]
async fn hostile_files_end_in_a_list_of_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    let engine = engine(folder.path()).await;
    at_application(&engine).await;
    let large = "#".repeat(sendoff_recipes::MAX_BYTES + 1).into_bytes();
    let hostile: [Vec<u8>; 6] = [
        Vec::new(),
        vec![0xff; 4_000],
        large,
        format!("a={}", "[".repeat(200_000)).into_bytes(),
        example().replace("Harbour Desk", "TourTools").into_bytes(),
        example().replace("help desk", "help\u{202e}desk").into_bytes(),
    ];
    for (number, bytes) in hostile.into_iter().enumerate() {
        let path = folder.path().join(format!("{number}.toml"));
        std::fs::write(&path, bytes).unwrap();
        engine.drop_file(path).unwrap();
        let name = format!("{number}.toml");
        let is_told = |screen: &Screen| screen.name == PageName::RecipeMistakes && screen.lead.line().contains(&name);
        shown(&engine, is_told).await;
    }
    engine.drop_file(folder.path().to_owned()).unwrap();
    press(&engine, Action::Back, PageName::ApplicationQuestion).await;
    shown(&engine, |screen| !screen.notes.is_empty()).await;
    engine.stop().await;
}

/// Somebody who may write to the folder of kept recipes puts more there than are read: the one that a set-up needs is read all the
/// same, and the person is told.
#[tokio::test]
async fn more_recipes_than_are_kept_push_out_none_that_is_needed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("recipe.toml"), example()).unwrap();
    let first = engine(folder.path()).await;
    at_application(&first).await;
    accept(&first).await;
    let answer = Said::AnswerTyped { question: "host".to_owned(), text: "desk.example.com".to_owned(), version: 1 };
    first.answer(Answer::Said(answer)).unwrap();
    press(&first, Action::Continue, PageName::BeforeYouBegin).await;
    first.answer(Answer::Said(Said::Press(Action::Continue))).unwrap();
    shown(&first, |screen| matches!(screen.name, PageName::Step(_))).await;
    first.stop().await;

    let needed = kept(folder.path());
    plant(&folder.path().join("real/recipes"), needed.file_stem().unwrap().to_str().unwrap());
    let second = engine(folder.path()).await;
    let told = |screen: &Screen| screen.notes.iter().any(|note| note.text.line().contains("not read: there are more"));
    shown(&second, told).await;
    assert!(offers(&at_application(&second).await), "what the set-up was made with");
    second.stop().await;
}

/// A hundred texts whose digests stand before this one.
fn plant(recipes: &Path, before: &str) {
    let elsewhere = tempfile::tempdir().unwrap();
    let mut planted = 0;
    for number in 0.. {
        let text =
            AcceptedText { name: "x".to_owned(), text: format!("# {number}"), accepted_at: Timestamp::UNIX_EPOCH };
        if text.digest().as_str() < before && planted < 100 {
            AcceptedTexts::in_folder(elsewhere.path()).keep(&text).unwrap();
            let name = format!("{}.json", text.digest());
            std::fs::copy(elsewhere.path().join(&name), recipes.join(&name)).unwrap();
            std::fs::remove_file(elsewhere.path().join(&name)).unwrap();
            planted += 1;
        } else if planted == 100 {
            return;
        }
    }
}

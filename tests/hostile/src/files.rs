//! Files that somebody else may have written: recipes, and what is remembered on disk.

use std::{fs, path::Path};

use sendoff_journey::{Assistant, Event, Journey, RecipeEvent, Settings};
use sendoff_ledger::{Ledger, OneFile};
use sendoff_recipes::{ErrorCatalogue, Provider, Recipe, ReplyCatalogue};
use tempfile::TempDir;

use crate::{
    scene::{RECIPES, now},
    window::{Scenery, rendered},
};

pub(crate) const WORDS: &[&str] = &[
    "{\"version\": 1",
    "\"header\": {",
    "\"payload\": {",
    "\"value\": {",
    "\"prepare\"",
    "null",
    "[[step]]\n",
    "[[question]]\n",
    "id = \"tourtools\"\n",
    "{tenant}",
    "{",
    "**",
    "\u{202e}",
    "9999999999999999999",
    "-1",
    "9999-12-31",
];

const ID: &str = "5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11";

/// The same text as a recipe, as one that somebody opens from a file, as a provider, as a list of errors and as one of refusals.
pub(crate) fn recipe(bytes: &[u8]) -> bool {
    let opened = opened(bytes);
    let text = String::from_utf8_lossy(bytes);
    let recipe = Recipe::read("hostile.toml", &text).is_ok();
    let provider = Provider::read("hostile.toml", &text).is_ok();
    let errors = ErrorCatalogue::read("hostile.toml", &text).is_ok();
    let replies = ReplyCatalogue::read("hostile.toml", &text).is_ok();
    opened || recipe || provider || errors || replies
}

/// What can be opened can be shown whole, adds nothing to what there is, and is not used before it is accepted.
fn opened(bytes: &[u8]) -> bool {
    let Ok(opened) = RECIPES.open("hostile.toml", bytes) else { return false };
    assert!(RECIPES.recipe(opened.recipe.id.as_str()).is_none(), "it has the id of a recipe of ours");
    assert!(RECIPES.recipe(&opened.recipe.key()).is_none(), "it is used without being accepted");
    let scenery = Scenery::new();
    let mut assistant = Assistant::new(Settings::default());
    let event = Event::Recipe(RecipeEvent::Read(Box::new(opened)));
    let effects = assistant.handle(event, now(), &scenery.world()).expect("it is shown");
    assert!(effects.is_empty(), "something is done with it: {effects:?}");
    rendered(&assistant, &scenery);
    true
}

/// The same bytes as a set-up and as the settings: the start goes on, nothing that was written is lost, and a set-up that
/// is read can be shown.
pub(crate) fn state(bytes: &[u8]) -> bool {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join(format!("{ID}.json"));
    fs::write(&file, bytes).unwrap();
    fs::write(folder.path().join("settings.json"), bytes).unwrap();
    let ledger = Ledger::<Journey>::open(folder.path(), now()).expect("the start goes on");
    let settings = OneFile::open::<Settings>(folder.path(), "settings.json", 2, now());
    assert!(is_kept(folder.path(), bytes), "what was written is gone");
    let scenery = Scenery::new();
    let mut assistant = Assistant::new(settings.value.unwrap_or_default());
    let read = ledger.get(&ID.parse().unwrap()).ok().flatten();
    let is_read = read.is_some();
    if let Some((_, journey)) = read {
        let _ = assistant.handle(Event::Loaded(Box::new(journey)), now(), &scenery.world());
    }
    rendered(&assistant, &scenery);
    is_read
}

/// Whether some file of the folder still holds these bytes, under whatever name.
fn is_kept(folder: &Path, bytes: &[u8]) -> bool {
    let mut files = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path());
    files.any(|path| path.is_file() && fs::read(path).unwrap() == bytes)
}

//! Recipes from files: read once within limits, kept as the text that was shown, and there again at the next start.
//!
//! The journey decides what is shown and accepted; here a text becomes a recipe or a list of mistakes, by the rules for
//! strangers (security.md M-16), each time it is read.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
};

use sendoff_journey::{Event, RecipeEffect, RecipeEvent};
use sendoff_ledger::{AcceptedText, AcceptedTexts, Mishap};
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::{Fingerprint, Id, MAX_BYTES, OpenedRecipe, Recipes};

use crate::{
    ports::{ChosenFile, FileNotRead},
    system,
    workplace::{Shared, Workplace},
};

/// Below the ledger's folder.
const FOLDER: &str = "recipes";

/// The recipes of a workplace and what was accepted beside them.
pub(crate) struct Shelved {
    recipes: RwLock<Arc<Recipes>>,
    kept: AcceptedTexts,
    /// What of it is not as it was accepted.
    mishaps: Vec<Mishap>,
}

impl Shelved {
    /// Those of the workplace, with what was accepted in earlier runs. A text that this version does not take is left where it
    /// is and not offered.
    pub(crate) fn open(workplace: &Workplace) -> Self {
        let kept = AcceptedTexts::in_folder(&workplace.ledger.folder().join(FOLDER));
        let (texts, mishaps) = kept.read(&needed(workplace), workplace.ports.clock.now());
        let mut recipes = workplace.recipes.clone();
        for text in texts {
            match recipes.open(&text.name, text.text.as_bytes()) {
                Ok(opened) => recipes.accept(opened),
                Err(checkup) => {
                    tracing::warn!(mistakes = checkup.errors.len(), "an accepted recipe is not taken any more");
                }
            }
        }
        Self { recipes: RwLock::new(Arc::new(recipes)), kept, mishaps }
    }

    /// As they are now.
    pub(crate) fn now(&self) -> Arc<Recipes> {
        Arc::clone(&self.recipes.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is not as it was accepted.
    pub(crate) fn mishaps(&self) -> &[Mishap] {
        &self.mishaps
    }

    fn change(&self, change: impl FnOnce(&mut Recipes)) {
        let mut recipes = self.recipes.write().unwrap_or_else(PoisonError::into_inner);
        change(Arc::make_mut(&mut recipes));
    }
}

/// The digests of what connections and set-ups were made with.
fn needed(workplace: &Workplace) -> BTreeSet<String> {
    let keys = workplace.ledger.applications();
    keys.iter().filter_map(|key| key.parse::<Fingerprint>().ok()).map(|fingerprint| fingerprint.digits()).collect()
}

/// Does what is to be done about recipes from files, and tells what came of it.
pub(crate) async fn carry_out(shared: &Shared, effect: RecipeEffect) {
    let told = match effect {
        RecipeEffect::Choose => match shared.workplace.ports.files.open(MAX_BYTES).await {
            Err(FileNotRead::NoFileChosen) => return,
            chosen => look_at(shared, chosen).await,
        },
        RecipeEffect::Accept(opened) => accept(shared, *opened),
        RecipeEffect::CountUse(id) => count(shared, &id),
        RecipeEffect::Remove(id) => remove(shared, &id),
    };
    shared.tell(Event::Recipe(told));
}

/// A file that was dropped on the window.
pub(crate) async fn look_at_file(shared: &Shared, path: &Path) {
    let told = look_at(shared, system::read_file(path, MAX_BYTES)).await;
    shared.tell(Event::Recipe(told));
}

/// What stands in the file. A stranger's may take a second or two, so nothing else waits for it.
async fn look_at(shared: &Shared, chosen: Result<ChosenFile, FileNotRead>) -> RecipeEvent {
    let file = match chosen {
        Ok(file) => file,
        Err(error) => return RecipeEvent::NotRead(not_read(&error)),
    };
    let recipes = shared.recipes.now();
    let read = tokio::task::spawn_blocking(move || recipes.open(&file.name, &file.contents)).await;
    match read {
        Ok(Ok(opened)) => RecipeEvent::Read(Box::new(opened)),
        Ok(Err(checkup)) => RecipeEvent::Wrong(Box::new(checkup)),
        Err(_) => RecipeEvent::NotRead(Problem::new(Kind::FileDamaged)),
    }
}

pub(crate) fn not_read(error: &FileNotRead) -> Problem {
    let problem = Problem::new(Kind::FileNotRead);
    match error {
        FileNotRead::NoFileChosen => problem,
        FileNotRead::Failed { name, .. } => problem.with(ValueName::Path, name),
    }
}

/// Kept on disk first: what could not be kept is not used either.
fn accept(shared: &Shared, opened: OpenedRecipe) -> RecipeEvent {
    let text = AcceptedText { name: opened.file.clone(), text: opened.text.to_string(), accepted_at: shared.now() };
    let fingerprint = opened.fingerprint;
    if Fingerprint::of(&opened.text) != fingerprint {
        return RecipeEvent::NotAccepted(Problem::new(Kind::FileDamaged));
    }
    match shared.recipes.kept.keep(&text) {
        Ok(()) => {
            shared.recipes.change(|recipes| recipes.accept(opened));
            RecipeEvent::Accepted(fingerprint)
        }
        Err(error) => RecipeEvent::NotAccepted(error.into()),
    }
}

fn count(shared: &Shared, id: &Id) -> RecipeEvent {
    let keys: Vec<String> = shared.recipes.now().accepted_as(id).map(|opened| opened.recipe.key()).collect();
    match shared.workplace.ledger.made_with(&keys) {
        Ok((connections, set_ups)) => RecipeEvent::Used { connections, set_ups },
        Err(error) => RecipeEvent::NotRemoved(error.into()),
    }
}

fn remove(shared: &Shared, id: &Id) -> RecipeEvent {
    let recipes = shared.recipes.now();
    for opened in recipes.accepted_as(id) {
        if let Err(error) = shared.recipes.kept.remove(&opened.fingerprint.digits()) {
            return RecipeEvent::NotRemoved(error.into());
        }
    }
    shared.recipes.change(|recipes| recipes.dismiss(id));
    RecipeEvent::Removed
}

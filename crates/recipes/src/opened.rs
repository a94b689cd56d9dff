//! Recipes that a person opens from a file. Such a file may come from a stranger (security.md M-16): reading it gives
//! something to show, and only what was shown and accepted is used.

use std::sync::Arc;

use crate::{
    bundled::Recipes,
    check::Checkup,
    fingerprint::Fingerprint,
    read::{MAX_BYTES, RecipeError, inconsistent, line_and_column},
    recipe::Recipe,
    stranger::{hidden, misfits},
    text::{Id, made_showable},
};

/// Where a recipe comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// It is part of the program.
    #[default]
    Bundled,
    /// Somebody opened it from a file of this content.
    File(Fingerprint),
}

/// A recipe as it was read from a file, with the text it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedRecipe {
    /// The recipe; its origin is the file.
    pub recipe: Recipe,
    /// Of the text.
    pub fingerprint: Fingerprint,
    /// The file's own name, without a folder.
    pub file: String,
    /// The text to the letter, so that what was shown is what is kept.
    pub text: Arc<str>,
}

/// Windows' editors begin a text with this mark; it says nothing.
const BEGIN: char = '\u{feff}';

impl Recipes {
    /// Reads a file that may come from a stranger. `file` is its name, of which the last part is shown.
    ///
    /// # Errors
    /// What is wrong with it, place by place: it is no recipe, it hides something, or it could be taken for a recipe that
    /// is part of the program or for another one from a file.
    pub fn open(&self, file: &str, bytes: &[u8]) -> Result<OpenedRecipe, Checkup> {
        let file = shown_name(file);
        let refused = |errors| Err(Checkup::of_errors(&file, errors));
        if bytes.len() > MAX_BYTES {
            return refused(vec![RecipeError::TooLarge { file: file.clone(), bytes: bytes.len() }]);
        }
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.strip_prefix(BEGIN).unwrap_or(text),
            Err(error) => return refused(vec![no_text(&file, bytes, error.valid_up_to())]),
        };
        if let Some(unseen) = hidden(&file, text) {
            return refused(vec![unseen]);
        }
        let checkup = self.permissions().check_recipe(&file, text);
        if !checkup.well {
            return Err(checkup);
        }
        let mut recipe = Recipe::read(&file, text).or_else(|error| refused_as(&file, error))?;
        let wrong = misfits(&recipe, self);
        if !wrong.is_empty() {
            return refused(wrong.into_iter().map(|misfit| inconsistent(&file, text, misfit)).collect());
        }
        let fingerprint = Fingerprint::of(text);
        recipe.origin = Origin::File(fingerprint);
        Ok(OpenedRecipe { recipe, fingerprint, file, text: text.into() })
    }

    /// What would keep this recipe from being opened as a stranger's file, beside what is wrong with it anyway: for whoever
    /// writes one. Nothing for the text of a bundled recipe.
    pub fn check_as_opened(&self, file: &str, text: &str) -> Checkup {
        let text = text.strip_prefix(BEGIN).unwrap_or(text);
        let checkup = self.permissions().check_recipe(file, text);
        let bundled = crate::bundled::APPLICATIONS.iter().any(|(_, bundled)| *bundled == text);
        if !checkup.well || bundled {
            return checkup;
        }
        match self.open(file, text.as_bytes()) {
            Ok(_) => checkup,
            Err(refused) => {
                let cautions = refused.errors.into_iter().chain(checkup.cautions.clone()).collect();
                Checkup { cautions, ..checkup }
            }
        }
    }

    /// The same with one more that was accepted. A text that is there already changes nothing.
    pub fn accept(&mut self, opened: OpenedRecipe) {
        if self.accepted(opened.fingerprint).is_none() {
            self.opened.push(opened);
        }
    }

    /// The same without any recipe from a file of this id, whatever its content.
    pub fn dismiss(&mut self, id: &Id) {
        self.opened.retain(|opened| opened.recipe.id != *id);
    }

    /// The one of this content, if it was accepted.
    pub fn accepted(&self, fingerprint: Fingerprint) -> Option<&OpenedRecipe> {
        self.opened.iter().find(|opened| opened.fingerprint == fingerprint)
    }

    /// Every content of this id that was accepted, the newest last.
    pub fn accepted_as<'a>(&'a self, id: &'a Id) -> impl DoubleEndedIterator<Item = &'a OpenedRecipe> {
        self.opened.iter().filter(move |opened| opened.recipe.id == *id)
    }

    /// What was accepted from files, of each id the content that was accepted last: what new set-ups may begin with.
    pub fn opened(&self) -> impl Iterator<Item = &OpenedRecipe> {
        self.opened.iter().filter(|one| self.accepted_as(&one.recipe.id).next_back() == Some(*one))
    }
}

/// The last part of a path of any system, as far as it may be shown.
fn shown_name(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    made_showable(name).chars().take(80).collect()
}

fn no_text(file: &str, bytes: &[u8], at: usize) -> RecipeError {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let (line, column) = line_and_column(&before, before.len());
    let what = "it is not text in UTF-8 from here on".to_owned();
    RecipeError::Malformed { file: file.to_owned(), line, column, key: String::new(), what }
}

fn refused_as<T>(file: &str, error: RecipeError) -> Result<T, Checkup> {
    Err(Checkup::of_errors(file, vec![error]))
}

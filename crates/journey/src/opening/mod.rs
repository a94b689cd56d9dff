//! A recipe opened from a file: hostile until it was shown and accepted (security.md M-16). The page lies over the questions, and
//! leads back to them.
//!
//! The engine reads the file once and keeps, on acceptance, the text that was shown. What the page says of it in our own words
//! follows from its facts; what the file says itself stands in frames.

mod facts;
mod handling;
mod its_words;
mod view;

pub(crate) use view::{not_read, screen};

use sendoff_problem::Problem;
use sendoff_recipes::{Checkup, Fingerprint, Id, OpenedRecipe, Origin, Recipe};
use sendoff_words::Args;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::world::World;

/// What is pressed about recipes from files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RecipePress {
    /// Choose a file and show what is in it.
    Open,
    /// Show the accepted recipe that is chosen.
    Show,
    /// Accept what is shown; what was accepted before is used.
    Accept,
    /// Back to the questions; nothing of what is shown is used.
    Decline,
    /// Forget an accepted recipe: asks first.
    Remove,
    /// Forget it.
    RemoveForGood,
    /// Do not forget it.
    Keep,
}

/// What the engine is to do about a recipe from a file. Each is answered by a [`RecipeEvent`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipeEffect {
    /// Let the person choose a file and read it. No answer where none is chosen.
    Choose,
    /// Keep this text, and let set-ups begin with it.
    Accept(Box<OpenedRecipe>),
    /// Count the connections and set-ups that were made with any accepted content of this id.
    CountUse(Id),
    /// Forget every accepted content of this id.
    Remove(Id),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipeEvent {
    /// A file was chosen or dropped, and is a recipe that may be shown.
    Read(Box<OpenedRecipe>),
    /// A file was chosen or dropped, and is none.
    Wrong(Box<Checkup>),
    /// The file could not be read.
    NotRead(Problem),
    /// It is kept, and found among the recipes.
    Accepted(Fingerprint),
    /// It could not be kept.
    NotAccepted(Problem),
    /// So many were made with it.
    Used {
        /// Saved connections.
        connections: u64,
        /// Set-ups that are not finished.
        set_ups: u64,
    },
    /// It is forgotten.
    Removed,
    /// It could not be forgotten.
    NotRemoved(Problem),
}

/// What lies over the questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// A file that is no recipe to be opened.
    Wrong(Box<Checkup>),
    /// A recipe to be looked at.
    Shown(Box<Shown>),
}

/// A recipe that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) opened: OpenedRecipe,
    /// It is being kept; nothing can be pressed meanwhile.
    pub(crate) keeping: bool,
    pub(crate) removing: Removing,
    /// What could not be done.
    pub(crate) problem: Option<Problem>,
}

/// How far forgetting it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Removing {
    No,
    /// What was made with it is being counted.
    Counting,
    /// The person is asked whether they mean it.
    Asked {
        connections: u64,
        set_ups: u64,
    },
    UnderWay,
}

impl Shown {
    fn of(opened: OpenedRecipe) -> Self {
        Self { opened, keeping: false, removing: Removing::No, problem: None }
    }

    /// Whether nothing may be pressed until the engine has answered.
    fn is_busy(&self) -> bool {
        self.keeping || matches!(self.removing, Removing::Counting | Removing::UnderWay)
    }

    /// Whether this very content was accepted.
    fn is_accepted(&self, world: &World<'_>) -> bool {
        world.recipes.accepted(self.opened.fingerprint).is_some()
    }

    /// What was accepted before under the same id, if it is something else.
    fn before<'a>(&'a self, world: &World<'a>) -> Option<&'a Recipe> {
        let before = world.recipes.accepted_as(&self.opened.recipe.id).next_back()?;
        (!self.is_accepted(world)).then_some(&before.recipe)
    }
}

/// The application's name, marked where its recipe comes from a file.
pub(crate) fn marked_name(recipe: &Recipe, world: &World<'_>) -> String {
    mark(recipe.name.as_str(), recipe.is_from_file(), world)
}

/// The same for a recipe that is perhaps not there any more.
pub(crate) fn marked_by_key(name: &str, key: &str, world: &World<'_>) -> String {
    mark(name, is_from_file(key), world)
}

/// Whether a set-up's recipe came from a file, also where it is not there any more.
pub(crate) fn is_from_file(key: &str) -> bool {
    key.parse::<Fingerprint>().is_ok()
}

/// File and fingerprint of a recipe from a file, for sentences about it.
pub(crate) fn origin(recipe: &Recipe, world: &World<'_>) -> Option<Args> {
    let Origin::File(fingerprint) = recipe.origin else { return None };
    let file = world.recipes.accepted(fingerprint).map(|opened| opened.file.clone()).unwrap_or_default();
    Some(Args::none().value("file", file).value("fingerprint", fingerprint.digits()))
}

fn mark(name: &str, from_file: bool, world: &World<'_>) -> String {
    if from_file { world.words.line("from-a-file", &Args::none().name("name", name)) } else { name.to_owned() }
}

//! What the journey may look at: words, recipes with their providers, and facts about the surroundings.

use std::sync::Arc;

use jiff::tz::TimeZone;
use sendoff_recipes::{ProvidedBy, Provider, Recipe, Recipes};
use sendoff_words::Words;

/// Everything outside the set-up that decides what is shown. It is passed in with every event.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// Applications and providers as data; in practice the office plays the providers.
    pub recipes: &'a Recipes,
    /// Everything a person reads.
    pub words: &'a Words,
    /// Facts about where this runs.
    pub surroundings: &'a Surroundings,
}

impl World<'_> {
    /// Who runs the mailbox of a set-up by this recipe, which is tailored.
    pub(crate) fn provider(&self, recipe: &Recipe) -> Option<Arc<Provider>> {
        self.recipes.provider_of(&recipe.provided_by())
    }

    /// Its name; where no recipe is chosen yet, that of the provider most people have.
    pub(crate) fn provider_name(&self, recipe: Option<&Recipe>) -> String {
        let provider = self.recipes.provider_of(&ProvidedBy::of(recipe));
        provider.map(|provider| provider.name.to_string()).unwrap_or_default()
    }
}

/// The mailboxes of a practice office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeMailboxes {
    /// Of the Microsoft directory.
    pub microsoft: String,
    /// Of the Google organisation.
    pub google: String,
}

/// Facts about where this runs; the engine fills them in.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Whether this is the practice office.
    pub practice: bool,
    /// In the practice office: the mailboxes that are there to be set up. Nobody could guess them.
    pub practice_mailboxes: Option<PracticeMailboxes>,
    /// The keychain by its own name: `Windows Credential Manager`, `GNOME Keyring`.
    pub keychain: String,
    /// The time zone in which times are told.
    pub zone: TimeZone,
    /// What the operating system has and has not.
    pub system: System,
}

/// What the operating system has and has not, and what this build is.
#[derive(Clone, Debug, Default)]
pub struct System {
    /// Whether keys go with the command key and the menu stands in a bar at the top of the screen: macOS.
    pub command_key: bool,
    /// Whether a window can be left out of pictures of the screen.
    pub capture: Capture,
    /// The folder everything is kept in, as a person may look for it.
    pub folder: Option<String>,
    /// The version of the program.
    pub version: String,
}

/// Whether a window can be left out of pictures of the screen, and whose way it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Capture {
    /// It cannot.
    #[default]
    Never,
    /// By Windows, from version 10 on.
    Windows,
    /// By macOS, which some tools ignore.
    Mac,
}

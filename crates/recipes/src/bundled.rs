//! The files that are part of the program.

use crate::{
    catalogue::ErrorCatalogue,
    provider::{Addresses, PracticePages, Provider, ProviderId},
    read::RecipeError,
    recipe::Recipe,
    summary::RecipesSummary,
};

const TOURTOOLS: &str = include_str!("../../../recipes/applications/tourtools.toml");
const MICROSOFT: &str = include_str!("../../../recipes/providers/microsoft.toml");
const PRACTICE: &str = include_str!("../../../recipes/providers/practice.toml");
const ENTRA: &str = include_str!("../../../recipes/errors/entra.toml");

/// Everything the program knows about applications, providers and their errors.
#[derive(Clone, Debug)]
pub struct Recipes {
    applications: Vec<Recipe>,
    providers: Vec<Provider>,
    practice: PracticePages,
    errors: ErrorCatalogue,
}

impl Recipes {
    /// Reads the bundled files; they are tested, so an error here is a mistake of a build.
    pub fn bundled() -> Result<Self, RecipeError> {
        Ok(Self {
            applications: vec![Recipe::read("recipes/applications/tourtools.toml", TOURTOOLS)?],
            providers: vec![Provider::read("recipes/providers/microsoft.toml", MICROSOFT)?],
            practice: PracticePages::read("recipes/providers/practice.toml", PRACTICE)?,
            errors: ErrorCatalogue::read("recipes/errors/entra.toml", ENTRA)?,
        })
    }

    /// The same with every provider as a practice office at these addresses plays it.
    pub fn practised_at(mut self, addresses: &Addresses) -> Self {
        self.providers =
            self.providers.iter().map(|provider| provider.practised_at(addresses, &self.practice)).collect();
        self
    }

    /// Every recipe, in the order of the application page.
    pub fn recipes(&self) -> &[Recipe] {
        &self.applications
    }

    /// The recipe of this id.
    pub fn recipe(&self, id: &str) -> Option<&Recipe> {
        self.applications.iter().find(|recipe| recipe.id.as_str() == id)
    }

    /// The provider of this id.
    pub fn provider(&self, id: ProviderId) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    /// Which kind an error of a provider is.
    pub fn errors(&self) -> &ErrorCatalogue {
        &self.errors
    }

    /// What `sendoff recipes --json` prints.
    pub fn summary(&self) -> RecipesSummary {
        RecipesSummary { recipes: self.applications.iter().map(Into::into).collect() }
    }
}

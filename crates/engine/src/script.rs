//! What scripts ask without a set-up: which applications there are, and what a text contains.

use sendoff_intake::{Known, ReadContext, ScriptReading};
use sendoff_problem::{Kind, Problem};
use sendoff_recipes::{ProviderId, RecipeError, Recipes, RecipesSummary};

/// The applications of this build (`sendoff recipes --json`).
///
/// # Errors
/// If the bundled data is broken: a mistake of the build.
pub fn recipes() -> Result<RecipesSummary, RecipeError> {
    Ok(Recipes::bundled()?.summary())
}

/// Why a text could not be read.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// There is no such application.
    #[error("there is no recipe {0}")]
    NoRecipe(String),
    /// The bundled data is broken.
    #[error("the recipes cannot be read")]
    Recipes(#[from] RecipeError),
    /// The bundled data names no provider.
    #[error("the provider is not in the table")]
    NoProvider,
    /// The text itself.
    #[error("the text cannot be read: {}", .0.kind.as_str())]
    Text(Box<Problem>),
}

/// The most bytes that [`read`] takes.
pub const LONGEST: usize = sendoff_intake::MAX_BYTES;

/// What `text` contains, secrets masked (`sendoff read --json`). `why` gives the sentence for a kind.
///
/// # Errors
/// If there is no such recipe, or the text is too long.
pub fn read(text: &str, recipe: Option<&str>, why: impl Fn(Kind) -> String) -> Result<ScriptReading, NotRead> {
    let recipes = Recipes::bundled()?;
    let recipe = match recipe {
        None => None,
        Some(id) => Some(recipes.recipe(id).ok_or_else(|| NotRead::NoRecipe(id.to_owned()))?),
    };
    let provider = recipes.provider(ProviderId::Microsoft).ok_or(NotRead::NoProvider)?;
    let known = Known::default();
    let reading = sendoff_intake::read(text, &ReadContext { provider, recipe, step: None, known: &known });
    reading.map(|reading| reading.script(why)).map_err(|problem| NotRead::Text(Box::new(problem)))
}

//! *Do it by script*: a recipe written out for a shell, with what was answered so far.
//!
//! Nothing is run here and nothing secret goes in. What the script prints in the end is pasted like everything else.

use sendoff_handover::{NotWritten, Wishes, registration_of, script};
use sendoff_journey::{Event, Outcome, ScriptDialect, WrittenScript};
use sendoff_problem::Problem;
use sendoff_recipes::{Answer, Answers, Naming, Recipe, RecipeError, Recipes};
use sendoff_values::Guid;
use sendoff_words::Words;

use crate::{ports::Randomness, sheet, workplace::Shared};

pub use sendoff_handover::{Dialect, Script};

/// The longest a client secret may last, in months (learn.microsoft.com/entra/identity-platform/how-to-add-credentials, copy of
/// 2025-01-29).
pub const MOST_MONTHS: u8 = 24;

/// What is written out, and how.
#[derive(Clone, Debug)]
pub struct ScriptWish<'a> {
    /// The recipe's word.
    pub recipe: &'a str,
    /// Answers by question; a question without one keeps its default.
    pub answers: &'a [(String, Answer)],
    /// Another name for the app registration than the recipe suggests.
    pub name: Option<String>,
    /// How many months the client secret lasts, up to [`MOST_MONTHS`].
    pub months: u8,
    /// Whether the script approves for everybody, which takes an administrator.
    pub approve: bool,
    /// The shell and its tool.
    pub dialect: Dialect,
}

/// Why there is no script.
#[derive(Debug, thiserror::Error)]
pub enum NoScript {
    /// The bundled data is broken.
    #[error("the recipes cannot be read")]
    Recipes(#[from] RecipeError),
    /// There is no such application.
    #[error("there is no recipe {0}")]
    NoRecipe(String),
    /// The bundled data names no provider.
    #[error("the provider is not in the table")]
    NoProvider,
    /// Its provider has no shell.
    #[error("the scripts are for Microsoft 365, and {0} is at another provider")]
    NotThere(String),
    /// An address must be given first.
    #[error("the redirect address of the application is not known yet")]
    NoRedirect,
    /// The recipe cannot be written out.
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
}

/// Writes a bundled recipe out (`sendoff recipes script`).
///
/// # Errors
/// If there is no such recipe, or an answer is missing that it needs.
pub fn write_bundled(wish: ScriptWish<'_>, randomness: &dyn Randomness, words: &Words) -> Result<Script, NoScript> {
    write(&Recipes::bundled()?, wish, randomness, words)
}

/// Writes a recipe out. `recipes` are those of the workplace; a script for a practice office would still go to Microsoft.
///
/// # Errors
/// As [`write_bundled`].
pub fn write(
    recipes: &Recipes,
    wish: ScriptWish<'_>,
    randomness: &dyn Randomness,
    words: &Words,
) -> Result<Script, NoScript> {
    let whole = recipes.recipe(wish.recipe).ok_or_else(|| NoScript::NoRecipe(wish.recipe.to_owned()))?;
    let answers = answers(whole, wish.answers);
    let recipe = whole.tailored(&answers);
    if recipe.provider.naming() != Naming::InDirectory {
        return Err(NoScript::NotThere(wish.recipe.to_owned()));
    }
    let provider = recipes.provider_of(&recipe.provided_by()).ok_or(NoScript::NoProvider)?;
    let plan = recipe.redirect_plan(&answers);
    if plan.is_none() && recipe.redirect.is_some() {
        return Err(NoScript::NoRedirect);
    }
    let wishes = Wishes {
        name: wish.name,
        months: wish.months.clamp(1, MOST_MONTHS),
        approve: wish.approve,
        scope_id: random_id(randomness),
    };
    let registration = registration_of(&recipe, plan.as_ref(), &provider, recipes.permissions(), wishes)?;
    Ok(script(&registration, wish.dialect, words))
}

/// Writes the script of the page *Do it by script*, and tells the journey.
pub(crate) fn tell(shared: &Shared, wish: Box<sendoff_journey::ScriptWish>) {
    let given: Vec<(String, Answer)> = wish.answers.iter().map(|(id, one)| (id.to_string(), one.clone())).collect();
    let own = ScriptWish {
        recipe: &wish.recipe,
        answers: &given,
        name: None,
        months: wish.months,
        approve: wish.approve,
        dialect: match wish.dialect {
            ScriptDialect::AzureCli => Dialect::AzureCli,
            ScriptDialect::GraphPowerShell => Dialect::GraphPowerShell,
        },
    };
    let workplace = &shared.workplace;
    let written = write(&shared.recipes.now(), own, &*workplace.ports.randomness, &workplace.words);
    let script = written.inspect_err(|error| tracing::warn!(%error, "no script can be written")).ok();
    let shown = |script: Script| WrittenScript { file_name: script.dialect.file_name().to_owned(), text: script.text };
    shared.tell(Event::ScriptWritten(wish, script.map(shown)));
}

/// Writes a script where the person wants it.
pub(crate) async fn save(shared: &Shared, script: &WrittenScript) -> Result<Outcome, Problem> {
    let path = sheet::save(shared, &script.file_name, &script.text).await?;
    Ok(Outcome::ScriptSaved { path })
}

fn answers(recipe: &Recipe, given: &[(String, Answer)]) -> Answers {
    let asked = |(question, answer): &(String, Answer)| {
        recipe.question(question).map(|question| (question.id.clone(), answer.clone()))
    };
    given.iter().filter_map(asked).collect()
}

/// 122 random bits in the shape of a GUID (RFC 9562 section 5.4).
fn random_id(randomness: &dyn Randomness) -> Guid {
    let mut bytes = [0; 16];
    randomness.fill(&mut bytes);
    match uuid::Builder::from_random_bytes(bytes).into_uuid().to_string().parse() {
        Ok(id) => id,
        Err(_) => unreachable!("a UUID has the shape of a GUID"),
    }
}

//! What scripts ask without a set-up: which applications there are, and what a text contains.

use sendoff_intake::{Known, ReadContext};
use sendoff_journey::Surface;
use sendoff_problem::{Details, Kind, Problem, WhoActs};
use sendoff_recipes::{Access, Placeholder, ProvidedBy, ProviderId, can_be_registered};

pub use sendoff_intake::{Left, Question, ScriptReading, Told};
pub use sendoff_recipes::{
    Answer, Answers, Checkup, Id, ProbeKind, QuestionSummary, RecipeError, Recipes, RecipesSummary, WrongPlace,
};

/// The applications of this build (`sendoff recipes --json`).
///
/// # Errors
/// If the bundled data is broken: a mistake of the build.
pub fn recipes() -> Result<RecipesSummary, RecipeError> {
    Ok(Recipes::bundled()?.summary())
}

/// What a set-up of this recipe touches, so that only what it can meet is made to go wrong in it.
///
/// # Errors
/// If there is no such recipe.
pub fn touched_by(recipes: &Recipes, recipe: &str, answers: &Answers) -> Result<Vec<Surface>, NotAnswered> {
    let recipe = recipes.recipe(recipe).ok_or(NotAnswered::NoRecipe)?;
    Ok(Surface::touched_by(&recipe.tailored(answers)))
}

/// Why an answer to a question of a recipe is none.
#[derive(Debug, thiserror::Error)]
pub enum NotAnswered {
    /// There is no such application.
    #[error("there is no such recipe")]
    NoRecipe,
    /// The recipe asks something else.
    #[error("the recipe asks no such question")]
    NoQuestion {
        /// What it asks.
        questions: Vec<String>,
    },
    /// Something else is typed there.
    #[error("the question asks for something else")]
    NotTyped {
        /// An answer as it may look.
        example: String,
    },
    /// The question has other choices.
    #[error("the question has no such choice")]
    NoChoice {
        /// The words of the choices that are a word.
        choices: Vec<String>,
        /// Whether an address may be given in place of a word.
        address: bool,
    },
}

impl NotAnswered {
    fn no_choice(asked: &sendoff_recipes::Question) -> Self {
        if let Some(typed) = &asked.typed {
            return Self::NotTyped { example: typed.example.to_string() };
        }
        let (typed, words): (Vec<_>, Vec<_>) = asked.choice.iter().partition(|choice| choice.typed);
        let choices = words.into_iter().map(|choice| choice.id.to_string()).collect();
        Self::NoChoice { choices, address: !typed.is_empty() }
    }
}

/// What `text` answers to a question of a recipe (`--answer QUESTION=VALUE`): the word of a choice, or an address where one is
/// typed.
///
/// # Errors
/// If there is no such recipe, question or choice; it names what there is.
pub fn answer(recipes: &Recipes, recipe: &str, question: &str, text: &str) -> Result<Answer, NotAnswered> {
    let recipe = recipes.recipe(recipe).ok_or(NotAnswered::NoRecipe)?;
    let asked = recipe.question.iter().find(|asked| asked.id.as_str() == question).ok_or_else(|| {
        NotAnswered::NoQuestion { questions: recipe.question.iter().map(|asked| asked.id.to_string()).collect() }
    })?;
    let answer = asked.answer(text).ok();
    // An address that Microsoft does not take would only stop the set-up later.
    let fits = |answer: &Answer| answer.address().is_none_or(can_be_registered);
    answer.filter(fits).ok_or_else(|| NotAnswered::no_choice(asked))
}

/// What must still be typed when these answers are given, each with an example that is an answer; in the recipe's order.
/// `None` when there is no such recipe.
pub fn still_typed(recipes: &Recipes, recipe: &str, answers: &Answers) -> Option<Vec<(String, String)>> {
    let recipe = recipes.recipe(recipe)?;
    let open = |question: &sendoff_recipes::Question| {
        let typed = question.typed.as_ref().filter(|typed| !typed.optional && !answers.contains_key(&question.id))?;
        Some((question.id.to_string(), typed.example.to_string()))
    };
    Some(recipe.tailored(answers).question.iter().filter_map(open).collect())
}

/// Whether the application acts in its own name, so that nobody signs in.
pub fn is_alone(recipes: &Recipes, recipe: &str) -> bool {
    recipes.recipe(recipe).is_some_and(|recipe| recipe.access == Access::Application)
}

/// Whether for these answers somebody signs in in the mailbox's place, and the question that asks for their address.
pub fn delegate_question(recipes: &Recipes, recipe: &str, answers: &Answers) -> Option<Id> {
    let recipe = recipes.recipe(recipe)?.tailored(answers);
    let mut asked = recipe.delegate.iter().flat_map(|delegate| delegate.address.places());
    asked.find_map(|place| if let Placeholder::Answer(id) = place { Some(id.clone()) } else { None })
}

/// What the test does for these answers, in order; nothing when there is no such recipe.
pub fn probes(recipes: &Recipes, recipe: &str, answers: &Answers) -> Vec<ProbeKind> {
    let tailored = recipes.recipe(recipe).map(|recipe| recipe.tailored(answers));
    tailored.into_iter().flat_map(|recipe| recipe.probe).map(|probe| probe.kind).collect()
}

/// With whom a set-up with these answers is; the usual provider when there is no such recipe.
pub fn provider(recipes: &Recipes, recipe: &str, answers: &Answers) -> ProviderId {
    let tailored = recipes.recipe(recipe).map(|recipe| recipe.tailored(answers));
    tailored.map_or(ProviderId::Microsoft, |recipe| recipe.provider)
}

/// The largest recipe file that is read, in bytes (security.md M-16).
pub const LARGEST_RECIPE: usize = sendoff_recipes::MAX_BYTES;

/// What is wrong with the text of a recipe file, which may come from a stranger (`sendoff recipes check FILE`).
///
/// # Errors
/// If the bundled data is broken.
pub fn check_recipe(file: &str, text: &str) -> Result<Checkup, RecipeError> {
    Ok(Recipes::bundled()?.check_as_opened(file, text))
}

/// The questions of a recipe in its order.
pub fn questions(recipes: &Recipes, recipe: &str) -> Vec<Id> {
    let questions = recipes.recipe(recipe).map(|recipe| recipe.question.as_slice()).unwrap_or_default();
    questions.iter().map(|question| question.id.clone()).collect()
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

/// Who must act on a problem of this kind with this code of the provider's and these words of a mail server: as the row of the
/// code says, where one does.
///
/// # Errors
/// If the recipes of this build cannot be read.
pub fn who_acts(kind: Kind, code: Option<&str>, said: Option<&str>) -> Result<WhoActs, RecipeError> {
    let details = Details { code: code.map(str::to_owned), said: said.map(str::to_owned), ..Details::default() };
    let told = Recipes::bundled()?.told(&Problem::new(kind).with_details(details)).map(|told| told.who);
    Ok(told.unwrap_or(kind.who_acts()))
}

/// The most bytes that [`read`] takes.
pub const LONGEST: usize = sendoff_intake::MAX_BYTES;

/// What `text` contains, secrets masked (`sendoff read --json`). `tell` puts into words what did not go into a field.
///
/// # Errors
/// If there is no such recipe, or the text is too long.
pub fn read(text: &str, recipe: Option<&str>, tell: impl Fn(Left<'_>) -> Told) -> Result<ScriptReading, NotRead> {
    let recipes = Recipes::bundled()?;
    let recipe = match recipe {
        None => None,
        Some(id) => Some(recipes.recipe(id).ok_or_else(|| NotRead::NoRecipe(id.to_owned()))?),
    };
    let provider = recipes.provider_of(&ProvidedBy::of(recipe)).ok_or(NotRead::NoProvider)?;
    let known = Known::default();
    let reading = sendoff_intake::read(text, &ReadContext { provider: &provider, recipe, step: None, known: &known });
    reading.map(|reading| reading.script(tell)).map_err(|problem| NotRead::Text(Box::new(problem)))
}

//! A recipe as the script face prints it (design.md 5).

use jiff::civil::Date;
use serde::Serialize;

use crate::{provider::ProviderId, recipe::Recipe};

/// `sendoff recipes --json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecipesSummary {
    /// Every recipe.
    pub recipes: Vec<RecipeSummary>,
}

/// One recipe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecipeSummary {
    /// Its word.
    pub id: String,
    /// The application's name.
    pub name: String,
    /// Who runs the mailbox.
    pub provider: ProviderId,
    /// The date of the vendor's guide.
    pub date: Date,
    /// What it asks.
    pub questions: Vec<QuestionSummary>,
    /// Its steps, by their words.
    pub steps: Vec<&'static str>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionSummary {
    /// Its word.
    pub id: String,
    /// The words of its choices; where an address is typed, the address itself is the answer. Empty where something is typed
    /// in place of a choice.
    pub options: Vec<String>,
    /// The word of the choice that stands until another is made.
    pub default: Option<String>,
}

impl From<&Recipe> for RecipeSummary {
    fn from(recipe: &Recipe) -> Self {
        let question = |question: &crate::Question| QuestionSummary {
            id: question.id.to_string(),
            options: question.choice.iter().map(|choice| choice.id.to_string()).collect(),
            default: question.default.as_ref().map(ToString::to_string),
        };
        Self {
            id: recipe.id.to_string(),
            name: recipe.name.to_string(),
            provider: recipe.provider,
            date: recipe.guide.date,
            questions: recipe.question.iter().map(question).collect(),
            steps: steps(recipe),
        }
    }
}

/// Every step of any way to answer, each once.
fn steps(recipe: &Recipe) -> Vec<&'static str> {
    let mut steps: Vec<&'static str> = recipe.step.iter().map(|step| step.id.as_str()).collect();
    steps.dedup();
    steps
}

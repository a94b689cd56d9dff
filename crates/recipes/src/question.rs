//! What a recipe asks before the steps are fixed.

use std::collections::BTreeMap;

use sendoff_values::RedirectAddress;
use serde::{Deserialize, Serialize};

use crate::{
    read::{Misfit, require},
    text::{Id, Text},
};

/// One question with its choices; the recommended one is first.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its word: `--answer QUESTION=VALUE`.
    pub id: Id,
    /// The question itself.
    pub title: Text,
    /// Why it is asked.
    pub why: Text,
    /// The choice that stands until another one is made.
    pub default: Id,
    /// The choices in order.
    pub choice: Vec<Choice>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its word.
    pub id: Id,
    /// What stands beside the radio button.
    pub label: Text,
    /// One line under it.
    pub hint: Option<Text>,
    /// The address it stands for.
    pub address: Option<RedirectAddress>,
    /// Whether an address is typed with it.
    #[serde(default)]
    pub typed: bool,
    /// What the person is told on choosing it, and what the sheet repeats.
    pub caution: Option<Text>,
}

/// An answer that fits its question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The choice.
    pub choice: Id,
    /// The address typed with it.
    #[serde(default)]
    pub address: Option<RedirectAddress>,
}

/// The answers given so far, by question.
pub type Answers = BTreeMap<Id, Answer>;

/// The text is none of the choices and no address that could be typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such choice; there are: {}", .choices.join(", "))]
pub struct NotAnAnswer {
    /// The words of the choices.
    pub choices: Vec<String>,
}

impl Question {
    /// Reads a choice's word, or an address: that of a choice, or one typed where the question allows it.
    pub fn answer(&self, text: &str) -> Result<Answer, NotAnAnswer> {
        let by_word = self.choice.iter().find(|choice| choice.id.as_str() == text && !choice.typed);
        let by_address =
            || self.choice.iter().find(|choice| choice.address.as_ref().is_some_and(|a| a.as_str() == text));
        if let Some(choice) = by_word.or_else(by_address) {
            return Ok(Answer { choice: choice.id.clone(), address: None });
        }
        let typed = self.choice.iter().find(|choice| choice.typed);
        typed
            .zip(text.parse().ok())
            .map(|(choice, address)| Answer { choice: choice.id.clone(), address: Some(address) })
            .ok_or_else(|| NotAnAnswer { choices: self.choice.iter().map(|choice| choice.id.to_string()).collect() })
    }

    /// The choice of this answer; the default one when there is none or it belongs to another version of the recipe.
    pub fn chosen(&self, answer: Option<&Answer>) -> Option<&Choice> {
        let by_id = |id: &Id| self.choice.iter().find(|choice| choice.id == *id);
        answer.and_then(|answer| by_id(&answer.choice)).or_else(|| by_id(&self.default))
    }

    pub(crate) fn check(&self) -> Result<(), Misfit> {
        let key = format!("question {}", self.id);
        let ids: std::collections::BTreeSet<&Id> = self.choice.iter().map(|choice| &choice.id).collect();
        require(self.choice.len() >= 2, &key, "a question needs two choices")?;
        require(ids.len() == self.choice.len(), &key, "two choices have the same id")?;
        require(ids.contains(&self.default), &key, "the default is none of its choices")?;
        let one_value = |choice: &Choice| !(choice.typed && choice.address.is_some());
        require(self.choice.iter().all(one_value), &key, "a choice has an address or lets one be typed, not both")
    }
}

//! What a recipe asks before the steps are fixed.

use std::collections::{BTreeMap, BTreeSet};

use sendoff_values::{HostName, RedirectAddress};
use serde::{Deserialize, Serialize};

use crate::{
    condition::{Settled, Standing, When},
    provider::ProviderId,
    read::{Misfit, require},
    text::{Id, Label, Text},
    typed::TypedQuestion,
};

/// One question: choices of which one is taken, or something that is typed.
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
    pub default: Option<Id>,
    /// The choices in order, the recommended one first.
    #[serde(default)]
    pub choice: Vec<Choice>,
    /// For a question that hardly anybody needs to answer: what stands before its answer while it is folded.
    pub quiet: Option<Label>,
    /// What is typed, for a question without choices.
    pub typed: Option<TypedQuestion>,
    /// When it is asked.
    #[serde(default)]
    pub when: When,
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
    /// The provider it stands for, in place of the recipe's.
    pub provider: Option<ProviderId>,
    /// Whether an address is typed with it.
    #[serde(default)]
    pub typed: bool,
    /// What the person is told on choosing it, and what the sheet repeats.
    pub caution: Option<Text>,
    /// For a mailbox of one of these domains it stands until another choice is made.
    #[serde(default)]
    pub domains: Vec<HostName>,
    /// When it may be chosen. Where the default may not, the first that may stands in its place.
    #[serde(default)]
    pub when: When,
}

/// An answer that fits its question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Answer {
    /// One of the choices.
    Chosen {
        /// The choice.
        choice: Id,
        /// The address typed with it.
        #[serde(default)]
        address: Option<RedirectAddress>,
    },
    /// What was typed, in its one form.
    Typed {
        /// The text.
        typed: String,
    },
}

/// The answers given so far, by question.
pub type Answers = BTreeMap<Id, Answer>;

/// The text is none of the choices and nothing that could be typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such choice; there are: {}", .choices.join(", "))]
pub struct NotAnAnswer {
    /// The words of the choices.
    pub choices: Vec<String>,
}

impl Answer {
    /// A choice by itself.
    pub fn chosen(choice: Id) -> Self {
        Self::Chosen { choice, address: None }
    }

    /// The choice, if it is one.
    pub fn choice(&self) -> Option<&Id> {
        match self {
            Self::Chosen { choice, .. } => Some(choice),
            Self::Typed { .. } => None,
        }
    }

    /// The address typed with a choice.
    pub fn address(&self) -> Option<&RedirectAddress> {
        match self {
            Self::Chosen { address, .. } => address.as_ref(),
            Self::Typed { .. } => None,
        }
    }

    /// What was typed in place of a choice.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Chosen { .. } => None,
            Self::Typed { typed } => Some(typed),
        }
    }
}

impl Question {
    /// Reads a choice's word, or an address: that of a choice, or one typed where the question allows it. For a question
    /// that is typed, what belongs there.
    pub fn answer(&self, text: &str) -> Result<Answer, NotAnAnswer> {
        if let Some(typed) = &self.typed {
            let none = |_| NotAnAnswer { choices: Vec::new() };
            return typed.kind.read(text).map(|typed| Answer::Typed { typed }).map_err(none);
        }
        let by_word = self.choice.iter().find(|choice| choice.id.as_str() == text && !choice.typed);
        let by_address =
            || self.choice.iter().find(|choice| choice.address.as_ref().is_some_and(|a| a.as_str() == text));
        if let Some(choice) = by_word.or_else(by_address) {
            return Ok(Answer::chosen(choice.id.clone()));
        }
        let typed = self.choice.iter().find(|choice| choice.typed);
        typed
            .zip(text.parse().ok())
            .map(|(choice, address)| Answer::Chosen { choice: choice.id.clone(), address: Some(address) })
            .ok_or_else(|| NotAnAnswer { choices: self.choice.iter().map(|choice| choice.id.to_string()).collect() })
    }

    /// The choice of this answer; the default one when there is none or it belongs to another version of the recipe.
    pub fn chosen(&self, answer: Option<&Answer>) -> Option<&Choice> {
        let by_id = |id: &Id| self.choice.iter().find(|choice| choice.id == *id);
        let default = || self.default.as_ref().and_then(by_id).or_else(|| self.choice.first());
        answer.and_then(Answer::choice).and_then(by_id).or_else(default)
    }

    /// The same question with the choices that may be made after these answers.
    pub(crate) fn offered(&self, settled: &Settled) -> Self {
        let mut offered = self.clone();
        offered.choice.retain(|choice| choice.when.holds(settled));
        offered
    }

    /// The choice that a mailbox speaks for, by its domain or by one that it is known to be like.
    pub fn suggested(&self, domains: &[HostName]) -> Option<&Choice> {
        self.choice.iter().find(|choice| choice.domains.iter().any(|own| domains.contains(own)))
    }

    /// Everything that may stand for it.
    pub(crate) fn standings(&self) -> Vec<Standing> {
        match &self.typed {
            Some(typed) if typed.optional => vec![Standing::Typed(true), Standing::Typed(false)],
            Some(_) => vec![Standing::Typed(true)],
            None => self.choice.iter().map(|choice| Standing::Choice(choice.id.clone())).collect(),
        }
    }

    pub(crate) fn check(&self) -> Result<(), Misfit> {
        let key = format!("question {}", self.id);
        if let Some(typed) = &self.typed {
            let alone = self.choice.is_empty() && self.default.is_none();
            require(alone, &key, "it is typed, so it has neither choices nor a default")?;
            return require(typed.kind.read(typed.example.as_str()).is_ok(), &key, "its example is no such answer");
        }
        let ids: BTreeSet<&Id> = self.choice.iter().map(|choice| &choice.id).collect();
        require(self.choice.len() >= 2, &key, "a question needs two choices, or `typed`")?;
        require(ids.len() == self.choice.len(), &key, "two choices have the same id")?;
        let default = self.default.as_ref();
        require(default.is_some_and(|id| ids.contains(id)), &key, "the default is none of its choices")?;
        let one_value = |choice: &Choice| !(choice.typed && choice.address.is_some());
        require(self.choice.iter().all(one_value), &key, "a choice has an address or lets one be typed, not both")
    }
}

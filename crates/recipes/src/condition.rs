//! Which parts of a recipe count, by what was answered.
//!
//! A condition names a question that stands before the part and the answers for which the part counts. A question that is
//! not asked has no answer, so nothing that hangs on it counts.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    question::{Answer, Answers, Question},
    text::Id,
};

/// When a part counts: every condition holds. Without any, always.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct When(Vec<Condition>);

/// One condition. In a file: `{ question = "direction", is = ["sending", "both"] }`, or for a typed answer
/// `{ question = "acceptance-host", given = true }`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The question it hangs on.
    pub question: Id,
    /// The choices for which it holds; for a question that is typed, none.
    #[serde(default)]
    pub is: Vec<Id>,
    /// For a question that is typed: whether something must have been typed, or nothing.
    pub given: Option<bool>,
}

/// What stands for one question that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// This choice.
    Choice(Id),
    /// A typed answer, or none where it may be left out.
    Typed(bool),
}

/// What stands for every question that is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settled(BTreeMap<Id, Standing>);

impl When {
    /// Its conditions.
    pub(crate) fn conditions(&self) -> &[Condition] {
        &self.0
    }

    /// Whether every condition holds.
    pub(crate) fn holds(&self, settled: &Settled) -> bool {
        self.0.iter().all(|condition| condition.holds(settled))
    }
}

impl Condition {
    fn holds(&self, settled: &Settled) -> bool {
        match settled.0.get(&self.question) {
            Some(Standing::Choice(choice)) => self.is.contains(choice),
            Some(Standing::Typed(typed)) => self.given == Some(*typed),
            None => false,
        }
    }

    /// Whether it asks of the question something the question can answer.
    pub(crate) fn fits(&self, question: &Question) -> bool {
        let chosen = || self.is.iter().all(|id| question.choice.iter().any(|choice| choice.id == *id));
        match question.typed {
            Some(_) => self.is.is_empty() && self.given.is_some(),
            None => !self.is.is_empty() && self.given.is_none() && chosen(),
        }
    }
}

impl Settled {
    /// What stands after these answers; a question without one has its default, or nothing typed.
    pub(crate) fn by(questions: &[Question], answers: &Answers) -> Self {
        let mut settled = Self::default();
        for question in questions {
            if question.when.holds(&settled) {
                let standing = standing(&question.offered(&settled), answers.get(&question.id));
                settled.0.extend(standing.map(|standing| (question.id.clone(), standing)));
            }
        }
        settled
    }

    /// Every way to answer these questions, or nothing when there are more than `most`.
    pub(crate) fn every_way(questions: &[Question], most: usize) -> Option<Vec<Self>> {
        let mut ways = vec![Self::default()];
        for question in questions {
            ways = ways.into_iter().flat_map(|way| way.with_each(question)).take(most + 1).collect();
            if ways.len() > most {
                return None;
            }
        }
        Some(ways)
    }

    fn with_each(self, question: &Question) -> Vec<Self> {
        if !question.when.holds(&self) {
            return vec![self];
        }
        let with = |standing| {
            let mut way = self.clone();
            way.0.insert(question.id.clone(), standing);
            way
        };
        question.offered(&self).standings().into_iter().map(with).collect()
    }

    /// Whether the question is asked.
    pub(crate) fn asks(&self, question: &Id) -> bool {
        self.0.contains_key(question)
    }

    /// Whether this choice stands for the question.
    pub(crate) fn has_chosen(&self, question: &Id, choice: &Id) -> bool {
        matches!(self.0.get(question), Some(Standing::Choice(chosen)) if chosen == choice)
    }

    /// Whether something was typed for the question.
    pub(crate) fn has_typed(&self, question: &Id) -> bool {
        self.0.get(question) == Some(&Standing::Typed(true))
    }

    /// The answers in words, for saying in which of them something does not fit.
    pub(crate) fn in_words(&self) -> String {
        let word = |(question, standing): (&Id, &Standing)| match standing {
            Standing::Choice(choice) => format!("{question}={choice}"),
            Standing::Typed(true) => format!("{question} typed"),
            Standing::Typed(false) => format!("{question} left out"),
        };
        self.0.iter().map(word).collect::<Vec<_>>().join(", ")
    }
}

fn standing(question: &Question, answer: Option<&Answer>) -> Option<Standing> {
    if question.typed.is_some() {
        return Some(Standing::Typed(answer.is_some_and(|answer| answer.text().is_some())));
    }
    question.chosen(answer).map(|choice| Standing::Choice(choice.id.clone()))
}

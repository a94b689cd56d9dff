//! Computers that must be reachable from where the person signs in.

use std::num::NonZeroU16;

use sendoff_values::HostName;
use serde::Deserialize;

use crate::{
    condition::When,
    question::Answers,
    read::{Misfit, require},
    recipe::Recipe,
    template::{Placeholder, Template, Values},
    text::Text,
};

/// One computer and port: its name resolves, and the port takes a connection.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkCheck {
    /// The computer, by an answer: `{answer.host}` or `{redirect_host}`. A recipe names no computer of its own, so that a file
    /// from a stranger cannot point at one.
    pub host: Template,
    /// The port.
    pub port: NonZeroU16,
    /// What it is needed for.
    pub why: Text,
    /// When it is needed.
    #[serde(default)]
    pub when: When,
}

impl NetworkCheck {
    /// The computer's name, if `values` has it and it is one.
    pub fn host(&self, values: &Values) -> Option<HostName> {
        self.host.fill(values).ok()?.parse().ok()
    }

    /// What must hold for each way to answer; `answers` are samples of that way.
    pub(crate) fn check_way(&self, recipe: &Recipe, answers: &Answers) -> Result<(), Misfit> {
        let answered = |place: &Placeholder| matches!(place, Placeholder::Answer(_) | Placeholder::RedirectHost);
        let alone = self.host.single().is_some_and(answered);
        require(alone, "network.host", "it is `{redirect_host}` or one answer, and nothing else")?;
        let values = recipe.typed(answers);
        let values = match recipe.redirect_plan(answers) {
            Some(plan) => values.with(Placeholder::Redirect, plan.registered.as_str()),
            None => values,
        };
        require(self.host(&values).is_some(), "network.host", "it is not the name of a computer")
    }
}

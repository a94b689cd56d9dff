//! Which redirect address is registered and which one the application is given.

use sendoff_values::RedirectAddress;
use serde::Deserialize;

use crate::{
    question::{Answers, Question},
    text::{Id, Text},
};

/// How a recipe comes to the application's redirect address.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedirectRule {
    /// The question that decides.
    pub question: Id,
    /// The choice whose address stands in for one that cannot be registered.
    pub otherwise: Id,
}

/// What follows from the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectPlan {
    /// What the person says the application sends.
    pub sent: RedirectAddress,
    /// What is registered at the provider and put on the sheet. Always one the provider takes.
    pub registered: RedirectAddress,
    /// What the person must know: on choosing, and again on the sheet.
    pub cautions: Vec<Text>,
}

impl RedirectPlan {
    /// Whether the application will send another address than the registered one; then signing in there fails with
    /// AADSTS50011, whatever is registered.
    pub fn differs(&self) -> bool {
        self.sent != self.registered
    }
}

/// Whether Microsoft lets this address be registered in the portal: https, or http for `localhost` only
/// (learn.microsoft.com/entra/identity-platform/reply-url, copy of 2024-06-25).
pub fn can_be_registered(address: &RedirectAddress) -> bool {
    let Some(rest) = address.as_str().strip_prefix("http://") else {
        return address.as_str().starts_with("https://");
    };
    let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
    host == "localhost"
}

/// The plan, or nothing while an address must still be typed.
pub(crate) fn plan(rule: &RedirectRule, question: &Question, answers: &Answers) -> Option<RedirectPlan> {
    let answer = answers.get(&rule.question);
    let choice = question.chosen(answer)?;
    let typed = answer.filter(|answer| answer.choice == choice.id).and_then(|answer| answer.address.clone());
    let sent = choice.address.clone().or(typed)?;
    let otherwise = question.choice.iter().find(|choice| choice.id == rule.otherwise)?.address.clone()?;
    let registered = if can_be_registered(&sent) { sent.clone() } else { otherwise };
    Some(RedirectPlan { sent, registered, cautions: choice.caution.iter().cloned().collect() })
}

//! Which redirect address is registered and which one the application is given.

use sendoff_values::RedirectAddress;
use serde::Deserialize;

use crate::{
    condition::When,
    question::{Answers, Question},
    read::{Misfit, require},
    template::{Template, Values},
    text::{Id, Text},
};

/// How a recipe comes to the application's redirect address: by a question, or built from what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedirectRule {
    /// The question that decides.
    pub question: Option<Id>,
    /// The choice whose address stands in for one that cannot be registered.
    pub otherwise: Option<Id>,
    /// The address itself, in place of a question.
    pub address: Option<Template>,
    /// Further addresses of the application that are registered beside it.
    #[serde(default)]
    pub beside: Vec<Beside>,
    /// When the application has one.
    #[serde(default)]
    pub when: When,
}

/// A further address of the application.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The address.
    pub address: Template,
    /// When it is registered.
    #[serde(default)]
    pub when: When,
}

/// What follows from the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectPlan {
    /// What the person says the application sends.
    pub sent: RedirectAddress,
    /// What is registered at the provider and put on the sheet. Always one the provider takes.
    pub registered: RedirectAddress,
    /// What is registered beside it for the application.
    pub beside: Vec<RedirectAddress>,
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

impl RedirectRule {
    /// The plan, or nothing while something must still be typed.
    pub(crate) fn plan(&self, questions: &[Question], answers: &Answers, typed: &Values) -> Option<RedirectPlan> {
        let beside = self.beside.iter().map(|beside| built(&beside.address, typed)).collect::<Option<_>>()?;
        if let Some(address) = &self.address {
            let sent = built(address, typed)?;
            return Some(RedirectPlan { registered: sent.clone(), sent, beside, cautions: Vec::new() });
        }
        let question = self.question_among(questions)?;
        let answer = answers.get(&question.id);
        let choice = question.chosen(answer)?;
        let given = answer.filter(|answer| answer.choice() == Some(&choice.id)).and_then(|answer| answer.address());
        let sent = choice.address.as_ref().or(given)?.clone();
        let registered = if can_be_registered(&sent) { sent.clone() } else { self.otherwise_among(questions)?.clone() };
        Some(RedirectPlan { sent, registered, beside, cautions: choice.caution.iter().cloned().collect() })
    }

    fn question_among<'a>(&self, questions: &'a [Question]) -> Option<&'a Question> {
        let id = self.question.as_ref()?;
        questions.iter().find(|question| question.id == *id)
    }

    fn otherwise_among<'a>(&self, questions: &'a [Question]) -> Option<&'a RedirectAddress> {
        let id = self.otherwise.as_ref()?;
        self.question_among(questions)?.choice.iter().find(|choice| choice.id == *id)?.address.as_ref()
    }

    /// What must hold for each way to answer, with samples typed.
    pub(crate) fn check_way(&self, questions: &[Question], typed: &Values) -> Result<(), Misfit> {
        let asked = self.question.is_some() && self.otherwise.is_some();
        let one = asked != self.address.is_some() && self.question.is_some() == self.otherwise.is_some();
        require(one, "redirect", "it names `question` and `otherwise`, or `address`")?;
        let beside = self.beside.iter().all(|beside| built(&beside.address, typed).is_some());
        require(beside, "redirect.beside", "it makes no address that can be registered")?;
        if let Some(address) = &self.address {
            return require(
                built(address, typed).is_some(),
                "redirect.address",
                "it makes none that can be registered",
            );
        }
        let sound = self.otherwise_among(questions).is_some_and(can_be_registered);
        require(sound, "redirect.otherwise", "it names no choice whose address can be registered")
    }
}

/// The address of a template, if it can be registered.
fn built(template: &Template, typed: &Values) -> Option<RedirectAddress> {
    template.fill(typed).ok()?.parse().ok().filter(can_be_registered)
}

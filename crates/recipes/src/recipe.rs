//! One application: its questions, its steps, and what it is given in the end.

use jiff::civil::Date;
use sendoff_values::StepId;
use serde::Deserialize;

use crate::{
    hand_over::HandOver,
    permission::{Permission, Platform},
    provider::ProviderId,
    question::{Answers, Question},
    read::{Checked, Misfit, RecipeError, read, require},
    redirect::{RedirectPlan, RedirectRule, can_be_registered, plan},
    run::Runs,
    step::Step,
    text::{Id, Label, Text},
};

/// How the application sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// Microsoft Graph, in the name of whoever signed in.
    Graph,
}

/// One recipe, checked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Version of the schema: 1.
    pub schema: u32,
    /// Its word: `--recipe ID`.
    pub id: Id,
    /// The application's name.
    pub name: Label,
    /// What the application is for, in a word or three.
    pub purpose: Text,
    /// Who runs the mailbox.
    pub provider: ProviderId,
    /// How it sends.
    pub route: Route,
    /// The name suggested for the app registration.
    pub registration_name: Label,
    /// The platform both redirect addresses belong under.
    pub platform: Platform,
    /// Says that the vendor did not write this.
    pub not_by_vendor: Text,
    /// What to have ready.
    pub before: Vec<Runs>,
    /// The vendor's guide it was drawn from.
    pub guide: Guide,
    /// Whom to ask.
    pub support: Support,
    /// How the application's redirect address is found.
    pub redirect: RedirectRule,
    /// Questions before the steps are fixed.
    pub question: Vec<Question>,
    /// Permissions the registration needs.
    pub permission: Vec<Permission>,
    /// The steps in order.
    pub step: Vec<Step>,
    /// What the application is given.
    pub hand_over: HandOver,
    /// What goes wrong most often.
    pub trap: Vec<Trap>,
}

/// The vendor's guide.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Its name.
    pub title: Text,
    /// Its date.
    pub date: Date,
    /// When the recipe was last compared with it.
    pub checked: Date,
}

/// The vendor's support.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Its address, to show and copy.
    pub address: Label,
    /// What it offers.
    pub note: Text,
}

/// Something that goes wrong often, and how it shows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trap {
    /// Where it is met.
    pub step: StepId,
    /// What happens and what to do instead.
    pub text: Runs,
}

impl Recipe {
    /// Reads a recipe; `file` names it in errors. The text may come from a stranger.
    pub fn read(file: &str, text: &str) -> Result<Self, RecipeError> {
        read(file, text)
    }

    /// The step of this id, if the recipe has it.
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.step.iter().find(|step| step.id == id)
    }

    /// The question of this id, if the recipe asks it.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.question.iter().find(|question| question.id.as_str() == id)
    }

    /// The redirect addresses that follow from the answers, or nothing while one must still be typed.
    pub fn redirect_plan(&self, answers: &Answers) -> Option<RedirectPlan> {
        plan(&self.redirect, self.question(self.redirect.question.as_str())?, answers)
    }

    /// What is asked for at sign-in, in the recipe's order.
    pub fn requests(&self) -> impl Iterator<Item = &str> {
        self.permission.iter().map(|permission| permission.request.as_str())
    }
}

impl Checked for Recipe {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        self.question.iter().try_for_each(Question::check)?;
        self.step.iter().try_for_each(Step::check)?;
        self.hand_over.check()?;
        self.check_permissions()?;
        self.check_order()?;
        self.check_redirect()
    }
}

impl Recipe {
    fn check_permissions(&self) -> Result<(), Misfit> {
        let twice = |name: &Label| self.permission.iter().filter(|permission| permission.name == *name).count() > 1;
        let double = self.permission.iter().find(|permission| twice(&permission.name));
        require(double.is_none(), "permission", "a permission stands twice")?;
        require(self.permission.iter().any(|permission| permission.needed), "permission", "none is needed")
    }

    /// Every step once, and proving and finishing last in their order.
    fn check_order(&self) -> Result<(), Misfit> {
        let ids: Vec<StepId> = self.step.iter().map(|step| step.id).collect();
        let twice = ids.iter().find(|id| ids.iter().filter(|other| other == id).count() > 1);
        require(twice.is_none(), "step", "a step stands twice")?;
        let last = [StepId::SignIn, StepId::Test, StepId::Save, StepId::HandOver];
        require(ids.ends_with(&last), "step", "the last four are sign-in, test, save, hand-over")?;
        let met = self.trap.iter().all(|trap| ids.contains(&trap.step));
        require(met, "trap", "its step is not in the recipe")
    }

    fn check_redirect(&self) -> Result<(), Misfit> {
        let question = self.question(self.redirect.question.as_str());
        let otherwise =
            |question: &Question| question.choice.iter().find(|choice| choice.id == self.redirect.otherwise).cloned();
        let address = question.and_then(otherwise).and_then(|choice| choice.address);
        let sound = address.is_some_and(|address| can_be_registered(&address));
        require(sound, "redirect.otherwise", "it names no choice whose address can be registered")
    }
}

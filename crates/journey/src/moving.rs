//! Ways through a set-up: on, back, along the rail, to the step that mends something and back into what failed.

use sendoff_problem::Kind;
use sendoff_values::StepId;

use crate::{
    causes,
    context::Context,
    effect::Effect,
    journey::{Edits, Journey},
    refusal::NotNow,
    running::{Errand, Goal},
    steps::{Group, after, before, group},
};

impl Journey {
    pub(crate) fn go_on(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.is_awaited() || self.gate(context.recipe, self.current).is_some() || self.phase.saved().is_some() {
            return Err(NotNow::NotHere);
        }
        match group(self.current) {
            Group::Prepare => self.leave_step(context),
            Group::Prove => self.leave_proof(context),
            Group::Finish => Err(NotNow::NotHere),
        }
    }

    fn leave_step(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if !self.check_step(context)? {
            return Ok(Vec::new());
        }
        let mut effects = self.take_edits(context);
        self.errand = None;
        let next = self.step_after(context);
        self.go(next);
        if self.running.is_none() {
            effects.extend(self.pursue(Goal::Background, context)?);
        }
        Ok(effects)
    }

    /// Whether nothing is open on the step that is shown; if something is, the page says so from now on.
    fn check_step(&mut self, context: &Context<'_>) -> Result<bool, NotNow> {
        let step = context.recipe.step(self.current).ok_or(NotNow::NotHere)?;
        if self.open(step).is_empty() {
            return Ok(true);
        }
        self.attempt += 1;
        self.tried = Some(self.current);
        Ok(false)
    }

    /// Mailbox and organisation take effect when the person goes on.
    fn take_edits(&mut self, context: &Context<'_>) -> Vec<Effect> {
        if !(self.returning && self.current == StepId::Mailbox) {
            return Vec::new();
        }
        if let Some(organisation) = self.edits.organisation.value.clone() {
            self.about.organisation = organisation;
        }
        match self.edits.mailbox.value.clone() {
            Some(mailbox) if mailbox != self.about.mailbox => {
                if mailbox.domain() != self.about.mailbox.domain() {
                    (self.about.directory, self.about.home) = (None, None);
                }
                self.set_recipient(mailbox.as_str());
                self.about.mailbox = mailbox;
                self.prepare.judge_ids(&self.about);
                self.values_changed(context)
            }
            _ => Vec::new(),
        }
    }

    /// Where Continue leads: back to the summary, to the next step, or past the last step of Prepare to what is open.
    fn step_after(&mut self, context: &Context<'_>) -> StepId {
        if std::mem::take(&mut self.returning) {
            return self.first_unproved(context);
        }
        let next = after(context.recipe, self.current).unwrap_or(self.current);
        if group(next) == Group::Prepare { next } else { self.gate(context.recipe, next).unwrap_or(next) }
    }

    fn first_unproved(&self, context: &Context<'_>) -> StepId {
        if self.phase.test().is_some() {
            StepId::Save
        } else if self.phase.sign_in().is_some() || !context.recipe.access.signs_in() {
            StepId::Test
        } else {
            StepId::SignIn
        }
    }

    fn leave_proof(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let done = (self.current == StepId::SignIn && self.phase.sign_in().is_some())
            || (self.current == StepId::Test && self.phase.test().is_some());
        if !done {
            return Err(NotNow::NotHere);
        }
        self.trouble = None;
        self.go(after(context.recipe, self.current).ok_or(NotNow::NotHere)?);
        Ok(Vec::new())
    }

    pub(crate) fn back(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.phase.saved().is_some() || self.is_saving() {
            return Err(NotNow::NotHere);
        }
        let step = before(context.recipe, self.current).ok_or(NotNow::NotHere)?;
        let effects = self.end_awaited(context.now);
        (self.errand, self.returning) = (None, false);
        self.go(step);
        Ok(effects)
    }

    pub(crate) fn go_to(&mut self, step: StepId, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let there = context.recipe.step(step).is_some();
        if !there || step == self.current || self.phase.saved().is_some() || self.is_saving() {
            return Err(NotNow::NotHere);
        }
        // A step that cannot start yet is opened by nobody, but the step it waits for is always open.
        if self.gate(context.recipe, step).is_some() {
            return Err(NotNow::Gated);
        }
        self.errand = self.errand_to(step, context);
        self.returning = false;
        let effects = self.end_awaited(context.now);
        self.go(step);
        Ok(effects)
    }

    /// What the person goes to mend, when the explained error on this page names the step.
    fn errand_to(&self, step: StepId, context: &Context<'_>) -> Option<Errand> {
        let judged = self.running.as_ref().and_then(|running| Some((running.judged.clone()?, running.goal)));
        let shown = self.trouble_here().map(|trouble| (trouble.problem.clone(), trouble.goal));
        let (problem, goal) = judged.or(shown)?;
        let named = problem.kind.step().map(|named| context.recipe.place_of(named)) == Some(step);
        let other = || {
            causes::others(problem.kind, context.recipe.provider.naming())
                .iter()
                .any(|cause| cause.step.map(|other| context.recipe.place_of(other)) == Some(step))
        };
        (named || other()).then_some(Errand { problem, goal, step })
    }

    pub(crate) fn stay(&mut self) -> Result<Vec<Effect>, NotNow> {
        let errand = self.errand.take();
        if errand.is_some_and(|errand| errand.step == self.current) { Ok(Vec::new()) } else { Err(NotNow::NotHere) }
    }

    pub(crate) fn change(&mut self, step: StepId, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let known = context.recipe.step(step).is_some() && group(step) == Group::Prepare;
        if self.current != StepId::Save || self.phase.test().is_none() || self.is_saving() || !known {
            return Err(NotNow::NotHere);
        }
        self.returning = true;
        self.trouble = None;
        self.edits = Edits::default();
        self.edits.mailbox.put(self.about.mailbox.as_str());
        self.edits.mailbox.value = Some(self.about.mailbox.clone());
        self.edits.organisation.put(&self.about.organisation);
        self.edits.organisation.value = Some(self.about.organisation.clone());
        self.go(step);
        Ok(Vec::new())
    }

    pub(crate) fn retry(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let here = self.errand.clone().filter(|errand| errand.step == self.current);
        let (problem, goal) = match (here, self.trouble_here()) {
            (Some(errand), _) => {
                if !self.check_step(context)? {
                    return Ok(Vec::new());
                }
                (errand.problem, errand.goal)
            }
            (None, Some(trouble)) => (trouble.problem.clone(), trouble.goal),
            (None, None) => return Err(NotNow::NotHere),
        };
        let anew = wants_new_sign_in(problem.kind);
        let mut effects = if anew { self.drop_proof() } else { Vec::new() };
        effects.extend(self.set_out(self.goal_again(problem.kind, goal), context)?);
        Ok(effects)
    }

    /// What doing it again begins with. When the test that a save rests on is gone or in doubt, saving waits for another.
    pub(crate) fn goal_again(&self, kind: Kind, goal: Goal) -> Goal {
        let in_doubt = kind.step() == Some(StepId::Test) || self.phase.test().is_none();
        if goal == Goal::Save && in_doubt { Goal::Test } else { goal }
    }
}

/// Whether the access itself has to be new before the same may succeed.
pub(crate) fn wants_new_sign_in(kind: Kind) -> bool {
    matches!(kind, Kind::SendingDenied | Kind::MailboxOutOfReach | Kind::ApplicationNotLetIn)
        || kind.step() == Some(StepId::SignIn)
}

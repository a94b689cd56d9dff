//! Buttons of a set-up.

use sendoff_problem::Kind;
use sendoff_values::{FieldId, StepId};

use crate::{
    action::Action,
    context::Context,
    effect::{Effect, PasteTarget},
    journey::Journey,
    note,
    phase::Phase,
    refusal::NotNow,
    running::{Errand, Goal, Running, Task, Trouble},
    steps::{Group, after, before, group},
    view,
};

impl Journey {
    pub(crate) fn press(&mut self, action: Action, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        match action {
            Action::Continue => self.go_on(context),
            Action::Back => self.back(context),
            Action::GoTo(step) => self.go_to(step, context),
            Action::StayHere => self.stay(),
            Action::Change(step) => self.change(step, context),
            Action::Retry => self.retry(context),
            Action::Stop => self.stop(),
            Action::OpenBrowser => self.open_browser(context),
            Action::OpenBrowserAgain => self.attempt(|operation| Effect::OpenBrowserAgain { operation }),
            Action::CopyLink => self.attempt(|operation| Effect::CopySignInLink { operation }),
            Action::PasteFromBrowser => self.attempt(|_| Effect::ReadClipboard(PasteTarget::Browser)),
            Action::OpenPortalPage => Ok(vec![Effect::OpenPage(self.portal_page(context)?)]),
            Action::CopyPortalLink => Ok(vec![Effect::CopyPageLink(self.portal_page(context)?)]),
            Action::Paste => self.paste(None, context),
            Action::PasteInto(field) => self.paste(Some(field), context),
            Action::ClearSecret => self.clear_secret(context),
            Action::SwapIds => self.swap_ids(context),
            Action::UseFoundDirectory => self.use_found_directory(context),
            Action::CopyAdministratorNote => Ok(vec![Effect::CopyText(note::administrator(self, context))]),
            Action::CopyProblemBlock => self.copy_problem(context),
            Action::SendTest => self.send_test(context),
            Action::CopyTranscript => self.copy_transcript(),
            Action::Arrived(arrived) => self.arrived(arrived),
            Action::ConfirmDelegate(may) => self.confirm_delegate(may, context),
            Action::Save => self.save(context),
            Action::SaveSheet => self.save_sheet(context),
            Action::Done
            | Action::NewSetUp
            | Action::Practise
            | Action::LeavePractice
            | Action::OpenConnection(_)
            | Action::ToConnections => Err(NotNow::NotHere),
        }
    }

    fn go_on(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
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
                    self.about.directory = None;
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
            return self.first_unproved();
        }
        let next = after(context.recipe, self.current).unwrap_or(self.current);
        if group(next) == Group::Prepare { next } else { self.gate(context.recipe, next).unwrap_or(next) }
    }

    fn first_unproved(&self) -> StepId {
        if self.phase.test().is_some() {
            StepId::Save
        } else if self.phase.sign_in().is_some() {
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

    fn back(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.phase.saved().is_some() || self.is_saving() {
            return Err(NotNow::NotHere);
        }
        let step = before(context.recipe, self.current).ok_or(NotNow::NotHere)?;
        let effects = self.end_awaited();
        (self.errand, self.returning) = (None, false);
        self.go(step);
        Ok(effects)
    }

    fn go_to(&mut self, step: StepId, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let there = context.recipe.step(step).is_some();
        if !there || step == self.current || self.phase.saved().is_some() || self.is_saving() {
            return Err(NotNow::NotHere);
        }
        // A step that cannot start yet is opened by nobody, but the step it waits for is always open.
        if self.gate(context.recipe, step).is_some() {
            return Err(NotNow::Gated);
        }
        self.errand = self.errand_to(step);
        self.returning = false;
        let effects = self.end_awaited();
        self.go(step);
        Ok(effects)
    }

    /// What the person goes to mend, when the explained error on this page names the step.
    fn errand_to(&self, step: StepId) -> Option<Errand> {
        let judged = self.running.as_ref().and_then(|running| Some((running.judged.clone()?, running.goal)));
        let shown = self.trouble_here().map(|trouble| (trouble.problem.clone(), trouble.goal));
        let (problem, goal) = judged.or(shown)?;
        (problem.kind.step() == Some(step)).then_some(Errand { problem, goal, step })
    }

    fn stay(&mut self) -> Result<Vec<Effect>, NotNow> {
        let errand = self.errand.take();
        if errand.is_some_and(|errand| errand.step == self.current) { Ok(Vec::new()) } else { Err(NotNow::NotHere) }
    }

    fn change(&mut self, step: StepId, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let known = context.recipe.step(step).is_some() && group(step) == Group::Prepare;
        if self.current != StepId::Save || self.phase.test().is_none() || self.is_saving() || !known {
            return Err(NotNow::NotHere);
        }
        self.returning = true;
        self.trouble = None;
        self.edits = crate::journey::Edits::default();
        self.edits.mailbox.put(self.about.mailbox.as_str());
        self.edits.mailbox.value = Some(self.about.mailbox.clone());
        self.edits.organisation.put(&self.about.organisation);
        self.edits.organisation.value = Some(self.about.organisation.clone());
        self.go(step);
        Ok(Vec::new())
    }

    fn retry(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
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
        let mut effects = if wants_new_sign_in(problem.kind) { self.drop_proof() } else { Vec::new() };
        effects.extend(self.set_out(goal, context)?);
        Ok(effects)
    }

    fn stop(&mut self) -> Result<Vec<Effect>, NotNow> {
        let running = self.running.take_if(|running| running.is_awaited() && running.task != Task::Save);
        let running = running.ok_or(NotNow::NotHere)?;
        if running.goal != Goal::Sheet {
            let page = running.task.page();
            self.trouble = Some(Trouble { problem: Kind::Stopped.into(), goal: running.goal, page });
        }
        Ok(vec![Effect::Cancel(running.operation)])
    }

    fn open_browser(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::SignIn || self.phase.sign_in().is_some() || self.phase.saved().is_some() {
            return Err(NotNow::NotHere);
        }
        let mut effects = self.drop_proof();
        effects.extend(self.set_out(Goal::SignIn, context)?);
        Ok(effects)
    }

    /// An effect for the sign-in that is under way.
    fn attempt(&self, effect: impl FnOnce(sendoff_values::OperationNumber) -> Effect) -> Result<Vec<Effect>, NotNow> {
        match &self.running {
            Some(Running { operation, task: Task::SignIn(_), .. }) => Ok(vec![effect(*operation)]),
            _ => Err(NotNow::NotHere),
        }
    }

    fn paste(&mut self, aim: Option<FieldId>, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let step = context.recipe.step(self.current).ok_or(NotNow::NotHere)?;
        let fits = aim.is_none_or(|aim| step.fields.contains(&aim));
        if step.fields.is_empty() || !fits || self.phase.saved().is_some() {
            return Err(NotNow::NotHere);
        }
        self.session.aim = aim;
        Ok(vec![Effect::ReadClipboard(PasteTarget::Step(self.current))])
    }

    fn clear_secret(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::ClientSecret || self.prepare.held().is_none() {
            return Err(NotNow::NotHere);
        }
        let mut effects = self.forget_secret();
        self.prepare.secret.problem = None;
        effects.extend(self.values_changed(context));
        Ok(effects)
    }

    fn swap_ids(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let prepare = &mut self.prepare;
        if self.current != StepId::Tenant || self.phase.saved().is_some() {
            return Err(NotNow::NotHere);
        }
        if prepare.client_id.is_empty() && prepare.tenant.is_empty() {
            return Err(NotNow::NotHere);
        }
        let (client, tenant) = (prepare.client_id.text.clone(), prepare.tenant.text.clone());
        prepare.client_id.put(&tenant);
        prepare.tenant.put(&client);
        prepare.judge_ids(&self.about);
        Ok(self.values_changed(context))
    }

    fn use_found_directory(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let found = self.about.directory.clone().ok_or(NotNow::NotHere)?;
        if self.current != StepId::Tenant || self.phase.saved().is_some() {
            return Err(NotNow::NotHere);
        }
        self.prepare.tenant.put(found.tenant.as_str());
        self.prepare.judge_ids(&self.about);
        Ok(self.values_changed(context))
    }

    fn copy_problem(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let problem = self.shown_problem().ok_or(NotNow::NotHere)?;
        Ok(vec![Effect::CopyText(view::problem_block(self, problem, context))])
    }

    fn send_test(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::Test || self.phase.sign_in().is_none() {
            return Err(NotNow::NotHere);
        }
        if self.recipient.value.is_none() {
            self.attempt += 1;
            self.tried = Some(StepId::Test);
            return Ok(Vec::new());
        }
        self.set_out(Goal::Test, context)
    }

    fn copy_transcript(&self) -> Result<Vec<Effect>, NotNow> {
        let test = self.phase.test().filter(|_| self.current == StepId::Test).ok_or(NotNow::NotHere)?;
        let line =
            |line: &crate::event::TranscriptLine| format!("{}: {}", if line.ours { "C" } else { "S" }, line.text);
        let lines: Vec<String> = test.transcript.iter().map(line).collect();
        Ok(vec![Effect::CopyText(lines.join("\n"))])
    }

    fn arrived(&mut self, arrived: bool) -> Result<Vec<Effect>, NotNow> {
        let awaited = self.is_awaited();
        match &mut self.phase {
            Phase::Tested(test) if self.current == StepId::Test && !awaited => {
                test.arrived = Some(arrived);
                Ok(Vec::new())
            }
            _ => Err(NotNow::NotHere),
        }
    }

    fn confirm_delegate(&mut self, may: bool, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let Phase::AskingDelegate { proof, goal } = self.phase.clone() else { return Err(NotNow::NotHere) };
        if self.current != StepId::SignIn || self.is_awaited() {
            return Err(NotNow::NotHere);
        }
        if may {
            return self.believe(proof, goal, context);
        }
        let mut effects = self.drop_proof();
        effects.extend(self.set_out(goal, context)?);
        Ok(effects)
    }

    fn save(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::Save || self.is_stale(context.now) {
            return Err(NotNow::NotHere);
        }
        self.set_out(Goal::Save, context)
    }

    fn save_sheet(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::HandOver {
            return Err(NotNow::NotHere);
        }
        self.set_out(Goal::Sheet, context)
    }

    /// Ends what the person waits for; checks in the background go on.
    pub(crate) fn end_awaited(&mut self) -> Vec<Effect> {
        let running = self.running.take_if(|running| running.is_awaited());
        running.map(|running| Effect::Cancel(running.operation)).into_iter().collect()
    }

    /// Whether the person waits for something.
    pub(crate) fn is_awaited(&self) -> bool {
        self.running.as_ref().is_some_and(Running::is_awaited)
    }

    /// Saving is all or nothing and takes a moment: it is not interrupted.
    pub(crate) fn is_saving(&self) -> bool {
        self.running.as_ref().is_some_and(|running| running.task == Task::Save)
    }

    /// The failed operation that is explained on this page.
    pub(crate) fn trouble_here(&self) -> Option<&Trouble> {
        self.trouble.as_ref().filter(|trouble| trouble.page == self.current)
    }

    /// The problem that is explained on this page.
    pub(crate) fn shown_problem(&self) -> Option<&sendoff_problem::Problem> {
        let judged = self.running.as_ref().and_then(|running| running.judged.as_ref());
        judged
            .filter(|_| self.current == StepId::SignIn)
            .or_else(|| self.trouble_here().map(|trouble| &trouble.problem))
    }
}

/// Whether the access itself has to be new before the same may succeed.
fn wants_new_sign_in(kind: Kind) -> bool {
    matches!(kind, Kind::AccessRefused | Kind::AccessEnded | Kind::SendingDenied)
}

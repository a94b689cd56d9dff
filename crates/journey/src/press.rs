//! Buttons of a set-up.

use jiff::Timestamp;
use sendoff_problem::Kind;
use sendoff_values::{FieldId, StepId};

use crate::{
    action::Action,
    context::Context,
    effect::{ComesBack, Effect, PasteTarget},
    journey::Journey,
    note,
    phase::Phase,
    prepare::EndSlot,
    refusal::NotNow,
    running::{Goal, Running, Task, Trouble, settle},
    view,
};

impl Journey {
    pub(crate) fn press(&mut self, action: &Action, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        self.forget_uncopied();
        match *action {
            Action::Continue => self.go_on(context),
            Action::Back => self.back(context),
            Action::GoTo(step) => self.go_to(step, context),
            Action::StayHere => self.stay(),
            Action::Change(step) => self.change(step, context),
            Action::Retry => self.retry(context),
            Action::Stop => self.stop(context.now),
            Action::OpenBrowser | Action::GetAccess => self.sign_in(ComesBack::ByItself, context),
            Action::SignInElsewhere => self.sign_in(ComesBack::Pasted, context),
            Action::OpenBrowserAgain => self.attempt(|operation| Effect::OpenBrowserAgain { operation }),
            Action::CopyLink => self.attempt(|operation| Effect::CopySignInLink { operation }),
            Action::PasteFromBrowser => self.attempt(|_| Effect::ReadClipboard(PasteTarget::Browser)),
            Action::OpenPortalPage => Ok(vec![Effect::OpenPage(self.portal_page(context)?)]),
            Action::CopyPortalLink => Ok(vec![Effect::CopyPageLink(self.portal_page(context)?)]),
            Action::Paste => self.paste(None, context),
            Action::PasteManifest => self.paste_manifest(context),
            Action::PasteInto(field) => self.paste(Some(field), context),
            Action::ChooseFile => self.choose_file(context),
            Action::ClearSecret => self.clear_secret(context),
            Action::ByScript(press) => self.press_script(press, context),
            Action::SwapIds => self.swap_ids(context),
            Action::UseFoundDirectory => self.use_found_directory(context),
            Action::SwitchCloud => self.switch_cloud(context),
            Action::OpenApproval => self.open_approval(context),
            Action::CheckApproval => self.check_approval(context),
            Action::CopyAdministratorNote => Ok(self.administrator_note(context)),
            Action::CopyProblemBlock => self.copy_problem(context),
            Action::FindProvider => self.find_provider(context),
            Action::CheckNetwork => self.check_network(context),
            Action::SendTest => self.send_test(context),
            Action::CopyTranscript => self.copy_transcript(),
            Action::Arrived(arrived) => self.arrived(arrived),
            Action::ConfirmDelegate(may) => self.confirm_delegate(may, context),
            Action::Save => self.save(context),
            Action::SaveSheet => self.save_file(Goal::Sheet, context),
            Action::WriteTokenFile => self.save_file(Goal::TokenFile, context),
            Action::SaveTable => self.save_file(Goal::Table, context),
            Action::SaveReminder => self.save_file(Goal::Reminder, context),
            Action::ShowFile => self.show_file(),
            Action::Dismiss => {
                self.session.written = None;
                Ok(Vec::new())
            }
            Action::OpenStrip => self.strip(true),
            Action::CloseStrip => self.strip(false),
            Action::CopySupportNote => Ok(vec![Effect::CopyText(note::support(self, context))]),
            Action::LookUpCode => self.look_up_code(context),
            Action::Done
            | Action::NewSetUp
            | Action::CheckSetUp
            | Action::PasteToCheck
            | Action::CopyCheckNote
            | Action::ContinueAsSetUp
            | Action::Practise
            | Action::LeavePractice
            | Action::Begin(_)
            | Action::Arm(_)
            | Action::Disarm
            | Action::SurpriseMe
            | Action::MoveTime
            | Action::ClearPractice
            | Action::OpenConnection(_)
            | Action::ToConnections
            | Action::ClearSearch
            | Action::ReadListAgain
            | Action::OpenFolder
            | Action::OpenHandOver
            | Action::RenewSecret
            | Action::AddSecret
            | Action::SignInAgain
            | Action::NotNow
            | Action::LookAgain
            | Action::DeleteConnection
            | Action::DeleteForGood
            | Action::KeepConnection
            | Action::Undo
            | Action::OpenSettings
            | Action::SetTheme(_)
            | Action::ZoomIn
            | Action::ZoomOut
            | Action::ZoomReset
            | Action::SwitchScreenShare
            | Action::ShowShortcuts
            | Action::ShowAbout
            | Action::CloseDialog
            | Action::LeaveAnyway
            | Action::AskClearPractice
            | Action::SwitchProvider
            | Action::Recipe(_)
            | Action::Quit => Err(NotNow::NotHere),
        }
    }

    fn stop(&mut self, now: Timestamp) -> Result<Vec<Effect>, NotNow> {
        let running = self.running.as_ref().filter(|running| running.is_awaited() && running.task != Task::Save);
        let (goal, page) = running.map(|running| (running.goal, running.task.page())).ok_or(NotNow::NotHere)?;
        if !goal.writes_a_file() {
            self.trouble = Some(Trouble { problem: Kind::Stopped.into(), goal, page });
        }
        Ok(self.end_awaited(now))
    }

    fn sign_in(&mut self, comes_back: ComesBack, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::SignIn || self.phase.sign_in().is_some() || self.phase.saved().is_some() {
            return Err(NotNow::NotHere);
        }
        self.session.comes_back = comes_back;
        let mut effects = self.drop_proof();
        effects.extend(self.set_out(Goal::SignIn, context)?);
        Ok(effects)
    }

    /// An effect for the sign-in that is under way.
    fn attempt(&self, effect: impl FnOnce(sendoff_values::OperationNumber) -> Effect) -> Result<Vec<Effect>, NotNow> {
        match &self.running {
            Some(running) if running.is_in_browser() => Ok(vec![effect(running.operation)]),
            _ => Err(NotNow::NotHere),
        }
    }

    fn paste(&mut self, aim: Option<FieldId>, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let step = context.recipe.step(self.current).ok_or(NotNow::NotHere)?;
        let fits = aim.is_none_or(|aim| step.fields.contains(&aim));
        let takes = !step.fields.is_empty() || self.session.by_script.is_some();
        if !takes || !fits || self.phase.saved().is_some() {
            return Err(NotNow::NotHere);
        }
        self.session.aim = aim;
        Ok(vec![Effect::ReadClipboard(PasteTarget::Step(self.current))])
    }

    fn paste_manifest(&self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if !self.takes_manifest(context) {
            return Err(NotNow::NotHere);
        }
        Ok(vec![Effect::ReadClipboard(PasteTarget::Manifest)])
    }

    fn clear_secret(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current != context.secret_step() || self.prepare.held().is_none() {
            return Err(NotNow::NotHere);
        }
        let mut effects = self.forget_secret();
        self.prepare.secret.problem = None;
        self.session.paste = None;
        self.prepare.end = EndSlot::default();
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

    /// The note; where it asks for an approval, that is waited for from now on.
    fn administrator_note(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let note = note::administrator(self, context);
        if note::asks_for_approval(self) {
            self.ask_for_approval(context.now);
        }
        vec![Effect::CopyText(note)]
    }

    fn copy_problem(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let problem = self.shown_problem().ok_or(NotNow::NotHere)?;
        Ok(vec![Effect::CopyText(view::problem_block(self, problem, context))])
    }

    fn check_network(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current == StepId::Network { self.set_out(Goal::Network, context) } else { Err(NotNow::NotHere) }
    }

    /// Whether the page of the test is open, and all that comes before it is done.
    pub(crate) fn may_test(&self, context: &Context<'_>) -> bool {
        let open = self.current == StepId::Test && self.phase.saved().is_none();
        open && self.gate(context.recipe, StepId::Test).is_none()
    }

    fn send_test(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if !self.may_test(context) {
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
        let lines: Vec<String> = test.transcripts.iter().flatten().map(line).collect();
        Ok(vec![Effect::CopyText(lines.join("\n"))])
    }

    fn arrived(&mut self, arrived: bool) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::Test || self.is_awaited() {
            return Err(NotNow::NotHere);
        }
        let Phase::Tested(test) = &mut self.phase else { return Err(NotNow::NotHere) };
        test.arrived = Some(arrived);
        Ok(Vec::new())
    }

    fn confirm_delegate(&mut self, may: bool, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let Phase::AskingDelegate { proof, goal } = self.phase.clone() else { return Err(NotNow::NotHere) };
        if self.current != StepId::SignIn || self.is_awaited() {
            return Err(NotNow::NotHere);
        }
        if may {
            return Ok(self.believe(proof, goal, context));
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

    fn save_file(&mut self, goal: Goal, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::HandOver {
            return Err(NotNow::NotHere);
        }
        self.set_out(goal, context)
    }

    fn show_file(&self) -> Result<Vec<Effect>, NotNow> {
        let written = self.session.written.as_ref().ok_or(NotNow::NotHere)?;
        Ok(vec![Effect::ShowFile(written.path.clone())])
    }

    fn strip(&mut self, on: bool) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::HandOver || self.phase.saved().is_none() || self.session.strip == on {
            return Err(NotNow::NotHere);
        }
        self.session.strip = on;
        Ok(Vec::new())
    }

    fn look_up_code(&self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let number = self.shown_problem().and_then(view::aadsts).ok_or(NotNow::NotHere)?;
        Ok(vec![Effect::OpenErrorPage { provider: context.provided_by(), number }])
    }

    /// Ends what the person waits for; checks in the background go on.
    pub(crate) fn end_awaited(&mut self, now: Timestamp) -> Vec<Effect> {
        let running = self.running.take_if(|running| running.is_awaited());
        if let Some(log) = running.as_ref().and_then(|running| self.logs.of(running.task.page())) {
            settle(log, now);
        }
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
            .filter(|_| matches!(self.current, StepId::Approval | StepId::SignIn))
            .or_else(|| self.trouble_here().map(|trouble| &trouble.problem))
    }
}

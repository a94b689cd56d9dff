//! What the engine tells: pastes that were read, stages, results.

use jiff::Timestamp;
use sendoff_intake::{Declined, DeclinedWhat, Evidence, Found, Question};
use sendoff_problem::{Kind, Problem, Severity, ValueName};
use sendoff_values::{FieldId, Guid, Held, OperationNumber, Stage, StageState, StepId};

use crate::{
    answer::{BrowserText, RowId},
    browser_page,
    context::Context,
    effect::{DaySource, Effect, PasteTarget, SecretEnd},
    event::{Comparison, PasteRead, StageDetail, StageReport},
    journey::{Journey, PasteReport},
    prepare::{EndSlot, PeriodChoice, SecretState},
    refusal::NotNow,
    rows,
    running::{Goal, Task, note},
};

impl Journey {
    /// Takes in what a paste held.
    pub(crate) fn read(&mut self, read: PasteRead, context: &Context<'_>) -> Vec<Effect> {
        if self.phase.saved().is_some() {
            return read.forgotten();
        }
        let misfit = self.misfit_of_file(&read, context);
        if let Some(refused) = misfit.as_ref().filter(|misfit| misfit.kind.severity() == Severity::Failure) {
            return self.refuse_file(read, refused.clone(), context);
        }
        let redirects = addresses(&read);
        let mut report = self.report_on(&read);
        let aim = self.session.aim.take();
        let aimed = aimed_field(&read.reading.fields, aim);
        self.forget_end_of_another(read.held.is_some());
        for found in &read.reading.fields {
            self.take_found(aimed.unwrap_or(found.field), &found.value, &mut report);
        }
        self.session.manifest = read.manifest.map(Ok).or(self.session.manifest.take());
        for question in read.reading.questions {
            self.ask(question, aim, &mut report);
        }
        read.reading.declined.iter().for_each(|declined| self.decline(declined, &mut report));
        if self.session.manifest.is_some() {
            // A manifest always holds it; nobody mistook it.
            report.problems.retain(|problem| problem.kind != Kind::ObjectIdPasted);
        }
        report.problems.extend(read.problems);
        report.problems.extend(misfit);
        self.take_account(read.google.map(|file| *file), context);
        let mut effects = Vec::new();
        if let Some((field, held)) = read.held {
            report.add(field);
            effects.extend(self.hold(field, held, context));
        }
        if report.found.is_empty() && report.problems.is_empty() {
            report.problems.push(Kind::NothingRead.into());
        }
        self.blame_secret(&report, context);
        self.prepare.judge_ids(&self.about);
        self.session.paste = Some(report);
        self.take_block(&redirects, context);
        effects.extend(self.values_changed(context));
        effects
    }

    /// The day a secret ends is that secret's own: when another takes its place, it is asked for again.
    fn forget_end_of_another(&mut self, comes: bool) {
        if comes && (self.prepare.secret.state != SecretState::Empty || self.is_end_of_manifest()) {
            self.prepare.end = EndSlot::default();
        }
    }

    /// What was wrong with a secret stands at its field as well, while none is kept.
    pub(crate) fn blame_secret(&mut self, report: &PasteReport, context: &Context<'_>) {
        let place = context.secret_step();
        let about_secret =
            |problem: &&Problem| problem.kind.step().is_some_and(|step| step == StepId::ClientSecret || step == place);
        if report.step == place && self.prepare.held().is_none() {
            self.prepare.secret.problem = report.problems.iter().find(about_secret).cloned();
        }
    }

    pub(crate) fn report_on(&self, read: &PasteRead) -> PasteReport {
        let step = match read.target {
            Some(PasteTarget::Step(step)) => step,
            Some(PasteTarget::Browser | PasteTarget::Manifest | PasteTarget::Check) | None => self.current,
        };
        let of_manifest = read.target == Some(PasteTarget::Manifest);
        PasteReport { step, of_manifest, found: Vec::new(), problems: Vec::new() }
    }

    /// Takes a value, if it is of use.
    fn take_found(&mut self, field: FieldId, value: &str, report: &mut PasteReport) {
        if self.take_value(field, value) {
            report.add(field);
        }
    }

    /// Puts a value where it belongs; whether it was of use.
    fn take_value(&mut self, field: FieldId, value: &str) -> bool {
        match field {
            FieldId::ClientId | FieldId::GoogleClientId => self.prepare.client_id.put(value),
            FieldId::GoogleProject => self.prepare.project.put(value),
            FieldId::TenantId | FieldId::TenantDomain => self.prepare.tenant.put(value),
            FieldId::SecretExpires => match value.parse() {
                Ok(day) => self.set_day(day, DaySource::Read),
                Err(_) => return false,
            },
            FieldId::ClientSecret
            | FieldId::RedirectUri
            | FieldId::Mailbox
            | FieldId::Organisation
            | FieldId::GoogleClientSecret
            | FieldId::ServiceAccount
            | FieldId::AppPassword => return false,
        }
        true
    }

    fn ask(&mut self, question: Question, aim: Option<FieldId>, report: &mut PasteReport) {
        match question {
            Question::WhichDay { days: [one, other] } => {
                self.prepare.end.unclear = Some((one, other));
                self.prepare.end.end = None;
                report.problems.push(self.unclear_day());
            }
            Question::WhichField { value, fields } => match self.place_for(&fields, aim) {
                Some(field) => self.take_found(field, &value, report),
                None => report.problems.push(self.two_fit(fields.first().copied())),
            },
            Question::TwoValuesFit { field, .. } => report.problems.push(self.two_fit(Some(field))),
            Question::SeveralSecrets { .. } => report.problems.push(self.two_fit(Some(FieldId::ClientSecret))),
        }
    }

    /// Several values fit, by the portal's label of the field.
    fn two_fit(&self, field: Option<FieldId>) -> Problem {
        let problem = Problem::new(Kind::TwoValuesFit);
        match field.and_then(|field| rows::portal_label(field, self.about.naming)) {
            Some(label) => problem.with(ValueName::Label, label),
            None => problem,
        }
    }

    /// Where a value goes that fits several fields: where the person pasted it, or the only one that is empty.
    fn place_for(&self, fields: &[FieldId], aim: Option<FieldId>) -> Option<FieldId> {
        if let Some(aim) = aim.filter(|aim| fields.contains(aim)) {
            return Some(aim);
        }
        let empty = |field: &&FieldId| {
            (**field == FieldId::ClientId && self.prepare.client_id.is_empty())
                || (**field == FieldId::TenantId && self.prepare.tenant.is_empty())
        };
        let mut empty = fields.iter().filter(empty);
        empty.next().copied().filter(|_| empty.next().is_none())
    }

    fn decline(&mut self, declined: &Declined, report: &mut PasteReport) {
        let id = declined.id.as_deref().and_then(|id| id.parse::<Guid>().ok());
        let known = match declined.what {
            DeclinedWhat::ObjectId => Some(&mut self.prepare.object_ids),
            DeclinedWhat::SecretId => Some(&mut self.prepare.secret_ids),
            DeclinedWhat::HiddenSecret | DeclinedWhat::CutId | DeclinedWhat::Other => None,
        };
        if let (Some(known), Some(id)) = (known, id)
            && !known.contains(&id)
        {
            known.push(id);
        }
        report.problems.push(declined.problem());
    }

    /// A secret was typed by hand.
    pub(crate) fn typed_secret(&mut self, field: FieldId, held: Held, context: &Context<'_>) -> Vec<Effect> {
        self.forget_end_of_another(field.is_secret() && self.phase.saved().is_none());
        self.hold(field, held, context)
    }

    /// The engine keeps a secret for this field.
    pub(crate) fn hold(&mut self, field: FieldId, held: Held, context: &Context<'_>) -> Vec<Effect> {
        let wanted = asked_as(field) == context.recipe.access.secret();
        if !wanted || self.phase.saved().is_some() {
            return vec![Effect::Forget(held.handle)];
        }
        let mut effects = self.forget_secret();
        self.prepare.secret.state = SecretState::Held { held, at: context.now };
        self.session.secret_is_kept = false;
        self.prepare.secret.problem = None;
        self.recount_days(context);
        self.take_end_of_manifest();
        effects.extend(self.values_changed(context));
        effects
    }

    /// A period is counted from the day the secret was made, which is the day it was pasted.
    /// A saved connection's secret that is used once more was made when it was.
    fn recount_days(&mut self, context: &Context<'_>) {
        if self.renewing.as_ref().is_some_and(|before| before.prepare.end == self.prepare.end) {
            return;
        }
        if let Some(PeriodChoice::Days(days)) = self.prepare.end.choice {
            self.choose_period(PeriodChoice::Days(days), context.today());
        }
    }

    pub(crate) fn set_day(&mut self, day: jiff::civil::Date, source: DaySource) {
        let end = &mut self.prepare.end;
        end.end = Some(SecretEnd { day, source });
        (end.unclear, end.unreadable) = (None, false);
        if source != DaySource::Period {
            end.choice = Some(PeriodChoice::Other);
        }
    }

    pub(crate) fn choose_period(&mut self, choice: PeriodChoice, today: jiff::civil::Date) {
        self.prepare.end.choice = Some(choice);
        if let PeriodChoice::Days(days) = choice
            && let Some(day) = sendoff_intake::Period::Days(days).ends(today)
        {
            self.set_day(day, DaySource::Period);
        }
    }

    /// What the browser shows: for the attempt under way, or to be forgotten.
    pub(crate) fn browser_text(&mut self, text: BrowserText) -> Vec<Effect> {
        match &mut self.running {
            Some(running) if running.is_in_browser() => {
                running.judged = None;
                vec![Effect::InjectAnswer { operation: running.operation, text: text.0 }]
            }
            _ => vec![Effect::Forget(text.0)],
        }
    }

    /// One of the usual pages, told by the person.
    pub(crate) fn browser_shows(&mut self, option: &str, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let running = self.running.as_mut().filter(|running| running.is_in_browser()).ok_or(NotNow::NotHere)?;
        let shown = browser_page::usual(context.recipe.provider.naming());
        let kind = shown.iter().find(|kind| kind.as_str() == option).ok_or(NotNow::NotHere)?;
        running.judged = Some(Problem::new(*kind));
        Ok(Vec::new())
    }

    pub(crate) fn judged(&mut self, operation: OperationNumber, problem: Problem) -> Result<Vec<Effect>, NotNow> {
        let running = self.running.as_mut().filter(|running| running.operation == operation).ok_or(NotNow::Late)?;
        running.judged = Some(problem);
        Ok(Vec::new())
    }

    pub(crate) fn clipboard_unreadable(
        &mut self,
        target: PasteTarget,
        problem: Problem,
    ) -> Result<Vec<Effect>, NotNow> {
        match target {
            PasteTarget::Browser => {
                let running = self.running.as_mut().ok_or(NotNow::Late)?;
                running.judged = Some(problem);
            }
            PasteTarget::Manifest => self.session.manifest = Some(Err(problem)),
            PasteTarget::Step(step) if step == self.current => {
                self.session.paste =
                    Some(PasteReport { step, of_manifest: false, found: Vec::new(), problems: vec![problem] });
            }
            PasteTarget::Step(_) | PasteTarget::Check => return Err(NotNow::NotHere),
        }
        Ok(Vec::new())
    }

    /// A stage of the operation under way.
    pub(crate) fn stage(&mut self, report: &StageReport) -> Result<Vec<Effect>, NotNow> {
        let running = self.running.as_mut().filter(|running| running.operation == report.operation);
        let running = running.ok_or(NotNow::Late)?;
        running.again_at = match report.detail {
            StageDetail::TryingAgainAt(at) => Some(at),
            StageDetail::None | StageDetail::Account(_) | StageDetail::Granted(_) | StageDetail::Host(_) => None,
        };
        // The answer has come after all: what the browser showed before is over.
        if report.stage == Stage::ReceiveAnswer && report.state == StageState::Done {
            running.judged = None;
        }
        if let Some(log) = self.logs.of(running.task.page()) {
            note(log, report);
        }
        Ok(Vec::new())
    }

    pub(crate) fn compared(
        &mut self,
        row: RowId,
        comparison: Comparison,
        context: &Context<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::HandOver || rows::exact(self, context, &row).is_none() {
            return Err(NotNow::NotHere);
        }
        self.session.compared.insert(row, comparison);
        Ok(Vec::new())
    }

    pub(crate) fn page_opened(&mut self, now: Timestamp) {
        self.session.opened.insert(self.current, now);
        self.session.aside = None;
    }

    /// A value changed: what was proved with another one is proved no longer, and what is under way with it ends.
    pub(crate) fn values_changed(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let mut effects = self.drop_stale_proof(context);
        effects.extend(self.end_stale_operation(context));
        if self.running.is_none() {
            // Nothing to look up is no reason to refuse the value.
            effects.extend(self.pursue(Goal::Background, context).unwrap_or_default());
        }
        effects
    }

    fn end_stale_operation(&mut self, context: &Context<'_>) -> Option<Effect> {
        let running = self.running.as_ref()?;
        let fits = match &running.task {
            Task::FindDirectory(tenant) => self.prepare.tenant.value.as_ref() == Some(tenant),
            Task::FindProvider(names) => self.provider_names(context.recipe).as_ref() == Some(names),
            Task::CheckSecret(key) => self.secret_key().as_ref() == Some(key) && !self.awaits_provider(context.recipe),
            Task::SignIn(credentials) | Task::GetAccess(credentials) => {
                self.credentials(context.recipe).as_ref() == Some(credentials)
            }
            Task::Approve { registration, .. } => self.registration().as_ref() == Some(registration),
            Task::SendTest { credentials, .. } => self.credentials(context.recipe).as_ref() == Some(credentials),
            Task::Save => self.phase.test().is_some(),
            Task::CheckNetwork(_)
            | Task::WriteSheet
            | Task::WriteReminder
            | Task::WriteTokenFile
            | Task::WriteTable
            | Task::SaveScript(_) => true,
        };
        if fits {
            return None;
        }
        let operation = running.operation;
        self.running = None;
        Some(Effect::Cancel(operation))
    }
}

impl PasteReport {
    fn add(&mut self, field: FieldId) {
        let field = asked_as(field);
        if !self.found.contains(&field) {
            self.found.push(field);
        }
    }
}

impl PasteRead {
    /// What of it was kept is let go.
    pub(crate) fn forgotten(self) -> Vec<Effect> {
        self.held.into_iter().map(|(_, held)| Effect::Forget(held.handle)).collect()
    }
}

/// The field under which a value is asked for: Google's go where every other does, and a directory by its domain where its ID does.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other is asked for under its own name")]
fn asked_as(field: FieldId) -> FieldId {
    match field {
        FieldId::TenantDomain => FieldId::TenantId,
        FieldId::GoogleClientId => FieldId::ClientId,
        FieldId::GoogleClientSecret => FieldId::ClientSecret,
        own => own,
    }
}

/// The redirect addresses in a paste.
fn addresses(read: &PasteRead) -> Vec<String> {
    let redirects = read.reading.fields.iter().filter(|found| found.field == FieldId::RedirectUri);
    redirects.map(|found| found.value.clone()).collect()
}

/// Where a lone ID goes that was recognised by its shape only: into the field it was pasted into.
fn aimed_field(found: &[Found], aim: Option<FieldId>) -> Option<FieldId> {
    let is_id = |field: FieldId| matches!(field, FieldId::ClientId | FieldId::TenantId);
    match found {
        [only] if only.evidence == Evidence::Shape && is_id(only.field) => aim.filter(|aim| is_id(*aim)),
        _ => None,
    }
}

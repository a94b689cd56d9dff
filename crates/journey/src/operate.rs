//! From what the person is after to the next operation, one at a time.

use jiff::SignedDuration;
use sendoff_intake::ServiceAccount;
use sendoff_recipes::{Access, Naming, NetworkPlace, Recipe};
use sendoff_values::{OperationNumber, Stage, StepId};
use sendoff_words::Args;

use crate::{
    approval,
    context::{Context, values},
    effect::{AccessPlan, Effect, KeyPlan, Opener, SignInPlan, TestPlan},
    journey::Journey,
    prepare::Verdict,
    proof::{Credentials, Saving},
    refusal::NotNow,
    running::{Goal, Running, Task},
    sheet_words, table,
};

/// Between two test messages (ux-spec 7.9).
const BETWEEN_SENDS: SignedDuration = SignedDuration::from_secs(10);

/// Three test messages in this time at most (security.md M-3).
const SENDS_WITHIN: SignedDuration = SignedDuration::from_secs(60);

/// The most test messages within [`SENDS_WITHIN`].
pub(crate) const MOST_SENDS: usize = 3;

/// A test older than this proves too little to save on (ux-spec 18).
const TEST_LASTS: SignedDuration = SignedDuration::from_hours(24);

impl Journey {
    /// Begins the next operation on the way to `goal`; for [`Goal::Background`] perhaps none.
    pub(crate) fn pursue(&mut self, goal: Goal, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        match self.next_task(goal, context)? {
            Some(task) => self.begin(task, goal, context),
            None => Ok(Vec::new()),
        }
    }

    /// Begins a goal the person asked for: what ran before ends, what was told before is wiped.
    pub(crate) fn set_out(&mut self, goal: Goal, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.running.as_ref().is_some_and(Running::is_awaited) {
            return Err(NotNow::Busy);
        }
        let mut effects = self.promote(goal);
        self.trouble = None;
        if self.running.is_none() {
            effects.extend(self.pursue(goal, context)?);
        }
        Ok(effects)
    }

    /// A check that runs in the background becomes the first operation on the way to `goal`, or ends.
    fn promote(&mut self, goal: Goal) -> Vec<Effect> {
        let Some(mut running) = self.running.take() else {
            self.wipe_logs(goal);
            return Vec::new();
        };
        if !matches!(goal, Goal::SignIn | Goal::Test) || self.phase.sign_in().is_some() {
            self.wipe_logs(goal);
            return vec![Effect::Cancel(running.operation)];
        }
        // Its stages are in the log already, perhaps among those of an earlier attempt.
        self.logs.sign_in.retain(|log| matches!(log.stage, Stage::FindDirectory | Stage::CheckSecret));
        running.goal = goal;
        self.go(running.task.page());
        self.running = Some(running);
        Vec::new()
    }

    fn wipe_logs(&mut self, goal: Goal) {
        match goal {
            Goal::Background | Goal::SignIn => self.logs.sign_in.clear(),
            Goal::Approval => {
                self.logs.sign_in.clear();
                self.logs.approval.clear();
            }
            Goal::Test if self.phase.sign_in().is_none() => {
                self.logs.sign_in.clear();
                self.logs.test.clear();
            }
            Goal::Provider => self.logs.provider.clear(),
            Goal::Network => self.logs.network.clear(),
            Goal::Test => self.logs.test.clear(),
            Goal::Save => self.logs.save.clear(),
            Goal::Sheet | Goal::Reminder | Goal::Script | Goal::TokenFile | Goal::Table => {}
        }
    }

    fn next_task(&self, goal: Goal, context: &Context<'_>) -> Result<Option<Task>, NotNow> {
        match goal {
            Goal::Background if self.phase.saved().is_some() => Ok(None),
            Goal::Background => Ok(self.next_check(|verdict| verdict.is_none(), context)),
            Goal::Provider => self.provider_task(context).map(Some),
            Goal::Test if self.phase.sign_in().is_some() || !context.recipe.access.signs_in() => {
                self.test_task(context).map(Some)
            }
            Goal::SignIn | Goal::Test => self.toward_sign_in(context).map(Some),
            Goal::Network => self.network_task(context).map(Some),
            Goal::Approval => self.approval_task(context).map(Some),
            Goal::Save if self.phase.test().is_some() => Ok(Some(Task::Save)),
            Goal::Sheet if self.phase.saved().is_some() => Ok(Some(Task::WriteSheet)),
            Goal::Reminder if self.phase.saved().is_some() => Ok(Some(Task::WriteReminder)),
            Goal::Script => self.written_script().map(|_| Some(Task::SaveScript(self.current))),
            Goal::TokenFile if self.phase.saved().is_some() => Ok(Some(Task::WriteTokenFile)),
            Goal::Table if self.phase.saved().is_some() => Ok(Some(Task::WriteTable)),
            Goal::Save | Goal::Sheet | Goal::Reminder | Goal::TokenFile | Goal::Table => Err(NotNow::Gated),
        }
    }

    fn toward_sign_in(&self, context: &Context<'_>) -> Result<Task, NotNow> {
        if self.gate(context.recipe, StepId::SignIn).is_some() {
            return Err(NotNow::Gated);
        }
        let unproved = |verdict: Option<Verdict>| matches!(verdict, None | Some(Verdict::Failed(_)));
        let task = match context.recipe.access {
            Access::Delegated => Task::SignIn,
            Access::Application | Access::ServiceAccount => Task::GetAccess,
            Access::Password => return Err(NotNow::NotHere),
        };
        let sign_in = || self.credentials(context.recipe).map(task);
        self.next_check(unproved, context).or_else(sign_in).ok_or(NotNow::Gated)
    }

    /// Directory first, then the secret, each if `wanted` says so of what is known about it.
    fn next_check(&self, wanted: impl Fn(Option<Verdict>) -> bool, context: &Context<'_>) -> Option<Task> {
        if self.awaits_provider(context.recipe) {
            return None;
        }
        if self.about.naming == Naming::InDirectory {
            let tenant = self.prepare.tenant.value.clone()?;
            let directory = self.directory_verdict();
            if wanted(directory.clone()) {
                return Some(Task::FindDirectory(tenant));
            }
            if matches!(directory, Some(Verdict::Failed(_))) {
                return None;
            }
        }
        let key = self.secret_key()?;
        wanted(self.secret_verdict()).then_some(Task::CheckSecret(key))
    }

    fn test_task(&self, context: &Context<'_>) -> Result<Task, NotNow> {
        if self.gate(context.recipe, StepId::Test).is_some() {
            return Err(NotNow::Gated);
        }
        let to = self.recipient.value.clone().ok_or(NotNow::Gated)?;
        let credentials = self.credentials(context.recipe).ok_or(NotNow::Gated)?;
        Ok(Task::SendTest { to, credentials })
    }

    fn network_task(&self, context: &Context<'_>) -> Result<Task, NotNow> {
        let places = self.network_places(context);
        let open = !places.is_empty() && self.phase.saved().is_none();
        open.then_some(Task::CheckNetwork(places)).ok_or(NotNow::NotHere)
    }

    /// What must be reachable, as the answers name it.
    pub(crate) fn network_places(&self, context: &Context<'_>) -> Vec<NetworkPlace> {
        context.recipe.network_places(&values(self, context))
    }

    fn begin(&mut self, task: Task, goal: Goal, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let operation = OperationNumber(self.next_operation);
        let effect = self.effect(operation, &task, context)?;
        self.next_operation += 1;
        if goal != Goal::Background {
            self.go(task.page());
        }
        if matches!(task, Task::SendTest { .. }) {
            self.sends.push(context.now);
            let surplus = self.sends.len().saturating_sub(MOST_SENDS);
            self.sends.drain(..surplus);
        }
        let since = context.now;
        self.running = Some(Running { operation, task, goal, since, again_at: None, judged: None });
        Ok(vec![effect])
    }

    fn effect(&self, operation: OperationNumber, task: &Task, context: &Context<'_>) -> Result<Effect, NotNow> {
        Ok(match task {
            Task::FindDirectory(tenant) => {
                Effect::FindDirectory { operation, provider: context.provided_by(), tenant: tenant.clone() }
            }
            Task::FindProvider(names) => Effect::FindProvider { operation, names: names.clone() },
            Task::CheckSecret(key) => Effect::CheckSecret {
                operation,
                provider: context.provided_by(),
                tenant: key.tenant.clone(),
                client_id: key.client_id.clone(),
                secret: key.secret,
                made_at: self.prepare.held().map_or(context.now, |(_, at)| at),
            },
            Task::SignIn(credentials) => Effect::SignIn { operation, plan: self.sign_in_plan(credentials, context)? },
            Task::CheckNetwork(places) => {
                Effect::CheckNetwork { operation, provider: context.provided_by(), places: places.clone() }
            }
            Task::GetAccess(credentials) => match &credentials.account {
                Some(account) => {
                    Effect::GetAccessByKey { operation, plan: key_plan(account, credentials, context.recipe) }
                }
                None => Effect::GetAccess { operation, plan: access_plan(credentials, context.recipe)? },
            },
            Task::Approve { registration, .. } => {
                Effect::Approve { operation, plan: approval::plan(registration, context) }
            }
            Task::SendTest { to, credentials } => {
                if self.may_send_at(context.now).is_some() {
                    return Err(NotNow::TooSoon);
                }
                Effect::SendTest { operation, message: self.test_plan(to, credentials, context)? }
            }
            Task::Save => {
                let test = self.phase.test().ok_or(NotNow::Gated)?;
                let saving = Saving::of(&self.id, &self.about, test, self.prepare.end.end);
                Effect::Save { operation, saving: Box::new(saving) }
            }
            Task::WriteSheet => {
                let sheet = sheet_words::sheet(self, context).ok_or(NotNow::Gated)?;
                Effect::WriteSheet { operation, sheet: Box::new(sheet) }
            }
            Task::SaveScript(_) => Effect::SaveScript { operation, script: Box::new(self.written_script()?.clone()) },
            Task::WriteTokenFile => {
                let file = context.recipe.hand_over.token_file.as_ref().ok_or(NotNow::NotHere)?;
                let (provider, connection) = (context.provided_by(), self.id.clone());
                Effect::WriteTokenFile { operation, provider, connection, name: file.name.to_string() }
            }
            Task::WriteTable => {
                let table = table::input(self, context).ok_or(NotNow::NotHere)?;
                Effect::WriteTable { operation, table: Box::new(table) }
            }
            Task::WriteReminder => {
                let reminder = sheet_words::reminder(self, context).ok_or(NotNow::Gated)?;
                Effect::WriteReminder { operation, reminder: Box::new(reminder) }
            }
        })
    }

    fn sign_in_plan(&self, credentials: &Credentials, context: &Context<'_>) -> Result<SignInPlan, NotNow> {
        let provider = context.provider;
        let identity = provider.identity_requests.iter().map(|request| request.as_str().to_owned());
        let requests = credentials.permissions.iter().cloned().chain(identity).collect();
        Ok(SignInPlan {
            provider: context.provided_by(),
            tenant: credentials.tenant.clone(),
            audience: context.recipe.audience(),
            client_id: credentials.client_id.clone().ok_or(NotNow::NotHere)?,
            secret: credentials.secret,
            mailbox: credentials.mailbox.clone(),
            account: context.delegate(&self.about).unwrap_or_else(|| credentials.mailbox.clone()),
            delegate_allowed: allows_delegate(context.recipe),
            requests,
            permissions: needed(context.recipe),
            redirect: context.recipe.assistant_redirect(provider),
            comes_back: self.session.comes_back,
        })
    }

    fn test_plan(
        &self,
        to: &sendoff_values::MailAddress,
        credentials: &Credentials,
        context: &Context<'_>,
    ) -> Result<TestPlan, NotNow> {
        let proof = self.phase.sign_in();
        let access = if context.recipe.access.signs_in() {
            proof.ok_or(NotNow::Gated)?.access
        } else {
            Opener::Password(credentials.secret)
        };
        let time = context.words().time(context.now, &context.world.surroundings.zone);
        let args: Args = context.named().name("time", time).value("mailbox", self.about.mailbox.as_str());
        Ok(TestPlan {
            provider: context.provided_by(),
            probes: context.probes(),
            acts: context.recipe.access,
            access,
            from: self.about.mailbox.clone(),
            to: to.clone(),
            on_behalf_by: proof.and_then(|proof| proof.delegate.clone()),
            subject: context.words().line("test-subject", &args),
            body: context.words().line("test-body", &args),
        })
    }

    /// From when on a test message may be sent; `None` when it may be now.
    pub(crate) fn may_send_at(&self, now: jiff::Timestamp) -> Option<jiff::Timestamp> {
        let last = self.sends.last()?.checked_add(BETWEEN_SENDS).ok();
        let full = self.sends.len() >= MOST_SENDS;
        let window = self.sends.first().filter(|_| full).and_then(|first| first.checked_add(SENDS_WITHIN).ok());
        last.into_iter().chain(window).max().filter(|at| *at > now)
    }

    /// Whether the test is too old to save on.
    pub(crate) fn is_stale(&self, now: jiff::Timestamp) -> bool {
        self.phase.test().is_some_and(|test| now.duration_since(test.at) > TEST_LASTS)
    }
}

/// An application alone asks for one resource at a time.
fn key_plan(account: &ServiceAccount, credentials: &Credentials, recipe: &Recipe) -> KeyPlan {
    KeyPlan {
        provider: recipe.provided_by(),
        account: account.clone(),
        key: credentials.secret,
        mailbox: credentials.mailbox.clone(),
        requests: credentials.permissions.clone(),
    }
}

fn access_plan(credentials: &Credentials, recipe: &Recipe) -> Result<AccessPlan, NotNow> {
    let approved = recipe.listed().filter(|one| one.needed);
    Ok(AccessPlan {
        provider: recipe.provided_by(),
        tenant: credentials.tenant.clone().ok_or(NotNow::NotHere)?,
        client_id: credentials.client_id.clone().ok_or(NotNow::NotHere)?,
        secret: credentials.secret,
        request: credentials.permissions.first().cloned().ok_or(NotNow::Gated)?,
        permissions: approved.map(|permission| permission.name.to_string()).collect(),
    })
}

/// What the access granted must contain.
pub(crate) fn needed(recipe: &Recipe) -> Vec<String> {
    let needed = recipe.permission.iter().filter(|permission| permission.needed);
    needed.map(|permission| permission.request.as_str().to_owned()).collect()
}

/// Whether somebody may use the mailbox who is not its owner: it was said so, or the recipe asks for a permission that
/// reaches shared mailboxes.
pub(crate) fn allows_delegate(recipe: &Recipe) -> bool {
    recipe.delegate.is_some()
        || recipe.permission.iter().any(|permission| permission.name.as_str().ends_with(".Shared"))
}

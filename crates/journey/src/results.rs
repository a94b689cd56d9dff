//! How operations end, and what that proves.

use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::{Naming, NetworkPlace};
use sendoff_values::{MailAddress, OperationNumber, StepId, Tenant, TenantId};

use crate::{
    admission::{Admission, Arrival},
    context::Context,
    effect::Effect,
    event::{Outcome, SignedIn, Tested},
    journey::{Journey, Written},
    operate::{allows_delegate, needed},
    phase::Phase,
    prepare::{Check, SecretKey, SecretState, Verdict},
    proof::{Credentials, SavedRecord, SignInProof, TestProof},
    refusal::NotNow,
    running::{Goal, Running, Task, Trouble},
};

impl Journey {
    /// The operation under way has ended. One that is not under way is over, whatever it found.
    pub(crate) fn finished(
        &mut self,
        operation: OperationNumber,
        outcome: Outcome,
        context: &Context<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        let running = self.running.take_if(|running| running.operation == operation).ok_or(NotNow::Late)?;
        let Running { task, goal, .. } = running;
        match (task, outcome) {
            (task, Outcome::Failed(problem)) => self.failed(task, goal, problem, context),
            (Task::FindDirectory(asked), Outcome::DirectoryFound { tenant }) => {
                self.directory_found(&asked, tenant, goal, context)
            }
            (Task::FindProvider(_), Outcome::ProviderFound(found)) => Ok(self.provider_found(*found, context)),
            (Task::CheckSecret(key), Outcome::SecretAccepted) => {
                self.secret_judged(key, Verdict::Passed, goal, context)
            }
            (Task::SignIn(credentials), Outcome::SignedIn(signed_in)) => {
                self.signed_in(credentials, signed_in, goal, context)
            }
            (Task::CheckNetwork(places), Outcome::NetworkReached { by_proxy }) => {
                self.session.by_proxy = by_proxy;
                self.network_judged(places, Verdict::Passed, context)
            }
            (Task::GetAccess(credentials), Outcome::AccessGiven(given)) => {
                let proof = SignInProof::by_application(credentials, given, context.now);
                Ok(self.believe(Box::new(proof), goal, context))
            }
            (Task::Approve { registration, .. }, Outcome::Approved { granted }) => {
                self.was_approved(registration, granted, context);
                Ok(Vec::new())
            }
            (Task::SendTest { to, credentials }, Outcome::Tested(tested)) => {
                self.tested(to, credentials, tested, context)
            }
            (Task::Save, Outcome::Saved { keychain }) => self.saved(keychain, context),
            (Task::WriteSheet, Outcome::SheetWritten { path }) => {
                self.session.sheet = Some(path.clone());
                self.session.written = Some(Written { goal, path });
                Ok(Vec::new())
            }
            (Task::WriteReminder, Outcome::ReminderWritten { path }) => {
                self.session.reminder = true;
                self.session.written = Some(Written { goal, path });
                Ok(Vec::new())
            }
            (Task::WriteTokenFile, Outcome::TokenFileWritten { path }) => {
                self.session.token_file = Some(path.clone());
                self.session.written = Some(Written { goal, path });
                Ok(Vec::new())
            }
            (Task::WriteTable, Outcome::TableWritten { path }) => {
                self.session.table = true;
                self.session.written = Some(Written { goal, path });
                Ok(Vec::new())
            }
            (Task::SaveScript(_), Outcome::ScriptSaved { path }) => {
                self.script_taken();
                self.session.written = Some(Written { goal, path });
                Ok(Vec::new())
            }
            _ => Err(NotNow::NotHere),
        }
    }

    fn failed(
        &mut self,
        task: Task,
        goal: Goal,
        problem: Problem,
        context: &Context<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        let page = task.page();
        let problem = self.in_the_light_of_approval(problem, goal);
        let now = context.now;
        match task {
            Task::FindDirectory(key) => {
                self.prepare.directory = Some(Check { key, at: now, verdict: Verdict::Failed(problem.clone()) });
            }
            Task::CheckSecret(key) if !context.is_alone() && !self.stops(problem.kind) => {
                return self.secret_judged(key, Verdict::Unclear, goal, context);
            }
            Task::CheckSecret(key) => {
                self.prepare.secret_check = Some(Check { key, at: now, verdict: Verdict::Failed(problem.clone()) });
            }
            Task::CheckNetwork(places) => {
                self.trouble = Some(Trouble { problem: problem.clone(), goal, page });
                return self.network_judged(places, Verdict::Failed(problem), context);
            }
            // The person closed the dialog: nothing was to be written.
            Task::WriteSheet | Task::WriteReminder | Task::WriteTokenFile | Task::WriteTable | Task::SaveScript(_)
                if problem.kind == Kind::Stopped =>
            {
                return Ok(Vec::new());
            }
            Task::FindProvider(_)
            | Task::SignIn(_)
            | Task::GetAccess(_)
            | Task::Approve { .. }
            | Task::SendTest { .. }
            | Task::Save
            | Task::WriteSheet
            | Task::WriteReminder
            | Task::WriteTokenFile
            | Task::WriteTable
            | Task::SaveScript(_) => {}
        }
        let gone = problem.kind == Kind::SecretGone;
        if goal != Goal::Background {
            self.errand = None;
            self.trouble = Some(Trouble { problem, goal, page });
        }
        if !gone {
            return Ok(Vec::new());
        }
        // The engine does not have it any more, whatever was thought before.
        self.prepare.secret.state = SecretState::Gone;
        Ok(self.drop_stale_proof(context))
    }

    /// Whether a refused check of the secret means that signing in cannot work either. One without directories is asked in a way of
    /// its own, by a code that cannot exist: of what it answers, only that it does not know ID and secret says something.
    fn stops(&self, kind: Kind) -> bool {
        match self.about.naming {
            Naming::InDirectory => stands_in_the_way(kind),
            Naming::Alone | Naming::InProject => {
                !matches!(
                    kind,
                    Kind::ProviderDown | Kind::ProviderBusy | Kind::AnswerUnreadable | Kind::AnswerNotBelieved
                ) && stands_in_the_way(kind)
            }
        }
    }

    fn directory_found(
        &mut self,
        asked: &Tenant,
        found: TenantId,
        goal: Goal,
        context: &Context<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        let task = Task::FindDirectory(asked.clone());
        match asked {
            Tenant::Id(id) if *id != found => {
                return self.failed(task, goal, Kind::AnswerNotBelieved.into(), context);
            }
            Tenant::Id(_) => {}
            Tenant::Domain(_) => {
                self.prepare.tenant.put(found.as_str());
                self.prepare.judge_ids(&self.about);
            }
        }
        self.prepare.directory = Some(Check { key: Tenant::Id(found), at: context.now, verdict: Verdict::Passed });
        self.pursue(goal, context)
    }

    /// It proves nothing that saving rests on: what was looked up in the background meanwhile goes on.
    fn network_judged(
        &mut self,
        places: Vec<NetworkPlace>,
        verdict: Verdict,
        context: &Context<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        self.history.reached_at_once = verdict == Verdict::Passed && self.is_untried(&places);
        if verdict == Verdict::Passed {
            self.prepare.ticks.insert(StepId::Network);
        }
        self.prepare.network = Some(Check { key: places, at: context.now, verdict });
        self.pursue(Goal::Background, context)
    }

    /// Whether these were never missed from here, and nobody has said that something was done about them.
    fn is_untried(&self, places: &[NetworkPlace]) -> bool {
        let before = self.prepare.network.as_ref().filter(|check| check.key == places);
        match before.map(|check| &check.verdict) {
            Some(Verdict::Passed) => self.history.reached_at_once,
            Some(_) => false,
            None => !self.prepare.ticks.contains(&StepId::Network),
        }
    }

    fn secret_judged(
        &mut self,
        key: SecretKey,
        verdict: Verdict,
        goal: Goal,
        context: &Context<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        self.prepare.secret_check = Some(Check { key, at: context.now, verdict });
        self.pursue(goal, context)
    }

    fn signed_in(
        &mut self,
        credentials: Credentials,
        signed_in: SignedIn,
        goal: Goal,
        context: &Context<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        let access = signed_in.access;
        let account = signed_in.account.parse::<MailAddress>().ok();
        let is_mailbox = account.as_ref().is_some_and(|account| account.is_same_mailbox(&credentials.mailbox));
        if let Some(problem) = shortfall(&credentials, &signed_in, account.as_ref(), context) {
            self.failed(Task::SignIn(credentials), goal, problem, context)?;
            return Ok(vec![Effect::Forget(access)]);
        }
        let delegate = account.filter(|_| !is_mailbox);
        // Nobody is asked about the one they named themselves.
        let named = context.delegate(&self.about);
        let asks = delegate.as_ref().is_some_and(|one| !named.is_some_and(|named| named.is_same_mailbox(one)));
        let proof = Box::new(SignInProof::by_person(credentials, signed_in, delegate, context.now));
        if asks {
            self.phase = Phase::AskingDelegate { proof, goal };
            return Ok(Vec::new());
        }
        Ok(self.believe(proof, goal, context))
    }

    /// The sign-in counts, and with it the days for which it gave access.
    pub(crate) fn believe(&mut self, proof: Box<SignInProof>, goal: Goal, context: &Context<'_>) -> Vec<Effect> {
        if let Some(day) = context.access_would_end() {
            self.set_day(day, crate::effect::DaySource::Granted);
        }
        self.history.signed_in_at = Some(proof.at);
        self.history.accesses.count(&proof);
        self.saw_approval_count(context);
        self.phase = Phase::SignedIn(proof);
        if goal != Goal::Test {
            self.errand = None;
            return Vec::new();
        }
        self.logs.test.clear();
        // Too soon after the last test message: the person sends it by the button.
        let sent = self.pursue(Goal::Test, context);
        sent.unwrap_or_else(|_| {
            self.errand = None;
            Vec::new()
        })
    }

    fn tested(
        &mut self,
        to: MailAddress,
        credentials: Credentials,
        tested: Tested,
        context: &Context<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        let sign_in = if context.recipe.access.signs_in() {
            self.phase.sign_in().cloned().ok_or(NotNow::Late)?
        } else {
            SignInProof::by_password(credentials, context.now)
        };
        let Tested { message_id, transcripts } = tested;
        let (at, probes) = (context.now, context.probes());
        self.history.tested_at = Some(at);
        self.errand = None;
        let proof = TestProof { sign_in, to, probes, message_id, transcripts, at, arrived: None };
        self.phase = Phase::Tested(Box::new(proof));
        Ok(Vec::new())
    }

    fn saved(&mut self, keychain: String, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let test = self.phase.test().cloned().ok_or(NotNow::Late)?;
        let first_three = self.prepare.mark().unwrap_or_default();
        let before = self.renewing.as_ref().and_then(|before| before.phase.saved());
        let replaced = before.map(|before| before.first_three.clone()).filter(|before| *before != first_three);
        let TestProof { sign_in, probes, message_id, at: tested_at, arrived, .. } = test;
        let SignInProof { credentials, account, granted, access, at: signed_in_at, .. } = sign_in;
        let record = SavedRecord {
            tenant: credentials.tenant,
            client_id: credentials.client_id,
            first_three,
            account,
            granted,
            signed_in_at,
            tested_at,
            probes,
            message_id,
            arrived,
            saved_at: context.now,
            keychain,
            replaced,
        };
        let mut effects = self.forget_secret();
        effects.extend(access.tokens().map(Effect::Forget));
        self.renewing = None;
        self.phase = Phase::Saved(Box::new(record));
        (self.errand, self.returning) = (None, false);
        self.go(StepId::HandOver);
        Ok(effects)
    }

    /// Forgets the secret that is kept, if there is one.
    pub(crate) fn forget_secret(&mut self) -> Vec<Effect> {
        let handle = self.prepare.secret_handle();
        self.prepare.secret.state = SecretState::Empty;
        handle.map(Effect::Forget).into_iter().collect()
    }

    /// Drops back to the earliest phase whose values are still the ones entered.
    pub(crate) fn drop_stale_proof(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let proved = match &self.phase {
            Phase::Preparing | Phase::Saved(_) => return Vec::new(),
            Phase::AskingDelegate { proof, .. } | Phase::SignedIn(proof) => &proof.credentials,
            Phase::Tested(proof) => &proof.sign_in.credentials,
        };
        if self.credentials(context.recipe).as_ref() == Some(proved) { Vec::new() } else { self.drop_proof() }
    }

    /// Drops every proof; the access it rests on is forgotten.
    pub(crate) fn drop_proof(&mut self) -> Vec<Effect> {
        let phase = std::mem::replace(&mut self.phase, Phase::Preparing);
        let access = match &phase {
            Phase::AskingDelegate { proof, .. } | Phase::SignedIn(proof) => proof.access,
            Phase::Tested(proof) => proof.sign_in.access,
            Phase::Saved(_) => {
                self.phase = phase;
                return Vec::new();
            }
            Phase::Preparing => return Vec::new(),
        };
        self.logs.sign_in.clear();
        self.logs.test.clear();
        access.tokens().map(Effect::Forget).into_iter().collect()
    }
}

/// What the sign-in lacks, if anything.
fn shortfall(
    credentials: &Credentials,
    signed_in: &SignedIn,
    address: Option<&MailAddress>,
    context: &Context<'_>,
) -> Option<Problem> {
    let named = |kind: Kind| {
        let problem = Problem::new(kind).with(ValueName::Expected, credentials.mailbox.as_str());
        if signed_in.account.is_empty() { problem } else { problem.with(ValueName::SignedInAs, &signed_in.account) }
    };
    let admission = Admission {
        mailbox: &credentials.mailbox,
        directory: credentials.tenant.as_ref(),
        audience: context.recipe.audience(),
        delegates: allows_delegate(context.recipe),
    };
    let directory = signed_in.tenant.as_ref();
    if let Err(kind) = admission.check(&Arrival { address, directory, guest: signed_in.guest }) {
        let problem = named(kind);
        return Some(match directory {
            Some(directory) => problem.with(ValueName::Directory, directory.as_str()),
            None => problem,
        });
    }
    let granted = |name: &String| signed_in.granted.iter().any(|granted| is_same_permission(granted, name));
    let missing: Vec<String> = needed(context.recipe).into_iter().filter(|name| !granted(name)).collect();
    let unticked = match context.recipe.provider.naming() {
        Naming::InProject => Kind::GoogleBoxUnticked,
        Naming::InDirectory | Naming::Alone => Kind::PermissionMissing,
    };
    (!missing.is_empty()).then(|| named(unticked).with(ValueName::Permissions, names(&missing)))
}

/// Microsoft answers with or without the resource before the name, and in any case
/// (learn.microsoft.com/entra/identity-platform/scopes-oidc, read 2026-11-21). `offline_access` shows in the refresh
/// token, not always in the list; whoever exchanges the code looks for it.
pub(crate) fn is_same_permission(granted: &str, needed: &str) -> bool {
    matches!(needed, "offline_access" | "openid" | "email" | "profile")
        || short(granted).eq_ignore_ascii_case(short(needed))
}

/// The name without its resource; the whole where nothing stands behind that, as in Google's `https://mail.google.com/`.
pub(crate) fn short(permission: &str) -> &str {
    permission.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(permission)
}

fn names(permissions: &[String]) -> String {
    permissions.iter().map(|name| short(name)).collect::<Vec<_>>().join(", ")
}

/// Whether a refused check of the secret means that signing in cannot work either. The others speak about the
/// application signing in by itself, which it never has to.
fn stands_in_the_way(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::PolicyStopped | Kind::MicrosoftRefused | Kind::GoogleRefused | Kind::NotAssigned | Kind::ApprovalNeeded
    )
}

//! The recipe's steps: their order, what is still open in each, what must come first.

use sendoff_problem::{Kind, Problem};
use sendoff_recipes::{Recipe, Step};
use sendoff_values::{FieldId, StepId};

use crate::{
    context::Context,
    journey::Journey,
    prepare::{Check, SecretState, Verdict},
    running::{Goal, Trouble},
    screen::Mark,
};

/// The three groups of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Prepare,
    Prove,
    Finish,
}

/// The group a step belongs to.
pub(crate) fn group(step: StepId) -> Group {
    if matches!(step, StepId::SignIn | StepId::Test) {
        Group::Prove
    } else if matches!(step, StepId::Save | StepId::HandOver) {
        Group::Finish
    } else {
        Group::Prepare
    }
}

/// A step's number, counted from 1.
pub(crate) fn number(recipe: &Recipe, step: StepId) -> Option<u32> {
    let position = recipe.step.iter().position(|other| other.id == step)?;
    u32::try_from(position + 1).ok()
}

/// The step before, if there is one.
pub(crate) fn before(recipe: &Recipe, step: StepId) -> Option<StepId> {
    let position = recipe.step.iter().position(|other| other.id == step)?;
    Some(recipe.step.get(position.checked_sub(1)?)?.id)
}

/// The step after, if there is one.
pub(crate) fn after(recipe: &Recipe, step: StepId) -> Option<StepId> {
    let position = recipe.step.iter().position(|other| other.id == step)?;
    Some(recipe.step.get(position + 1)?.id)
}

/// Something Continue stumbles over, and where on the page it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) anchor: String,
    pub(crate) field: Option<FieldId>,
    pub(crate) problem: Problem,
    /// The recipe's question, where the field answers one.
    pub(crate) asked: Option<String>,
}

impl Open {
    /// One that answers no question of a recipe.
    pub(crate) const fn new(anchor: String, field: Option<FieldId>, problem: Problem) -> Self {
        Self { anchor, field, problem, asked: None }
    }
}

/// The name by which the field of a typed answer is found on the page.
pub(crate) fn answer_anchor(question: &sendoff_recipes::Id) -> String {
    format!("answer-{question}")
}

/// The name by which a field is found on the page.
pub(crate) fn anchor(field: FieldId) -> String {
    format!("field-{}", field.as_str().replace('_', "-"))
}

/// The name by which a tick is found on the page.
pub(crate) const TICK: &str = "tick";

impl Journey {
    /// Everything that is still open on a step of Prepare, in the order of the page.
    pub(crate) fn open(&self, step: &Step) -> Vec<Open> {
        let mut open: Vec<Open> = step.fields.iter().filter_map(|field| self.open_field(*field)).collect();
        if self.returning && step.id == StepId::Mailbox {
            open.extend(self.open_about());
        }
        // A step that only the application asks for may be left for later; so may one that somebody else is asked to do.
        let waits = step.id == StepId::Approval && self.waits_for_approval_since().is_some();
        if step.needed_for_test && self.is_unticked(step) && !waits {
            open.push(Open::new(TICK.to_owned(), None, Kind::TickMissing.into()));
        }
        open
    }

    fn open_field(&self, field: FieldId) -> Option<Open> {
        let prepare = &self.prepare;
        let problem = match field {
            FieldId::ClientId => missing(prepare.client_id.is_empty(), prepare.client_id.stopper()),
            FieldId::TenantId => missing(prepare.tenant.is_empty(), prepare.tenant.stopper()),
            FieldId::GoogleProject => missing(prepare.project.is_empty(), prepare.project.stopper()),
            FieldId::ClientSecret | FieldId::AppPassword | FieldId::ServiceAccount => self.open_secret(),
            FieldId::SecretExpires => self.open_day(),
            FieldId::TenantDomain
            | FieldId::RedirectUri
            | FieldId::Mailbox
            | FieldId::Organisation
            | FieldId::GoogleClientId
            | FieldId::GoogleClientSecret => None,
        };
        problem.map(|problem| Open::new(anchor(field), Some(field), problem))
    }

    fn open_secret(&self) -> Option<Problem> {
        let problem = self.prepare.secret.problem.clone();
        match self.prepare.secret.state {
            SecretState::Held { .. } => None,
            SecretState::Gone => Some(problem.unwrap_or_else(|| Kind::SecretGone.into())),
            SecretState::Empty => Some(problem.unwrap_or_else(|| Kind::FieldEmpty.into())),
        }
    }

    fn open_day(&self) -> Option<Problem> {
        let end = &self.prepare.end;
        if end.end.is_some() {
            None
        } else if end.unclear.is_some() {
            Some(self.unclear_day())
        } else if end.unreadable {
            Some(Kind::DayUnreadable.into())
        } else {
            Some(Kind::DayMissing.into())
        }
    }

    /// The question which of two days is meant.
    pub(crate) fn unclear_day(&self) -> Problem {
        use sendoff_problem::ValueName;
        let problem = Problem::new(Kind::DayUnclear);
        match self.prepare.end.unclear {
            Some((one, other)) => {
                problem.with(ValueName::Day, one.to_string()).with(ValueName::OtherDay, other.to_string())
            }
            None => problem,
        }
    }

    fn open_about(&self) -> Vec<Open> {
        let mailbox = missing(self.edits.mailbox.is_empty(), self.edits.mailbox.stopper());
        let organisation = missing(self.edits.organisation.is_empty(), self.edits.organisation.stopper());
        let open = |field: FieldId| move |problem| Open::new(anchor(field), Some(field), problem);
        let organisation = organisation.map(open(FieldId::Organisation));
        organisation.into_iter().chain(mailbox.map(open(FieldId::Mailbox))).collect()
    }

    /// Whether nothing is open on the step.
    pub(crate) fn is_complete(&self, recipe: &Recipe, step: StepId) -> bool {
        recipe.step(step).is_none_or(|step| self.open(step).is_empty())
    }

    /// The step that must come first, if this one cannot start yet.
    pub(crate) fn gate(&self, recipe: &Recipe, step: StepId) -> Option<StepId> {
        if self.phase.saved().is_some() {
            return None;
        }
        let not_yet = |open: bool, first: StepId| open.then_some(first);
        if step == StepId::SignIn {
            let needed = [
                StepId::Provider,
                StepId::Tenant,
                StepId::RedirectUri,
                StepId::ClientSecret,
                StepId::GoogleApi,
                StepId::GoogleAudience,
                StepId::GoogleClient,
                StepId::ServiceAccount,
                StepId::Delegation,
                StepId::TwoStep,
                StepId::AppPassword,
            ];
            needed.into_iter().find(|needed| !self.is_complete(recipe, *needed))
        } else if step == StepId::Test {
            self.gate(recipe, StepId::SignIn)
                .or(not_yet(recipe.access.signs_in() && self.phase.sign_in().is_none(), StepId::SignIn))
        } else if step == StepId::Save {
            self.gate(recipe, StepId::Test).or(not_yet(self.phase.test().is_none(), StepId::Test))
        } else if step == StepId::HandOver {
            self.gate(recipe, StepId::Save).or(Some(StepId::Save))
        } else {
            None
        }
    }

    /// How far a step is, for the rail.
    pub(crate) fn mark(&self, context: &Context<'_>, step: &Step) -> Mark {
        if self.phase.saved().is_some() {
            return self.saved_mark(step);
        }
        if self.has_trouble(step.id, context) || self.differs_at(step.id, context) {
            return Mark::Problem;
        }
        if self.gate(context.recipe, step.id).is_some() {
            return Mark::Gated;
        }
        match group(step.id) {
            Group::Prepare => self.prepare_mark(step),
            Group::Prove | Group::Finish => self.proof_mark(step.id),
        }
    }

    /// What was never ticked stays open, also when nothing needed it.
    fn saved_mark(&self, step: &Step) -> Mark {
        if step.id == StepId::HandOver {
            Mark::Started
        } else if self.is_unticked(step) && step.id != StepId::Provider {
            Mark::Todo
        } else {
            Mark::Done
        }
    }

    /// Whoever was let in needs nobody to say so.
    fn is_unticked(&self, step: &Step) -> bool {
        let let_in = self.phase.sign_in().is_some() || self.phase.saved().is_some();
        let proved = step.id == StepId::GoogleAppAccess && let_in;
        step.tick.is_some() && !proved && !self.prepare.ticks.contains(&step.id)
    }

    fn prepare_mark(&self, step: &Step) -> Mark {
        let waits = step.id == StepId::Approval && self.waits_for_approval_since().is_some();
        let later = (waits || !step.needed_for_test) && self.is_unticked(step);
        let open = self.open(step).len() + usize::from(later);
        let wanted = step.fields.len() + usize::from(step.tick.is_some());
        if open == 0 {
            Mark::Done
        } else if waits || open < wanted || self.session.opened.contains_key(&step.id) {
            Mark::Started
        } else {
            Mark::Todo
        }
    }

    fn proof_mark(&self, step: StepId) -> Mark {
        let done = (step == StepId::SignIn && self.phase.sign_in().is_some())
            || (step == StepId::Test && self.phase.test().is_some());
        let under_way =
            self.running.as_ref().is_some_and(|running| running.is_awaited() && running.task.page() == step);
        if done {
            Mark::Done
        } else if under_way {
            Mark::Started
        } else {
            Mark::Todo
        }
    }

    /// Whether something about the step was found to be wrong.
    fn has_trouble(&self, step: StepId, context: &Context<'_>) -> bool {
        let place = |kind: Kind| kind.step().map(|step| context.recipe.place_of(step));
        // What the person stopped is no fault.
        let trouble = self.trouble.as_ref().filter(|trouble| trouble.problem.kind != Kind::Stopped);
        // A script that could not be saved is nothing that *Save* has to mend.
        // An approval that went wrong is no fault of a sign-in that was not tried.
        let elsewhere = |goal: Goal| goal == Goal::Script || goal == Goal::Approval && step == StepId::SignIn;
        let mends = |trouble: &Trouble| !elsewhere(trouble.goal) && place(trouble.problem.kind) == Some(step);
        let here = trouble.is_some_and(|trouble| trouble.page == step || mends(trouble));
        let directory = self.directory_verdict();
        let secret = self.secret_verdict();
        here || (step == StepId::Tenant && matches!(directory, Some(Verdict::Failed(_))))
            || (step == context.recipe.place_of(StepId::ClientSecret) && matches!(secret, Some(Verdict::Failed(_))))
    }

    /// What discovery said of the directory that is entered now.
    pub(crate) fn directory_verdict(&self) -> Option<Verdict> {
        Check::about(self.prepare.directory.as_ref(), self.prepare.tenant.value.as_ref()?)
    }

    /// What the client-credentials request said of the values that are entered now.
    pub(crate) fn secret_verdict(&self) -> Option<Verdict> {
        Check::about(self.prepare.secret_check.as_ref(), &self.secret_key()?)
    }
}

impl Journey {
    /// Whether everything that must be reachable was reached, as the answers name it now, and when.
    pub(crate) fn network_reached(&self, context: &Context<'_>) -> Option<jiff::Timestamp> {
        let check = self.prepare.network.as_ref()?;
        let current = check.key == self.network_places(context) && check.verdict == Verdict::Passed;
        current.then_some(check.at)
    }
}

fn missing(empty: bool, stopper: Option<&Problem>) -> Option<Problem> {
    stopper.cloned().or_else(|| empty.then(|| Kind::FieldEmpty.into()))
}

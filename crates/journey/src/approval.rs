//! An administrator's approval: asked for on a page or by a note, answered by Microsoft or by nobody for days.
//!
//! What Microsoft's page answers is believed as far as it goes; whether it counts for the mailbox only a sign-in shows.

use jiff::Timestamp;
use sendoff_problem::{Kind, Problem};
use sendoff_recipes::{Endpoint, Recipe};
use sendoff_values::{ClientId, StepId, Tenant, TenantId};
use serde::{Deserialize, Serialize};

use crate::{
    context::Context,
    effect::{ApprovalPlan, ComesBack, Effect},
    journey::Journey,
    operate::needed,
    refusal::NotNow,
    results::{is_same_permission, short},
    running::{Goal, Task},
};

/// What is known of the approval of one app registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Approval {
    /// For which directory and registration it was asked; with others it says nothing.
    pub(crate) of: Registration,
    /// Since when an administrator is asked who is not here.
    pub(crate) asked_at: Option<Timestamp>,
    /// What Microsoft's page answered.
    pub(crate) given: Option<Given>,
}

/// An app registration in its directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registration {
    pub(crate) tenant: TenantId,
    pub(crate) client_id: ClientId,
}

/// An approval that Microsoft's page told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    pub(crate) at: Timestamp,
    /// The permissions approved, as the provider writes them.
    pub(crate) granted: Vec<String>,
}

/// The page on which an approval is asked for: its own step, or the sign-in where a recipe has none.
pub(crate) fn place(recipe: &Recipe) -> StepId {
    recipe.step(StepId::Approval).map_or(StepId::SignIn, |step| step.id)
}

/// The needed permissions that are not among those approved. Names are compared without their service, in any case: that is
/// how Microsoft writes them back (learn.microsoft.com/entra/identity-platform/scopes-oidc, read 2026-11-21); `.default`
/// stands for all.
pub(crate) fn missing(recipe: &Recipe, approved: &[String]) -> Vec<String> {
    let is_there =
        |needed: &String| approved.iter().any(|name| name.ends_with("/.default") || is_same_permission(name, needed));
    needed(recipe).into_iter().filter(|needed| !is_there(needed)).collect()
}

/// The name of a permission as the portal lists it.
pub(crate) fn name_of(permission: &str) -> &str {
    short(permission)
}

/// Whether an approval would mend it.
pub(crate) fn is_about_approval(kind: Kind) -> bool {
    matches!(kind, Kind::ApprovalNeeded | Kind::ApprovalPending | Kind::NotAnApprover | Kind::ApprovedElsewhere)
}

impl Journey {
    /// The app registration, once both its IDs are known.
    pub(crate) fn registration(&self) -> Option<Registration> {
        let (tenant, client_id) = (self.prepare.tenant_id()?.clone(), self.prepare.client_id.value.clone()?);
        Some(Registration { tenant, client_id })
    }

    /// What is known of the approval of the registration that is entered now.
    pub(crate) fn approval_here(&self) -> Option<&Approval> {
        self.approval.as_ref().filter(|approval| self.registration().as_ref() == Some(&approval.of))
    }

    /// Since when an administrator's approval is waited for, if it is.
    pub fn waits_for_approval_since(&self) -> Option<Timestamp> {
        if self.phase.saved().is_some() || self.phase.sign_in().is_some() {
            return None;
        }
        self.approval_here().filter(|approval| approval.given.is_none())?.asked_at
    }

    /// What Microsoft's page answered, for the registration that is entered now.
    pub(crate) fn approved(&self) -> Option<&Given> {
        self.approval_here()?.given.as_ref()
    }

    /// Whether Microsoft's page told that all that is needed was approved.
    pub(crate) fn approved_whole(&self, recipe: &Recipe) -> bool {
        self.approved().is_some_and(|given| missing(recipe, &given.granted).is_empty())
    }

    /// Whether the approval page can be opened here: both IDs are there, and the address it answers at is registered.
    pub(crate) fn may_open_approval(&self, context: &Context<'_>) -> bool {
        let answered_here = context.recipe.step(StepId::RedirectUri).is_some();
        let registered = answered_here && self.is_complete(context.recipe, StepId::RedirectUri);
        let open = self.phase.saved().is_none() && self.phase.sign_in().is_none();
        registered && open && self.registration().is_some()
    }

    /// Whether an approval is asked for on the page that is shown.
    pub(crate) fn is_at_approval(&self) -> bool {
        let explained = self.shown_problem().is_some_and(|problem| is_about_approval(problem.kind));
        self.current == StepId::Approval || (self.current == StepId::SignIn && explained)
    }

    /// Opens Microsoft's approval page in the browser of this computer.
    pub(crate) fn open_approval(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if !matches!(self.current, StepId::Approval | StepId::SignIn) {
            return Err(NotNow::NotHere);
        }
        if !self.may_open_approval(context) {
            return Err(NotNow::Gated);
        }
        self.session.comes_back = ComesBack::ByItself;
        self.errand = None;
        let mut effects = self.drop_proof();
        effects.extend(self.set_out(Goal::Approval, context)?);
        Ok(effects)
    }

    /// Learns whether it was approved, in the one way there is without an administrator: by signing in
    /// (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow: a client is told `consent_required` there).
    pub(crate) fn check_approval(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if !self.is_at_approval() || self.phase.saved().is_some() {
            return Err(NotNow::NotHere);
        }
        self.session.comes_back = ComesBack::ByItself;
        let mut effects = self.drop_proof();
        effects.extend(self.set_out(Goal::SignIn, context)?);
        Ok(effects)
    }

    pub(crate) fn approval_task(&self, context: &Context<'_>) -> Result<Task, NotNow> {
        let registration = self.registration().filter(|_| self.may_open_approval(context)).ok_or(NotNow::Gated)?;
        let page = if self.current == StepId::Approval { StepId::Approval } else { StepId::SignIn };
        Ok(Task::Approve { registration, page })
    }

    /// An administrator who is not here has been asked. The first time counts.
    pub(crate) fn ask_for_approval(&mut self, now: Timestamp) {
        let Some(of) = self.registration() else { return };
        let known = self.approval.take().filter(|approval| approval.of == of);
        let asked_at = known.as_ref().and_then(|approval| approval.asked_at).or(Some(now));
        self.approval = Some(Approval { of, asked_at, given: known.and_then(|approval| approval.given) });
    }

    /// Microsoft's page said that it was approved.
    pub(crate) fn was_approved(&mut self, of: Registration, granted: Vec<String>, context: &Context<'_>) {
        let whole = missing(context.recipe, &granted).is_empty();
        let given = Some(Given { at: context.now, granted });
        self.approval = Some(Approval { of, asked_at: None, given });
        if whole && context.recipe.step(StepId::Approval).is_some() {
            self.prepare.ticks.insert(StepId::Approval);
        }
        self.errand = None;
    }

    /// The person says that it was approved, or doubts it.
    pub(crate) fn approval_said(&mut self, approved: bool) {
        if approved {
            self.stop_waiting_for_approval();
        } else if let Some(approval) = &mut self.approval {
            approval.given = None;
        }
    }

    /// A sign-in gave all that is needed: whatever had to be approved is.
    pub(crate) fn saw_approval_count(&mut self, context: &Context<'_>) {
        if self.waits_for_approval_since().is_some() && context.recipe.step(StepId::Approval).is_some() {
            self.prepare.ticks.insert(StepId::Approval);
        }
        self.stop_waiting_for_approval();
    }

    /// Nobody is waited for any more: it was seen to count, or the person says so.
    pub(crate) fn stop_waiting_for_approval(&mut self) {
        if let Some(approval) = &mut self.approval {
            approval.asked_at = None;
        }
    }

    /// What a refused sign-in is while an approval is under way: not a fault, but news.
    pub(crate) fn in_the_light_of_approval(&self, problem: Problem, goal: Goal) -> Problem {
        let kind = match (problem.kind, goal) {
            // Somebody signed in at the approval page who may not approve.
            (Kind::ApprovalNeeded, Goal::Approval) => Kind::NotAnApprover,
            (Kind::ApprovalNeeded, _) if self.approval_here().is_some() => Kind::ApprovalPending,
            (kind, _) => kind,
        };
        Problem { kind, ..problem }
    }

    /// Whoever comes back to a set-up that waits is shown what it waits for.
    pub(crate) fn return_to_approval(&mut self, recipe: &Recipe) {
        if self.waits_for_approval_since().is_some() {
            self.current = place(recipe);
        }
    }
}

/// What the engine needs to ask for it.
pub(crate) fn plan(of: &Registration, context: &Context<'_>) -> ApprovalPlan {
    ApprovalPlan {
        provider: context.provided_by(),
        tenant: of.tenant.clone(),
        client_id: of.client_id.clone(),
        requests: context.recipe.requests().map(str::to_owned).collect(),
        redirect: context.provider.assistant_redirect.clone(),
    }
}

/// The address by which an administrator approves who is not here. Its answer goes to a computer that does not wait for
/// it, so it carries no `state` and the redirect address without a port, as it is registered.
pub(crate) fn link(journey: &Journey, context: &Context<'_>) -> Option<String> {
    let of = journey.registration().filter(|_| context.recipe.step(StepId::RedirectUri).is_some())?;
    let provider = context.provider;
    let mut link = provider.endpoint(Endpoint::AdminConsent, &Tenant::Id(of.tenant))?;
    let scope = context.recipe.requests().collect::<Vec<_>>().join(" ");
    link.query_pairs_mut()
        .append_pair("client_id", of.client_id.as_str())
        .append_pair("scope", &scope)
        .append_pair("redirect_uri", provider.assistant_redirect.as_str());
    Some(link.into())
}

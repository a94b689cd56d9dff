//! An administrator's approval: the port is held, Microsoft's approval page opens, one true answer is waited for.
//!
//! Nothing is exchanged and nothing is kept: what came back is told, and a sign-in shows later whether it counts
//! (learn.microsoft.com/entra/identity-platform/v2-admin-consent, copy of 2023-11-08).

use std::convert::Infallible;

use sendoff_journey::{ApprovalPlan, Outcome};
use sendoff_loopback::{Decision, Limits, Listener, RedirectHost};
use sendoff_oauth::{Approval, ClientIdentifier, Scope, StateSeed};
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::Endpoint;
use sendoff_values::{Stage, Tenant};
use url::Url;

use super::sign_in::{EndsLive, chain, stage, warn_of_local_name};
use crate::{
    live::Live,
    ports::{Browser, Randomness},
    report::Reporter,
    way::{Way, table_fault},
};

/// What an approval is asked for with.
pub struct Approving<'a> {
    /// The provider.
    pub way: &'a Way,
    /// What is to be approved, and where.
    pub plan: &'a ApprovalPlan,
    /// Opens the page.
    pub browser: &'a dyn Browser,
    /// For the `state`.
    pub randomness: &'a dyn Randomness,
    /// Where the wait can be reached while it lasts.
    pub live: &'a Live,
    /// How long the administrator has.
    pub limits: Limits,
}

impl Approving<'_> {
    /// Carries it out.
    ///
    /// # Errors
    /// If nothing was approved; the stage is told as failed before.
    pub async fn run(&self, reporter: &Reporter) -> Result<Outcome, Problem> {
        let _ends = EndsLive(self.live, reporter.operation());
        reporter.working(Stage::OpenBrowser);
        let (listener, approval) = stage(reporter, Stage::OpenBrowser, self.begin())?;
        let page = approval.address();
        self.live.begin(reporter.operation(), self.plan.provider.clone(), page.clone(), listener.handle());
        if self.way.open(self.browser, &page).await.is_ok() {
            reporter.done(Stage::OpenBrowser);
        } else {
            // The wait goes on: the person can copy the link.
            reporter.failed(Stage::OpenBrowser);
        }
        let decision = self.decision(listener, approval, reporter).await?;
        reporter.done(Stage::AwaitAnswer);
        stage(reporter, Stage::ReceiveAnswer, self.judge(decision)).inspect(|_| reporter.done(Stage::ReceiveAnswer))
    }

    async fn decision(&self, listener: Listener, approval: Approval, reporter: &Reporter) -> Result<Decision, Problem> {
        reporter.working(Stage::AwaitAnswer);
        let wall = || reporter.now();
        let end = tokio::select! {
            end = listener.receive(approval, self.limits, &wall) => end,
            never = warn_of_local_name(reporter) => match never {},
        };
        let end = end.map(|received| received.answer).map_err(|end| Problem::new(end.kind()));
        stage(reporter, Stage::AwaitAnswer, end)
    }

    fn judge(&self, decision: Decision) -> Result<Outcome, Problem> {
        match decision {
            Decision::Approved(granted) => {
                let granted = granted.scopes().iter().map(|scope| scope.as_str().to_owned()).collect();
                Ok(Outcome::Approved { granted })
            }
            Decision::Elsewhere => Err(Problem::new(Kind::ApprovedElsewhere)),
            Decision::Refused(refusal) => {
                let client = self.plan.client_id.as_str();
                Err(self.way.explain(&refusal).with(ValueName::ClientId, client))
            }
        }
    }

    fn begin(&self) -> Result<(Listener, Approval), Problem> {
        let registered = Url::parse(self.plan.redirect.as_str()).map_err(|_| table_fault("redirect address"))?;
        let listener = Listener::bind(registered.path(), RedirectHost::Localhost)
            .map_err(|problem| Problem::new(problem.kind()).with_details(chain(&problem.to_string())))?;
        let endpoint = self.way.provider.endpoint(Endpoint::AdminConsent, &Tenant::Id(self.plan.tenant.clone()));
        let plan = sendoff_oauth::ApprovalPlan {
            endpoint: endpoint.ok_or_else(|| table_fault("no approval page"))?,
            directory: self.plan.tenant.clone(),
            client: ClientIdentifier::new(self.plan.client_id.as_str().to_owned()),
            redirect: listener.redirect_address().clone(),
            scopes: self.plan.requests.iter().map(|name| Scope::new(name.clone())).collect(),
            practice: self.way.practice,
        };
        let Ok(seed) = StateSeed::draw(|bytes| {
            self.randomness.fill(bytes);
            Ok::<(), Infallible>(())
        });
        let approval = Approval::begin(plan, seed).map_err(|fault| table_fault(&fault.to_string()))?;
        Ok((listener, approval))
    }
}

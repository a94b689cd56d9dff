//! Access in the application's own name: client credentials (RFC 6749 section 4.4), nobody signs in. Nothing is stored here, and
//! there is no refresh token: the client secret is asked for again each time.

use jiff::Timestamp;
use sendoff_journey::{AccessGiven, AccessPlan, StageDetail};
use sendoff_oauth::{ClientIdentifier, Scope, TokenAnswer, TokenRequest, roles};
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_values::{ClientSecret, Stage, StageState};

use crate::{
    report::Reporter,
    secrets::{Secrets, Tokens},
    way::Way,
};

/// What access is asked for with.
pub struct GetAccess<'a> {
    /// The provider.
    pub way: &'a Way,
    /// With what.
    pub plan: &'a AccessPlan,
    /// The client secret.
    pub secret: &'a ClientSecret,
    /// Where the access is kept.
    pub secrets: &'a Secrets,
}

impl GetAccess<'_> {
    /// Asks, and looks at what was approved.
    ///
    /// # Errors
    /// If the provider gives none, or gives it without a permission that takes approval.
    pub async fn run(&self, reporter: &Reporter) -> Result<AccessGiven, Problem> {
        reporter.working(Stage::ObtainAccess);
        let answer = self.ask().await.inspect_err(|_| reporter.failed(Stage::ObtainAccess))?;
        reporter.done(Stage::ObtainAccess);
        reporter.working(Stage::Permissions);
        let roles = roles(&answer.access_token);
        self.compare(roles.as_deref(), reporter)?;
        let access = self.secrets.keep_tokens(Tokens { access: answer.access_token, refresh: None });
        Ok(AccessGiven { roles, access })
    }

    async fn ask(&self) -> Result<TokenAnswer, Problem> {
        let endpoints = self.way.endpoints(Some(&self.plan.tenant))?;
        let client = ClientIdentifier::new(self.plan.client_id.as_str().to_owned());
        let scope = Scope::new(self.plan.request.clone());
        let request = TokenRequest::client_credentials(&endpoints, &client, self.secret, scope);
        let given: Result<(TokenAnswer, Option<Timestamp>), _> = self.way.token(&request).await;
        given.map(|(answer, _)| answer).map_err(|refused| self.named(refused.problem(self.way)))
    }

    /// What the access does not show is left to the test.
    fn compare(&self, roles: Option<&[String]>, reporter: &Reporter) -> Result<(), Problem> {
        let Some(roles) = roles.filter(|_| !self.plan.permissions.is_empty()) else {
            reporter.say(Stage::Permissions, StageState::Skipped, StageDetail::None);
            return Ok(());
        };
        let missing = self.plan.permissions.iter().filter(|name| !roles.contains(name));
        let missing: Vec<&str> = missing.map(String::as_str).collect();
        let state = if missing.is_empty() { StageState::Done } else { StageState::Failed };
        reporter.say(Stage::Permissions, state, StageDetail::Granted(roles.to_vec()));
        if !missing.is_empty() {
            let problem = Problem::new(Kind::ApplicationNotApproved);
            return Err(self.named(problem.with(ValueName::Permissions, missing.join(", "))));
        }
        Ok(())
    }

    fn named(&self, problem: Problem) -> Problem {
        problem
            .with(ValueName::ClientId, self.plan.client_id.as_str())
            .with(ValueName::Directory, self.plan.tenant.as_str())
    }
}

//! Access by the key of a service account (RFC 7523 section 2.1): it signs a request for one person of the organisation, and nobody signs
//! in. Nothing is stored here, and there is no refresh token: the key signs again each time.

use sendoff_journey::{AccessGiven, KeyPlan, StageDetail};
use sendoff_oauth::{Assertion, Scope, TokenAnswer, TokenRequest};
use sendoff_problem::{Problem, ValueName};
use sendoff_values::{PrivateKey, Stage, StageState};

use crate::{
    report::Reporter,
    secrets::{Secrets, Tokens},
    way::Way,
};

/// What access is asked for with.
pub struct GetAccessByKey<'a> {
    /// The provider.
    pub way: &'a Way,
    /// Who asks, for whom, and what for.
    pub plan: &'a KeyPlan,
    /// The key.
    pub key: &'a PrivateKey,
    /// Where the access is kept.
    pub secrets: &'a Secrets,
}

impl GetAccessByKey<'_> {
    /// Asks. Google gives everything that was asked for or nothing.
    ///
    /// # Errors
    /// If the key cannot sign, or the provider gives no access.
    pub async fn run(&self, reporter: &Reporter) -> Result<AccessGiven, Problem> {
        reporter.working(Stage::ObtainAccess);
        let answer = self.ask(reporter).await.inspect_err(|_| reporter.failed(Stage::ObtainAccess))?;
        reporter.done(Stage::ObtainAccess);
        let granted: Vec<String> = answer.granted.scopes().iter().map(|scope| scope.to_string()).collect();
        reporter.say(Stage::Permissions, StageState::Done, StageDetail::Granted(granted.clone()));
        let access = self.secrets.keep_tokens(Tokens { access: answer.access_token, refresh: None });
        Ok(AccessGiven { roles: Some(granted), access })
    }

    async fn ask(&self, reporter: &Reporter) -> Result<TokenAnswer, Problem> {
        let KeyPlan { account, mailbox, requests, .. } = self.plan;
        let scopes: Vec<Scope> = requests.iter().cloned().map(Scope::new).collect();
        let assertion = Assertion {
            issuer: &account.address,
            subject: mailbox,
            scopes: &scopes,
            key_id: &account.key,
            key: self.key,
            now: reporter.now(),
        };
        let request = TokenRequest::jwt_bearer(&self.way.endpoints(None)?, &assertion)?;
        let given = self.way.token(&request).await;
        given.map(|(answer, _)| answer).map_err(|refused| self.named(refused.problem(self.way)))
    }

    fn named(&self, problem: Problem) -> Problem {
        let problem = problem.with(ValueName::ClientId, self.plan.account.id.as_str());
        problem.with(ValueName::Permissions, self.plan.requests.join(", "))
    }
}

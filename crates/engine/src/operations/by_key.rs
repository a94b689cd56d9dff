//! Access by the key of a service account (RFC 7523 section 2.1): it signs a request for one person of the organisation, and nobody signs
//! in. Nothing is stored here, and there is no refresh token: the key signs again each time.

use sendoff_journey::{AccessGiven, KeyPlan, StageDetail};
use sendoff_oauth::{Assertion, Granted, Scope, TokenAnswer, TokenRequest};
use sendoff_problem::{Kind, Problem, ValueName};
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
    /// Asks, and looks at what was granted.
    ///
    /// # Errors
    /// If the key cannot sign, or the provider gives no access, or gives it without something that was asked for.
    pub async fn run(&self, reporter: &Reporter) -> Result<AccessGiven, Problem> {
        reporter.working(Stage::ObtainAccess);
        let answer = self.ask(reporter).await.inspect_err(|_| reporter.failed(Stage::ObtainAccess))?;
        reporter.done(Stage::ObtainAccess);
        let granted: Vec<String> = answer.granted.scopes().iter().map(|scope| scope.to_string()).collect();
        let short = shortfall(&answer.granted, &self.scopes());
        let state = if short.is_none() { StageState::Done } else { StageState::Failed };
        reporter.say(Stage::Permissions, state, StageDetail::Granted(granted.clone()));
        if let Some(kind) = short {
            return Err(self.named(Problem::new(kind)));
        }
        let access = self.secrets.keep_tokens(Tokens { access: answer.access_token, refresh: None });
        Ok(AccessGiven { roles: Some(granted), access })
    }

    async fn ask(&self, reporter: &Reporter) -> Result<TokenAnswer, Problem> {
        let KeyPlan { account, mailbox, .. } = self.plan;
        let scopes = self.scopes();
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

    fn scopes(&self) -> Vec<Scope> {
        self.plan.requests.iter().cloned().map(Scope::new).collect()
    }

    fn named(&self, problem: Problem) -> Problem {
        let problem = problem.with(ValueName::ClientId, self.plan.account.id.as_str());
        problem.with(ValueName::Permissions, self.plan.requests.join(", "))
    }
}

/// Google gives a service account everything that was asked for or nothing; what gives less is not believed to have looked.
fn shortfall(granted: &Granted, asked: &[Scope]) -> Option<Kind> {
    (!granted.missing(asked).is_empty()).then_some(Kind::DelegationMissing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn access_for_something_else_is_none() {
        let scopes = |names: &[&str]| names.iter().map(|name| Scope::new((*name).to_owned())).collect::<Vec<_>>();
        let (send, all) = ("https://www.googleapis.com/auth/gmail.send", "https://mail.google.com/");
        let short = |granted: &[&str]| shortfall(&Granted::Named(scopes(granted)), &scopes(&[send, all]));
        assert_eq!((short(&[all, send]), short(&[send, all, "openid"])), (None, None));
        for granted in [&[] as &[&str], &[send], &[all, "https://www.googleapis.com.evil.example/auth/gmail.send"]] {
            assert_eq!(short(granted), Some(Kind::DelegationMissing), "{granted:?}");
        }
        assert_eq!(shortfall(&Granted::AsAsked(scopes(&[send])), &scopes(&[send])), None, "an answer may name none");
    }
}

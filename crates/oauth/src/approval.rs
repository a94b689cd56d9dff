//! An administrator's approval for a whole organisation, by Entra's admin-consent endpoint
//! (learn.microsoft.com/entra/identity-platform/v2-admin-consent, copy of 2023-11-08).
//!
//! Nothing is redeemed afterwards: the answer is all there is, and it is no proof of access. A failing answer carries
//! `admin_consent=True` as well, so `error` is looked at first; and the directory it names is compared, never used.

use oauth2::{ClientId, Scope};
use sendoff_values::{RedirectAddress, State, TenantId};
use url::Url;

use crate::{
    Carrier, EndpointFault, Granted, NoiseReason, ProviderRefusal, StateSeed,
    callback::{Answer, pasted_query},
    endpoints::check_one,
    form,
    scopes::is_scope_token,
    seed::letters,
};

/// What is to be approved, by which directory, for which application.
#[derive(Clone, Debug)]
pub struct ApprovalPlan {
    /// The admin-consent endpoint of the directory.
    pub endpoint: Url,
    /// The directory whose administrator is to approve.
    pub directory: TenantId,
    /// The registered application.
    pub client: ClientId,
    /// A registered redirect address, with the port that is listened on.
    pub redirect: RedirectAddress,
    /// Every permission to be approved, or a resource's `.default` for all that is configured.
    pub scopes: Vec<Scope>,
    /// Whether the endpoint is the practice office's, which speaks plain http on loopback.
    pub practice: bool,
}

/// A plan that must not be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApprovalFault {
    /// The endpoint breaks a rule.
    #[error(transparent)]
    Endpoint(#[from] EndpointFault),
    /// The endpoint takes no approval for no permission: `scope` is required.
    #[error("there is no permission to approve")]
    NoScope,
    /// A permission is empty or holds white space, quotes or backslashes.
    #[error("a permission cannot be sent")]
    Scope,
}

/// One request for approval, from the address to open to the answer that knows its `state`.
#[derive(Debug)]
pub struct Approval {
    plan: ApprovalPlan,
    state: State,
    origins: Vec<String>,
}

/// What an answer is.
#[derive(Debug)]
pub enum ApprovalVerdict {
    /// Not the answer; the wait goes on.
    Noise(NoiseReason),
    /// It was approved, in the directory that was asked.
    Approved(Granted),
    /// It was approved, but in another directory: nothing is believed of it.
    Elsewhere,
    /// The provider itself says no, also when the administrator chose *Cancel*.
    Refused(ProviderRefusal),
}

impl Approval {
    /// Begins. `seed` must be fresh, also when the person tries again.
    ///
    /// # Errors
    /// If the plan breaks a rule.
    #[expect(clippy::needless_pass_by_value, reason = "used up here, so that no seed serves two requests")]
    pub fn begin(plan: ApprovalPlan, seed: StateSeed) -> Result<Self, ApprovalFault> {
        check_one(&plan.endpoint, plan.practice)?;
        if plan.scopes.is_empty() {
            return Err(ApprovalFault::NoScope);
        }
        if !plan.scopes.iter().all(|scope| is_scope_token(scope)) {
            return Err(ApprovalFault::Scope);
        }
        let origins = vec![plan.endpoint.origin().ascii_serialization()];
        Ok(Self { plan, state: State::new(letters(&seed.0)), origins })
    }

    /// The address to open in the system browser. It holds the `state`: to be opened or copied, not logged.
    pub fn address(&self) -> Url {
        let scope = self.plan.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ");
        let mut address = self.plan.endpoint.clone();
        address
            .query_pairs_mut()
            .append_pair("client_id", &self.plan.client)
            .append_pair("redirect_uri", self.plan.redirect.as_str())
            .append_pair("scope", &scope)
            .append_pair("state", self.state.expose());
        address
    }

    /// Judges what arrived at the redirect address, or what a person pasted: `state` before everything else, `error` before
    /// `admin_consent`. `text` as for [`Attempt::judge`](crate::Attempt::judge).
    pub fn judge(&self, carrier: Carrier, text: &[u8]) -> ApprovalVerdict {
        let judged = match carrier {
            Carrier::Query => self.judge_query(text),
            // The endpoint has no response mode: it answers in the query.
            Carrier::Form => Err(NoiseReason::WrongWay),
            Carrier::Pasted => {
                pasted_query(&self.plan.redirect, text).and_then(|query| self.judge_query(query.as_bytes()))
            }
        };
        judged.unwrap_or_else(ApprovalVerdict::Noise)
    }

    fn judge_query(&self, text: &[u8]) -> Result<ApprovalVerdict, NoiseReason> {
        let pairs = form::read(text)?;
        let answer = Answer::knowing(&self.state, &pairs)?;
        if let Some(error) = answer.error {
            return answer.refusal(error).map(ApprovalVerdict::Refused);
        }
        let approved = answer.admin_consent.is_some_and(|said| said.eq_ignore_ascii_case("true"));
        if !approved || answer.code.is_some() {
            return Err(NoiseReason::NeitherCodeNorError);
        }
        let directory = answer.directory.ok_or(NoiseReason::NoDirectory)?;
        if !directory.eq_ignore_ascii_case(self.plan.directory.as_str()) {
            return Ok(ApprovalVerdict::Elsewhere);
        }
        // The old form of the endpoint names no permissions; then they are those asked for.
        let granted = answer.scope.map_or_else(|| Granted::AsAsked(self.plan.scopes.clone()), Granted::read);
        Ok(ApprovalVerdict::Approved(granted))
    }

    /// The exact text of the redirect address.
    pub fn redirect(&self) -> &RedirectAddress {
        &self.plan.redirect
    }

    /// The origin of the endpoint.
    pub fn answer_origins(&self) -> &[String] {
        &self.origins
    }
}

//! The way to one provider: its addresses, the wire that reaches only them, and what its errors mean.

use std::sync::Arc;

use jiff::Timestamp;
use sendoff_oauth::{
    Endpoints, IssuerRule, ProviderRefusal, ResponseMode, Scope, TokenAnswer, TokenFault, TokenRequest,
};
use sendoff_problem::{CodeRule, Details, Kind, Problem, ReplyRule, ValueName};
use sendoff_recipes::{Audience, Endpoint, ErrorCatalogue, GoogleErrors, Naming, ProvidedBy, Provider, ProviderId};
use sendoff_values::{Tenant, TenantId};
use sendoff_wire::{Answer, Request, Wire, WireFault};
use url::Url;
use zeroize::Zeroizing;

use crate::{
    explained,
    found::{FoundEndpoints, Whereabouts},
    ports::{Browser, BrowserDidNotOpen},
};

/// One provider, real or played by the practice office.
#[derive(Clone)]
pub struct Way {
    /// Its addresses and pages.
    pub provider: Provider,
    /// Reaches its hosts and no others.
    pub wire: Arc<Wire>,
    /// What its errors mean.
    pub catalogue: Arc<ErrorCatalogue>,
    /// What its errors mean where it is Google.
    pub google: Option<Arc<GoogleErrors>>,
    /// What refusals of its mail servers mean.
    pub replies: Arc<[ReplyRule]>,
    /// What error codes of Graph, or of the Gmail API, mean.
    pub codes: Arc<[CodeRule]>,
    /// Whether it is played by the practice office, which speaks plain http to browsers.
    pub practice: bool,
    /// Where a provider is asked that was found; every other one is asked where its table says.
    pub found: Option<FoundEndpoints>,
}

/// The ways to every provider that set-ups are with. Each reaches the hosts of its own provider and no others.
#[derive(Clone)]
pub struct Ways {
    ways: Vec<Arc<Way>>,
    whereabouts: Whereabouts,
}

impl Ways {
    /// One way for each provider that has a table.
    pub fn new(ways: impl IntoIterator<Item = Way>) -> Self {
        Self { ways: ways.into_iter().map(Arc::new).collect(), whereabouts: Whereabouts::default() }
    }

    /// The same; those that set-ups name themselves are there.
    pub fn finding(self, whereabouts: Whereabouts) -> Self {
        Self { whereabouts, ..self }
    }

    /// The way to the provider of a set-up.
    ///
    /// # Errors
    /// If there is none, which is a fault of the provider table.
    pub fn to(&self, set_up: &ProvidedBy) -> Result<Arc<Way>, Problem> {
        match set_up {
            ProvidedBy::Bundled(id) => self.of(*id),
            ProvidedBy::Found(found) => {
                Ok(Arc::new(self.whereabouts.to_use(&*self.of(ProviderId::Discovered)?, found)?))
            }
        }
    }

    /// What a provider is looked at by: what holds for all of them, and where they are.
    pub(crate) fn finder(&self) -> Result<(Arc<Way>, &Whereabouts), Problem> {
        Ok((self.of(ProviderId::Discovered)?, &self.whereabouts))
    }

    fn of(&self, id: ProviderId) -> Result<Arc<Way>, Problem> {
        let way = self.ways.iter().find(|way| way.provider.id == id);
        way.cloned().ok_or_else(|| table_fault("no such provider"))
    }
}

/// A token request that brought no token.
#[derive(Debug)]
pub enum NoToken {
    /// The provider said no.
    Refused(Box<ProviderRefusal>),
    /// Anything else, ready to be shown.
    Problem(Box<Problem>),
}

impl Way {
    /// The endpoints of one directory, or of a provider that has none.
    ///
    /// # Errors
    /// If the provider table has none, which is a fault of the table.
    pub fn endpoints(&self, tenant: Option<&TenantId>) -> Result<Endpoints, Problem> {
        if let Some(found) = &self.found {
            return Ok(found.endpoints.clone());
        }
        let Some(tenant) = tenant else {
            return self.endpoints_at(|endpoint| self.provider.endpoint_alone(endpoint), self.issuer_alone()?);
        };
        let directory = Tenant::Id(tenant.clone());
        let issuer = IssuerRule::EntraTenant { authority: self.authority(), tenant: tenant.clone() };
        self.endpoints_at(|endpoint| self.provider.endpoint(endpoint, &directory), issuer)
    }

    /// The endpoints where people sign in to a registration of this directory: its own, or, for other account types, those
    /// for any directory. The latter's identities name the directory they are of, and must do so consistently.
    ///
    /// # Errors
    /// If the provider table has none, which is a fault of the table.
    pub fn sign_in_endpoints(&self, tenant: Option<&TenantId>, audience: Audience) -> Result<Endpoints, Problem> {
        if tenant.is_none() || audience.any_directory().is_none() {
            return self.endpoints(tenant);
        }
        let issuer = IssuerRule::EntraAnyTenant { authority: self.authority() };
        self.endpoints_at(|endpoint| self.provider.shared_endpoint(endpoint, audience), issuer)
    }

    /// How an answer comes back that finds its way by itself: in a form, which stays out of the browser's history (security.md finding
    /// 2), unless a provider is known not to do that.
    pub(crate) fn response_mode(&self) -> ResponseMode {
        let usual = if self.is_microsoft() { ResponseMode::FormPost } else { ResponseMode::Query };
        self.found.as_ref().map_or(usual, |found| found.response_mode)
    }

    /// Whether numbers in an error, and what a form of the answer is, follow Microsoft's rules.
    fn is_microsoft(&self) -> bool {
        self.provider.id.naming() == Naming::InDirectory
    }

    /// Who vouches for people where there are no directories. Google has names of its own; an office in its place has its address.
    fn issuer_alone(&self) -> Result<IssuerRule, Problem> {
        match self.provider.id.naming() {
            Naming::InProject if self.practice => Ok(IssuerRule::Exact(self.authority())),
            Naming::InProject => Ok(IssuerRule::Google),
            Naming::InDirectory | Naming::Alone => {
                self.provider.issuer_alone().map(IssuerRule::Exact).ok_or_else(|| table_fault("no issuer"))
            }
        }
    }

    /// Scheme and host of the sign-in service, without a slash at the end.
    fn authority(&self) -> String {
        self.provider.login().as_str().trim_end_matches('/').to_owned()
    }

    fn endpoints_at(
        &self,
        address: impl Fn(Endpoint) -> Option<Url>,
        issuer: IssuerRule,
    ) -> Result<Endpoints, Problem> {
        let address = |endpoint| address(endpoint).ok_or_else(|| table_fault("no address"));
        let (authorize, token) = (address(Endpoint::Authorize)?, address(Endpoint::Token)?);
        let made = if self.practice {
            Endpoints::practice(authorize, token, issuer)
        } else {
            Endpoints::new(authorize, token, issuer)
        };
        made.map_err(|fault| table_fault(&fault.to_string()))
    }

    /// Sends a token request and reads the answer. One silent repeat when the connection broke before anything of the
    /// request had left (ux-spec.md 9); never after.
    ///
    /// # Errors
    /// If no token came, told apart by who said so.
    pub async fn token(&self, request: &TokenRequest) -> Result<(TokenAnswer, Option<Timestamp>), NoToken> {
        let answer = match self.send(request).await {
            Err(fault) if fault.may_repeat() => self.send(request).await,
            first => first,
        };
        let answer = answer.map_err(|fault| NoToken::Problem(Box::new(fault.into())))?;
        if let Some(problem) = busy_or_down(&answer) {
            return Err(NoToken::Problem(Box::new(problem)));
        }
        match request.read(answer.status(), answer.body()) {
            Ok(token) => Ok((token, answer.date())),
            Err(TokenFault::Refused(refusal)) => Err(NoToken::Refused(refusal)),
            Err(fault) => Err(NoToken::Problem(Box::new(unreadable(&answer, &fault)))),
        }
    }

    async fn send(&self, request: &TokenRequest) -> Result<Answer, WireFault> {
        let body = Zeroizing::new(request.body().to_vec());
        let content = sendoff_oauth::CONTENT_TYPE;
        self.wire.send(Request::post(request.url().clone(), content, body).token_sized()).await
    }

    /// Opens a page of this provider, and of nobody else, whoever built its address.
    ///
    /// # Errors
    /// If it is another's, or no browser started.
    pub async fn open(&self, browser: &dyn Browser, page: &Url) -> Result<(), BrowserDidNotOpen> {
        if self.provider.may_open(page) { browser.open(page).await } else { Err(BrowserDidNotOpen) }
    }

    /// What a refusal is, by the catalogue.
    pub fn explain(&self, refusal: &ProviderRefusal) -> Problem {
        if let Some(google) = &self.google {
            return explained::of_sign_in(refusal, google).with(ValueName::Code, refusal.error.as_str());
        }
        // The numbers are Microsoft's; from anybody else they say nothing.
        let number = refusal.number.filter(|_| self.is_microsoft());
        let kind = self.catalogue.kind_of(number, Some(&refusal.error));
        let code = if self.is_microsoft() { refusal.code() } else { refusal.error.clone() };
        let details = Details { code: Some(code.clone()), ..Details::from(refusal) };
        Problem::new(kind).with(ValueName::Code, code).with_details(details)
    }

    /// Whether the provider may simply not have heard of something made moments ago.
    pub fn may_be_too_early(&self, refusal: &ProviderRefusal) -> bool {
        self.is_microsoft() && refusal.number.is_some_and(|number| self.catalogue.may_be_too_early(number))
    }

    /// The scope that stands for whatever was granted to the application itself.
    pub fn application_scope(&self) -> Scope {
        Scope::new(format!("{}/.default", self.provider.graph_resource()))
    }
}

/// Seconds to wait where the provider asks to wait and does not say how long.
const USUAL_WAIT: u32 = 10;

/// 429 and 5xx: nothing was decided, and waiting mends it (RFC 9110 sections 15.6 and 10.2.3).
pub(crate) fn busy_or_down(answer: &Answer) -> Option<Problem> {
    let details = Details {
        status: Some(answer.status()),
        trace_id: answer.request_id().map(str::to_owned),
        ..Details::default()
    };
    let seconds = answer.retry_after().unwrap_or(USUAL_WAIT);
    match answer.status() {
        429 | 503 => Some(Problem::new(Kind::ProviderBusy).with(ValueName::Seconds, seconds.to_string())),
        500 | 502 | 504 => Some(Problem::new(Kind::ProviderDown)),
        _ => None,
    }
    .map(|problem| problem.with_details(details))
}

/// A page with status 200 where a token should be comes from the network in between, not from the provider.
fn unreadable(answer: &Answer, fault: &TokenFault) -> Problem {
    // Passed over and not read: the answer may hold tokens, and a value of serde_json's would leave them in memory.
    let by_wire = answer.json::<serde::de::IgnoredAny>().err().map(Problem::from);
    by_wire.or_else(|| fault.problem()).unwrap_or_else(|| Problem::new(Kind::AnswerNotBelieved))
}

/// The provider table is compiled in and tested; a fault in it is ours.
pub(crate) fn table_fault(what: &str) -> Problem {
    let details = Details { chain: vec![format!("provider table: {what}")], ..Details::default() };
    Problem::new(Kind::MicrosoftRefused).with_details(details)
}

impl NoToken {
    /// What the person is told.
    pub fn problem(self, way: &Way) -> Problem {
        match self {
            Self::Refused(refusal) => way.explain(&refusal),
            Self::Problem(problem) => *problem,
        }
    }
}

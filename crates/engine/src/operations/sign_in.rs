//! Signing in: the port is held, the browser opens, one true answer is waited for, exchanged, and looked at.
//!
//! RFC 8252 (native apps), RFC 7636 (PKCE), OpenID Connect Core 1.0 section 3.1. Nothing is stored here: the tokens stay
//! in memory until a test has passed and the person saves.

use std::convert::Infallible;

use jiff::Timestamp;
use sendoff_journey::{Arrival, ComesBack, Event, SignInPlan, SignedIn, StageDetail};
use sendoff_loopback::{Answer, BindProblem, Limits, Listener, LocalName, Received, RedirectHost, look_up_localhost};
use sendoff_oauth::{
    AcceptedCode, Attempt, ClientIdentifier, Clock, Endpoints, Identity, IdentityRules, Plan, Prompt, Redemption,
    Refresh, ResponseMode, Scope, Seed, TokenAnswer,
};
use sendoff_problem::{Details, Kind, Problem, ValueName};
use sendoff_recipes::Naming;
use sendoff_values::{ClientSecret, MailAddress, Stage, StageState};
use url::Url;

use crate::{
    live::Live,
    ports::{Browser, Randomness},
    report::Reporter,
    secrets::{Secrets, Tokens},
    way::{Way, table_fault},
};

/// The permission of which the refresh token is the sign (OpenID Connect Core 1.0 section 11).
const LASTING: &str = "offline_access";

/// The start of a redirect address whose host is looked up by a browser.
const LOCALHOST: &str = "http://localhost";

/// How Google is asked for the same. Without approval given anew, a client of the type *Web application* gets it at the first sign-in only
/// (developers.google.com/identity/protocols/oauth2/web-server, "access_type" and "prompt", read 2026-11-21).
const LASTING_AT_GOOGLE: [&str; 2] = ["access_type", "offline"];

/// What a sign-in is done with.
pub struct SignIn<'a> {
    /// The provider.
    pub way: &'a Way,
    /// With what.
    pub plan: &'a SignInPlan,
    /// The client secret.
    pub secret: &'a ClientSecret,
    /// Opens the page.
    pub browser: &'a dyn Browser,
    /// For verifier, `state` and `nonce`.
    pub randomness: &'a dyn Randomness,
    /// Where the attempt can be reached while it lasts.
    pub live: &'a Live,
    /// Where the tokens are kept.
    pub secrets: &'a Secrets,
    /// How long the person has.
    pub limits: Limits,
}

/// Leaves the attempt unreachable however it ends.
pub(super) struct EndsLive<'a>(pub(super) &'a Live, pub(super) sendoff_values::OperationNumber);

impl Drop for EndsLive<'_> {
    fn drop(&mut self) {
        self.0.end(self.1);
    }
}

impl SignIn<'_> {
    /// Carries it out.
    ///
    /// # Errors
    /// If any stage fails; the stage is told as failed before.
    pub async fn run(&self, reporter: &Reporter) -> Result<SignedIn, Problem> {
        let _ends = EndsLive(self.live, reporter.operation());
        let received = self.answer(reporter).await?;
        let (attempt, code) = self.code(received, reporter)?;
        let (answer, rules, date) = self.exchange(attempt, &code, reporter).await?;
        let identity = stage(reporter, Stage::Identity, self.identity(&answer, &rules, reporter.now(), date))?;
        let account = self.account(&identity);
        let who = identity.address().map_or(StageDetail::None, |_| StageDetail::Account(account.clone()));
        reporter.say(Stage::Identity, StageState::Done, who);
        reporter.working(Stage::Permissions);
        let granted = StageDetail::Granted(told(&answer));
        let kept = self.keep(answer, &identity, account);
        reporter.say(Stage::Permissions, if kept.is_ok() { StageState::Done } else { StageState::Failed }, granted);
        kept
    }

    /// Holds a port, opens the browser, waits.
    async fn answer(&self, reporter: &Reporter) -> Result<Received, Problem> {
        reporter.working(Stage::OpenBrowser);
        let (listener, attempt) = stage(reporter, Stage::OpenBrowser, self.begin())?;
        let page = attempt.authorize_url();
        self.live.begin(reporter.operation(), self.plan.provider.clone(), page.clone(), listener.handle());
        if self.plan.comes_back == ComesBack::Pasted {
            reporter.say(Stage::OpenBrowser, StageState::Skipped, StageDetail::None);
        } else if self.way.open(self.browser, &page).await.is_err() {
            // The wait goes on: the person can copy the link.
            reporter.say(Stage::OpenBrowser, StageState::Failed, StageDetail::None);
        } else {
            reporter.done(Stage::OpenBrowser);
        }
        reporter.working(Stage::AwaitAnswer);
        let wall = || reporter.now();
        let named = self.plan.redirect.as_str().starts_with(LOCALHOST);
        // A resolver may be slow; the answer is taken meanwhile.
        let end = tokio::select! {
            end = listener.receive(attempt, self.limits, &wall) => end,
            never = warn_of_local_name(reporter), if self.plan.comes_back == ComesBack::ByItself && named => match never {},
        };
        stage(reporter, Stage::AwaitAnswer, end.map_err(|end| Problem::new(end.kind())))
    }

    fn begin(&self) -> Result<(Listener, Attempt), Problem> {
        let registered = Url::parse(self.plan.redirect.as_str()).map_err(|_| table_fault("redirect address"))?;
        let any_port = self.way.practice && self.way.found.is_some();
        let listener = listener(self.plan.comes_back, &registered, any_port);
        let response_mode = match self.plan.comes_back {
            ComesBack::ByItself => self.way.response_mode(),
            // A form leaves nothing in the address to paste.
            ComesBack::Pasted => ResponseMode::Query,
        };
        let listener =
            listener.map_err(|problem| Problem::new(problem.kind()).with_details(chain(&problem.to_string())))?;
        let mut plan = Plan::new(self.client(), listener.redirect_address().clone(), self.scopes());
        plan.login_hint = Some(self.plan.account.as_str().to_owned());
        plan.response_mode = response_mode;
        // A provider may keep back lasting access unless it asks the person anew (OpenID Connect Core 1.0 section 11).
        let lasting = self.plan.requests.iter().any(|request| request == LASTING);
        plan.prompt = (self.way.found.is_some() && lasting).then_some(Prompt::Consent).or(plan.prompt);
        if self.is_at_google() {
            plan.prompt = Some(Prompt::Consent);
            plan.extra = vec![LASTING_AT_GOOGLE.map(str::to_owned).into()];
        }
        let seed = Seed::draw(|bytes| {
            self.randomness.fill(bytes);
            Ok::<(), Infallible>(())
        });
        let Ok(seed) = seed;
        let attempt = Attempt::begin(self.endpoints()?, plan, seed).map_err(|fault| table_fault(&fault.to_string()))?;
        Ok((listener, attempt))
    }

    fn code(&self, received: Received, reporter: &Reporter) -> Result<(Attempt, AcceptedCode), Problem> {
        reporter.done(Stage::AwaitAnswer);
        match received.answer {
            Answer::Code(code) => {
                reporter.done(Stage::ReceiveAnswer);
                Ok((received.attempt, code))
            }
            Answer::Refused(refusal) => {
                reporter.failed(Stage::ReceiveAnswer);
                Err(self.named(self.way.explain(&refusal)))
            }
        }
    }

    async fn exchange(
        &self,
        attempt: Attempt,
        code: &AcceptedCode,
        reporter: &Reporter,
    ) -> Result<(TokenAnswer, IdentityRules, Option<Timestamp>), Problem> {
        reporter.working(Stage::Exchange);
        // Google's page of the exchange has no scope ("Exchange authorization code", read 2026-11-21).
        let scopes = if self.is_at_google() { Vec::new() } else { self.scopes() };
        let redeemed = attempt.redeem(code, Some(self.secret), &scopes);
        let Ok(Redemption { request, identity: Some(rules) }) = redeemed else {
            reporter.failed(Stage::Exchange);
            return Err(Problem::new(Kind::AnswerOfAnother));
        };
        let answer = self.way.token(&request).await.map_err(|fault| self.named(fault.problem(self.way)));
        let (answer, date) = stage(reporter, Stage::Exchange, answer)?;
        reporter.done(Stage::Exchange);
        reporter.working(Stage::Identity);
        Ok((answer, rules, date))
    }

    fn identity(
        &self,
        answer: &TokenAnswer,
        rules: &IdentityRules,
        now: Timestamp,
        provider: Option<Timestamp>,
    ) -> Result<Identity, Problem> {
        let token = answer.id_token.as_ref().ok_or_else(|| Problem::new(Kind::IdentityNotBelieved))?;
        let checked = rules.check(token, Clock { now, provider });
        let identity = checked.map_err(|fault| self.named(fault.problem()))?;
        self.admit(&identity)?;
        Ok(identity)
    }

    fn account(&self, identity: &Identity) -> String {
        account(identity, &self.plan.mailbox, self.way.found.is_some())
    }

    /// Nobody comes in whom the recipe does not let in.
    fn admit(&self, identity: &Identity) -> Result<(), Problem> {
        let directory = identity.tid.as_ref().or(self.plan.tenant.as_ref());
        let named = self.account(identity).parse::<MailAddress>().ok();
        let address = named.as_ref();
        let arrival = Arrival { address, directory, guest: identity.guest };
        self.plan.admission().check(&arrival).map_err(|kind| {
            let who = identity.address().unwrap_or_default().to_owned();
            let problem = self.named(Problem::new(kind).with(ValueName::SignedInAs, who));
            match directory {
                Some(directory) => problem.with(ValueName::Directory, directory.as_str()),
                None => problem,
            }
        })
    }

    fn endpoints(&self) -> Result<Endpoints, Problem> {
        self.way.sign_in_endpoints(self.plan.tenant.as_ref(), self.plan.audience)
    }

    fn is_google(&self) -> bool {
        self.way.google.is_some()
    }

    /// Compares what was granted with what is needed, and keeps the tokens.
    fn keep(&self, answer: TokenAnswer, identity: &Identity, account: String) -> Result<SignedIn, Problem> {
        let missing = answer.granted.missing(&scopes(&self.plan.permissions));
        if !missing.is_empty() {
            let names = missing.iter().map(|scope| self.in_portal(scope.as_str())).collect::<Vec<_>>().join(", ");
            let kind = if self.is_google() { Kind::GoogleBoxUnticked } else { Kind::PermissionMissing };
            return Err(self.named(Problem::new(kind).with(ValueName::Permissions, names)));
        }
        let Refresh::Given(refresh) = answer.refresh else {
            let kind = if self.is_google() { Kind::GoogleNoLastingAccess } else { Kind::NoLastingAccess };
            return Err(self.named(Problem::new(kind)));
        };
        let granted = answer.granted.scopes().iter().map(|scope| scope.as_str().to_owned()).collect();
        let access = self.secrets.keep_tokens(Tokens { access: answer.access_token, refresh: Some(refresh) });
        let tenant = identity.tid.clone().or_else(|| self.plan.tenant.clone());
        let (name, guest) = (identity.name.clone(), identity.guest);
        Ok(SignedIn { account, name, tenant, guest, granted, access })
    }

    /// A permission as the portal lists it: without its resource. Another provider's name is the whole of it.
    fn in_portal<'b>(&self, scope: &'b str) -> &'b str {
        match self.way.provider.id.naming() {
            Naming::InDirectory => scope.rsplit('/').next().unwrap_or(scope),
            Naming::Alone | Naming::InProject => scope,
        }
    }

    /// With what the sentences about a sign-in name.
    fn named(&self, problem: Problem) -> Problem {
        problem
            .with(ValueName::Expected, self.plan.mailbox.as_str())
            .with(ValueName::RedirectUri, self.plan.redirect.as_str())
            .with(ValueName::ClientId, self.plan.client_id.as_str())
    }

    fn client(&self) -> ClientIdentifier {
        ClientIdentifier::new(self.plan.client_id.as_str().to_owned())
    }

    fn is_at_google(&self) -> bool {
        self.way.provider.id.naming() == Naming::InProject
    }

    fn scopes(&self) -> Vec<Scope> {
        scopes(&self.plan.requests)
    }
}

/// Who signed in: the mailbox, if any of the addresses is it. A provider that was found may say nothing of an address (OpenID Connect
/// Core 1.0 section 5.4); then the mail server says in the test whether the access is the mailbox's. Google's Gmail API would not: it
/// sends for whoever signed in.
fn account(identity: &Identity, mailbox: &MailAddress, is_found: bool) -> String {
    let silent = is_found && identity.address().is_none();
    let own = (silent || identity.is_mailbox(mailbox)).then(|| mailbox.as_str());
    own.or(identity.address()).unwrap_or_default().to_owned()
}

/// Where the answer comes back: at the port that is registered, if one is, and otherwise at one that is free. The practice office lets it vary.
fn listener(comes_back: ComesBack, registered: &Url, any_port: bool) -> Result<Listener, BindProblem> {
    let (path, host) = (registered.path(), host_of(registered));
    match (comes_back, registered.port().filter(|_| !any_port)) {
        (ComesBack::ByItself, None) => Listener::bind(path, host),
        (ComesBack::ByItself, Some(port)) => Listener::bind_at(path, host, port),
        (ComesBack::Pasted, None) => Listener::for_pasting(path, host),
        (ComesBack::Pasted, Some(port)) => Listener::for_pasting_at(path, host, port),
    }
}

/// Says where `localhost` leads besides this computer, if it does. Never ends.
fn host_of(registered: &Url) -> RedirectHost {
    if registered.host_str() == Some("127.0.0.1") { RedirectHost::Ipv4 } else { RedirectHost::Localhost }
}

pub(super) async fn warn_of_local_name(reporter: &Reporter) -> Infallible {
    if let Some(mut problem) = caution(&look_up_localhost().await) {
        problem.details.at = Some(reporter.now());
        reporter.tell(Event::AttemptWarned { operation: reporter.operation(), problem });
    }
    std::future::pending().await
}

/// A name that is not known leads nowhere; browsers know it all the same.
fn caution(local: &LocalName) -> Option<Problem> {
    match local {
        LocalName::Loopback | LocalName::Unknown => None,
        LocalName::Elsewhere(addresses) => {
            let hosts = addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            Some(Problem::new(Kind::LocalhostElsewhere).with(ValueName::Host, hosts))
        }
    }
}

/// What was granted, with what only the refresh token tells.
fn told(answer: &TokenAnswer) -> Vec<String> {
    let mut names: Vec<String> = answer.granted.scopes().iter().map(|scope| scope.as_str().to_owned()).collect();
    let untold = matches!(answer.refresh, Refresh::Given(_)) && !names.iter().any(|name| name == LASTING);
    names.extend(untold.then(|| LASTING.to_owned()));
    names
}

fn scopes(names: &[String]) -> Vec<Scope> {
    names.iter().map(|name| Scope::new(name.clone())).collect()
}

pub(super) fn stage<T>(reporter: &Reporter, stage: Stage, outcome: Result<T, Problem>) -> Result<T, Problem> {
    if outcome.is_err() {
        reporter.failed(stage);
    }
    outcome
}

pub(super) fn chain(what: &str) -> Details {
    Details { chain: vec![what.to_owned()], ..Details::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_localhost_that_leads_elsewhere_is_a_caution_that_names_where() {
        assert!(caution(&LocalName::Loopback).is_none() && caution(&LocalName::Unknown).is_none());
        let elsewhere = LocalName::Elsewhere(vec!["192.0.2.7".parse().unwrap()]);
        let problem = caution(&elsewhere).unwrap();
        assert_eq!((problem.kind, problem.values[&ValueName::Host].as_str()), (Kind::LocalhostElsewhere, "192.0.2.7"));
    }

    #[test]
    fn nobody_is_taken_for_the_mailbox_unsaid_where_no_mail_server_tells() {
        let mailbox = "office@harbour.example".parse().unwrap();
        let who = |email: Option<&str>, is_found| {
            let identity = Identity {
                tid: None,
                oid: None,
                guest: false,
                subject: "110169484474386276334".to_owned(),
                preferred_username: None,
                name: None,
                email: email.map(str::to_owned),
                hosted_domain: None,
            };
            account(&identity, &mailbox, is_found)
        };
        assert_eq!((who(None, true).as_str(), who(None, false).as_str()), ("office@harbour.example", ""));
        for is_found in [true, false] {
            assert_eq!(who(Some("Office@harbour.example"), is_found), "office@harbour.example");
            assert_eq!(who(Some("private@gmail.example"), is_found), "private@gmail.example");
        }
    }
}

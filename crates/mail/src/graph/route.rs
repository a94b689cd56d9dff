//! One walk by Graph: requests that are watched, written down, and repeated where that is harmless.

use sendoff_problem::{CodeRule, HIDDEN, Problem, ValueName};
use sendoff_values::{AccessToken, MailAddress, Stage, StageState};
use sendoff_wire::{Answer, Request, Wire, WireFault};
use url::Url;

use super::refusal::{self, Call};
use crate::{LineKey, Speaker, StageReport, Transcript, stage::Stages, transcript::Scribe};

/// The way by Graph.
#[derive(Clone, Copy, Debug)]
pub struct GraphRoute<'a> {
    /// The way out; it must allow the host of `base`.
    pub wire: &'a Wire,
    /// Graph's address with its version, such as `https://graph.microsoft.com/v1.0`.
    pub base: &'a Url,
    /// Whose mailbox it is about.
    pub owner: Owner<'a>,
    /// What Graph's codes mean.
    pub codes: &'a [CodeRule],
}

/// Whose mailbox Graph is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner<'a> {
    /// Whoever signed in: `/me`.
    SignedIn,
    /// This one, by an application without a person: `/users/ADDRESS`.
    Mailbox(&'a MailAddress),
}

impl GraphRoute<'_> {
    /// The address of something of the owner's.
    pub(super) fn url(&self, segments: &[&str]) -> Url {
        let mut url = self.base.clone();
        // Only addresses like `mailto:` have no segments, and those the wire refuses.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty();
            match self.owner {
                Owner::SignedIn => path.push("me"),
                Owner::Mailbox(address) => path.push("users").push(address.as_str()),
            };
            path.extend(segments);
        }
        url
    }
}

/// One walk under way.
pub(super) struct Walk<'a> {
    pub(super) route: GraphRoute<'a>,
    pub(super) access: &'a AccessToken,
    pub(super) stages: Stages<'a>,
    pub(super) scribe: Scribe<'a>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        route: GraphRoute<'a>,
        access: &'a AccessToken,
        report: &'a mut (dyn FnMut(StageReport) + Send),
    ) -> Self {
        Self { route, access, stages: Stages::new(report), scribe: Scribe::new(vec![access.expose()]) }
    }

    /// Ends the stage under way as `outcome` says, and gives out what was written down.
    pub(super) fn finish<T>(mut self, outcome: &Result<T, Problem>) -> Transcript {
        if outcome.is_err() {
            self.stages.end(StageState::Failed);
        }
        self.scribe.finish()
    }

    /// Asks, and once more if the connection broke before anything was sent.
    pub(super) async fn ask(
        &mut self,
        request: impl Fn(&AccessToken) -> Request,
        key: LineKey,
        values: &[(ValueName, &str)],
    ) -> Result<Answer, WireFault> {
        match self.ask_once(request(self.access), key, values).await {
            Err(fault) if fault.may_repeat() => {
                self.scribe.note(Speaker::Us, LineKey::OnceMore, &[(ValueName::Host, &fault.host)], "");
                self.ask_once(request(self.access), key, values).await
            }
            outcome => outcome,
        }
    }

    async fn ask_once(
        &mut self,
        request: Request,
        key: LineKey,
        values: &[(ValueName, &str)],
    ) -> Result<Answer, WireFault> {
        let raw = format!("{request:?}\nAuthorization: Bearer {HIDDEN}");
        let host = self.route.base.host_str().unwrap_or_default();
        let (stages, scribe) = (&mut self.stages, &mut self.scribe);
        let on_secured = || {
            scribe.note(Speaker::Us, LineKey::Connected, &[(ValueName::Host, host)], "");
            scribe.note(Speaker::Us, key, values, &raw);
            if stages.current() == Some(Stage::Connect) {
                stages.end(StageState::Done);
                stages.begin(Stage::AcceptAccess);
            }
        };
        let outcome = self.route.wire.send_watched(request, on_secured).await;
        if let Err(fault) = &outcome {
            let raw = fault.chain.join(": ");
            self.scribe.note(Speaker::Us, LineKey::NoAnswer, &[(ValueName::Host, &fault.host)], &raw);
        }
        outcome
    }

    /// The problem an answer other than the expected one is.
    pub(super) fn refused(&mut self, answer: &Answer, call: Call) -> Problem {
        let mut problem = refusal::problem(answer, call, self.route.codes);
        let details = &mut problem.details;
        let texts = [&mut details.code, &mut details.said, &mut details.trace_id, &mut details.correlation_id];
        for text in texts.into_iter().flatten().chain(problem.values.values_mut()) {
            *text = self.scribe.clean(text);
        }
        let code = problem.details.code.clone().unwrap_or_else(|| answer.status().to_string());
        let raw = format!("{}\n{code}", said(answer));
        self.scribe.note(Speaker::Provider, LineKey::Refused, &[(ValueName::Code, &code)], &raw);
        problem
    }
}

/// Status and name of an answer, for the raw transcript.
pub(super) fn said(answer: &Answer) -> String {
    let request_id = answer.request_id().map(|id| format!("\nrequest-id: {id}")).unwrap_or_default();
    format!("HTTP {}{request_id}", answer.status())
}

//! Requests to a mail API: watched, written down, and repeated where that is harmless.

use sendoff_problem::{HIDDEN, Kind, Problem, ValueName};
use sendoff_values::{AccessToken, Stage, StageState};
use sendoff_wire::{Answer, Cause, Counted, Request, Wire, WireFault};
use url::Url;

use crate::{LineKey, Speaker, StageReport, Transcript, stage::Stages, transcript::Scribe};

/// One walk under way.
pub(crate) struct Asking<'a> {
    wire: &'a Wire,
    base: &'a Url,
    access: &'a AccessToken,
    pub(crate) stages: Stages<'a>,
    pub(crate) scribe: Scribe<'a>,
}

impl<'a> Asking<'a> {
    /// `wire` must allow the host of `base`; `access` never shows in what is written down.
    pub(crate) fn new(
        wire: &'a Wire,
        base: &'a Url,
        access: &'a AccessToken,
        report: &'a mut (dyn FnMut(StageReport) + Send),
    ) -> Self {
        Self { wire, base, access, stages: Stages::new(report), scribe: Scribe::new(vec![access.expose()]) }
    }

    /// Ends the stage under way as `outcome` says, and gives out what was written down.
    pub(crate) fn finish<T>(mut self, outcome: &Result<T, Problem>) -> Transcript {
        if outcome.is_err() {
            self.stages.end(StageState::Failed);
        }
        self.scribe.finish()
    }

    /// Asks, and once more if the connection broke before anything was sent.
    pub(crate) async fn ask(
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
        let host = self.base.host_str().unwrap_or_default();
        let (stages, scribe) = (&mut self.stages, &mut self.scribe);
        let on_secured = || {
            scribe.note(Speaker::Us, LineKey::Connected, &[(ValueName::Host, host)], "");
            scribe.note(Speaker::Us, key, values, &raw);
            if stages.current() == Some(Stage::Connect) {
                stages.end(StageState::Done);
                stages.begin(Stage::AcceptAccess);
            }
        };
        let outcome = self.wire.send_watched(request, on_secured).await;
        if let Err(fault) = &outcome {
            let raw = fault.chain.join(": ");
            self.scribe.note(Speaker::Us, LineKey::NoAnswer, &[(ValueName::Host, &fault.host)], &raw);
        }
        outcome
    }

    /// The problem an answer other than the expected one is, as it was read: cleaned of the access, and written down.
    pub(crate) fn refused(&mut self, answer: &Answer, mut problem: Problem) -> Problem {
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
pub(crate) fn said(answer: &Answer) -> String {
    let request_id = answer.request_id().map(|id| format!("\nrequest-id: {id}")).unwrap_or_default();
    format!("HTTP {}{request_id}", answer.status())
}

/// Once the message's bytes may have left, only the provider's own answer says whether it was taken. A login page or a
/// redirect is an answer, but not the provider's: it took nothing over.
pub(crate) fn lost_message(fault: WireFault) -> Problem {
    let unknown = fault.counted == Counted::Maybe && !matches!(fault.cause, Cause::LoginPage | Cause::AnswerRedirects);
    let problem = Problem::from(fault);
    if unknown { Problem { kind: Kind::MaybeSent, ..problem } } else { problem }
}

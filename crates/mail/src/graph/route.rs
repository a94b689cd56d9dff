//! The four stages of a test by Graph.

use base64::{Engine, engine::general_purpose::STANDARD};
use sendoff_problem::{HIDDEN, Kind, Problem, ValueName};
use sendoff_values::{AccessToken, Stage, StageState};
use sendoff_wire::{Answer, Cause, Counted, Request, Wire, WireFault};
use url::Url;
use zeroize::Zeroizing;

use super::{
    Account,
    account::AccountAnswer,
    refusal::{self, Call},
};
use crate::{Accepted, LineKey, Speaker, StageReport, TestMessage, TestReport, stage::Stages, transcript::Scribe};

/// The way by Graph.
#[derive(Clone, Copy, Debug)]
pub struct GraphRoute<'a> {
    /// The way out; it must allow the host of `base`.
    pub wire: &'a Wire,
    /// Graph's address with its version, such as `https://graph.microsoft.com/v1.0`.
    pub base: &'a Url,
}

impl GraphRoute<'_> {
    /// Sends `message` as the account `access` belongs to. Each stage is reported as it begins and ends.
    ///
    /// Dropping the future stops the test; whether a message whose bytes had left was taken is then not known.
    pub async fn send(
        &self,
        access: &AccessToken,
        message: &TestMessage,
        report: &mut (dyn FnMut(StageReport) + Send),
    ) -> TestReport {
        let scribe = Scribe::new(vec![access.expose()]);
        let mut test = Test { route: *self, access, stages: Stages::new(report), scribe };
        let outcome = test.run(message).await;
        if outcome.is_err() {
            test.stages.end(StageState::Failed);
        }
        TestReport { outcome, transcript: test.scribe.finish() }
    }

    fn url(&self, segments: &[&str]) -> Url {
        let mut url = self.base.clone();
        // Only addresses like `mailto:` have no segments, and those the wire refuses.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }
}

/// One test on its way.
struct Test<'a> {
    route: GraphRoute<'a>,
    access: &'a AccessToken,
    stages: Stages<'a>,
    scribe: Scribe<'a>,
}

impl Test<'_> {
    async fn run(&mut self, message: &TestMessage) -> Result<Accepted, Problem> {
        let account = self.who().await?;
        self.find_mailbox(&account);
        self.stages.begin(Stage::AcceptMessage);
        let answer = self.hand_over(message).await?;
        if answer.status() != 202 {
            return Err(self.refused(&answer, Call::Send));
        }
        self.took_over(&answer);
        Ok(Accepted {
            message_id: message.message_id().to_owned(),
            request_id: answer.request_id().map(|id| self.scribe.clean(id)),
            account,
        })
    }

    async fn who(&mut self) -> Result<Account, Problem> {
        self.stages.begin(Stage::Connect);
        let mut url = self.route.url(&["me"]);
        url.set_query(Some("$select=id,displayName,mail,userPrincipalName"));
        let answer = self.ask(|access| Request::get(url.clone()).bearer(access), LineKey::AskedWho, &[]).await;
        let answer = answer.map_err(Problem::from)?;
        if answer.status() != 200 {
            return Err(self.refused(&answer, Call::Who));
        }
        let account = Account::from(answer.json::<AccountAnswer>()?);
        let values = [(ValueName::SignedInAs, account.name())];
        self.scribe.note(Speaker::Provider, LineKey::NamedAccount, &values, &said(&answer));
        self.stages.end(StageState::Done);
        Ok(account)
    }

    /// `/me` has already said it. No address there makes a mailbox unlikely, not impossible; then sending decides.
    fn find_mailbox(&mut self, account: &Account) {
        self.stages.begin(Stage::FindMailbox);
        if let Some(mail) = account.mail.as_deref() {
            let values = [(ValueName::Mailbox, mail)];
            self.scribe.note(Speaker::Provider, LineKey::MailboxFound, &values, &format!("mail: {mail}"));
            self.stages.end(StageState::Done);
        } else {
            self.scribe.note(Speaker::Provider, LineKey::MailboxNotNamed, &[], "mail: null");
            self.stages.end(StageState::Skipped);
        }
    }

    async fn hand_over(&mut self, message: &TestMessage) -> Result<Answer, Problem> {
        let url = self.route.url(&["me", "sendMail"]);
        let count = message.bytes().len().to_string();
        let values = [(ValueName::Mailbox, message.to().as_str()), (ValueName::Count, count.as_str())];
        let body = || Zeroizing::new(STANDARD.encode(message.bytes()).into_bytes());
        let request = |access: &AccessToken| Request::post(url.clone(), "text/plain", body()).bearer(access);
        self.ask(request, LineKey::HandedOver, &values).await.map_err(lost_message)
    }

    /// Asks, and once more if the connection broke before anything was sent.
    async fn ask(
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

    fn refused(&mut self, answer: &Answer, call: Call) -> Problem {
        let mut problem = refusal::problem(answer, call);
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

    fn took_over(&mut self, answer: &Answer) {
        let request_id = answer.request_id().map(|id| (ValueName::Code, id));
        self.scribe.note(Speaker::Provider, LineKey::TookOver, request_id.as_slice(), &said(answer));
        self.stages.end(StageState::Done);
    }
}

/// Status and name of an answer, for the raw transcript.
fn said(answer: &Answer) -> String {
    let request_id = answer.request_id().map(|id| format!("\nrequest-id: {id}")).unwrap_or_default();
    format!("HTTP {}{request_id}", answer.status())
}

/// Once the message's bytes may have left, only Graph's own answer says whether it was taken. A login page or a
/// redirect is an answer, but not Graph's: it took nothing over.
fn lost_message(fault: WireFault) -> Problem {
    let unknown = fault.counted == Counted::Maybe && !matches!(fault.cause, Cause::LoginPage | Cause::AnswerRedirects);
    let problem = Problem::from(fault);
    if unknown { Problem { kind: Kind::MaybeSent, ..problem } } else { problem }
}

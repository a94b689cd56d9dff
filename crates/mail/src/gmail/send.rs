//! The four stages of a test message by the Gmail API.

use base64::{Engine, engine::general_purpose::URL_SAFE};
use sendoff_problem::{CodeRule, Problem, ValueName};
use sendoff_values::{AccessToken, MailAddress, Stage, StageState};
use sendoff_wire::{Answer, Request, Wire};
use serde::Deserialize;
use url::Url;
use zeroize::Zeroizing;

use super::refusal;
use crate::{
    Accepted, Account, LineKey, Speaker, StageReport, TestMessage, TestReport,
    asking::{Asking, lost_message, said},
};

/// Where a message of whoever's access it is is taken in.
const SEND: &str = "/gmail/v1/users/me/messages/send";

/// The way by the Gmail API.
#[derive(Clone, Copy, Debug)]
pub struct GmailRoute<'a> {
    /// The way out; it must allow the host of `base`.
    pub wire: &'a Wire,
    /// Where the API is, such as `https://gmail.googleapis.com/`.
    pub base: &'a Url,
    /// What its reasons mean.
    pub codes: &'a [CodeRule],
}

/// What Gmail answers when it has taken a message; its label and thread are of no use here.
#[derive(Deserialize)]
struct Taken {
    id: String,
}

impl GmailRoute<'_> {
    /// Sends `message` as `account`, whose access it is. Each stage is reported as it begins and ends.
    ///
    /// Dropping the future stops the test; whether a message whose bytes had left was taken is then not known.
    pub async fn send(
        &self,
        account: &MailAddress,
        access: &AccessToken,
        message: &TestMessage,
        report: &mut (dyn FnMut(StageReport) + Send),
    ) -> TestReport {
        let mut asking = Asking::new(self.wire, self.base, access, report);
        let outcome = self.walk(account, message, &mut asking).await;
        TestReport { transcript: asking.finish(&outcome), outcome }
    }

    /// The permission to send may ask neither who it is nor whether there is a mailbox: sending tells both.
    async fn walk(
        &self,
        account: &MailAddress,
        message: &TestMessage,
        asking: &mut Asking<'_>,
    ) -> Result<Accepted, Problem> {
        asking.stages.begin(Stage::Connect);
        let answer = self.hand_over(message, asking).await?;
        let taken = answer.json::<Taken>().ok().map(|taken| taken.id).filter(|id| answer.status() == 200 && is_id(id));
        let problem = taken.is_none().then(|| asking.refused(&answer, refusal::problem(&answer, self.codes)));
        if let Some(problem) = problem.as_ref().filter(|problem| refusal::is_about_access(problem.kind)) {
            return Err(problem.clone());
        }
        asking.stages.end(StageState::Done);
        asking.stages.begin(Stage::FindMailbox);
        asking.stages.end(StageState::Skipped);
        asking.stages.begin(Stage::AcceptMessage);
        if let Some(problem) = problem {
            return Err(problem);
        }
        let request_id = taken.map(|id| asking.scribe.clean(&id));
        let named = request_id.as_deref().map(|id| (ValueName::Code, id));
        asking.scribe.note(Speaker::Provider, LineKey::TookOver, named.as_slice(), &said(&answer));
        asking.stages.end(StageState::Done);
        let account = Account { mail: Some(account.to_string()), ..Account::default() };
        Ok(Accepted { message_id: message.message_id().to_owned(), request_id, account })
    }

    async fn hand_over(&self, message: &TestMessage, asking: &mut Asking<'_>) -> Result<Answer, Problem> {
        let mut url = self.base.clone();
        url.set_path(SEND);
        let count = message.bytes().len().to_string();
        let values = [(ValueName::Mailbox, message.to().as_str()), (ValueName::Count, count.as_str())];
        let body = || Zeroizing::new(format!(r#"{{"raw":"{}"}}"#, URL_SAFE.encode(message.bytes())).into_bytes());
        let request = |access: &AccessToken| Request::post(url.clone(), "application/json", body()).bearer(access);
        asking.ask(request, LineKey::HandedOver, &values).await.map_err(lost_message)
    }
}

/// Gmail's name for a message; anything else says nothing.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 80 && text.bytes().all(|byte| byte.is_ascii_graphic())
}

//! The four stages of a test message by Graph.

use base64::{Engine, engine::general_purpose::STANDARD};
use sendoff_problem::{Problem, ValueName};
use sendoff_values::{AccessToken, Stage, StageState};
use sendoff_wire::{Answer, Request};
use zeroize::Zeroizing;

use super::{Account, GraphRoute, Owner, account::AccountAnswer, refusal::Call, route::Walk};
use crate::{
    Accepted, LineKey, Speaker, StageReport, TestMessage, TestReport,
    asking::{lost_message, said},
};

impl GraphRoute<'_> {
    /// Sends `message` as the owner, with `access`. Each stage is reported as it begins and ends.
    ///
    /// Dropping the future stops the test; whether a message whose bytes had left was taken is then not known.
    pub async fn send(
        &self,
        access: &AccessToken,
        message: &TestMessage,
        report: &mut (dyn FnMut(StageReport) + Send),
    ) -> TestReport {
        let mut walk = Walk::new(*self, access, report);
        let outcome = walk.send(message).await;
        TestReport { transcript: walk.asking.finish(&outcome), outcome }
    }
}

impl Walk<'_> {
    async fn send(&mut self, message: &TestMessage) -> Result<Accepted, Problem> {
        let (account, answer) = match self.route.owner {
            Owner::SignedIn => {
                let account = self.who().await?;
                self.find_mailbox(&account);
                self.asking.stages.begin(Stage::AcceptMessage);
                (account, self.hand_over(message).await?)
            }
            Owner::Mailbox(address) => {
                let account = Account { mail: Some(address.to_string()), ..Account::default() };
                self.asking.stages.begin(Stage::Connect);
                let answer = self.hand_over(message).await?;
                self.access_was_shown(&answer, Call::SendAlone)?;
                self.skip_mailbox();
                (account, answer)
            }
        };
        if answer.status() != 202 {
            return Err(self.refused(&answer, self.call()));
        }
        self.took_over(&answer);
        Ok(Accepted {
            message_id: message.message_id().to_owned(),
            request_id: answer.request_id().map(|id| self.asking.scribe.clean(id)),
            account,
        })
    }

    fn call(&self) -> Call {
        if self.route.owner == Owner::SignedIn { Call::Send } else { Call::SendAlone }
    }

    async fn who(&mut self) -> Result<Account, Problem> {
        self.asking.stages.begin(Stage::Connect);
        let mut url = self.route.url(&[]);
        url.set_query(Some("$select=id,displayName,mail,userPrincipalName"));
        let answer = self.asking.ask(|access| Request::get(url.clone()).bearer(access), LineKey::AskedWho, &[]).await;
        let answer = answer.map_err(Problem::from)?;
        if answer.status() != 200 {
            return Err(self.refused(&answer, Call::Who));
        }
        let account = Account::from(answer.json::<AccountAnswer>()?);
        let values = [(ValueName::SignedInAs, account.name())];
        self.asking.scribe.note(Speaker::Provider, LineKey::NamedAccount, &values, &said(&answer));
        self.asking.stages.end(StageState::Done);
        Ok(account)
    }

    /// `/me` has already said it. No address there makes a mailbox unlikely, not impossible; then sending decides.
    fn find_mailbox(&mut self, account: &Account) {
        self.asking.stages.begin(Stage::FindMailbox);
        if let Some(mail) = account.mail.as_deref() {
            let values = [(ValueName::Mailbox, mail)];
            self.asking.scribe.note(Speaker::Provider, LineKey::MailboxFound, &values, &format!("mail: {mail}"));
            self.asking.stages.end(StageState::Done);
        } else {
            self.asking.scribe.note(Speaker::Provider, LineKey::MailboxNotNamed, &[], "mail: null");
            self.asking.stages.end(StageState::Skipped);
        }
    }

    /// An application that may send only may ask neither who it is nor whether the mailbox exists: sending tells both.
    fn skip_mailbox(&mut self) {
        self.asking.stages.begin(Stage::FindMailbox);
        self.asking.stages.end(StageState::Skipped);
        self.asking.stages.begin(Stage::AcceptMessage);
    }

    async fn hand_over(&mut self, message: &TestMessage) -> Result<Answer, Problem> {
        let url = self.route.url(&["sendMail"]);
        let count = message.bytes().len().to_string();
        let values = [(ValueName::Mailbox, message.to().as_str()), (ValueName::Count, count.as_str())];
        let body = || Zeroizing::new(STANDARD.encode(message.bytes()).into_bytes());
        let request = |access: &AccessToken| Request::post(url.clone(), "text/plain", body()).bearer(access);
        self.asking.ask(request, LineKey::HandedOver, &values).await.map_err(lost_message)
    }

    fn took_over(&mut self, answer: &Answer) {
        let request_id = answer.request_id().map(|id| (ValueName::Code, id));
        self.asking.scribe.note(Speaker::Provider, LineKey::TookOver, request_id.as_slice(), &said(answer));
        self.asking.stages.end(StageState::Done);
    }
}

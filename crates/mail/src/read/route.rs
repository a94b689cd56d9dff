//! The way by IMAP or POP3.

use sendoff_problem::{Problem, ReplyRule, ValueName};
use sendoff_values::{MailAddress, Stage, StageState};
use sendoff_wire::Wire;
use tokio::io::{AsyncRead, AsyncWrite};

use super::{imap::Imap, pop::Pop};
use crate::{
    Credential, Header, LineKey, LookReport, Looked, Mechanism, Speaker, StageReport,
    access::SignIn,
    dialogue::{Dialogue, Notes},
};

/// The way by IMAP or POP3, in five stages: server, connection, access, inbox, one header. Encrypted from the first byte.
#[derive(Clone, Copy, Debug)]
pub struct ReadRoute<'a> {
    /// The way out; it must allow `host` and `port` for mail.
    pub wire: &'a Wire,
    /// The server's name, such as `outlook.office365.com`.
    pub host: &'a str,
    /// Its port, usually 993 for IMAP and 995 for POP3.
    pub port: u16,
    /// Which of the two.
    pub protocol: ReadProtocol,
    /// How a token may sign in: by the first of these that the server offers.
    pub mechanisms: &'a [Mechanism],
    /// What the server's refusals mean.
    pub rules: &'a [ReplyRule],
}

/// How a mailbox is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReadProtocol {
    /// RFC 3501.
    Imap,
    /// RFC 1939.
    Pop3,
}

impl ReadRoute<'_> {
    /// Signs in to the mailbox `user` with `access` and looks. For a shared mailbox `user` is its address, and the access that
    /// of somebody who may read it. Each stage is reported as it begins and ends. Dropping the future stops it.
    pub async fn look(
        &self,
        user: &MailAddress,
        access: impl Into<Credential<'_>>,
        report: &mut (dyn FnMut(StageReport) + Send),
    ) -> LookReport {
        let sign_in = SignIn::new(self.mechanisms, user, access.into(), (self.host, self.port));
        let mut notes = Notes::new(&sign_in, (self.host, self.port), self.rules, report);
        let outcome = self.run(&mut notes).await;
        LookReport { transcript: notes.finish(&outcome), outcome }
    }

    async fn run(&self, notes: &mut Notes<'_>) -> Result<Looked, Problem> {
        let talk = notes.connect(self.wire).await?;
        let talk = notes.encrypt(talk).await?;
        let dialogue = Dialogue { talk, notes };
        match self.protocol {
            ReadProtocol::Imap => Imap::new(dialogue).looked().await,
            ReadProtocol::Pop3 => Pop::new(dialogue).looked().await,
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Dialogue<'_, '_, S> {
    /// The inbox is open.
    pub(super) fn opened(&mut self, messages: u32) {
        let count = messages.to_string();
        let values = [(ValueName::Count, count.as_str())];
        self.notes.note(Speaker::Provider, LineKey::MailboxOpened, &values, &format!("{count} messages"));
        self.notes.stages.end(StageState::Done);
        self.notes.stages.begin(Stage::ReadHeader);
    }

    /// One header was read, or there is none to read. What else stood in it is nobody's business and is not kept.
    pub(super) fn seen(&mut self, messages: u32, header: Option<Header>) -> Looked {
        let header = header.map(|header| Header { message_id: header.message_id.map(|id| self.notes.clean(&id)) });
        if let Some(header) = &header {
            let name = header.message_id.as_deref();
            let values: Vec<_> = name.iter().map(|name| (ValueName::Code, *name)).collect();
            let raw = name.map_or_else(|| "[one header]".to_owned(), |name| format!("Message-ID: {name}"));
            self.notes.note(Speaker::Provider, LineKey::HeaderRead, &values, &raw);
        }
        self.notes.stages.end(if header.is_some() { StageState::Done } else { StageState::Skipped });
        Looked { messages: Some(messages), header, calendars: None }
    }
}

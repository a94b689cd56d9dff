//! The way by SMTP.

use sendoff_problem::{Kind, Problem, ReplyRule};
use sendoff_values::{MailAddress, StageState};
use sendoff_wire::{Cause, Encrypted, Talk, Wire};
use tokio::net::TcpStream;

use crate::{
    Accepted, Account, Credential, Mechanism, StageReport, TestMessage, TestReport,
    access::SignIn,
    dialogue::{Dialogue, Notes},
};

/// The way by SMTP, in five stages: server, connection, access, sender and recipient, message.
#[derive(Clone, Copy, Debug)]
pub struct SmtpRoute<'a> {
    /// The way out; it must allow `host` and `port` for mail.
    pub wire: &'a Wire,
    /// The server's name, such as `smtp.office365.com`.
    pub host: &'a str,
    /// Its port.
    pub port: u16,
    /// When the connection is encrypted.
    pub security: Security,
    /// How a token may sign in: by the first of these that the server offers.
    pub mechanisms: &'a [Mechanism],
    /// What the server's refusals mean.
    pub rules: &'a [ReplyRule],
}

/// When a connection is encrypted. There is no third choice: nothing is ever signed in to in the open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Security {
    /// Plain first, then STARTTLS (RFC 3207), usually on port 587.
    StartTls,
    /// From the first byte (RFC 8314), usually on port 465.
    Tls,
}

impl SmtpRoute<'_> {
    /// Signs in as `user` with `access`, a token or a password, and sends `message`, whose sender may be another mailbox: `user` then needs the
    /// right to send as it. Each stage is reported as it begins and ends.
    ///
    /// Accepted means that the server said 250 after the end of the message. Dropping the future stops the test; whether a
    /// message whose end had left was taken is then not known.
    pub async fn send(
        &self,
        user: &MailAddress,
        access: impl Into<Credential<'_>>,
        message: &TestMessage,
        report: &mut (dyn FnMut(StageReport) + Send),
    ) -> TestReport {
        let sign_in = SignIn::new(self.mechanisms, user, access.into(), (self.host, self.port));
        let mut notes = Notes::new(&sign_in, (self.host, self.port), self.rules, report);
        let outcome = self.run(&mut notes, message).await.map(|said| Accepted {
            message_id: message.message_id().to_owned(),
            request_id: Some(said).filter(|said| !said.is_empty()),
            account: Account { user_principal_name: Some(user.to_string()), ..Account::default() },
        });
        TestReport { transcript: notes.finish(&outcome), outcome }
    }

    async fn run(&self, notes: &mut Notes<'_>, message: &TestMessage) -> Result<String, Problem> {
        let talk = notes.connect(self.wire).await?;
        let talk = match self.security {
            Security::StartTls => start_tls(notes, talk).await?,
            Security::Tls => notes.encrypt(talk).await?,
        };
        let mut dialogue = Dialogue { talk, notes };
        if self.security == Security::Tls {
            dialogue.greeted().await?;
        }
        let offers = dialogue.introduced().await?;
        dialogue.notes.stages.end(StageState::Done);
        dialogue.signed_in(&offers).await?;
        dialogue.addressed(message, &offers).await?;
        let said = dialogue.handed_over(message).await?;
        dialogue.parted(said).await
    }
}

/// From the greeting to the encrypted connection. What the server offered before is forgotten (RFC 3207 section 4.2).
async fn start_tls(notes: &mut Notes<'_>, talk: Talk<TcpStream>) -> Result<Talk<Encrypted>, Problem> {
    let mut dialogue = Dialogue { talk, notes };
    dialogue.greeted().await?;
    if !dialogue.introduced().await?.starttls {
        return Err(dialogue.notes.problem(Kind::EncryptionNotOffered));
    }
    dialogue.ask("STARTTLS", "STARTTLS").await?;
    dialogue.wanted(&[220], Kind::EncryptionNotOffered).await.map_err(not_encrypted)?;
    let Dialogue { mut talk, notes } = dialogue;
    if !talk.is_read().await {
        return Err(notes.problem(Kind::ConnectionTamperedWith));
    }
    match talk.encrypt().await {
        Ok(talk) => {
            notes.encrypted();
            Ok(talk)
        }
        // The server had agreed to encrypt: what came in plain text instead is not its own.
        Err(fault) if fault.cause == Cause::NotEncrypted => {
            let problem = notes.lost(fault);
            Err(Problem { kind: Kind::ConnectionTamperedWith, ..problem })
        }
        Err(fault) => Err(notes.lost(fault)),
    }
}

/// For the person it is one thing whether encryption is refused for good or for now.
fn not_encrypted(problem: Problem) -> Problem {
    if problem.kind == Kind::ProviderBusy { Problem { kind: Kind::EncryptionNotOffered, ..problem } } else { problem }
}

//! The steps of one session, in their order.

use sendoff_problem::{Kind, Problem, ReplyCode, ValueName};
use sendoff_values::{Stage, StageState};
use tokio::io::{AsyncRead, AsyncWrite};

use super::{dots::dotted, offers::Offers, reply::Reply};
use crate::{
    LineKey, Speaker, TestMessage,
    access::{Response, reason},
    dialogue::{Dialogue, MOST_CHALLENGES},
};

/// Who we are, as a client without a name of its own says it (RFC 5321 section 4.1.3); the computer's own name or address is
/// nobody's business.
const INTRODUCTION: &str = "EHLO [127.0.0.1]";

/// Bytes of a command line, CRLF included (RFC 5321 section 4.5.3.1.4). A longer answer waits for the server's 334
/// (RFC 4954 section 4).
const LONGEST_COMMAND: usize = 512;

impl<S: AsyncRead + AsyncWrite + Unpin> Dialogue<'_, '_, S> {
    pub(super) async fn greeted(&mut self) -> Result<Reply, Problem> {
        self.wanted(&[220], Kind::ServerTurnedAway).await
    }

    pub(super) async fn introduced(&mut self) -> Result<Offers, Problem> {
        self.ask(INTRODUCTION, INTRODUCTION).await?;
        let reply = self.wanted(&[250], Kind::ServerTurnedAway).await?;
        Ok(Offers::read(&reply))
    }

    pub(super) async fn signed_in(&mut self, offers: &Offers) -> Result<(), Problem> {
        self.notes.stages.begin(Stage::AcceptAccess);
        let sign_in = self.notes.sign_in;
        let Some(response) = sign_in.offered(|scheme| offers.takes(scheme)) else {
            return Err(self.notes.problem(Kind::SignInNotOffered));
        };
        let name = response.scheme.as_str();
        if "AUTH ".len() + name.len() + 1 + response.text.len() + 2 <= LONGEST_COMMAND {
            let command = zeroize::Zeroizing::new(format!("AUTH {name} {}", response.text));
            self.ask(&command, &format!("AUTH {name} [hidden]")).await?;
        } else {
            let command = format!("AUTH {name}");
            self.ask(&command, &command).await?;
            self.wanted(&[334], Kind::MailAccessRefused).await?;
            self.ask(response.text, "[hidden]").await?;
        }
        self.accepted_access(response).await?;
        self.notes.stages.end(StageState::Done);
        Ok(())
    }

    /// A refusal may come as a challenge with its reason first; the refusal itself follows when that was heard.
    async fn accepted_access(&mut self, response: Response<'_>) -> Result<(), Problem> {
        let mut given = None;
        for _ in 0..MOST_CHALLENGES {
            let reply = self.reply().await?;
            match (reply.code, &given) {
                (334, _) => given = Some(self.heard(&reply.words(), response).await?),
                (235, None) => return self.judged(reply, &[235], Kind::MailAccessRefused).map(drop),
                // Whoever gives a reason for a refusal and then accepts does not know what it says.
                (_, given) => {
                    let refusal = self.judged(reply, &[], Kind::MailAccessRefused).err();
                    let refusal = refusal.unwrap_or_else(|| self.notes.problem(Kind::MailAccessRefused));
                    return Err(with_reason(refusal, given.as_deref()));
                }
            }
        }
        Err(self.notes.not_understood("334"))
    }

    /// Notes what a challenge says and answers it, or calls the sign-in off if it asks for something else.
    async fn heard(&mut self, challenge: &str, response: Response<'_>) -> Result<String, Problem> {
        let said = reason(challenge).map(|said| self.notes.clean(&said));
        self.notes.note(Speaker::Provider, LineKey::GaveReason, &[], said.as_deref().unwrap_or("334"));
        let answer = if said.is_some() { response.scheme.heard_the_reason() } else { "*" };
        self.ask(answer, answer).await?;
        Ok(said.unwrap_or_default())
    }

    pub(super) async fn addressed(&mut self, message: &TestMessage, offers: &Offers) -> Result<(), Problem> {
        self.notes.stages.begin(Stage::AcceptSender);
        let eight_bit = !message.bytes().is_ascii();
        let length = dotted(message.bytes()).len();
        let too_large = offers.most.is_some_and(|most| length as u64 > most);
        if too_large || (eight_bit && !offers.eight_bit) {
            return Err(self.notes.problem(Kind::MessageRefused));
        }
        let size = if offers.size { format!(" SIZE={length}") } else { String::new() };
        let body = if eight_bit { " BODY=8BITMIME" } else { "" };
        let from = format!("MAIL FROM:<{}>{size}{body}", message.from());
        self.ask(&from, &from).await?;
        self.wanted(&[250], Kind::MessageRefused).await?;
        let to = format!("RCPT TO:<{}>", message.to());
        self.ask(&to, &to).await?;
        self.wanted(&[250, 251], Kind::RecipientRefused).await?;
        self.notes.stages.end(StageState::Done);
        Ok(())
    }

    /// Hands the message over; what the server says of it when it takes it.
    pub(super) async fn handed_over(&mut self, message: &TestMessage) -> Result<String, Problem> {
        self.notes.stages.begin(Stage::AcceptMessage);
        self.ask("DATA", "DATA").await?;
        self.wanted(&[354], Kind::MessageRefused).await?;
        let bytes = dotted(message.bytes());
        self.talk.say(&bytes).await.map_err(|fault| self.notes.lost(fault))?;
        if !self.talk.is_read().await {
            return Err(self.answered_early().await);
        }
        let count = bytes.len().to_string();
        let values = [(ValueName::Mailbox, message.to().as_str()), (ValueName::Count, count.as_str())];
        self.notes.note(Speaker::Us, LineKey::HandedOver, &values, &format!("[{count} bytes]\n."));
        self.taken_over().await
    }

    /// From the final dot on only a whole reply says whether the message was taken.
    async fn taken_over(&mut self) -> Result<String, Problem> {
        if let Err(fault) = self.talk.say(b".\r\n").await {
            return Err(maybe(self.notes.lost(fault)));
        }
        let reply = self.reply().await.map_err(maybe)?;
        match reply.code {
            250 => Ok(self.notes.clean(&reply.words())),
            400..=599 => Err(self.notes.refused(ReplyCode::Smtp(reply.code), &reply.words(), Kind::MessageRefused)),
            _ => Err(maybe(self.notes.not_understood(&reply.words()))),
        }
    }

    /// A server that answers before the message has ended refuses it, or is out of step. The end was never sent, so nobody
    /// has a whole message.
    async fn answered_early(&mut self) -> Problem {
        match self.reply().await {
            Ok(reply) => match self.judged(reply, &[], Kind::MessageRefused) {
                Ok(_) => self.notes.problem(Kind::ServerNotUnderstood),
                Err(problem) => problem,
            },
            Err(problem) => problem,
        }
    }

    /// Looks whether what was taken for the answer to the message was that, and takes leave. NOOP has one right answer and no
    /// effect (RFC 5321 section 4.1.1.9): with any other, or none, an earlier answer was another's, every one after it came a
    /// step early, and nobody knows what became of the message. QUIT would not show it, since a server that gives up at the
    /// message answers it just as well.
    pub(super) async fn parted(mut self, said: String) -> Result<String, Problem> {
        if !self.talk.is_read().await {
            return Err(maybe(self.notes.not_understood(&said)));
        }
        self.say("NOOP", "NOOP").await.map_err(maybe)?;
        self.wanted(&[250], Kind::MaybeSent).await.map_err(maybe)?;
        self.notes.note(Speaker::Provider, LineKey::TookOver, &[(ValueName::Code, &said)], &format!("250 {said}"));
        self.notes.stages.end(StageState::Done);
        self.talk.end(b"QUIT\r\n").await;
        Ok(said)
    }
}

fn with_reason(mut problem: Problem, reason: Option<&str>) -> Problem {
    problem.details.chain.extend(reason.filter(|reason| !reason.is_empty()).map(str::to_owned));
    problem
}

/// The message's end may have left, and no answer to it is known.
fn maybe(problem: Problem) -> Problem {
    Problem { kind: Kind::MaybeSent, ..problem }
}

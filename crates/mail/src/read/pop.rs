//! The steps of one POP3 session, in their order. Nothing is deleted, so nothing is changed by leaving.

use sendoff_problem::{Kind, Problem, ReplyCode};
use sendoff_values::{Stage, StageState};
use tokio::io::{AsyncRead, AsyncWrite};

use super::header::header;
use crate::{
    Header, LineKey, Looked, Speaker,
    access::Scheme,
    dialogue::{Dialogue, LONGEST_ANSWER, MOST_CHALLENGES},
};

/// One session.
pub(super) struct Pop<'n, 'a, S> {
    dialogue: Dialogue<'n, 'a, S>,
}

/// What one line says.
enum Status<'l> {
    Ok(&'l str),
    Err(&'l str),
    Goes(&'l str),
    Other,
}

fn status(line: &str) -> Status<'_> {
    let after = |word: &str| line.strip_prefix(word).filter(|rest| rest.is_empty() || rest.starts_with(' '));
    match (after("+OK"), after("-ERR"), after("+")) {
        (Some(words), ..) => Status::Ok(words.trim_start()),
        (_, Some(words), _) => Status::Err(words.trim_start()),
        (.., Some(words)) => Status::Goes(words.trim()),
        (None, None, None) => Status::Other,
    }
}

/// Whether this line of the answer to CAPA offers it (RFC 5034 section 3).
fn offers(line: &str, scheme: Scheme) -> bool {
    let mut words = line.split_whitespace();
    let sasl = words.next().is_some_and(|word| word.eq_ignore_ascii_case("SASL"));
    sasl && words.any(|word| word.eq_ignore_ascii_case(scheme.as_str()))
}

impl<'n, 'a, S: AsyncRead + AsyncWrite + Unpin> Pop<'n, 'a, S> {
    pub(super) fn new(dialogue: Dialogue<'n, 'a, S>) -> Self {
        Self { dialogue }
    }

    pub(super) async fn looked(mut self) -> Result<Looked, Problem> {
        self.positive(Kind::ServerTurnedAway).await?;
        let capabilities = self.list("CAPA", Kind::SignInNotOffered).await?;
        self.dialogue.notes.stages.end(StageState::Done);
        self.signed_in(&capabilities).await?;
        let messages = self.opened().await?;
        let header = if messages > 0 { Some(self.newest(messages).await?) } else { None };
        let looked = self.dialogue.seen(messages, header);
        self.dialogue.talk.end(b"QUIT\r\n").await;
        Ok(looked)
    }

    /// The answer goes on a line of its own: Exchange refuses it in the command (errors of POP at Exchange: "Protocol error").
    async fn signed_in(&mut self, capabilities: &[String]) -> Result<(), Problem> {
        self.dialogue.notes.stages.begin(Stage::AcceptAccess);
        let sign_in = self.dialogue.notes.sign_in;
        let offers = |scheme: Scheme| capabilities.iter().any(|line| offers(line, scheme));
        let Some(response) = sign_in.offered(offers) else {
            return Err(self.dialogue.notes.problem(Kind::SignInNotOffered));
        };
        let command = format!("AUTH {}", response.scheme.as_str());
        self.dialogue.ask(&command, &command).await?;
        self.asked_for_the_answer().await?;
        self.dialogue.ask(response.text, "[hidden]").await?;
        self.accepted_access(response.scheme).await?;
        self.dialogue.notes.stages.end(StageState::Done);
        Ok(())
    }

    async fn asked_for_the_answer(&mut self) -> Result<(), Problem> {
        let line = self.dialogue.line().await?;
        match status(&line) {
            Status::Goes(_) => Ok(()),
            Status::Err(words) => Err(self.dialogue.notes.refused(ReplyCode::Err, words, Kind::MailAccessRefused)),
            Status::Ok(_) | Status::Other => Err(self.dialogue.notes.not_understood(&line)),
        }
    }

    async fn accepted_access(&mut self, scheme: Scheme) -> Result<(), Problem> {
        let mut given = None::<String>;
        for _ in 0..MOST_CHALLENGES {
            let line = self.dialogue.line().await?;
            match status(&line) {
                Status::Goes(challenge) => given = Some(self.dialogue.reason_heard(challenge, scheme).await?),
                Status::Ok(_) if given.is_none() => {
                    self.answered(&line);
                    return Ok(());
                }
                Status::Err(words) => {
                    let mut problem = self.dialogue.notes.refused(ReplyCode::Err, words, Kind::MailAccessRefused);
                    problem.details.chain.extend(given.filter(|reason| !reason.is_empty()));
                    return Err(problem);
                }
                Status::Ok(_) | Status::Other => return Err(self.dialogue.notes.not_understood(&line)),
            }
        }
        Err(self.dialogue.notes.not_understood("+"))
    }

    /// `+OK`, the number of messages, their octets (RFC 1939 section 5).
    async fn opened(&mut self) -> Result<u32, Problem> {
        self.dialogue.notes.stages.begin(Stage::OpenMailbox);
        self.not_turned_away().await?;
        // Not asked for what came meanwhile once more: a refusal that comes between would not be understood.
        self.dialogue.say("STAT", "STAT").await?;
        let words = self.positive(Kind::ReadingNotAllowed).await?;
        let mut numbers = words.split(' ').map(str::parse::<u64>);
        let (Some(Ok(messages)), Some(Ok(_octets))) = (numbers.next(), numbers.next()) else {
            return Err(self.dialogue.notes.not_understood(&words));
        };
        let messages = u32::try_from(messages).unwrap_or(u32::MAX);
        self.dialogue.opened(messages);
        Ok(messages)
    }

    /// Dovecot opens the mailbox once it has let somebody in, and says unasked that it cannot. Nothing else is believed unasked.
    async fn not_turned_away(&mut self) -> Result<(), Problem> {
        if self.dialogue.talk.is_read().await {
            return Ok(());
        }
        let early = self.positive(Kind::ReadingNotAllowed).await?;
        Err(self.dialogue.notes.not_understood(&early))
    }

    /// The header of the newest message, and none of its lines.
    async fn newest(&mut self, number: u32) -> Result<Header, Problem> {
        let lines = self.list(&format!("TOP {number} 0"), Kind::ReadingNotAllowed).await?;
        Ok(header(lines.iter().map(String::as_str)))
    }

    /// Says one command and reads the lines of its answer, up to the dot alone.
    async fn list(&mut self, command: &str, otherwise: Kind) -> Result<Vec<String>, Problem> {
        self.dialogue.ask(command, command).await?;
        self.positive(otherwise).await?;
        let (mut lines, mut length) = (Vec::new(), 0);
        loop {
            let line = self.dialogue.line().await?;
            if line == "." {
                return Ok(lines);
            }
            length += line.len() + 2;
            if length > LONGEST_ANSWER {
                return Err(self.dialogue.too_much());
            }
            lines.push(line.strip_prefix('.').map_or_else(|| line.clone(), str::to_owned));
        }
    }

    /// The words after `+OK`.
    async fn positive(&mut self, otherwise: Kind) -> Result<String, Problem> {
        let line = self.dialogue.line().await?;
        match status(&line) {
            Status::Ok(words) => {
                let words = words.to_owned();
                self.answered(&line);
                Ok(words)
            }
            Status::Err(words) => Err(self.dialogue.notes.refused(ReplyCode::Err, words, otherwise)),
            Status::Goes(_) | Status::Other => Err(self.dialogue.notes.not_understood(&line)),
        }
    }

    fn answered(&mut self, raw: &str) {
        self.dialogue.notes.note(Speaker::Provider, LineKey::Answered, &[], raw);
    }
}

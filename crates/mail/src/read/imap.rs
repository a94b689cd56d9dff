//! The steps of one IMAP session, in their order.

use sendoff_problem::{Kind, Problem, ReplyCode};
use sendoff_values::{Stage, StageState};
use tokio::io::{AsyncRead, AsyncWrite};
use zeroize::Zeroizing;

use super::{
    header::header,
    imap_answer::{Answer, Next, status},
};
use crate::{
    Header, LineKey, Looked, Speaker,
    access::{Response, Scheme, reason},
    dialogue::{Dialogue, MOST_CHALLENGES},
};

/// Octets of a command line that every server takes (RFC 2683 section 3.2.1.5). A longer answer waits for the server's `+`.
const LONGEST_COMMAND: usize = 8000;

/// So many lines of news between two commands are passed over.
const MOST_NEWS: usize = 100;

/// One session.
pub(super) struct Imap<'n, 'a, S> {
    dialogue: Dialogue<'n, 'a, S>,
    commands: u32,
}

impl<'n, 'a, S: AsyncRead + AsyncWrite + Unpin> Imap<'n, 'a, S> {
    pub(super) fn new(dialogue: Dialogue<'n, 'a, S>) -> Self {
        Self { dialogue, commands: 0 }
    }

    pub(super) async fn looked(mut self) -> Result<Looked, Problem> {
        self.greeted().await?;
        let capabilities = self.capabilities().await?;
        self.dialogue.notes.stages.end(StageState::Done);
        self.signed_in(&capabilities).await?;
        let messages = self.opened().await?;
        let header = if messages > 0 { Some(self.newest(messages).await?) } else { None };
        let looked = self.dialogue.seen(messages, header);
        self.dialogue.talk.end(b"z LOGOUT\r\n").await;
        Ok(looked)
    }

    /// `OK` only: a session that is open before anybody signed in (`PREAUTH`) is not ours.
    async fn greeted(&mut self) -> Result<(), Problem> {
        let line = self.dialogue.line().await?;
        let notes = &mut *self.dialogue.notes;
        match line.strip_prefix("* ") {
            Some(rest) if status(rest, "OK").is_some() => {
                notes.note(Speaker::Provider, LineKey::Answered, &[], &line);
                Ok(())
            }
            Some(rest) => match status(rest, "BYE") {
                Some(words) => Err(notes.refused(ReplyCode::Bye, words, Kind::ServerTurnedAway)),
                None => Err(notes.not_understood(&line)),
            },
            None => Err(notes.not_understood(&line)),
        }
    }

    async fn capabilities(&mut self) -> Result<Vec<String>, Problem> {
        let answer = self.command("CAPABILITY", "CAPABILITY", Kind::ServerNotUnderstood).await?;
        let lists = answer.untagged.iter().filter_map(|line| status(&line.text, "CAPABILITY"));
        Ok(lists.flat_map(str::split_whitespace).map(str::to_ascii_uppercase).collect())
    }

    async fn signed_in(&mut self, capabilities: &[String]) -> Result<(), Problem> {
        self.dialogue.notes.stages.begin(Stage::AcceptAccess);
        let sign_in = self.dialogue.notes.sign_in;
        let has = |wanted: &str| capabilities.iter().any(|one| one == wanted);
        let Some(response) = sign_in.offered(|scheme| has(&format!("AUTH={}", scheme.as_str()))) else {
            return Err(self.dialogue.notes.problem(Kind::SignInNotOffered));
        };
        let name = response.scheme.as_str();
        let at_once = has("SASL-IR") && response.text.len() + 64 <= LONGEST_COMMAND;
        let first = if at_once { [" ", response.text].concat() } else { String::new() };
        let first = Zeroizing::new(first);
        let command = Zeroizing::new(format!("AUTHENTICATE {name}{}", first.as_str()));
        let shown = if at_once { " [hidden]" } else { "" };
        let tag = self.say(&command, &format!("AUTHENTICATE {name}{shown}")).await?;
        self.accepted_access(&tag, response, at_once).await?;
        self.dialogue.notes.stages.end(StageState::Done);
        Ok(())
    }

    async fn accepted_access(&mut self, tag: &str, response: Response<'_>, mut answered: bool) -> Result<(), Problem> {
        let mut given = None::<String>;
        for _ in 0..MOST_CHALLENGES {
            let next = self.dialogue.next(tag, Kind::MailAccessRefused).await;
            match next {
                Ok(Next::Goes(_)) if !answered => {
                    answered = true;
                    self.dialogue.ask(response.text, "[hidden]").await?;
                }
                Ok(Next::Goes(challenge)) => {
                    given = Some(self.dialogue.reason_heard(&challenge, response.scheme).await?);
                }
                // Accepted although it never saw the access, or after a reason for a refusal: it does not know what it says.
                Ok(Next::Done(answer)) if !answered || given.is_some() => {
                    return Err(self.dialogue.notes.not_understood(&answer.words));
                }
                Ok(Next::Done(answer)) => {
                    self.answered(&format!("{tag} OK {}", answer.words));
                    return Ok(());
                }
                Err(mut problem) => {
                    problem.details.chain.extend(given.filter(|reason| !reason.is_empty()));
                    return Err(problem);
                }
            }
        }
        Err(self.dialogue.notes.not_understood("+"))
    }

    /// Opens the inbox without the right to change anything in it.
    async fn opened(&mut self) -> Result<u32, Problem> {
        self.dialogue.notes.stages.begin(Stage::OpenMailbox);
        let answer = self.command("EXAMINE INBOX", "EXAMINE INBOX", Kind::ReadingNotAllowed).await?;
        let exists =
            |text: &str| text.split_once(' ').filter(|(_, word)| word.eq_ignore_ascii_case("EXISTS"))?.0.parse().ok();
        let Some(messages) = answer.untagged.iter().find_map(|line| exists(&line.text)) else {
            return Err(self.dialogue.notes.not_understood(&answer.words));
        };
        self.dialogue.opened(messages);
        Ok(messages)
    }

    /// The name of the newest message; asking by `PEEK` does not mark it as read.
    async fn newest(&mut self, number: u32) -> Result<Header, Problem> {
        let command = format!("FETCH {number} BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]");
        let answer = self.command(&command, &command, Kind::ReadingNotAllowed).await?;
        let wanted = format!("{number} FETCH ");
        let beginning = |text: &str| text.get(..wanted.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(&wanted));
        let Some(line) = answer.untagged.iter().find(|line| beginning(&line.text)) else {
            return Err(self.dialogue.notes.not_understood(&answer.words));
        };
        let text =
            line.literals.first().map(|literal| String::from_utf8_lossy(literal).into_owned()).unwrap_or_default();
        Ok(header(text.lines()))
    }

    /// Says one command and reads all of its answer.
    async fn command(&mut self, command: &str, shown: &str, otherwise: Kind) -> Result<Answer, Problem> {
        let tag = self.say(command, shown).await?;
        let answer = self.dialogue.done(&tag, otherwise).await?;
        self.answered(&format!("{tag} OK {}", answer.words));
        Ok(answer)
    }

    /// Says one command under a tag of its own.
    async fn say(&mut self, command: &str, shown: &str) -> Result<String, Problem> {
        self.commands += 1;
        let tag = format!("a{}", self.commands);
        let line = Zeroizing::new(format!("{tag} {command}"));
        self.unasked().await?;
        self.dialogue.say(&line, &format!("{tag} {shown}")).await?;
        Ok(tag)
    }

    /// A server may tell news at any time (RFC 3501 section 7), but nothing else before it is asked.
    async fn unasked(&mut self) -> Result<(), Problem> {
        for _ in 0..MOST_NEWS {
            if self.dialogue.talk.is_read().await {
                return Ok(());
            }
            let line = self.dialogue.line().await?;
            match line.strip_prefix("* ").map(|news| (news, status(news, "BYE"))) {
                Some((_, None)) => {}
                Some((_, Some(words))) => {
                    return Err(self.dialogue.notes.refused(ReplyCode::Bye, words, Kind::ServerTurnedAway));
                }
                None => return Err(self.dialogue.notes.not_understood(&line)),
            }
        }
        Err(self.dialogue.too_much())
    }

    fn answered(&mut self, raw: &str) {
        self.dialogue.notes.note(Speaker::Provider, LineKey::Answered, &[], raw);
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Dialogue<'_, '_, S> {
    /// Notes what a challenge says and answers it, or calls the sign-in off if it asks for something else; the same in IMAP
    /// and POP3.
    pub(super) async fn reason_heard(&mut self, challenge: &str, scheme: Scheme) -> Result<String, Problem> {
        let said = reason(challenge).map(|said| self.notes.clean(&said));
        self.notes.note(Speaker::Provider, LineKey::GaveReason, &[], said.as_deref().unwrap_or("+"));
        let answer = if said.is_some() { scheme.heard_the_reason() } else { "*" };
        self.ask(answer, answer).await?;
        Ok(said.unwrap_or_default())
    }
}

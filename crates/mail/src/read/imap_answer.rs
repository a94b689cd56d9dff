//! Answers of IMAP: untagged lines, literals, continuations and the tagged end (RFC 3501 sections 2.2, 4.3 and 7).

use sendoff_problem::{Kind, Problem, ReplyCode};
use tokio::io::{AsyncRead, AsyncWrite};
use zeroize::Zeroizing;

use crate::dialogue::{Dialogue, LONGEST_ANSWER};

/// One line with the literals in it, in their order. What was sent as a literal stands in `text` as nothing.
pub(super) struct AnswerLine {
    pub(super) text: String,
    pub(super) literals: Vec<Zeroizing<Vec<u8>>>,
}

/// Everything up to the tagged line.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) untagged: Vec<AnswerLine>,
    /// The words after the tagged OK.
    pub(super) words: String,
}

/// The next thing the server says.
pub(super) enum Next {
    /// `+`, with what follows.
    Goes(String),
    /// The end of the command.
    Done(Answer),
}

impl<S: AsyncRead + AsyncWrite + Unpin> Dialogue<'_, '_, S> {
    /// Reads to the next continuation or to the end of the command `tag`. `otherwise` is what a refusal of it means.
    pub(super) async fn next(&mut self, tag: &str, otherwise: Kind) -> Result<Next, Problem> {
        let mut answer = Answer::default();
        let mut length = 0;
        loop {
            let line = self.answer_line(&mut length).await?;
            if let Some(rest) = line.text.strip_prefix("* ") {
                if let Some(words) = status(rest, "BYE") {
                    return Err(self.notes.refused(ReplyCode::Bye, words, Kind::ServerTurnedAway));
                }
                answer.untagged.push(AnswerLine { text: rest.to_owned(), literals: line.literals });
            } else if let Some(rest) =
                line.text.strip_prefix('+').filter(|rest| rest.is_empty() || rest.starts_with(' '))
            {
                return Ok(Next::Goes(rest.trim().to_owned()));
            } else if let Some(rest) = line.text.strip_prefix(tag).and_then(|rest| rest.strip_prefix(' ')) {
                answer.words = self.ended(rest, otherwise)?;
                return Ok(Next::Done(answer));
            } else {
                return Err(self.notes.not_understood(&line.text));
            }
        }
    }

    /// Reads to the end of the command `tag`, which needs nothing more from us.
    pub(super) async fn done(&mut self, tag: &str, otherwise: Kind) -> Result<Answer, Problem> {
        match self.next(tag, otherwise).await? {
            Next::Done(answer) => Ok(answer),
            Next::Goes(_) => Err(self.notes.not_understood("+")),
        }
    }

    /// The words of a tagged OK, or the problem another end is.
    fn ended(&mut self, rest: &str, otherwise: Kind) -> Result<String, Problem> {
        if let Some(words) = status(rest, "OK") {
            Ok(words.to_owned())
        } else if let Some(words) = status(rest, "NO") {
            Err(self.notes.refused(ReplyCode::No, words, otherwise))
        } else if let Some(words) = status(rest, "BAD") {
            Err(self.notes.refused(ReplyCode::Bad, words, otherwise))
        } else {
            Err(self.notes.not_understood(rest))
        }
    }

    async fn answer_line(&mut self, length: &mut usize) -> Result<AnswerLine, Problem> {
        let mut line = AnswerLine { text: String::new(), literals: Vec::new() };
        loop {
            let part = self.line().await?;
            *length += part.len() + 2;
            let announced = literal(&part);
            if *length + announced.map_or(0, |(_, count)| count) > LONGEST_ANSWER {
                return Err(self.too_much());
            }
            let Some((before, count)) = announced else {
                line.text.push_str(&part);
                return Ok(line);
            };
            *length += count;
            line.text.push_str(before);
            line.literals.push(self.talk.bytes(count).await.map_err(|fault| self.notes.lost(fault))?);
        }
    }
}

/// What follows a status word, in any case.
pub(super) fn status<'a>(rest: &'a str, word: &str) -> Option<&'a str> {
    let (first, words) = rest.split_at_checked(word.len()).filter(|(first, _)| first.eq_ignore_ascii_case(word))?;
    debug_assert_eq!(first.len(), word.len());
    if words.is_empty() { Some("") } else { words.strip_prefix(' ') }
}

/// The literal a line announces at its end, `{123}`: what stands before it, and its bytes. A count of ten digits and more is
/// more than is ever taken.
fn literal(line: &str) -> Option<(&str, usize)> {
    let (before, count) = line.strip_suffix('}')?.rsplit_once('{')?;
    let digits = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| (before, count.parse().unwrap_or(LONGEST_ANSWER + 1).min(LONGEST_ANSWER + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_announced_at_the_end_of_a_line() {
        for (line, read) in [
            ("1 FETCH (BODY[HEADER] {12}", Some(("1 FETCH (BODY[HEADER] ", 12))),
            ("{0}", Some(("", 0))),
            ("x {99999999999999999999999}", Some(("x ", LONGEST_ANSWER + 1))),
            ("x {18446744073709551615}", Some(("x ", LONGEST_ANSWER + 1))),
            ("x {}", None),
            ("x {-1}", None),
            ("x {1+}", None),
            ("x {12} ", None),
            ("x }", None),
        ] {
            assert_eq!(literal(line), read, "{line}");
        }
    }

    #[test]
    fn a_status_is_a_whole_word() {
        assert_eq!(status("OK done", "OK"), Some("done"));
        assert_eq!(status("no way", "NO"), Some("way"));
        assert_eq!(status("NO", "NO"), Some(""));
        assert_eq!(status("NOT", "NO"), None);
        assert_eq!(status("ä", "NO"), None);
    }
}

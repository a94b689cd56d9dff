//! Replies of SMTP: three digits, one line or several (RFC 5321 section 4.2).

use sendoff_problem::{Kind, Problem, ReplyCode};
use tokio::io::{AsyncRead, AsyncWrite};

use crate::{
    LineKey, Speaker,
    dialogue::{Dialogue, LONGEST_ANSWER},
};

/// One whole reply.
pub(super) struct Reply {
    pub(super) code: u16,
    pub(super) lines: Vec<String>,
}

impl Reply {
    /// Its words, all lines as one.
    pub(super) fn words(&self) -> String {
        self.lines.join(" ")
    }

    /// As it came.
    fn raw(&self) -> String {
        self.lines.iter().map(|line| format!("{} {line}", self.code)).collect::<Vec<_>>().join("\n")
    }
}

/// One line of a reply: its digits, whether it is the last one, and its words.
fn parsed(line: &str) -> Option<(u16, bool, &str)> {
    let (digits, rest) = line.split_at_checked(3)?;
    let number = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let code = number.filter(|code| (200..=599).contains(code))?;
    match rest.as_bytes().first() {
        None => Some((code, true, "")),
        Some(b' ') => Some((code, true, &rest[1..])),
        Some(b'-') => Some((code, false, &rest[1..])),
        Some(_) => None,
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Dialogue<'_, '_, S> {
    /// The next reply, whole. All its lines must have the same digits.
    pub(super) async fn reply(&mut self) -> Result<Reply, Problem> {
        let mut lines = Vec::new();
        let mut length = 0;
        let mut first = None;
        loop {
            let line = self.line().await?;
            length += line.len() + 2;
            if length > LONGEST_ANSWER {
                return Err(self.too_much());
            }
            let Some((code, last, words)) = parsed(&line).filter(|(code, ..)| first.is_none_or(|first| first == *code))
            else {
                return Err(self.notes.not_understood(&line));
            };
            first = Some(code);
            lines.push(words.to_owned());
            if last {
                return Ok(Reply { code, lines });
            }
        }
    }

    /// The next reply, which must begin with one of `wanted`. `otherwise` is what a refusal at this point means.
    pub(super) async fn wanted(&mut self, wanted: &[u16], otherwise: Kind) -> Result<Reply, Problem> {
        let reply = self.reply().await?;
        self.judged(reply, wanted, otherwise)
    }

    /// The same for a reply that was read before.
    pub(super) fn judged(&mut self, reply: Reply, wanted: &[u16], otherwise: Kind) -> Result<Reply, Problem> {
        if wanted.contains(&reply.code) {
            self.notes.note(Speaker::Provider, LineKey::Answered, &[], &reply.raw());
            Ok(reply)
        } else if reply.code >= 400 {
            Err(self.notes.refused(ReplyCode::Smtp(reply.code), &reply.words(), otherwise))
        } else {
            Err(self.notes.not_understood(&reply.raw()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_three_digits_and_then_a_blank_a_hyphen_or_nothing() {
        for (line, read) in [
            ("250 ok", Some((250, true, "ok"))),
            ("250-ok", Some((250, false, "ok"))),
            ("250", Some((250, true, ""))),
            ("535 5.7.3 no", Some((535, true, "5.7.3 no"))),
            ("2500 ok", None),
            ("25 ok", None),
            ("199 ok", None),
            ("600 ok", None),
            ("+50 ok", None),
            ("250\tok", None),
            ("25\u{e4} ok", None),
            ("", None),
            ("HTTP/1.1 250 ok", None),
        ] {
            assert_eq!(parsed(line), read, "{line:?}");
        }
    }
}

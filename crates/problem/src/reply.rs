//! What a mail server's refusal means, by rules that are data.
//!
//! Exchange gives one number to a dozen reasons and tells them apart in the words behind it; so a rule may name words, too.
//! A rule is a row of a table (`recipes/errors/exchange.toml`); nothing else reads such words.

use std::str::FromStr;

use crate::Kind;

/// How a refusal begins, in each protocol of mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReplyCode {
    /// SMTP: three digits (RFC 5321 section 4.2).
    Smtp(u16),
    /// IMAP: the command was understood and refused (RFC 3501 section 7.1.2).
    No,
    /// IMAP: the command was not understood (section 7.1.3).
    Bad,
    /// IMAP: the server ends the conversation (section 7.1.5).
    Bye,
    /// POP3: any refusal (RFC 1939 section 3).
    Err,
}

/// The text is no beginning of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither three digits from 400 to 599 nor NO, BAD, BYE or -ERR")]
pub struct NotAReplyCode;

impl FromStr for ReplyCode {
    type Err = NotAReplyCode;

    fn from_str(text: &str) -> Result<Self, NotAReplyCode> {
        match text {
            "NO" => Ok(Self::No),
            "BAD" => Ok(Self::Bad),
            "BYE" => Ok(Self::Bye),
            "-ERR" => Ok(Self::Err),
            digits => match digits.parse() {
                Ok(number @ 400..=599) if digits.len() == 3 => Ok(Self::Smtp(number)),
                Ok(_) | Err(_) => Err(NotAReplyCode),
            },
        }
    }
}

/// One refusal as it came: what it begins with and the words after that, all lines as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal<'a> {
    /// What it begins with.
    pub code: ReplyCode,
    /// What follows.
    pub words: &'a str,
}

impl<'a> Refusal<'a> {
    /// The finer code at the beginning of the words: SMTP's enhanced status code (`5.7.139`, RFC 3463 section 2), or what
    /// IMAP and POP3 put in brackets (`AUTHENTICATIONFAILED`, RFC 5530 section 3; `AUTH`, RFC 3206 section 4).
    pub fn finer(&self) -> Option<&'a str> {
        let words = self.words.trim_start();
        match self.code {
            ReplyCode::Smtp(_) => words.split_whitespace().next().filter(|first| is_enhanced(first)),
            ReplyCode::No | ReplyCode::Bad | ReplyCode::Bye | ReplyCode::Err => {
                let (inside, _) = words.strip_prefix('[')?.split_once(']')?;
                inside.split_whitespace().next()
            }
        }
    }

    /// The code as people write it: `535 5.7.139`, `NO [AUTHENTICATIONFAILED]`, `-ERR`.
    pub fn written(&self) -> String {
        let begin = match self.code {
            ReplyCode::Smtp(number) => number.to_string(),
            ReplyCode::No => "NO".to_owned(),
            ReplyCode::Bad => "BAD".to_owned(),
            ReplyCode::Bye => "BYE".to_owned(),
            ReplyCode::Err => "-ERR".to_owned(),
        };
        match (self.code, self.finer()) {
            (_, None) => begin,
            (ReplyCode::Smtp(_), Some(finer)) => format!("{begin} {finer}"),
            (_, Some(finer)) => format!("{begin} [{finer}]"),
        }
    }
}

/// Class, subject and detail, the last two of one to three digits.
fn is_enhanced(text: &str) -> bool {
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('.');
    let class = parts.next().is_some_and(|class| matches!(class, "4" | "5"));
    class && parts.next().is_some_and(digits) && parts.next().is_some_and(digits) && parts.next().is_none()
}

/// One row: a refusal that has all of this is of this kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyRule {
    /// What it begins with.
    pub code: ReplyCode,
    /// Its finer code, compared whole and in any case; `None` for any or none.
    pub finer: Option<String>,
    /// Words in it, in lower case; `None` for any.
    pub says: Option<String>,
    /// What it means.
    pub kind: Kind,
}

impl ReplyRule {
    /// Whether `refusal` has all this rule names.
    pub fn fits(&self, refusal: &Refusal<'_>) -> bool {
        let finer = |wanted: &String| refusal.finer().is_some_and(|finer| finer.eq_ignore_ascii_case(wanted));
        let says = |wanted: &String| refusal.words.to_lowercase().contains(wanted.as_str());
        self.code == refusal.code && self.finer.as_ref().is_none_or(finer) && self.says.as_ref().is_none_or(says)
    }
}

/// One row about a code that is a word, such as Graph's: compared whole and in any case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRule {
    /// The code.
    pub code: String,
    /// Words beside it, in lower case; `None` for any.
    pub says: Option<String>,
    /// What it means.
    pub kind: Kind,
}

impl CodeRule {
    /// Whether this is its code, with these words beside it.
    pub fn fits(&self, code: &str, words: &str) -> bool {
        let says = |wanted: &String| words.to_lowercase().contains(wanted.as_str());
        self.code.eq_ignore_ascii_case(code) && self.says.as_ref().is_none_or(says)
    }
}

/// What `refusal` means by the first of `rules` that fits: those that name more stand first.
pub fn kind_of_reply(rules: &[ReplyRule], refusal: &Refusal<'_>) -> Option<Kind> {
    rules.iter().find(|rule| rule.fits(refusal)).map(|rule| rule.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(code: &str, finer: Option<&str>, says: Option<&str>, kind: Kind) -> ReplyRule {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        ReplyRule { code: code.parse().unwrap(), finer: owned(finer), says: owned(says), kind }
    }

    #[test]
    fn a_refusal_has_a_code_a_finer_one_and_words() {
        for (code, words, finer, written) in [
            ("535", "5.7.139 Authentication unsuccessful", Some("5.7.139"), "535 5.7.139"),
            ("535", "Authentication unsuccessful 5.7.139", None, "535"),
            ("550", "5.7.1234 x", None, "550"),
            ("550", "2.0.0 x", None, "550"),
            ("550", "5.7.3.1 x", None, "550"),
            ("NO", "[AUTHENTICATIONFAILED] no", Some("AUTHENTICATIONFAILED"), "NO [AUTHENTICATIONFAILED]"),
            ("NO", "AUTHENTICATE failed.", None, "NO"),
            ("-ERR", "[SYS/TEMP] later", Some("SYS/TEMP"), "-ERR [SYS/TEMP]"),
            ("-ERR", "[SYS/TEMP later", None, "-ERR"),
            ("BAD", "", None, "BAD"),
        ] {
            let refusal = Refusal { code: code.parse().unwrap(), words };
            assert_eq!((refusal.finer(), refusal.written().as_str()), (finer, written), "{code} {words}");
        }
    }

    #[test]
    fn the_first_rule_that_fits_decides_and_a_code_is_never_compared_by_its_beginning() {
        let rules = [
            rule("535", Some("5.7.139"), Some("for the tenant"), Kind::SmtpOffForOrganisation),
            rule("535", Some("5.7.139"), None, Kind::PolicyStopped),
            rule("535", None, None, Kind::MailAccessRefused),
        ];
        for (words, kind) in [
            ("5.7.139 Disabled for the Tenant.", Kind::SmtpOffForOrganisation),
            ("5.7.139 something", Kind::PolicyStopped),
            ("5.7.13 for the tenant", Kind::MailAccessRefused),
            ("no finer code", Kind::MailAccessRefused),
        ] {
            let refusal = Refusal { code: ReplyCode::Smtp(535), words };
            assert_eq!(kind_of_reply(&rules, &refusal), Some(kind), "{words}");
        }
        assert_eq!(kind_of_reply(&rules, &Refusal { code: ReplyCode::Smtp(550), words: "5.7.139" }), None);
    }

    #[test]
    fn what_is_no_code_is_none() {
        for text in ["", "250", "399", "600", "0535", "53", "no", "ERR", "OK", "5.7.3"] {
            assert_eq!(text.parse::<ReplyCode>(), Err(NotAReplyCode), "{text}");
        }
    }
}

//! The transcript of a test: what was said, in plain words and raw, without secrets from the moment it is written.

use std::{collections::BTreeMap, time::Duration};

use sendoff_problem::{Details, ValueName, without};
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

/// Who said a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Speaker {
    /// This program.
    Us,
    /// The provider.
    Provider,
}

/// What a line says; the words are in the catalogue under `transcript-` and this word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKey {
    /// The connection stands and is encrypted. Values: host.
    Connected,
    /// We asked whose access this is.
    AskedWho,
    /// The provider named the account. Values: signed-in-as.
    NamedAccount,
    /// The account has a mailbox. Values: mailbox.
    MailboxFound,
    /// The provider named no mailbox of the account; sending will tell.
    MailboxNotNamed,
    /// We handed over the message. Values: mailbox (the recipient), count (bytes).
    HandedOver,
    /// The provider took the message over. Values: code (its name for the request), if it gave one.
    TookOver,
    /// The provider refused. Values: code.
    Refused,
    /// No answer came. Values: host.
    NoAnswer,
    /// The connection broke before anything was sent, and was made once more. Values: host.
    OnceMore,
    /// The server was reached; nothing is encrypted yet. Values: host.
    Reached,
    /// We said a command. Values: host.
    Asked,
    /// The server answered. Values: host.
    Answered,
    /// The server gave its reason for a refusal that follows. Values: host.
    GaveReason,
    /// The server said what does not belong there. Values: host.
    NotUnderstood,
    /// The inbox was opened. Values: count (messages), if the provider says it.
    MailboxOpened,
    /// The header of one message was read. Values: code (its name), if it has one.
    HeaderRead,
    /// The calendars were listed. Values: count.
    CalendarsListed,
}

impl LineKey {
    /// Every key there is.
    pub const ALL: &'static [Self] = &[
        Self::Connected,
        Self::AskedWho,
        Self::NamedAccount,
        Self::MailboxFound,
        Self::MailboxNotNamed,
        Self::HandedOver,
        Self::TookOver,
        Self::Refused,
        Self::NoAnswer,
        Self::OnceMore,
        Self::Reached,
        Self::Asked,
        Self::Answered,
        Self::GaveReason,
        Self::NotUnderstood,
        Self::MailboxOpened,
        Self::HeaderRead,
        Self::CalendarsListed,
    ];

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::AskedWho => "asked-who",
            Self::NamedAccount => "named-account",
            Self::MailboxFound => "mailbox-found",
            Self::MailboxNotNamed => "mailbox-not-named",
            Self::HandedOver => "handed-over",
            Self::TookOver => "took-over",
            Self::Refused => "refused",
            Self::NoAnswer => "no-answer",
            Self::OnceMore => "once-more",
            Self::Reached => "reached",
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::GaveReason => "gave-reason",
            Self::NotUnderstood => "not-understood",
            Self::MailboxOpened => "mailbox-opened",
            Self::HeaderRead => "header-read",
            Self::CalendarsListed => "calendars-listed",
        }
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Milliseconds since the test began.
    pub at: u64,
    /// Who.
    pub speaker: Speaker,
    /// What, in plain words.
    pub key: LineKey,
    /// The values the plain words name.
    pub values: BTreeMap<ValueName, String>,
    /// What went over the wire, secrets hidden, at most 512 characters; several lines are separated by `\n`.
    pub raw: String,
}

/// All lines in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Transcript {
    /// The lines.
    pub lines: Vec<Line>,
}

/// Writes a transcript. It knows the secrets of the test and hides them before anything is kept.
pub(crate) struct Scribe<'a> {
    since: Instant,
    secrets: Vec<&'a str>,
    transcript: Transcript,
}

impl<'a> Scribe<'a> {
    pub(crate) fn new(secrets: Vec<&'a str>) -> Self {
        Self { since: Instant::now(), secrets, transcript: Transcript::default() }
    }

    pub(crate) fn note(&mut self, speaker: Speaker, key: LineKey, values: &[(ValueName, &str)], raw: &str) {
        let line = Line {
            at: milliseconds(self.since.elapsed()),
            speaker,
            key,
            values: values.iter().map(|(name, value)| (*name, self.clean(value))).collect(),
            raw: raw.lines().map(|part| self.clean(part)).collect::<Vec<_>>().join("\n").chars().take(512).collect(),
        };
        self.transcript.lines.push(line);
    }

    pub(crate) fn finish(self) -> Transcript {
        self.transcript
    }

    /// `text` fit to show and without the secrets of the test. In this order: what cannot be seen might stand inside a
    /// secret that was sent back, and what was cut off might leave its beginning.
    pub(crate) fn clean(&self, text: &str) -> String {
        without(&Details::words(text), &self.secrets)
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_hidden_before_it_is_kept_wherever_it_stands() {
        let mut scribe = Scribe::new(vec!["eyJ-canary", ""]);
        let values = [(ValueName::Code, "bad eyJ-canary")];
        scribe.note(Speaker::Provider, LineKey::Refused, &values, "HTTP 401\r\nsaid: eyJ-canary\u{202e} eyJ-canary");
        let kept = serde_json::to_string(&scribe.finish()).unwrap();
        assert!(!kept.contains("canary"), "{kept}");
        assert!(kept.contains(r"HTTP 401\nsaid: [hidden] [hidden]"), "{kept}");
    }

    #[test]
    fn a_secret_that_was_sent_back_in_pieces_is_hidden_too() {
        let token = format!("eyJ0eXAiOiJKV1Qi.{}.signature", "Canary42".repeat(200));
        let scribe = Scribe::new(vec![&token]);
        for text in [
            format!("bad token {token}"),
            format!("bad token {}", &token[..600]),
            format!("bad token {}", token.replace("Canary42", "Can\u{200b}ary42")),
        ] {
            assert_eq!(scribe.clean(&text), "bad token [hidden]");
        }
    }

    #[test]
    fn every_key_has_its_own_word() {
        for key in LineKey::ALL {
            assert_eq!(serde_json::to_value(key).unwrap(), key.as_str());
        }
    }
}

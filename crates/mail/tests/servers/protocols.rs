//! The three protocols as a server speaks them when all goes well.

use std::sync::LazyLock;

use crate::stub::{Hears, Script, Shows, Turn, turn};

/// Which conversation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Protocol {
    /// SMTP with STARTTLS.
    Smtp,
    /// SMTP encrypted from the first byte.
    Smtps,
    Imap,
    Pop3,
}

/// The name of the message in the inbox.
pub(crate) const NEWEST: &str = "<newest@harbour.example>";

static NEWEST_FETCHED: LazyLock<String> = LazyLock::new(|| {
    let header = format!("Message-ID: {NEWEST}\r\n\r\n");
    let about = "BODY[HEADER.FIELDS (MESSAGE-ID)]";
    format!("* 3 FETCH ({about} {{{}}}\r\n{header})\r\n{{tag}} OK FETCH completed.\r\n", header.len())
});

impl Protocol {
    pub(crate) fn script(self) -> Script {
        let turns = match self {
            Self::Smtp => [before_encryption(), submission()].concat(),
            Self::Smtps => {
                [vec![turn("greeting", Hears::Nothing, "220 mail.test ESMTP ready\r\n")], submission()].concat()
            }
            Self::Imap => imap(),
            Self::Pop3 => pop(),
        };
        Script { turns, encrypts_at_once: self != Self::Smtp, shows: Shows::Itself, fault: None }
    }
}

fn before_encryption() -> Vec<Turn> {
    let starttls = turn("starttls", Hears::Line, "220 2.0.0 SMTP server ready\r\n");
    vec![
        turn("greeting", Hears::Nothing, "220 mail.test ESMTP ready\r\n"),
        turn("first ehlo", Hears::Line, "250-mail.test Hello\r\n250-STARTTLS\r\n250 8BITMIME\r\n"),
        Turn { then_encrypts: true, ..starttls },
    ]
}

fn submission() -> Vec<Turn> {
    let offers = "250-mail.test Hello\r\n250-SIZE 157286400\r\n250-AUTH LOGIN XOAUTH2\r\n250 8BITMIME\r\n";
    vec![
        turn("ehlo", Hears::Line, offers),
        turn("auth", Hears::Line, "235 2.7.0 Authentication successful\r\n"),
        turn("sender", Hears::Line, "250 2.1.0 Sender OK\r\n"),
        turn("recipient", Hears::Line, "250 2.1.5 Recipient OK\r\n"),
        turn("data", Hears::Line, "354 Start mail input; end with <CRLF>.<CRLF>\r\n"),
        turn("message", Hears::Message, "250 2.0.0 OK <queued@mail.test>\r\n"),
        turn("noop", Hears::Line, "250 2.0.0 OK\r\n"),
        turn("quit", Hears::Line, "221 2.0.0 Service closing\r\n"),
    ]
}

fn imap() -> Vec<Turn> {
    let offers = "* CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2\r\n{tag} OK CAPABILITY completed.\r\n";
    vec![
        turn("greeting", Hears::Nothing, "* OK The IMAP4 service is ready.\r\n"),
        turn("capability", Hears::Line, offers),
        turn("auth", Hears::Line, "{tag} OK AUTHENTICATE completed.\r\n"),
        turn("examine", Hears::Line, "* 3 EXISTS\r\n* 0 RECENT\r\n{tag} OK [READ-ONLY] EXAMINE completed.\r\n"),
        turn("fetch", Hears::Line, &NEWEST_FETCHED),
    ]
}

fn pop() -> Vec<Turn> {
    vec![
        turn("greeting", Hears::Nothing, "+OK The POP3 service is ready.\r\n"),
        turn("capa", Hears::Line, "+OK\r\nTOP\r\nUIDL\r\nSASL PLAIN XOAUTH2\r\n.\r\n"),
        turn("auth", Hears::Line, "+ \r\n"),
        turn("answer", Hears::Line, "+OK User successfully authenticated.\r\n"),
        turn("stat", Hears::Line, "+OK 2 6420\r\n"),
        turn("top", Hears::Line, &format!("+OK\r\nSubject: x\r\nMessage-ID: {NEWEST}\r\n\r\n.\r\n")),
    ]
}

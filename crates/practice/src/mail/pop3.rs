//! POP3 (RFC 1939, 2449, 5034), as far as a look into a mailbox needs it. Nothing can be deleted.

mod gmail;

use super::access::{self, Protocol};
use super::folder::{Folder, head};
use super::gmail::Mechanism;
use super::sasl::Bearer;
use super::{Conversation, House, Reply, Then, trace};
use crate::fault::Fault;
use crate::inbox::Message;
use crate::office::Office;

const FAILED: &str = "-ERR Authentication failure: unknown user name or bad password.";
const INVALID: &str = "-ERR Command is not valid in this state.";

/// One conversation.
pub(super) struct Pop3 {
    office: Office,
    house: House,
    waiting: Option<Waiting>,
    /// At Gmail: the name that was given by USER.
    user: Option<String>,
    /// What the mailbox held when it was opened.
    opened: Option<Vec<Message>>,
}

/// What the next line is.
enum Waiting {
    /// The string of XOAUTH2.
    Bearer,
    /// At Gmail: the string of a mechanism.
    Key(Mechanism),
    /// At Gmail: the empty answer to a challenge.
    Refused,
}

impl Pop3 {
    pub(super) fn new(office: Office, house: House) -> Self {
        Self { office, house, waiting: None, user: None, opened: None }
    }

    fn command(&mut self, line: &[u8]) -> Reply {
        let line = String::from_utf8_lossy(line);
        let mut words = line.split_whitespace();
        let verb = words.next().unwrap_or_default().to_ascii_uppercase();
        let rest: Vec<&str> = words.collect();
        if self.is_gmail() && self.opened.is_none() {
            return self.at_gmail(&verb, &rest);
        }
        match (verb.as_str(), &self.opened) {
            ("CAPA", _) => Reply::lines("+OK\r\nTOP\r\nUIDL\r\nSASL PLAIN XOAUTH2\r\nUSER\r\n.\r\n".to_owned()),
            ("QUIT", _) => Reply::line("+OK Microsoft Exchange Server POP3 server signing off.").then(Then::Close),
            ("AUTH", None) => self.auth(&rest),
            ("USER", None) => Reply::line("+OK"),
            ("PASS", None) => Reply::line("-ERR Logon failure: unknown user name or bad password."),
            (verb, Some(messages)) => in_mailbox(verb, &rest, messages),
            (_, None) => Reply::line(INVALID),
        }
    }

    /// `AUTH XOAUTH2` alone asks for the string. With the string behind it Exchange Online ends the connection (catalogue of
    /// errors, `-ERR Protocol error`).
    fn auth(&mut self, rest: &[&str]) -> Reply {
        match rest {
            [] => Reply::lines("+OK\r\nPLAIN\r\nXOAUTH2\r\n.\r\n".to_owned()),
            [mechanism] if mechanism.eq_ignore_ascii_case("XOAUTH2") => {
                self.waiting = Some(Waiting::Bearer);
                Reply::line("+ ")
            }
            [mechanism, ..] if mechanism.eq_ignore_ascii_case("XOAUTH2") => {
                Reply::line("-ERR Protocol error. Connection is closed. 10").then(Then::Close)
            }
            _ => Reply::line(FAILED),
        }
    }

    fn bearer(&mut self, sent: &[u8]) -> Reply {
        let Some(bearer) = Bearer::read(sent).filter(|_| !self.happens(Fault::PopRefused)) else {
            return Reply::line(FAILED);
        };
        let opened = access::open(&mut self.office.lock(), Protocol::Pop3, &bearer);
        let Some(opened) = opened.ok().filter(|opened| !opened.switched || self.is_on(&opened.mailbox)) else {
            return Reply::line(FAILED);
        };
        self.opened = Some(Folder::Inbox.of(&self.office.lock(), &opened.mailbox));
        Reply::line("+OK User successfully authenticated.")
    }

    /// Whether POP is on for the mailbox. `pop-off` takes effect here.
    fn is_on(&self, mailbox: &str) -> bool {
        let off = self.happens(Fault::PopOff);
        let mut state = self.office.lock();
        if let Some(account) = state.directory.own_account_mut(mailbox).filter(|_| off) {
            account.apps.pop = false;
            state.save();
        }
        state.directory.any_mailbox(mailbox).is_some_and(|account| account.apps.pop)
    }

    fn happens(&self, fault: Fault) -> bool {
        let mut state = self.office.lock();
        let now = state.now();
        state.faults.take(fault, now)
    }
}

fn in_mailbox(verb: &str, rest: &[&str], messages: &[Message]) -> Reply {
    let size = |message: &Message| message.raw.len();
    match (verb, rest) {
        ("STAT", []) => Reply::line(format!("+OK {} {}", messages.len(), messages.iter().map(size).sum::<usize>())),
        ("LIST", []) => listing(messages, |message| size(message).to_string()),
        ("UIDL", []) => listing(messages, |message| message.id.to_string()),
        ("NOOP" | "RSET", []) => Reply::line("+OK"),
        ("LIST", [number]) => about(messages, number, |message| format!("+OK {number} {}\r\n", size(message))),
        ("UIDL", [number]) => about(messages, number, |message| format!("+OK {number} {}\r\n", message.id)),
        ("RETR", [number]) => about(messages, number, |message| format!("+OK\r\n{}", stuffed(&message.raw))),
        ("TOP", [number, lines]) => match lines.parse() {
            Ok(lines) => about(messages, number, |message| format!("+OK\r\n{}", stuffed(&top(message, lines)))),
            Err(_) => Reply::line("-ERR Protocol error. 14"),
        },
        _ => Reply::line(INVALID),
    }
}

fn listing(messages: &[Message], about: impl Fn(&Message) -> String) -> Reply {
    let row = |(number, message): (u32, _)| format!("{number} {}\r\n", about(message));
    let rows = (1..).zip(messages).map(row).collect::<Vec<_>>().concat();
    Reply::lines(format!("+OK\r\n{rows}.\r\n"))
}

fn about(messages: &[Message], number: &str, told: impl Fn(&Message) -> String) -> Reply {
    let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    match at.and_then(|at| messages.get(at)) {
        Some(message) => Reply::lines(told(message)),
        None => Reply::line("-ERR The specified message is out of range."),
    }
}

/// The head and so many lines of the body.
fn top(message: &Message, lines: usize) -> String {
    let head = head(message);
    let body = &message.raw[head.len()..];
    format!("{head}{}", body.split_inclusive("\r\n").take(lines).collect::<String>())
}

/// With a dot more where a line begins with one, and the dot that ends it (RFC 1939 section 3).
fn stuffed(text: &str) -> String {
    let dotted = |line: &str| if line.starts_with('.') { format!(".{line}") } else { line.to_owned() };
    let lines: String = text.split_inclusive("\r\n").map(dotted).collect();
    let end = if lines.ends_with("\r\n") { "" } else { "\r\n" };
    format!("{lines}{end}.\r\n")
}

impl Conversation for Pop3 {
    fn greeting(&mut self) -> Reply {
        if self.is_gmail() {
            return Self::greeting_of_gmail();
        }
        let trace = trace(&mut self.office.lock());
        Reply::line(format!("+OK The Microsoft Exchange POP3 service is ready. {trace}"))
    }

    fn hear(&mut self, line: &[u8]) -> Reply {
        match self.waiting.take() {
            Some(Waiting::Bearer) => self.bearer(line),
            Some(Waiting::Key(mechanism)) => self.key(mechanism, line),
            Some(Waiting::Refused) => gmail::refuse(),
            None => self.command(line),
        }
    }

    fn garbled(&mut self) -> Reply {
        Reply::line("-ERR Protocol error. Connection is closed. 10").then(Then::Close)
    }
}

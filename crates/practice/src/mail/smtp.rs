//! Submission by SMTP (RFC 5321, 6409, 3207, 4954), as smtp.office365.com speaks it.

mod path;
mod refusal;
mod sign_in;
mod submit;

use super::access::Opened;
use super::{Conversation, Reply, SERVER, Then, trace};
use crate::fault::Fault;
use crate::office::Office;
use refusal::Refusal;

/// The largest message taken, in octets.
const LARGEST: usize = 4 * 1024 * 1024;
/// More recipients than a message may have (protocol facts 3.4).
const MOST_RECIPIENTS: usize = 500;

/// One conversation.
pub(super) struct Smtp {
    office: Office,
    /// Under TLS.
    secure: bool,
    /// STARTTLS is hidden, as by a device in between.
    stripped: bool,
    greeted: bool,
    waiting: Waiting,
    signed_in: Option<Opened>,
    sender: Option<String>,
    recipients: Vec<String>,
}

/// What the next line is.
#[derive(Debug, Default)]
enum Waiting {
    /// A command.
    #[default]
    Command,
    /// The string of XOAUTH2.
    Bearer,
    /// The empty answer to a challenge; then this is said.
    AfterChallenge(Refusal),
    /// So many lines of AUTH LOGIN still.
    Login(u8),
    /// The message, so far.
    Message(Vec<u8>),
}

impl Smtp {
    pub(super) fn new(office: Office, secure: bool) -> Self {
        Self {
            office,
            secure,
            stripped: false,
            greeted: false,
            waiting: Waiting::Command,
            signed_in: None,
            sender: None,
            recipients: Vec::new(),
        }
    }

    fn command(&mut self, line: &[u8]) -> Reply {
        let Ok(line) = std::str::from_utf8(line) else { return self.refuse(&Refusal::Syntax) };
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => self.hello(rest, true),
            "HELO" => self.hello(rest, false),
            "STARTTLS" => self.start_tls(rest),
            "AUTH" => self.auth(rest),
            "MAIL" => self.mail(rest),
            "RCPT" => self.recipient(rest),
            "DATA" => self.data(rest),
            "RSET" => self.reset(),
            "NOOP" => Reply::line("250 2.0.0 OK"),
            "VRFY" => Reply::line("252 2.1.5 Cannot VRFY user"),
            "QUIT" => Reply::line("221 2.0.0 Service closing transmission channel").then(Then::Close),
            _ => self.refuse(&Refusal::UnknownCommand),
        }
    }

    fn hello(&mut self, name: &str, extended: bool) -> Reply {
        if name.trim().is_empty() {
            return self.refuse(&Refusal::Syntax);
        }
        self.forget_message();
        self.greeted = true;
        self.stripped |= extended && !self.secure && self.happens(Fault::SmtpNoStarttls);
        let hello = format!("{SERVER} Hello [127.0.0.1]");
        if !extended {
            return Reply::line(format!("250 {hello}"));
        }
        let mut said = vec![hello, format!("SIZE {LARGEST}"), "DSN".to_owned(), "ENHANCEDSTATUSCODES".to_owned()];
        said.extend((!self.secure && !self.stripped).then(|| "STARTTLS".to_owned()));
        said.extend(self.secure.then(|| "AUTH LOGIN XOAUTH2".to_owned()));
        said.push("8BITMIME".to_owned());
        let last = said.len() - 1;
        let line = |(at, text): (usize, &String)| format!("250{}{text}\r\n", if at == last { ' ' } else { '-' });
        Reply::lines(said.iter().enumerate().map(line).collect())
    }

    fn start_tls(&mut self, rest: &str) -> Reply {
        if self.secure || self.stripped {
            return self.refuse(&Refusal::UnknownCommand);
        }
        if !rest.is_empty() {
            return self.refuse(&Refusal::Syntax);
        }
        Reply::line("220 2.0.0 SMTP server ready").then(Then::StartTls)
    }

    fn reset(&mut self) -> Reply {
        self.forget_message();
        Reply::line("250 2.0.0 Resetting")
    }

    fn forget_message(&mut self) {
        self.sender = None;
        self.recipients.clear();
    }

    /// Whether this fault takes effect now.
    fn happens(&self, fault: Fault) -> bool {
        let mut state = self.office.lock();
        let now = state.now();
        state.faults.take(fault, now)
    }

    /// Says why not, with Exchange's trace behind it.
    fn refuse(&self, refusal: &Refusal) -> Reply {
        let trace = trace(&mut self.office.lock());
        let reply = Reply::line(format!("{refusal} {trace}"));
        if refusal.ends() { reply.then(Then::Close) } else { reply }
    }
}

impl Conversation for Smtp {
    fn greeting(&mut self) -> Reply {
        let date = self.office.lock().told_time().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        Reply::line(format!("220 {SERVER} Microsoft ESMTP MAIL Service ready at {date}"))
    }

    fn hear(&mut self, line: &[u8]) -> Reply {
        match std::mem::take(&mut self.waiting) {
            Waiting::Command => self.command(line),
            Waiting::Bearer => self.bearer(line),
            Waiting::AfterChallenge(refusal) => self.refuse(&refusal),
            Waiting::Login(left) => self.login(left),
            Waiting::Message(text) => self.message_line(text, line),
        }
    }

    fn garbled(&mut self) -> Reply {
        self.refuse(&Refusal::Garbled)
    }

    fn secured(&mut self) {
        self.secure = true;
        self.greeted = false;
        self.signed_in = None;
        self.forget_message();
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.leave();
    }
}

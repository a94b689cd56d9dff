//! Submission by SMTP (RFC 5321, 6409, 3207, 4954), as smtp.office365.com speaks it, and smtp.gmail.com.

mod gmail;
mod path;
mod refusal;
mod sign_in;
mod submit;

use super::access::Opened;
use super::gmail::Mechanism;
use super::{Conversation, House, Reply, SERVER, Then, trace};
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
    house: House,
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
    /// At Gmail: the string of a mechanism.
    Key(Mechanism),
    /// At Gmail: the name of AUTH LOGIN.
    User,
    /// At Gmail: the password that goes with a name.
    PasswordOf(Vec<u8>),
    /// The message, so far.
    Message(Vec<u8>),
}

impl Smtp {
    pub(super) fn new(office: Office, house: House, secure: bool) -> Self {
        Self {
            office,
            house,
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
            "NOOP" => self.done("250 2.0.0 OK", "250 2.0.0 OK"),
            "VRFY" => Reply::line("252 2.1.5 Cannot VRFY user"),
            "QUIT" => self
                .done("221 2.0.0 Service closing transmission channel", "221 2.0.0 closing connection")
                .then(Then::Close),
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
        let said = if self.is_gmail() { self.offered() } else { self.offered_by_exchange() };
        if !extended {
            return Reply::line(format!("250 {}", said[0]));
        }
        let last = said.len() - 1;
        let line = |(at, text): (usize, &String)| format!("250{}{text}\r\n", if at == last { ' ' } else { '-' });
        Reply::lines(said.iter().enumerate().map(line).collect())
    }

    fn offered_by_exchange(&self) -> Vec<String> {
        let mut said = vec![format!("{SERVER} Hello [127.0.0.1]"), format!("SIZE {LARGEST}"), "DSN".to_owned()];
        said.push("ENHANCEDSTATUSCODES".to_owned());
        said.extend((!self.secure && !self.stripped).then(|| "STARTTLS".to_owned()));
        said.extend(self.secure.then(|| "AUTH LOGIN XOAUTH2".to_owned()));
        said.push("8BITMIME".to_owned());
        said
    }

    /// Something was done: in Exchange's words, or in Gmail's with its trace.
    fn done(&self, exchange: &str, gmail: &str) -> Reply {
        if self.is_gmail() { self.traced(gmail) } else { Reply::line(exchange) }
    }

    fn start_tls(&mut self, rest: &str) -> Reply {
        if self.secure || self.stripped {
            return self.refuse(&Refusal::UnknownCommand);
        }
        if !rest.is_empty() {
            return self.refuse(&Refusal::Syntax);
        }
        self.done("220 2.0.0 SMTP server ready", "220 2.0.0 Ready to start TLS").then(Then::StartTls)
    }

    fn reset(&mut self) -> Reply {
        self.forget_message();
        self.done("250 2.0.0 Resetting", "250 2.1.5 Flushed")
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

    /// Says why not, with the house's trace behind it.
    fn refuse(&self, refusal: &Refusal) -> Reply {
        let reply = if self.is_gmail() { self.refuse_at_gmail(refusal) } else { self.refuse_at_exchange(refusal) };
        if refusal.ends() { reply.then(Then::Close) } else { reply }
    }
}

impl Smtp {
    fn refuse_at_exchange(&self, refusal: &Refusal) -> Reply {
        let trace = trace(&mut self.office.lock());
        Reply::line(format!("{refusal} {trace}"))
    }
}

impl Conversation for Smtp {
    fn greeting(&mut self) -> Reply {
        if self.is_gmail() {
            return self.traced(&format!("220 {} ESMTP", super::gmail::SERVER));
        }
        let date = self.office.lock().told_time().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        Reply::line(format!("220 {SERVER} Microsoft ESMTP MAIL Service ready at {date}"))
    }

    fn hear(&mut self, line: &[u8]) -> Reply {
        match std::mem::take(&mut self.waiting) {
            Waiting::Command => self.command(line),
            Waiting::Bearer => self.bearer(line),
            Waiting::AfterChallenge(refusal) => self.refuse(&refusal),
            Waiting::Login(left) => self.login(left),
            Waiting::Key(mechanism) => self.key(mechanism, line),
            Waiting::User => self.user(line),
            Waiting::PasswordOf(user) => self.password_of(&user, line),
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

//! The mail servers of Exchange Online and of Gmail as far as a mail set-up meets them: SMTP submission, IMAP and POP3, each with
//! XOAUTH2 (protocol facts 4 and 5.10). Texts of refusals are those of public logs; where only the code is known the words are ours.
//!
//! A conversation is pure but for the office's lock: it hears one line and gives one reply. Sockets, TLS and time are in
//! `serve`.

mod access;
mod folder;
mod gmail;
mod imap;
mod lines;
mod pop3;
mod sasl;
mod serve;
mod smtp;

pub(crate) use access::sends_as;
pub(crate) use folder::Folder;
pub(crate) use serve::{AllMailPorts, House, MailPorts, Service};

use crate::office::State;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The name Exchange's servers say they have. It is marked, as every page is.
const SERVER: &str = "SENDOFF-PRACTICE.outlook.office365.com";

/// What the mail servers remember between conversations.
#[derive(Debug, Default)]
pub(crate) struct Mail {
    /// Conversations by SMTP under way, by mailbox.
    sending: BTreeMap<String, usize>,
    /// Until then a mailbox's switch of Authenticated SMTP is not known everywhere.
    pub(crate) smtp_known_from: Option<Timestamp>,
}

/// What a server says, and what it does then.
#[derive(Debug, PartialEq, Eq)]
struct Reply {
    text: String,
    then: Then,
}

/// What comes after a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// The next line.
    Hear,
    /// The handshake of TLS.
    StartTls,
    /// The end of the connection.
    Close,
}

/// One side of a conversation by lines.
trait Conversation: Send {
    /// What is said before anything is heard.
    fn greeting(&mut self) -> Reply;

    /// The answer to one line, which comes without its CRLF.
    fn hear(&mut self, line: &[u8]) -> Reply;

    /// The answer to a line that is too long or does not end as a line must.
    fn garbled(&mut self) -> Reply;

    /// TLS has begun: whatever was said before it is forgotten (RFC 3207 section 4.2).
    fn secured(&mut self) {}
}

impl Reply {
    /// One line, and on.
    fn line(text: impl AsRef<str>) -> Self {
        Self { text: format!("{}\r\n", text.as_ref()), then: Then::Hear }
    }

    /// Several lines as they stand, each with its end.
    fn lines(text: String) -> Self {
        Self { text, then: Then::Hear }
    }

    /// Nothing yet: there is more to hear.
    fn nothing() -> Self {
        Self { text: String::new(), then: Then::Hear }
    }

    fn then(mut self, then: Then) -> Self {
        self.then = then;
        self
    }
}

/// What Exchange puts behind what it says: server, time, and a number to ask support with.
fn trace(state: &mut State) -> String {
    let at = state.told_time().strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string();
    let mut number = state.random.uuid().simple().to_string().to_uppercase();
    number.truncate(16);
    format!("[{SERVER} {at} {number}]")
}

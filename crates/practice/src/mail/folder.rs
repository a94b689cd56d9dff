//! What a mailbox holds: what was sent to it, and what was sent from it.

use crate::inbox::Message;
use crate::office::State;

/// One folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folder {
    /// What has arrived.
    Inbox,
    /// What has gone out.
    Sent,
}

impl Folder {
    /// The folder of this name, where that of what was sent is called `sent`; only the inbox's is read in any letter case (RFC 9051
    /// section 5.1).
    pub(crate) fn named(name: &str, sent: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("INBOX") { Some(Self::Inbox) } else { (name == sent).then_some(Self::Sent) }
    }

    /// Its name, as Exchange lists it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Inbox => "INBOX",
            Self::Sent => "Sent Items",
        }
    }

    /// Its messages in this mailbox, oldest first.
    pub(crate) fn of(self, state: &State, mailbox: &str) -> Vec<Message> {
        let here = |message: &&Message| match self {
            Self::Inbox => message.to.iter().any(|to| to.eq_ignore_ascii_case(mailbox)),
            Self::Sent => message.sent_by.eq_ignore_ascii_case(mailbox),
        };
        state.inbox.messages().iter().filter(here).cloned().collect()
    }
}

/// The head of a message, with the empty line after it.
pub(crate) fn head(message: &Message) -> &str {
    message.raw.find("\r\n\r\n").map_or(&message.raw, |end| &message.raw[..end + 4])
}

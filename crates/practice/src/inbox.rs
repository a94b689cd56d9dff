//! The practice inbox: every message that was accepted, whoever it was for. Kept in memory only.

mod mime;
mod pages;

pub(crate) use mime::Mime;
pub(crate) use pages::pages;

use jiff::Timestamp;
use serde::Serialize;

/// The inbox forgets its oldest message beyond this number.
const ROOM: usize = 500;

/// One message as it arrived.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// Its number in this inbox, from 1.
    pub id: u64,
    /// `From` address.
    pub from: String,
    /// Addresses of `To`, `Cc` and `Bcc`.
    pub to: Vec<String>,
    /// Decoded subject.
    pub subject: String,
    /// Internet message ID, with its angle brackets.
    pub message_id: String,
    /// The account that sent it.
    pub sent_by: String,
    /// When it was accepted.
    pub received: Timestamp,
    /// The whole MIME text.
    pub raw: String,
}

/// The messages, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Inbox {
    messages: Vec<Message>,
    last: u64,
}

impl Inbox {
    pub(crate) fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// Takes a message in. Its number.
    pub(crate) fn receive(&mut self, mime: Mime, sent_by: &str, now: Timestamp) -> u64 {
        self.last += 1;
        if self.messages.len() >= ROOM {
            self.messages.remove(0);
        }
        let Mime { from, to, subject, message_id, raw } = mime;
        self.messages.push(Message {
            id: self.last,
            from,
            to,
            subject,
            message_id,
            sent_by: sent_by.to_owned(),
            received: now,
            raw,
        });
        self.last
    }

    /// The messages with this internet message ID, written with or without its angle brackets.
    pub(crate) fn with_id<'a>(&'a self, message_id: &'a str) -> impl Iterator<Item = &'a Message> {
        let bare = |id: &'a str| id.trim().trim_start_matches('<').trim_end_matches('>');
        self.messages.iter().filter(move |message| bare(&message.message_id) == bare(message_id))
    }
}

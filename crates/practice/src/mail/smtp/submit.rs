//! A message: MAIL, RCPT, DATA, and whether it is accepted.

use super::refusal::{self, Refusal};
use super::{LARGEST, MOST_RECIPIENTS, Smtp, Waiting, path};
use crate::fault::Fault;
use crate::inbox::Mime;
use crate::mail::access::{Opened, sends_as};
use crate::mail::{Reply, Then, trace};
use crate::office::State;

impl Smtp {
    pub(super) fn mail(&mut self, rest: &str) -> Reply {
        match self.check_sender(rest) {
            Ok(sender) => {
                self.sender = Some(sender);
                self.done("250 2.1.0 Sender OK", "250 2.1.0 OK")
            }
            Err(refusal) => self.refuse(&refusal),
        }
    }

    fn check_sender(&self, rest: &str) -> Result<String, Refusal> {
        if !self.greeted {
            return Err(Refusal::HelloFirst);
        }
        if !self.secure {
            return Err(Refusal::TlsFirst);
        }
        let signed_in = self.signed_in.as_ref().ok_or(Refusal::NotAuthenticated)?;
        if self.sender.is_some() {
            return Err(Refusal::Sequence);
        }
        let sender = path::read(rest, "FROM:").ok_or(Refusal::Syntax)?;
        if self.is_gmail() {
            return self.spoiled_sender().map_or(Ok(sender), Err);
        }
        if self.is_crowded(&signed_in.mailbox) {
            return Err(Refusal::Busy);
        }
        self.first_happening(refusal::of_sender()).map_or(Ok(sender), Err)
    }

    pub(super) fn recipient(&mut self, rest: &str) -> Reply {
        if self.sender.is_none() {
            return self.refuse(&Refusal::Sequence);
        }
        if self.recipients.len() >= MOST_RECIPIENTS {
            return self.refuse(&Refusal::Recipients);
        }
        if let Some(refusal) = self.is_gmail().then(|| self.spoiled_recipient()).flatten() {
            return self.refuse(&refusal);
        }
        match path::read(rest, "TO:").filter(|address| !address.is_empty()) {
            Some(address) => {
                self.recipients.push(address);
                self.done("250 2.1.5 Recipient OK", "250 2.1.5 OK")
            }
            None => self.refuse(&Refusal::Syntax),
        }
    }

    pub(super) fn data(&mut self, rest: &str) -> Reply {
        if self.recipients.is_empty() {
            return self.refuse(&Refusal::Sequence);
        }
        if !rest.is_empty() {
            return self.refuse(&Refusal::Syntax);
        }
        self.waiting = Waiting::Message(Vec::new());
        self.done("354 Start mail input; end with <CRLF>.<CRLF>", "354 Go ahead")
    }

    /// One line of the message; a dot alone ends it, a dot more at the start of a line is taken away (RFC 5321 section 4.5.2).
    pub(super) fn message_line(&mut self, mut text: Vec<u8>, line: &[u8]) -> Reply {
        if line == b"." {
            return self.end(&text);
        }
        if text.len() <= LARGEST {
            text.extend_from_slice(line.strip_prefix(b".").unwrap_or(line));
            text.extend_from_slice(b"\r\n");
        }
        self.waiting = Waiting::Message(text);
        Reply::nothing()
    }

    fn end(&mut self, text: &[u8]) -> Reply {
        let accepted = self.accept(text);
        self.forget_message();
        match accepted {
            Ok(_) if self.happens(Fault::SmtpDropped) => Reply::nothing().then(Then::Close),
            Ok(message_id) => self.queued(&message_id),
            Err(refusal) => self.refuse(&refusal),
        }
    }

    fn queued(&self, message_id: &str) -> Reply {
        if self.is_gmail() {
            let now = self.office.lock().told_time().as_second();
            return self.traced(&format!("250 2.0.0 OK  {now}"));
        }
        let trace = trace(&mut self.office.lock());
        Reply::line(format!("250 2.0.0 OK {message_id} {trace}"))
    }

    /// Takes the message in; its Message-ID.
    fn accept(&self, text: &[u8]) -> Result<String, Refusal> {
        let signed_in = self.signed_in.as_ref().ok_or(Refusal::NotAuthenticated)?;
        if text.len() > LARGEST {
            return Err(Refusal::TooLarge);
        }
        let mut mime = Mime::read(text).map_err(|_| Refusal::NotMime)?;
        let spoiled = if self.is_gmail() {
            self.spoiled_message()
        } else {
            self.first_happening(refusal::of_message(&signed_in.mailbox, &mime.from))
        };
        if let Some(refusal) = spoiled {
            return Err(refusal);
        }
        let mut state = self.office.lock();
        let fresh_id = state.fresh_message_id();
        mime.complete(&fresh_id, &signed_in.mailbox);
        if self.is_gmail() {
            mime.send_from(&signed_in.mailbox);
        } else {
            for address in [self.sender.as_deref().unwrap_or_default(), &mime.from] {
                check_from(&mut state, signed_in, address)?;
            }
        }
        mime.to.clone_from(&self.recipients);
        let (message_id, now) = (mime.message_id.clone(), state.now());
        state.inbox.receive(mime, &signed_in.mailbox, now);
        Ok(message_id)
    }
}

/// The mailbox's own address, or one the person may send as.
fn check_from(state: &mut State, signed_in: &Opened, from: &str) -> Result<(), Refusal> {
    if from.eq_ignore_ascii_case(&signed_in.mailbox) {
        return Ok(());
    }
    let person = signed_in.person.as_deref().and_then(|address| state.directory.account_named(address)).cloned();
    let may = person.is_some_and(|person| sends_as(state, &person, from));
    if may { Ok(()) } else { Err(Refusal::SendAs) }
}

//! AUTH (RFC 4954): XOAUTH2 with or without its initial response, and LOGIN, which Exchange still lists and refuses.

use super::refusal::{self, Refusal};
use super::{Smtp, Waiting};
use crate::mail::Reply;
use crate::mail::access::{self, Denied, Opened, Protocol};
use crate::mail::sasl::Bearer;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

/// Connections at once for one mailbox (protocol facts 4.3).
const MOST_AT_ONCE: usize = 3;

impl Smtp {
    pub(super) fn auth(&mut self, rest: &str) -> Reply {
        if !self.greeted {
            return self.refuse(&Refusal::HelloFirst);
        }
        if self.signed_in.is_some() || self.sender.is_some() {
            return self.refuse(&Refusal::Sequence);
        }
        let (mechanism, initial) = rest.split_once(' ').unwrap_or((rest, ""));
        if self.is_gmail() {
            return self.auth_at_gmail(mechanism, initial);
        }
        match (mechanism.to_ascii_uppercase().as_str(), initial) {
            _ if !self.secure => self.refuse(&Refusal::Mechanism),
            ("XOAUTH2", "") => self.ask("", Waiting::Bearer),
            ("XOAUTH2", initial) => self.bearer(initial.as_bytes()),
            ("LOGIN", "") => self.ask("VXNlcm5hbWU6", Waiting::Login(2)),
            ("LOGIN", _) => self.ask("UGFzc3dvcmQ6", Waiting::Login(1)),
            _ => self.refuse(&Refusal::Mechanism),
        }
    }

    /// The string of XOAUTH2, or `*`, which gives up.
    pub(super) fn bearer(&mut self, sent: &[u8]) -> Reply {
        if sent == b"*" {
            return self.refuse(&Refusal::Cancelled);
        }
        let Some(bearer) = Bearer::read(sent) else { return self.refuse(&Refusal::Syntax) };
        if let Some(refusal) = self.spoiled_sign_in() {
            return self.refuse(&refusal);
        }
        let opened = access::open(&mut self.office.lock(), Protocol::Smtp, &bearer);
        match opened {
            Ok(opened) => self.enter(opened),
            Err(Denied::Token) => self.challenge(),
            Err(Denied::Rights) => self.refuse(&Refusal::Unsuccessful),
            Err(Denied::Switch(switch)) => self.refuse(&Refusal::switched_off(switch)),
        }
    }

    /// A password: Exchange Online takes none any more.
    pub(super) fn login(&mut self, left: u8) -> Reply {
        if left > 1 {
            return self.ask("UGFzc3dvcmQ6", Waiting::Login(left - 1));
        }
        let refusal = self.spoiled_sign_in().unwrap_or(Refusal::BASIC_DISABLED);
        self.refuse(&refusal)
    }

    pub(super) fn ask(&mut self, prompt: &str, waiting: Waiting) -> Reply {
        self.waiting = waiting;
        Reply::line(format!("334 {prompt}"))
    }

    /// The reason as JSON first; the client answers with an empty line and is then refused (protocol facts 5.10, where it is
    /// documented; security M-7 asks of a client to take both ways).
    fn challenge(&mut self) -> Reply {
        let reason = json!({"status": "401", "schemes": "Bearer", "scope": Protocol::Smtp.scope()});
        let prompt = STANDARD.encode(reason.to_string());
        self.ask(&prompt, Waiting::AfterChallenge(Refusal::Unsuccessful))
    }

    pub(super) fn enter(&mut self, opened: Opened) -> Reply {
        *self.office.lock().mail.sending.entry(opened.mailbox.clone()).or_default() += 1;
        self.signed_in = Some(opened);
        self.done("235 2.7.0 Authentication successful", "235 2.7.0 Accepted")
    }

    /// Whether this mailbox has more connections than it may.
    pub(super) fn is_crowded(&self, mailbox: &str) -> bool {
        self.office.lock().mail.sending.get(mailbox).is_some_and(|count| *count > MOST_AT_ONCE)
    }

    /// The conversation is over.
    pub(super) fn leave(&mut self) {
        let Some(opened) = self.signed_in.take() else { return };
        let mut state = self.office.lock();
        if let Some(count) = state.mail.sending.get_mut(&opened.mailbox) {
            *count = count.saturating_sub(1);
        }
    }

    fn spoiled_sign_in(&self) -> Option<Refusal> {
        self.first_happening(refusal::of_sign_in())
    }

    /// The first of these faults that is armed takes effect.
    pub(super) fn first_happening<const N: usize>(
        &self,
        faults: [(crate::fault::Fault, Refusal); N],
    ) -> Option<Refusal> {
        faults.into_iter().find(|(fault, _)| self.happens(*fault)).map(|(_, refusal)| refusal)
    }
}

//! Submission as smtp.gmail.com speaks it: its door, its words (`google-smtp` in the catalogue of errors: support.google.com,
//! "Gmail SMTP errors and codes", and public logs).

use super::refusal::Refusal;
use super::{Smtp, Waiting};
use crate::fault::Fault;
use crate::mail::access::Opened;
use crate::mail::gmail::{self, Denied, Key, Mechanism};
use crate::mail::sasl::Password;
use crate::mail::{House, Reply};

/// What EHLO lists beside STARTTLS or AUTH.
const OFFERED: [&str; 5] = ["SIZE 35882577", "8BITMIME", "ENHANCEDSTATUSCODES", "PIPELINING", "SMTPUTF8"];

/// A refusal in Gmail's words. All lines begin with the code; the last one gets the trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Words(&'static [&'static str]);

impl Words {
    const CREDENTIALS: Self = Self(&[
        "535 5.7.8 Username and Password not accepted. For more information, go to",
        "535 5.7.8  https://support.google.com/mail/?p=BadCredentials",
    ]);
    const APP_PASSWORD: Self = Self(&[
        "534 5.7.9 Application-specific password required. For more information, go to",
        "534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor",
    ]);
    const BROWSER: Self = Self(&[
        "534 5.7.14 Please log in with your web browser and then try again. For more",
        "534 5.7.14 information, go to https://support.google.com/mail/answer/78754",
    ]);
    const UNDECODABLE: Self = Self(&["501 5.5.2 Cannot Decode response"]);
    const AUTHENTICATION: Self = Self(&[
        "530 5.7.0 Authentication Required. For more information, go to",
        "530 5.7.0  https://support.google.com/mail/?p=WantAuthError",
    ]);
    const TIMEOUT: Self = Self(&["451 4.4.2 Timeout - closing connection."]);
    const CLOSED: Self = Self(&["421 4.7.0 Try again later, closing connection."]);

    /// As it is sent.
    fn said(self, trace: &str) -> String {
        let last = self.0.len().saturating_sub(1);
        let line = |(at, line): (usize, &&str)| {
            let (code, text) = line.split_at(3);
            let text = text.strip_prefix(' ').unwrap_or(text);
            if at == last { format!("{code} {text} {trace}\r\n") } else { format!("{code}-{text}\r\n") }
        };
        self.0.iter().enumerate().map(line).collect()
    }

    /// Whether the connection ends with it.
    pub(super) fn ends(self) -> bool {
        self == Self::TIMEOUT || self == Self::CLOSED
    }
}

/// What Exchange would refuse, in Gmail's words.
fn translated(refusal: &Refusal) -> Words {
    match refusal {
        Refusal::Gmail(words) => *words,
        Refusal::UnknownCommand => Words(&["502 5.5.1 Unrecognized command."]),
        Refusal::Syntax => Words(&["555 5.5.2 Syntax error, cannot decode the command."]),
        Refusal::Garbled => Words(&["500 5.5.2 Line too long, or not ended by CRLF."]),
        Refusal::Sequence => Words(&["503 5.5.1 Bad sequence of commands."]),
        Refusal::HelloFirst => Words(&["503 5.5.1 EHLO/HELO first."]),
        Refusal::TlsFirst => Words(&["530 5.7.0 Must issue a STARTTLS command first."]),
        Refusal::Mechanism => Words(&["504 5.7.4 Unrecognized Authentication Type"]),
        Refusal::Cancelled => Words(&["501 5.7.0 Authentication canceled."]),
        Refusal::NotAuthenticated => Words::AUTHENTICATION,
        Refusal::Recipients => Words(&["452 4.5.3 Your message has too many recipients."]),
        Refusal::TooLarge => Words(&["552 5.2.3 Your message exceeded Google's message size limits."]),
        Refusal::NotMime => Words(&["554 5.6.0 Mail message is malformed. Not accepted."]),
        Refusal::Unsuccessful
        | Refusal::Tail(_)
        | Refusal::BasicRetired
        | Refusal::Temporary
        | Refusal::Busy
        | Refusal::RecipientBusy
        | Refusal::HeldUp
        | Refusal::SendAs
        | Refusal::Submission { .. }
        | Refusal::Quota
        | Refusal::Restricted
        | Refusal::MailboxFull
        | Refusal::Reputation => Words::CREDENTIALS,
    }
}

/// Faults that stop a sign-in whatever is shown.
const OF_SIGN_IN: [(Fault, Words); 6] = [
    (
        Fault::GoogleSmtpTemporary,
        Words(&["454 4.7.0 Cannot authenticate due to temporary system problem. Try again later."]),
    ),
    (Fault::GoogleSmtpAttempts, Words(&["454 4.7.0 Too many login attempts, please try again later."])),
    (Fault::GoogleSmtpClosed, Words::CLOSED),
    (Fault::GoogleSmtpMechanism, Words(&["504 5.7.4 Unrecognized Authentication Type"])),
    (Fault::GoogleSmtpArgument, Words(&["535 5.5.4 Optional Argument not permitted for that AUTH mode."])),
    (Fault::GoogleSmtpOld, Words(&["535 5.7.1 Username and Password not accepted."])),
];

/// Faults that stop a message at its sender.
const OF_SENDER: [(Fault, Words); 2] = [
    (Fault::GoogleSmtpUnauthenticated, Words::AUTHENTICATION),
    (Fault::GoogleSmtpSyntax, Words(&["555 5.5.2 Syntax error, goodbye."])),
];

/// Faults that stop it at a recipient.
const OF_RECIPIENT: [(Fault, Words); 3] = [
    (
        Fault::GoogleSmtpRecipientBusy,
        Words(&[
            "450 4.2.1 The user you are trying to contact is receiving mail too quickly. Please",
            "450 4.2.1 resend your message at a later time.",
        ]),
    ),
    (Fault::GoogleSmtpRecipients, Words(&["452 4.5.3 Your message has too many recipients."])),
    (
        Fault::GoogleSmtpDomain,
        Words(&["553 5.1.2 We weren't able to find the recipient domain. Please check for any spelling errors."]),
    ),
];

/// Faults that stop it after it was read.
const OF_MESSAGE: [(Fault, Words); 6] = [
    (Fault::GoogleSmtpTimeout, Words::TIMEOUT),
    (
        Fault::GoogleSmtpQuota,
        Words(&[
            "550 5.4.5 Daily user sending limit exceeded. For more information on Gmail",
            "550 5.4.5 sending limits go to https://support.google.com/a/answer/166852",
        ]),
    ),
    (Fault::GoogleSmtpRelay, Words(&["550 5.7.0 Mail relay denied."])),
    (
        Fault::GoogleSmtpBlocked,
        Words(&["550 5.7.1 Our system has detected that this message is likely unsolicited mail."]),
    ),
    (Fault::GoogleSmtpSize, Words(&["552 5.2.3 Your message exceeded Google's message size limits."])),
    (Fault::GoogleSmtpMalformed, Words(&["554 5.6.0 Mail message is malformed. Not accepted."])),
];

impl Smtp {
    pub(super) fn is_gmail(&self) -> bool {
        self.house == House::Gmail
    }

    /// What EHLO lists.
    pub(super) fn offered(&self) -> Vec<String> {
        let mut said = vec![format!("{} at your service, [127.0.0.1]", gmail::SERVER)];
        said.extend(OFFERED.map(str::to_owned));
        said.extend((!self.secure && !self.stripped).then(|| "STARTTLS".to_owned()));
        said.extend(self.secure.then(|| "AUTH LOGIN PLAIN XOAUTH2 OAUTHBEARER".to_owned()));
        said
    }

    /// Gmail's trace behind what was done.
    pub(super) fn traced(&self, said: &str) -> Reply {
        let trace = gmail::trace(&mut self.office.lock());
        Reply::line(format!("{said} {trace}"))
    }

    /// Says why not.
    pub(super) fn refuse_at_gmail(&self, refusal: &Refusal) -> Reply {
        let trace = gmail::trace(&mut self.office.lock());
        Reply::lines(translated(refusal).said(&trace))
    }

    /// AUTH, with the string behind it or asked for.
    pub(super) fn auth_at_gmail(&mut self, mechanism: &str, initial: &str) -> Reply {
        match (Mechanism::named(mechanism), initial) {
            _ if !self.secure => self.refuse(&Refusal::TlsFirst),
            (Some(mechanism), "") => self.ask("", Waiting::Key(mechanism)),
            (Some(mechanism), initial) => self.key(mechanism, initial.as_bytes()),
            (None, "") if mechanism.eq_ignore_ascii_case("LOGIN") => self.ask("VXNlcm5hbWU6", Waiting::User),
            (None, initial) if mechanism.eq_ignore_ascii_case("LOGIN") => self.user(initial.as_bytes()),
            (None, _) => self.refuse(&Refusal::Mechanism),
        }
    }

    /// The string of a mechanism, or `*`, which gives up.
    pub(super) fn key(&mut self, mechanism: Mechanism, sent: &[u8]) -> Reply {
        if sent == b"*" {
            return self.refuse(&Refusal::Cancelled);
        }
        self.let_in(mechanism.read(sent))
    }

    /// The name of LOGIN; its password is asked for next.
    pub(super) fn user(&mut self, sent: &[u8]) -> Reply {
        self.ask("UGFzc3dvcmQ6", Waiting::PasswordOf(sent.to_vec()))
    }

    /// The password of LOGIN.
    pub(super) fn password_of(&mut self, user: &[u8], sent: &[u8]) -> Reply {
        self.let_in(Password::read_login(user, sent).map(Key::Password))
    }

    fn let_in(&mut self, key: Option<Key>) -> Reply {
        let Some(key) = key else { return self.refuse(&Refusal::Gmail(Words::UNDECODABLE)) };
        if let Some(refusal) = self.spoiled(OF_SIGN_IN) {
            return self.refuse(&refusal);
        }
        let refused = self.happens(Fault::GoogleSmtpRefused);
        let denied = |key: &Key| if matches!(key, Key::Bearer(_)) { Denied::Token } else { Denied::Password };
        let opened = if refused { Err(denied(&key)) } else { gmail::open(&mut self.office.lock(), &key) };
        match opened {
            Ok(mailbox) => self.enter(Opened { mailbox, person: None, switched: false }),
            Err(Denied::Token) => {
                self.ask(&gmail::challenge(), Waiting::AfterChallenge(Refusal::Gmail(Words::CREDENTIALS)))
            }
            Err(Denied::Password) => self.refuse(&Refusal::Gmail(Words::CREDENTIALS)),
            Err(Denied::AppPasswordNeeded) => self.refuse(&Refusal::Gmail(Words::APP_PASSWORD)),
            Err(Denied::Browser) => self.refuse(&Refusal::Gmail(Words::BROWSER)),
        }
    }

    /// What stops a message here, by where it is.
    pub(super) fn spoiled_sender(&self) -> Option<Refusal> {
        self.spoiled(OF_SENDER)
    }

    pub(super) fn spoiled_recipient(&self) -> Option<Refusal> {
        self.spoiled(OF_RECIPIENT)
    }

    pub(super) fn spoiled_message(&self) -> Option<Refusal> {
        self.spoiled(OF_MESSAGE)
    }

    fn spoiled<const N: usize>(&self, faults: [(Fault, Words); N]) -> Option<Refusal> {
        self.first_happening(faults.map(|(fault, words)| (fault, Refusal::Gmail(words))))
    }
}

//! IMAP as imap.gmail.com speaks it: its door and its words (`google-imap` in the catalogue of errors).

use super::command::Command;
use super::{Imap, SignedIn, Waiting};
use crate::fault::Fault;
use crate::mail::gmail::{self, Denied, Key, Mechanism};
use crate::mail::sasl::Password;
use crate::mail::{House, Reply, Then};

const CAPABILITY: &str =
    "* CAPABILITY IMAP4rev1 UNSELECT ID CHILDREN SASL-IR AUTH=XOAUTH2 AUTH=PLAIN AUTH=OAUTHBEARER\r\n";
const AFTER_SIGN_IN: &str = "* CAPABILITY IMAP4rev1 UNSELECT ID CHILDREN\r\n";
const INVALID: &str = "[AUTHENTICATIONFAILED] Invalid credentials (Failure)";
const APP_PASSWORD: &str =
    "[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)";
const BROWSER: &str =
    "[ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)";
const CROWDED: &str = "[ALERT] Too many simultaneous connections. (Failure)";

impl Imap {
    pub(super) fn is_gmail(&self) -> bool {
        self.house == House::Gmail
    }

    pub(super) fn greeting_of_gmail() -> Reply {
        Reply::line(format!("* OK Gimap ready for requests from 127.0.0.1 {}", gmail::SERVER))
    }

    /// What is said in Gmail's own way; nothing for what both houses say alike.
    pub(super) fn at_gmail(&mut self, command: &Command) -> Option<Reply> {
        Some(match command.verb.as_str() {
            "CAPABILITY" => command.ok_after(if self.signed_in.is_some() { AFTER_SIGN_IN } else { CAPABILITY }),
            "ID" => command.ok_after("* ID (\"name\" \"GImap\" \"vendor\" \"Google, Inc.\")\r\n"),
            "LOGOUT" => command.ok_after("* BYE LOGOUT Requested\r\n").then(Then::Close),
            "LIST" if self.signed_in.is_some() => command.ok_after(&list()),
            "AUTHENTICATE" | "LOGIN" if self.signed_in.is_some() => command.bad("Already authenticated"),
            "AUTHENTICATE" => self.mechanism(command),
            "LOGIN" => match command.arguments.as_slice() {
                [user, password] => {
                    let key = Password { user: user.clone(), password: password.clone() };
                    self.let_in(&command.tag, &Key::Password(key))
                }
                _ => command.bad("Could not parse command"),
            },
            _ => return None,
        })
    }

    fn mechanism(&mut self, command: &Command) -> Reply {
        let (name, initial) = match command.arguments.as_slice() {
            [name] => (name, None),
            [name, initial] => (name, Some(initial)),
            _ => return command.bad("Could not parse command"),
        };
        match (Mechanism::named(name), initial) {
            (None, _) => command.no("[CANNOT] Unsupported authentication mechanism"),
            (Some(mechanism), Some(initial)) => self.key(&command.tag, mechanism, initial.as_bytes()),
            (Some(mechanism), None) => {
                self.waiting = Some(Waiting::Key(command.tag.clone(), mechanism));
                Reply::line("+ ")
            }
        }
    }

    /// The string of a mechanism, or `*`, which gives up.
    pub(super) fn key(&mut self, tag: &str, mechanism: Mechanism, sent: &[u8]) -> Reply {
        if sent == b"*" {
            return Reply::line(format!("{tag} BAD AUTHENTICATE cancelled"));
        }
        match mechanism.read(sent) {
            Some(key) => self.let_in(tag, &key),
            None => Reply::line(format!("{tag} BAD Invalid SASL argument.")),
        }
    }

    fn let_in(&mut self, tag: &str, key: &Key) -> Reply {
        if self.happens(Fault::GoogleImapCrowded) {
            return Reply::line(format!("{tag} NO {CROWDED}"));
        }
        let by_token = matches!(key, Key::Bearer(_));
        let refused = if by_token { Denied::Token } else { Denied::Password };
        let opened = if self.happens(Fault::GoogleImapRefused) {
            Err(refused)
        } else {
            gmail::open(&mut self.office.lock(), key)
        };
        match opened {
            Ok(mailbox) => {
                let said = format!("{AFTER_SIGN_IN}{tag} OK {mailbox} authenticated (Success)\r\n");
                self.signed_in = Some(SignedIn { mailbox, connected: true });
                Reply::lines(said)
            }
            Err(Denied::Token) => {
                self.waiting = Some(Waiting::Refused(tag.to_owned()));
                Reply::line(format!("+ {}", gmail::challenge()))
            }
            Err(Denied::Password) => refuse(tag),
            Err(Denied::AppPasswordNeeded) => Reply::line(format!("{tag} NO {APP_PASSWORD}")),
            Err(Denied::Browser) => Reply::line(format!("{tag} NO {BROWSER}")),
        }
    }
}

/// After the empty answer to a challenge.
pub(super) fn refuse(tag: &str) -> Reply {
    Reply::line(format!("{tag} NO {INVALID}"))
}

fn list() -> String {
    format!(
        "* LIST (\\HasNoChildren) \"/\" \"INBOX\"\r\n* LIST (\\HasChildren \\Noselect) \"/\" \"[Gmail]\"\r\n\
         * LIST (\\HasNoChildren \\Sent) \"/\" \"{}\"\r\n",
        gmail::SENT
    )
}

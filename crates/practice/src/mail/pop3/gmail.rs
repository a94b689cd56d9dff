//! POP3 as pop.gmail.com speaks it: its door and its words. POP can be off in the settings of a mailbox (protocol facts 5.10).

use super::{Pop3, Waiting};
use crate::fault::Fault;
use crate::mail::folder::Folder;
use crate::mail::gmail::{self, Denied, Key, Mechanism};
use crate::mail::sasl::Password;
use crate::mail::{House, Reply, Then};

const REFUSED: &str = "-ERR [AUTH] Username and password not accepted.";
const APP_PASSWORD: &str =
    "-ERR [AUTH] Application-specific password required: https://support.google.com/accounts/answer/185833";
const BROWSER: &str =
    "-ERR [AUTH] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754";
const OFF: &str = "-ERR [SYS/PERM] Your account is not enabled for POP access. Please visit your Gmail settings page and enable your account for POP access.";

impl Pop3 {
    pub(super) fn is_gmail(&self) -> bool {
        self.house == House::Gmail
    }

    pub(super) fn greeting_of_gmail() -> Reply {
        Reply::line(format!("+OK Gpop ready for requests from 127.0.0.1 {}", gmail::SERVER))
    }

    /// Before anybody is let in.
    pub(super) fn at_gmail(&mut self, verb: &str, rest: &[&str]) -> Reply {
        match (verb, rest) {
            ("CAPA", _) => Reply::lines(
                "+OK Capability list follows\r\nUSER\r\nRESP-CODES\r\nUIDL\r\nTOP\r\nSASL PLAIN XOAUTH2 OAUTHBEARER\r\n.\r\n"
                    .to_owned(),
            ),
            ("QUIT", _) => Reply::line("+OK Farewell.").then(Then::Close),
            ("USER", [user]) => {
                self.user = Some((*user).to_owned());
                Reply::line("+OK send PASS")
            }
            ("PASS", password) => match self.user.take() {
                Some(user) => self.let_in(&Key::Password(Password { user, password: password.join(" ") })),
                None => Reply::line("-ERR bad command"),
            },
            ("AUTH", [name]) => match Mechanism::named(name) {
                Some(mechanism) => {
                    self.waiting = Some(Waiting::Key(mechanism));
                    Reply::line("+ ")
                }
                None => Reply::line("-ERR bad command"),
            },
            ("AUTH", [name, initial]) => match Mechanism::named(name) {
                Some(mechanism) => self.key(mechanism, initial.as_bytes()),
                None => Reply::line("-ERR bad command"),
            },
            _ => Reply::line("-ERR bad command"),
        }
    }

    /// The string of a mechanism.
    pub(super) fn key(&mut self, mechanism: Mechanism, sent: &[u8]) -> Reply {
        match mechanism.read(sent) {
            Some(key) => self.let_in(&key),
            None => Reply::line("-ERR malformed command"),
        }
    }

    fn let_in(&mut self, key: &Key) -> Reply {
        let by_token = matches!(key, Key::Bearer(_));
        let refused = if by_token { Denied::Token } else { Denied::Password };
        let opened = if self.happens(Fault::GooglePopRefused) {
            Err(refused)
        } else {
            gmail::open(&mut self.office.lock(), key)
        };
        match opened {
            Ok(mailbox) if self.is_off_at_gmail(&mailbox) => Reply::line(OFF),
            Ok(mailbox) => {
                self.opened = Some(Folder::Inbox.of(&self.office.lock(), &mailbox));
                Reply::line("+OK Welcome.")
            }
            Err(Denied::Token) => {
                self.waiting = Some(Waiting::Refused);
                Reply::line(format!("+ {}", gmail::challenge()))
            }
            Err(Denied::Password) => Reply::line(REFUSED),
            Err(Denied::AppPasswordNeeded) => Reply::line(APP_PASSWORD),
            Err(Denied::Browser) => Reply::line(BROWSER),
        }
    }

    /// Whether POP is off in the settings of Gmail. `google-pop-off` takes effect here.
    fn is_off_at_gmail(&self, mailbox: &str) -> bool {
        let off = self.happens(Fault::GooglePopOff);
        let mut state = self.office.lock();
        let account = state.google.kept.accounts.iter_mut().find(|account| account.is_at(mailbox));
        let Some(account) = account else { return true };
        account.pop_off |= off;
        let is_off = account.pop_off;
        state.save();
        is_off
    }
}

/// After the empty answer to a challenge.
pub(super) fn refuse() -> Reply {
    Reply::line(REFUSED)
}

//! The door of Gmail's mail servers: who may come in, by token or by app password (protocol facts 5.10).
//!
//! Only `https://mail.google.com/` opens them. A plain password opens nothing; an app password does, where 2-Step Verification is on.

use super::sasl::{Bearer, Password};
use crate::fault::Fault;
use crate::google::GoogleScope;
use crate::office::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

/// The name the servers say they have. It is marked, as every page is.
pub(super) const SERVER: &str = "SENDOFF-PRACTICE.gmail.com";

/// A mechanism whose string is sent whole (RFC 4616, RFC 7628, and Google's own).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mechanism {
    XOAuth2,
    OAuthBearer,
    Plain,
}

/// What somebody shows at the door.
pub(super) enum Key {
    Bearer(Bearer),
    Password(Password),
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denied {
    /// The token is unknown or expired, lacks the scope, or is another account's.
    Token,
    /// No app password of this account.
    Password,
    /// The account's own password, where 2-Step Verification is on.
    AppPasswordNeeded,
    /// Somebody has to look at the account in a browser first.
    Browser,
}

impl Mechanism {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.to_ascii_uppercase().as_str() {
            "XOAUTH2" => Some(Self::XOAuth2),
            "OAUTHBEARER" => Some(Self::OAuthBearer),
            "PLAIN" => Some(Self::Plain),
            _ => None,
        }
    }

    /// `None`: not such a string.
    pub(super) fn read(self, sent: &[u8]) -> Option<Key> {
        match self {
            Self::XOAuth2 => Bearer::read(sent).map(Key::Bearer),
            Self::OAuthBearer => Bearer::read_oauthbearer(sent).map(Key::Bearer),
            Self::Plain => Password::read_plain(sent).map(Key::Password),
        }
    }
}

/// Opens a mailbox: its address.
pub(super) fn open(state: &mut State, key: &Key) -> Result<String, Denied> {
    let now = state.now();
    if state.faults.take(Fault::GoogleBrowserFirst, now) {
        return Err(Denied::Browser);
    }
    match key {
        Key::Bearer(bearer) => by_token(state, bearer),
        Key::Password(password) => by_password(state, password),
    }
}

fn by_token(state: &State, bearer: &Bearer) -> Result<String, Denied> {
    let access = state.google.issued.access(&bearer.token, state.now()).ok_or(Denied::Token)?;
    let account = state.google.account(&access.account).filter(|account| account.is_at(&bearer.user));
    let opens = access.scopes.contains(&GoogleScope::Mail);
    account.filter(|_| opens).map(|account| account.address.clone()).ok_or(Denied::Token)
}

/// Blanks of an app password do not count: it is shown in four groups.
fn by_password(state: &mut State, sent: &Password) -> Result<String, Denied> {
    let now = state.now();
    let bare: String = sent.password.chars().filter(|c| !c.is_whitespace()).collect();
    let account = state.google.account_at(&sent.user).ok_or(Denied::Password)?;
    if account.takes_app_password(&bare) {
        let address = account.address.clone();
        let normal = state.faults.take(Fault::GooglePasswordNormal, now);
        return if normal { Err(Denied::AppPasswordNeeded) } else { Ok(address) };
    }
    let own = account.two_step && account.password.reveal() == sent.password;
    Err(if own { Denied::AppPasswordNeeded } else { Denied::Password })
}

/// What a refused token is answered first: the reason as JSON, in base64 (protocol facts 5.10).
pub(super) fn challenge() -> String {
    let reason = json!({"status": "400", "schemes": "Bearer", "scope": GoogleScope::Mail.name()});
    STANDARD.encode(reason.to_string())
}

/// What Gmail puts behind what it says: a number to ask with, and which server it was.
pub(super) fn trace(state: &mut State) -> String {
    format!("{} - gsmtp", state.random.small_text(16))
}

/// The folder of what was sent, as Gmail names it.
pub(super) const SENT: &str = "[Gmail]/Sent Mail";

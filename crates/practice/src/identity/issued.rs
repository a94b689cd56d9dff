//! What the office has handed out: sign-ins under way, codes, tokens. In memory only; a restart asks everybody to sign in again.

use super::authorize::{Asked, Challenge};
use super::handed_out::{HandedOutKind, Memory};
use super::id_token::Signer;
use super::realm::Realm;
use super::scopes::AskedScope;
use crate::directory::{AccountId, AppId, PermissionId, Platform, Resource};
use crate::office::{Office, OfficeError};
use crate::shelf::{ATTEMPT_LIFE, CODE_MEMORY, Shelf};
use jiff::Timestamp;
use std::collections::HashMap;

/// `expires_in` of an access token, in seconds (protocol facts 1.5).
pub(super) const ACCESS_LIFE_SECONDS: i64 = 3599;

/// A sign-in under way: what was asked, and who has signed in so far.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) asked: Asked,
    pub(super) account: Option<AccountId>,
}

/// An authorization code.
#[derive(Clone, Debug)]
pub(super) struct Code {
    pub(super) asked: Asked,
    pub(super) account: AccountId,
    pub(super) granted: Vec<AskedScope>,
    pub(super) issued: Timestamp,
    pub(super) spent: bool,
}

/// A refresh token: bound to person and client, not to a resource (protocol facts 1.6).
#[derive(Clone, Debug)]
pub(super) struct RefreshToken {
    pub(super) realm: Realm,
    pub(super) app: AppId,
    pub(super) account: AccountId,
    pub(super) platform: Platform,
    pub(super) asked: Vec<AskedScope>,
    pub(super) issued: Timestamp,
    /// When the first of its line was issued: a single-page token's day counts from there.
    pub(super) line_began: Timestamp,
}

/// An access token.
#[derive(Clone, Debug)]
pub(crate) struct AccessToken {
    /// For which application it was issued.
    pub(crate) app: AppId,
    /// `None`: the application's own.
    pub(crate) account: Option<AccountId>,
    /// Whether the account signed in to the directory it belongs to: there is its mailbox, and not where it is a guest.
    pub(crate) at_home: bool,
    pub(crate) resource: Resource,
    pub(crate) permissions: Vec<PermissionId>,
    pub(crate) expires: Timestamp,
}

#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) signer: Signer,
    pub(crate) memory: Memory,
    attempts: Shelf<Attempt>,
    codes: Shelf<Code>,
    refresh: HashMap<String, RefreshToken>,
    access: HashMap<String, AccessToken>,
    /// Refresh tokens of an account from before this instant are revoked.
    valid_from: HashMap<AccountId, Timestamp>,
}

impl Issued {
    pub(crate) fn new() -> Result<Self, OfficeError> {
        Ok(Self {
            signer: Signer::new()?,
            memory: Memory::default(),
            attempts: Shelf::new(ATTEMPT_LIFE),
            codes: Shelf::new(CODE_MEMORY),
            refresh: HashMap::new(),
            access: HashMap::new(),
            valid_from: HashMap::new(),
        })
    }

    pub(super) fn begin(&mut self, id: String, attempt: Attempt, now: Timestamp) {
        self.note_asked(&attempt.asked);
        self.attempts.put(id, attempt, now);
    }

    fn note_asked(&mut self, asked: &Asked) {
        let challenge = asked.challenge.as_ref().map(|(Challenge::S256(value) | Challenge::Plain(value))| value);
        let parts = [
            (HandedOutKind::State, asked.destination.state.as_ref()),
            (HandedOutKind::Nonce, asked.nonce.as_ref()),
            (HandedOutKind::Challenge, challenge),
        ];
        for (kind, value) in parts {
            if let Some(value) = value {
                self.memory.note(kind, value);
            }
        }
    }

    pub(super) fn attempt(&mut self, id: &str, now: Timestamp) -> Option<&mut Attempt> {
        self.attempts.get_mut(id, now)
    }

    /// The same to look at.
    pub(super) fn peek(&self, id: &str, now: Timestamp) -> Option<&Attempt> {
        self.attempts.get(id, now)
    }

    /// A sign-in that has been answered cannot be answered again.
    pub(super) fn end(&mut self, attempt: &str) {
        self.attempts.take(attempt);
    }

    pub(super) fn keep_code(&mut self, value: String, code: Code) {
        let now = code.issued;
        self.memory.note(HandedOutKind::Code, &value);
        self.codes.put(value, code, now);
    }

    pub(super) fn code(&mut self, value: &str, now: Timestamp) -> Option<&mut Code> {
        self.codes.get_mut(value, now)
    }

    pub(super) fn keep_refresh(&mut self, value: String, token: RefreshToken) {
        self.memory.note(HandedOutKind::RefreshToken, &value);
        self.refresh.insert(value, token);
    }

    pub(super) fn refresh(&self, value: &str) -> Option<&RefreshToken> {
        self.refresh.get(value)
    }

    /// Since when refresh tokens of the account count, if earlier ones were revoked.
    pub(crate) fn valid_from(&self, account: AccountId) -> Option<Timestamp> {
        self.valid_from.get(&account).copied()
    }

    pub(super) fn keep_access(&mut self, value: String, token: AccessToken, now: Timestamp) {
        self.memory.note(HandedOutKind::AccessToken, &value);
        self.access.retain(|_, other| other.expires > now);
        self.access.insert(value, token);
    }

    /// The access token, if it was issued here and has not expired.
    pub(crate) fn access(&self, value: &str, now: Timestamp) -> Option<&AccessToken> {
        self.access.get(value).filter(|token| token.expires > now)
    }
}

impl Office {
    /// Users > Revoke sessions: refresh tokens issued so far are refused with 50173.
    pub fn revoke_sessions(&self, account: AccountId) {
        let mut state = self.lock();
        let now = state.now();
        state.issued.valid_from.insert(account, now);
    }
}

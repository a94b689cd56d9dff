//! What the provider has handed out: sign-ins under way, codes, tokens. In memory only, as the rest of the office's.

use super::issuer::Issuer;
use super::scope::Scope;
use crate::directory::AccountId;
use crate::identity::answer::Destination;
use crate::shelf::{ATTEMPT_LIFE, CODE_MEMORY, Shelf};
use jiff::Timestamp;
use std::collections::HashMap;

/// An authorize request that passed.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) issuer: Issuer,
    pub(super) client_id: String,
    pub(super) destination: Destination,
    pub(super) scopes: Vec<Scope>,
    pub(super) nonce: Option<String>,
    /// By S256.
    pub(super) challenge: String,
}

/// A sign-in under way, and who has signed in so far.
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
    pub(super) issued: Timestamp,
    pub(super) spent: bool,
}

/// A refresh token.
#[derive(Clone, Debug)]
pub(super) struct Refresh {
    pub(super) issuer: Issuer,
    pub(super) client_id: String,
    pub(super) account: AccountId,
    /// Everything that was approved.
    pub(super) scopes: Vec<Scope>,
    pub(super) issued: Timestamp,
    /// The code it came from, first or last.
    pub(super) code: String,
}

/// An access token.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    pub(crate) account: AccountId,
    pub(crate) scopes: Vec<Scope>,
    pub(super) expires: Timestamp,
    /// The code it came from, first or last.
    pub(super) code: String,
}

#[derive(Debug)]
pub(super) struct Issued {
    attempts: Shelf<Attempt>,
    /// Spent ones too, so that a second use takes back what the first one brought.
    codes: Shelf<Code>,
    refresh: HashMap<String, Refresh>,
    access: HashMap<String, Access>,
}

impl Default for Issued {
    fn default() -> Self {
        Self {
            attempts: Shelf::new(ATTEMPT_LIFE),
            codes: Shelf::new(CODE_MEMORY),
            refresh: HashMap::new(),
            access: HashMap::new(),
        }
    }
}

impl Issued {
    pub(super) fn begin(&mut self, id: String, attempt: Attempt, now: Timestamp) {
        self.attempts.put(id, attempt, now);
    }

    pub(super) fn attempt(&mut self, id: &str, now: Timestamp) -> Option<&mut Attempt> {
        self.attempts.get_mut(id, now)
    }

    /// A sign-in that has been answered cannot be answered again.
    pub(super) fn end(&mut self, attempt: &str) {
        self.attempts.take(attempt);
    }

    pub(super) fn keep_code(&mut self, value: String, code: Code) {
        let now = code.issued;
        self.codes.put(value, code, now);
    }

    pub(super) fn code(&self, value: &str, now: Timestamp) -> Option<&Code> {
        self.codes.get(value, now)
    }

    pub(super) fn spend(&mut self, code: &str, now: Timestamp) {
        if let Some(code) = self.codes.get_mut(code, now) {
            code.spent = true;
        }
    }

    /// Takes back everything that came from a code (RFC 6749 section 4.1.2, for a code that is used twice).
    pub(super) fn take_back(&mut self, code: &str) {
        self.access.retain(|_, token| token.code != code);
        self.refresh.retain(|_, token| token.code != code);
    }

    pub(super) fn keep_refresh(&mut self, value: String, token: Refresh) {
        self.refresh.insert(value, token);
    }

    pub(super) fn refresh(&self, value: &str) -> Option<&Refresh> {
        self.refresh.get(value)
    }

    pub(super) fn keep_access(&mut self, value: String, token: Access, now: Timestamp) {
        self.access.retain(|_, other| other.expires > now);
        self.access.insert(value, token);
    }

    pub(super) fn access(&self, value: &str, now: Timestamp) -> Option<&Access> {
        self.access.get(value).filter(|token| token.expires > now)
    }
}

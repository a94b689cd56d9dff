//! What the provider has handed out: sign-ins under way, codes, tokens. In memory only, as the rest of the office's.

use super::issuer::Issuer;
use super::scope::Scope;
use crate::directory::AccountId;
use crate::identity::answer::Destination;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;

/// How long a page of a sign-in may stay open.
const ATTEMPT_LIFE: SignedDuration = SignedDuration::from_hours(1);
/// The longest that RFC 6749 section 4.1.2 recommends.
pub(super) const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// How long a spent code is remembered, so that its second use takes back what it brought.
const CODE_MEMORY: SignedDuration = SignedDuration::from_hours(24);

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
    pub(super) started: Timestamp,
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

#[derive(Debug, Default)]
pub(super) struct Issued {
    attempts: HashMap<String, Attempt>,
    codes: HashMap<String, Code>,
    refresh: HashMap<String, Refresh>,
    access: HashMap<String, Access>,
}

impl Issued {
    pub(super) fn begin(&mut self, id: String, attempt: Attempt) {
        let now = attempt.started;
        self.attempts.retain(|_, other| now.duration_since(other.started) < ATTEMPT_LIFE);
        self.attempts.insert(id, attempt);
    }

    pub(super) fn attempt(&mut self, id: &str, now: Timestamp) -> Option<&mut Attempt> {
        self.attempts.get_mut(id).filter(|attempt| now.duration_since(attempt.started) < ATTEMPT_LIFE)
    }

    /// A sign-in that has been answered cannot be answered again.
    pub(super) fn end(&mut self, attempt: &str) {
        self.attempts.remove(attempt);
    }

    pub(super) fn keep_code(&mut self, value: String, code: Code) {
        let now = code.issued;
        self.codes.retain(|_, other| now.duration_since(other.issued) < CODE_MEMORY);
        self.codes.insert(value, code);
    }

    pub(super) fn code(&self, value: &str) -> Option<&Code> {
        self.codes.get(value)
    }

    pub(super) fn spend(&mut self, code: &str) {
        if let Some(code) = self.codes.get_mut(code) {
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

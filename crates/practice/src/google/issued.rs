//! What Google has handed out: sign-ins under way, codes, tokens, and which app a person has let in. In memory only.

use super::authorize::Asked;
use super::scope::GoogleScope;
use crate::shelf::{ATTEMPT_LIFE, CODE_MEMORY, Shelf};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Of consent and refresh token while the app is in Testing (protocol facts 5.2 and 5.8).
pub(super) const TESTING_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Six months without use end a refresh token (protocol facts 5.8).
const UNUSED_LIFE: SignedDuration = SignedDuration::from_hours(183 * 24);
/// Live refresh tokens of one account and client; the oldest drops silently (protocol facts 5.8).
const MOST_LIVE: usize = 100;

/// A sign-in under way.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) asked: Asked,
    /// Who has signed in so far, by number.
    pub(super) account: Option<String>,
    /// The warning about an app that is not verified has been passed.
    pub(super) warned: bool,
}

/// An authorization code.
#[derive(Clone, Debug)]
pub(super) struct Code {
    pub(super) asked: Asked,
    pub(super) account: String,
    pub(super) granted: Vec<GoogleScope>,
    /// The person was asked for it, in this sign-in.
    pub(super) consented: bool,
    pub(super) issued: Timestamp,
    pub(super) spent: bool,
}

/// A refresh token.
#[derive(Clone, Debug)]
pub(super) struct Refresh {
    pub(super) client: String,
    pub(super) project: String,
    pub(super) account: String,
    pub(super) scopes: Vec<GoogleScope>,
    pub(super) issued: Timestamp,
    /// When the seven days of Testing are over; publishing does not change it.
    pub(super) ends: Option<Timestamp>,
    used: Timestamp,
    /// In the order of issuing.
    number: u64,
}

/// An access token.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    pub(crate) client: String,
    pub(crate) project: String,
    pub(crate) account: String,
    pub(crate) scopes: Vec<GoogleScope>,
    pub(super) offline: bool,
    pub(super) expires: Timestamp,
}

/// What a person has agreed to, for one app: it belongs to the project, not to a client of it.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    pub(super) scopes: BTreeSet<GoogleScope>,
    pub(super) ends: Option<Timestamp>,
}

#[derive(Debug)]
pub(crate) struct Issued {
    pub(super) attempts: Shelf<Attempt>,
    pub(super) codes: Shelf<Code>,
    refresh: HashMap<String, Refresh>,
    access: HashMap<String, Access>,
    /// By account and project.
    grants: BTreeMap<(String, String), Grant>,
    /// When the password of an account was changed.
    changed: BTreeMap<String, Timestamp>,
    count: u64,
}

impl Default for Issued {
    fn default() -> Self {
        Self {
            attempts: Shelf::new(ATTEMPT_LIFE),
            codes: Shelf::new(CODE_MEMORY),
            refresh: HashMap::new(),
            access: HashMap::new(),
            grants: BTreeMap::new(),
            changed: BTreeMap::new(),
            count: 0,
        }
    }
}

/// Whether these end after seven days in Testing: everything does that is more than a sign-in (protocol facts 5.2).
pub(super) fn ends_in_testing(scopes: &[GoogleScope]) -> bool {
    scopes.iter().any(|scope| !scope.is_of_sign_in())
}

/// Whether a change of password ends them (protocol facts 5.8).
fn is_of_gmail(scopes: &[GoogleScope]) -> bool {
    ends_in_testing(scopes)
}

impl Refresh {
    pub(super) fn new(access: &Access, issued: Timestamp, ends: Option<Timestamp>) -> Self {
        let Access { client, project, account, scopes, .. } = access.clone();
        Self { client, project, account, scopes, issued, ends, used: issued, number: 0 }
    }
}

impl Issued {
    /// What this person has agreed to for the app, if it still counts.
    pub(super) fn grant(&self, account: &str, project: &str, now: Timestamp) -> Option<&Grant> {
        let grant = self.grants.get(&(account.to_owned(), project.to_owned()))?;
        grant.ends.is_none_or(|ends| now < ends).then_some(grant)
    }

    /// Adds to what was agreed to; when it ends is told by the last time.
    pub(super) fn agree(&mut self, account: &str, project: &str, mut fresh: Grant) {
        let key = (account.to_owned(), project.to_owned());
        if let Some(there) = self.grants.get(&key) {
            fresh.scopes.extend(&there.scopes);
        }
        self.grants.insert(key, fresh);
    }

    /// The apps an account has let in, with what it agreed to.
    pub(super) fn connections<'a>(&'a self, account: &'a str) -> impl Iterator<Item = (&'a str, &'a Grant)> {
        let of_account = move |(key, grant): (&'a (String, String), &'a Grant)| {
            (key.0 == account).then_some((key.1.as_str(), grant))
        };
        self.grants.iter().filter_map(of_account)
    }

    /// Takes everything back that an account has given to an app. Whether there was anything.
    pub(super) fn revoke(&mut self, account: &str, project: &str) -> bool {
        self.refresh.retain(|_, token| token.account != account || token.project != project);
        self.access.retain(|_, token| token.account != account || token.project != project);
        self.grants.remove(&(account.to_owned(), project.to_owned())).is_some()
    }

    /// The password of an account was changed: refresh tokens for Gmail from before are dead.
    pub(super) fn change_password(&mut self, account: &str, now: Timestamp) {
        self.changed.insert(account.to_owned(), now);
    }

    /// Keeps a token; of more than a hundred of one account and client the oldest is forgotten.
    pub(super) fn keep_refresh(&mut self, value: String, mut token: Refresh) {
        self.count += 1;
        token.number = self.count;
        let (account, client) = (token.account.clone(), token.client.clone());
        self.refresh.insert(value, token);
        let of_same = |token: &&Refresh| token.account == account && token.client == client;
        if self.refresh.values().filter(of_same).count() > MOST_LIVE {
            let oldest = self.refresh.values().filter(of_same).map(|token| token.number).min();
            self.refresh.retain(|_, token| Some(token.number) != oldest);
        }
    }

    /// A refresh token that still lives.
    pub(super) fn refresh(&self, value: &str, now: Timestamp) -> Option<&Refresh> {
        self.refresh.get(value).filter(|token| self.lives(token, now))
    }

    fn lives(&self, token: &Refresh, now: Timestamp) -> bool {
        let changed = self.changed.get(&token.account).is_some_and(|at| token.issued <= *at);
        let ended = token.ends.is_some_and(|ends| now >= ends);
        let unused = now.duration_since(token.used) >= UNUSED_LIFE;
        !(ended || unused || (changed && is_of_gmail(&token.scopes)))
    }

    /// A refresh token was used.
    pub(super) fn touch(&mut self, value: &str, now: Timestamp) {
        if let Some(token) = self.refresh.get_mut(value) {
            token.used = now;
        }
    }

    pub(super) fn keep_access(&mut self, value: String, token: Access, now: Timestamp) {
        self.access.retain(|_, other| other.expires > now);
        self.access.insert(value, token);
    }

    /// The access token, if it was issued here and has not expired.
    pub(crate) fn access(&self, value: &str, now: Timestamp) -> Option<&Access> {
        self.access.get(value).filter(|token| token.expires > now)
    }
}

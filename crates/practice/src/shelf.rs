//! What is remembered for some time after it was put there, and then forgotten: sign-ins under way, codes.

use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;

/// Values by their names, each for as long as `life` says.
#[derive(Debug)]
pub(crate) struct Shelf<T> {
    life: SignedDuration,
    values: HashMap<String, (Timestamp, T)>,
}

impl<T> Shelf<T> {
    /// Empty. A value stays for `life`.
    pub(crate) fn new(life: SignedDuration) -> Self {
        Self { life, values: HashMap::new() }
    }

    /// Puts a value there, and throws away what has been there too long.
    pub(crate) fn put(&mut self, name: String, value: T, now: Timestamp) {
        let life = self.life;
        self.values.retain(|_, (since, _)| now.duration_since(*since) < life);
        self.values.insert(name, (now, value));
    }

    /// The value of this name, if it is still there.
    pub(crate) fn get(&self, name: &str, now: Timestamp) -> Option<&T> {
        self.values.get(name).filter(|(since, _)| now.duration_since(*since) < self.life).map(|(_, value)| value)
    }

    /// The same to change.
    pub(crate) fn get_mut(&mut self, name: &str, now: Timestamp) -> Option<&mut T> {
        let life = self.life;
        self.values.get_mut(name).filter(|(since, _)| now.duration_since(*since) < life).map(|(_, value)| value)
    }

    /// Takes a value away.
    pub(crate) fn take(&mut self, name: &str) {
        self.values.remove(name);
    }
}

/// How long a page of a sign-in may stay open.
pub(crate) const ATTEMPT_LIFE: SignedDuration = SignedDuration::from_hours(1);
/// How long a code can be redeemed (RFC 6749 section 4.1.2: the longest it recommends; protocol facts 1.4).
pub(crate) const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// How long a spent or expired code is remembered, to be refused for what it is.
pub(crate) const CODE_MEMORY: SignedDuration = SignedDuration::from_hours(24);

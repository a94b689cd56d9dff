//! How much time the person has left, by two clocks: the monotonic one stands still while a computer sleeps (Linux and
//! macOS), the wall clock may be set. Whichever is over first ends the wait.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

/// How often the wall clock is looked at.
const LOOK: Duration = Duration::from_secs(1);

pub(crate) struct Deadline<'a> {
    limit: Duration,
    next_look: Instant,
    since: Instant,
    since_by_wall: Timestamp,
    wall: &'a (dyn Fn() -> Timestamp + Send + Sync),
}

impl<'a> Deadline<'a> {
    pub(crate) fn new(limit: Duration, wall: &'a (dyn Fn() -> Timestamp + Send + Sync)) -> Self {
        let since = Instant::now();
        Self { limit, next_look: since + limit.min(LOOK), since, since_by_wall: wall(), wall }
    }

    pub(crate) fn extend(&mut self, by: Duration) {
        self.limit = self.limit.saturating_add(by);
    }

    /// When the clocks are to be looked at again. Stays the same however often the waiting is interrupted.
    pub(crate) fn next_look(&self) -> Instant {
        self.next_look
    }

    /// Looks at both clocks.
    pub(crate) fn is_over(&mut self) -> bool {
        let passed = self.since.elapsed();
        self.next_look = Instant::now() + self.limit.saturating_sub(passed).min(LOOK);
        let by_wall = (self.wall)().duration_since(self.since_by_wall);
        let limit = SignedDuration::try_from(self.limit).unwrap_or(SignedDuration::MAX);
        passed >= self.limit || by_wall >= limit
    }
}

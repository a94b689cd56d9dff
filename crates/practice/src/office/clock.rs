//! The one place where the office reads the time: the computer's clock and an offset.

use jiff::{SignedDuration, Timestamp};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    offset: SignedDuration,
}

impl Clock {
    pub(crate) fn ahead_by(offset: SignedDuration) -> Self {
        Self { offset }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the office stands for a service of its own, with a clock of its own"
    )]
    pub(crate) fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        now.checked_add(self.offset).unwrap_or(now)
    }

    /// How far ahead of the computer's clock it is.
    pub(crate) fn ahead(&self) -> SignedDuration {
        self.offset
    }

    pub(crate) fn advance(&mut self, by: SignedDuration) {
        self.offset = self.offset.saturating_add(by);
    }
}

//! How long a keychain may take, and who hears that it takes long.

use std::{fmt, sync::Arc, time::Duration};

use tokio::{sync::oneshot, time::timeout};

/// Limits of one call to the keychain.
///
/// With the daemon stopped a call was still blocked after 60 s (measured on gnome-keyring 42, 21 Nov 2026), so that a
/// limit of our own is the only one there is.
#[derive(Clone)]
pub struct Patience {
    /// How long nothing is said.
    pub quiet: Duration,
    /// When the call is given up, counted from its start. Not shorter than `quiet`.
    pub give_up: Duration,
    /// Called once a call when `quiet` is over: the system is probably asking to unlock. Must not block.
    pub asking: Arc<dyn Fn() + Send + Sync>,
}

impl Default for Patience {
    /// Ten seconds of silence, two minutes in all: long enough to find and type a password.
    fn default() -> Self {
        Self { quiet: Duration::from_secs(10), give_up: Duration::from_mins(2), asking: Arc::new(|| ()) }
    }
}

impl fmt::Debug for Patience {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Patience({:?}, {:?})", self.quiet, self.give_up)
    }
}

/// Why nothing was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unanswered {
    /// The limit is over; whatever comes later finds nobody.
    Overdue,
    /// The thread that was to answer is gone.
    Gone,
}

impl Patience {
    /// Waits for the one answer.
    pub(crate) async fn wait<T>(&self, mut answer: oneshot::Receiver<T>) -> Result<T, Unanswered> {
        if let Ok(received) = timeout(self.quiet, &mut answer).await {
            return received.map_err(|_| Unanswered::Gone);
        }
        (self.asking)();
        match timeout(self.give_up.saturating_sub(self.quiet), &mut answer).await {
            Ok(received) => received.map_err(|_| Unanswered::Gone),
            Err(_) => last_moment(answer),
        }
    }
}

/// An answer that came between the limit and now is still taken; after this the sender learns that nobody listens.
fn last_moment<T>(mut answer: oneshot::Receiver<T>) -> Result<T, Unanswered> {
    answer.close();
    answer.try_recv().map_err(|_| Unanswered::Overdue)
}

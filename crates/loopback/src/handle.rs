//! Steering a wait while it lasts.

use std::time::Duration;

use sendoff_oauth::NoiseReason;
use tokio::sync::{mpsc, oneshot, watch};
use zeroize::Zeroizing;

use crate::NoiseCount;

/// What the loop is told from outside. Not printable: a pasted address holds the code.
pub(crate) enum Order {
    Paste(Zeroizing<String>, oneshot::Sender<Pasted>),
    Extend(Duration),
    Cancel,
}

/// What became of a pasted address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// It is the answer; the wait ends with it.
    Taken,
    /// It is not; the wait goes on. [`NoiseReason::kind`] says what to tell the person.
    NotTheAnswer(NoiseReason),
    /// An answer had arrived already.
    Late,
    /// Nobody waits any more.
    NobodyWaits,
}

/// Steers one wait. Clones steer the same one; dropping them all changes nothing.
#[derive(Clone, Debug)]
pub struct Handle {
    pub(crate) orders: mpsc::UnboundedSender<Order>,
    pub(crate) noise: watch::Receiver<NoiseCount>,
}

impl Handle {
    /// The address the browser shows, pasted by the person when no redirect came. Judged like any other answer.
    pub async fn paste(&self, text: String) -> Pasted {
        let (reply, answer) = oneshot::channel();
        if self.orders.send(Order::Paste(Zeroizing::new(text), reply)).is_err() {
            return Pasted::NobodyWaits;
        }
        answer.await.unwrap_or(Pasted::NobodyWaits)
    }

    /// Gives the person more time.
    pub fn extend(&self, by: Duration) {
        // Nobody waits any more: there is nothing to extend.
        let _ = self.orders.send(Order::Extend(by));
    }

    /// Ends the wait: closes the port at once and wipes the attempt.
    pub fn cancel(&self) {
        // Nobody waits any more: it has ended already.
        let _ = self.orders.send(Order::Cancel);
    }

    /// What was turned away so far, and when that changes.
    pub fn noise(&self) -> watch::Receiver<NoiseCount> {
        self.noise.clone()
    }
}

//! Which faults are armed, which have happened, and which go on.

use super::{Office, State};
use crate::fault::Fault;
use jiff::Timestamp;
use std::collections::BTreeSet;
use tokio::sync::watch;

/// A fault that has taken effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happened {
    /// Which.
    pub fault: Fault,
    /// When, by the office's clock.
    pub at: Timestamp,
}

#[derive(Debug, Default)]
pub(crate) struct Faults {
    armed: BTreeSet<Fault>,
    happened: Vec<Happened>,
    /// Counts every change, for whoever shows what is armed.
    changes: watch::Sender<u64>,
}

impl Faults {
    /// Whether the fault is armed; if so its moment has come, and it is armed no more.
    pub(crate) fn take(&mut self, fault: Fault, now: Timestamp) -> bool {
        let armed = self.armed.remove(&fault);
        if armed {
            tracing::info!(fault = fault.name(), "a practice fault takes effect");
            self.happened.push(Happened { fault, at: now });
            self.changed();
        }
        armed
    }

    fn changed(&self) {
        self.changes.send_modify(|changes| *changes += 1);
    }

    /// Whether the fault is armed, leaving it so.
    pub(crate) fn is_armed(&self, fault: Fault) -> bool {
        self.armed.contains(&fault)
    }
}

impl State {
    /// Ends what lasts.
    fn end_of(&mut self, fault: Fault) {
        let now = self.now();
        if fault == Fault::SmtpSwitchDelay {
            self.mail.smtp_known_from = None;
        }
        if fault == Fault::NetworkGone {
            self.outage_over.notify_waiters();
        }
        self.end_google(fault);
        for registration in &mut self.directory.registrations {
            if fault == Fault::RegistrationDelay {
                registration.known_from = registration.known_from.min(now);
            }
            if fault == Fault::SecretDelay {
                registration.secrets.iter_mut().for_each(|secret| secret.known_from = secret.known_from.min(now));
            }
        }
    }
}

impl Office {
    /// Makes something go wrong at the next suitable moment. Arming twice is arming once.
    pub fn arm(&self, fault: Fault) {
        let mut state = self.lock();
        state.faults.armed.insert(fault);
        state.faults.changed();
    }

    /// Takes a fault back: one still armed does not happen, and one that lasts (a delay, the clock, the network) ends at once.
    /// What a fault has changed in a registration stays changed, and is mended in the portal.
    pub fn disarm(&self, fault: Fault) {
        let mut state = self.lock();
        state.faults.armed.remove(&fault);
        state.faults.changed();
        state.end_of(fault);
    }

    /// The faults still waiting for their moment.
    pub fn armed(&self) -> Vec<Fault> {
        self.lock().faults.armed.iter().copied().collect()
    }

    /// Changes whenever a fault is armed, taken back or takes effect; the number itself only counts.
    pub fn fault_changes(&self) -> watch::Receiver<u64> {
        self.lock().faults.changes.subscribe()
    }

    /// The faults that have taken effect since the office started, oldest first.
    pub fn happened(&self) -> Vec<Happened> {
        self.lock().faults.happened.clone()
    }
}

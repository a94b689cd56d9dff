//! The sign-in that is under way, as the rest of the engine may touch it: its page, and a way in for what the person
//! pastes from the browser.

use std::sync::{Mutex, MutexGuard, PoisonError};

use sendoff_loopback::Handle;
use sendoff_recipes::ProvidedBy;
use sendoff_values::OperationNumber;
use url::Url;

/// The attempt under way.
#[derive(Clone)]
struct Attempt {
    operation: OperationNumber,
    provider: ProvidedBy,
    page: Url,
    handle: Handle,
}

/// At most one attempt.
#[derive(Default)]
pub struct Live {
    attempt: Mutex<Option<Attempt>>,
}

impl Live {
    /// An attempt has begun: this is its provider and its page, and by `handle` it is steered.
    pub fn begin(&self, operation: OperationNumber, provider: ProvidedBy, page: Url, handle: Handle) {
        *self.lock() = Some(Attempt { operation, provider, page, handle });
    }

    /// The attempt is over.
    pub fn end(&self, operation: OperationNumber) {
        let mut attempt = self.lock();
        if attempt.as_ref().is_some_and(|live| live.operation == operation) {
            *attempt = None;
        }
    }

    /// Provider and page of the attempt, if it is the one under way. It holds the `state`: to be opened or copied, not logged.
    pub fn page(&self, operation: OperationNumber) -> Option<(ProvidedBy, Url)> {
        self.of(operation).map(|live| (live.provider, live.page))
    }

    /// Where a pasted address goes, if the attempt is the one under way.
    pub fn handle(&self, operation: OperationNumber) -> Option<Handle> {
        self.of(operation).map(|live| live.handle)
    }

    fn of(&self, operation: OperationNumber) -> Option<Attempt> {
        self.lock().clone().filter(|live| live.operation == operation)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Attempt>> {
        self.attempt.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

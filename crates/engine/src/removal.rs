//! Deletes a connection and holds it for a moment, so that it can be put back.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use sendoff_journey::{Event, Journey};
use sendoff_problem::{Kind, Problem};
use sendoff_values::ConnectionId;

use crate::{
    deleting::{self, Deleted},
    workplace::{Shared, Workplace},
};

/// How long a deleted connection can be put back (ux-spec 7.13).
const UNDO_LASTS: Duration = Duration::from_secs(30);

/// The connection that was deleted last, with its secrets, in memory only.
#[derive(Default)]
pub(crate) struct Bin(Mutex<Option<Thrown>>);

struct Thrown {
    deleted: Deleted<Journey>,
    /// Putting it back was tried and did not work: it is held until it does, or the program ends.
    tried: bool,
}

impl Bin {
    fn put(&self, deleted: Deleted<Journey>, tried: bool) {
        *self.slot() = Some(Thrown { deleted, tried });
    }

    fn take(&self, id: &ConnectionId) -> Option<Deleted<Journey>> {
        self.slot().take_if(|thrown| thrown.deleted.header.id == *id).map(|thrown| thrown.deleted)
    }

    /// Wipes it, unless somebody tries to put it back.
    fn empty(&self, id: &ConnectionId) -> bool {
        self.slot().take_if(|thrown| thrown.deleted.header.id == *id && !thrown.tried).is_some()
    }

    fn slot(&self) -> MutexGuard<'_, Option<Thrown>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Deletes it; for ten seconds it can be put back, then its secrets are wiped.
pub(crate) async fn delete(shared: &Shared, id: ConnectionId) {
    let Workplace { vault, ledger, .. } = &shared.workplace;
    let deleted = match deleting::delete(vault, ledger, &id).await {
        Ok(Some(deleted)) => deleted,
        Ok(None) => return shared.tell(Event::NotDeleted(id, Problem::new(Kind::FileDamaged))),
        Err(failed) => return shared.tell(Event::NotDeleted(id, failed.into())),
    };
    let organisation = deleted.header.summary.organisation.clone();
    shared.deleted.put(deleted, false);
    shared.tell(Event::Deleted { id: id.clone(), organisation });
    tokio::time::sleep(UNDO_LASTS).await;
    // Whoever is putting it back has taken it out, and tells how that ended.
    if shared.deleted.empty(&id) {
        shared.tell(Event::UndoOver(id));
    }
}

/// Puts it back. If that does not work it is held on, for another try.
pub(crate) async fn put_back(shared: &Shared, id: ConnectionId) {
    let Workplace { vault, ledger, .. } = &shared.workplace;
    let Some(deleted) = shared.deleted.take(&id) else { return shared.tell(Event::UndoOver(id)) };
    match Box::pin(deleting::restore(vault, ledger, &deleted)).await {
        Ok(()) => shared.tell(Event::Restored(id)),
        Err(failed) => {
            shared.deleted.put(deleted, true);
            shared.tell(Event::NotRestored(id, failed.into()));
        }
    }
}

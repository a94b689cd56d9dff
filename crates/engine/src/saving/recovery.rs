//! What a save that was cut short left behind is decided here: at the next start, and before the next save.

use sendoff_ledger::{Cause, Ledger, LedgerError, Unfinished};
use sendoff_values::ConnectionId;
use sendoff_vault::{Fault, Generation, Vault};
use serde::{Serialize, de::DeserializeOwned};

use super::{Mark, WhatFailed};

/// What became of one interrupted save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The connection.
    pub id: ConnectionId,
    /// Which values count, or why that could not be decided yet; then nothing was changed.
    pub outcome: Result<WhichCounts, WhatFailed>,
}

/// Which side of an interrupted save counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichCounts {
    /// The save had not come to its deciding moment: what was there before counts.
    Old,
    /// It had: the new values count, and the rest of the save was made up for.
    New,
    /// It was the first of its connection, and the keychain shows nothing of it: nothing was kept, or it has another folder
    /// before it. The note stays until something is shown, or until the connection is saved again.
    NothingShown,
    /// The note cannot be read: what the keychain shows counts. The note was set aside, and the ledger tells it.
    AsShown,
}

/// Decides every interrupted save, removes the side that lost, and logs which counts in one line each.
///
/// The keychain is asked only if there is something to decide, so that an ordinary start never asks to unlock.
pub async fn recover<T>(vault: &Vault, ledger: &Ledger<T>) -> Result<Vec<Recovered>, LedgerError>
where
    T: Serialize + DeserializeOwned,
{
    let mut all = Vec::new();
    for id in ledger.unfinished()? {
        let outcome = decide(vault, ledger, &id).await;
        tracing::info!(connection = %id, ?outcome, "a save was interrupted; this counts now");
        if let Some(outcome) = outcome.transpose() {
            all.push(Recovered { id, outcome });
        }
    }
    Ok(all)
}

/// What is open of an earlier run.
pub(super) enum Open<T> {
    /// Nothing, or nothing any more.
    Decided(Option<WhichCounts>),
    /// The keychain shows too little to decide it.
    Undecided(Box<Unfinished<T, Mark>>, WhatFailed),
    /// The note cannot be read, and the keychain shows no record either.
    Unread(WhatFailed),
}

async fn decide<T>(vault: &Vault, ledger: &Ledger<T>, id: &ConnectionId) -> Result<Option<WhichCounts>, WhatFailed>
where
    T: Serialize + DeserializeOwned,
{
    match look(vault, ledger, id).await? {
        Open::Decided(which) => Ok(which),
        Open::Undecided(note, WhatFailed::Vault(Fault::NotFound)) if note.mark.previous.is_none() => {
            Ok(Some(WhichCounts::NothingShown))
        }
        Open::Undecided(_, cause) | Open::Unread(cause) => Err(cause),
    }
}

impl<T> Open<T> {
    /// What it may have left in the keychain.
    pub(super) fn generations(&self) -> Vec<Generation> {
        match self {
            Self::Undecided(note, _) => note.mark.all().collect(),
            Self::Decided(_) | Self::Unread(_) => Vec::new(),
        }
    }
}

/// Decides what can be decided.
pub(super) async fn look<T>(vault: &Vault, ledger: &Ledger<T>, id: &ConnectionId) -> Result<Open<T>, WhatFailed>
where
    T: Serialize + DeserializeOwned,
{
    let note: Unfinished<T, Mark> = match ledger.unfinished_of(id) {
        Ok(Some(note)) => note,
        Ok(None) => return Ok(Open::Decided(None)),
        Err(LedgerError { cause: Cause::Damaged, .. }) => return without_note(vault, ledger, id).await,
        Err(error) => return Err(error.into()),
    };
    let which = match vault.current(id).await {
        Ok(Some(current)) if current == note.mark.new => WhichCounts::New,
        // Neither part nor head: a keychain that looks at another folder says the same. It decides nothing.
        Ok(None) if note.mark.previous.is_some() || !vault.shows_part(id, note.mark.new).await? => {
            return Ok(Open::Undecided(Box::new(note), Fault::NotFound.into()));
        }
        Ok(_) => WhichCounts::Old,
        Err(Fault::Changed) => return Ok(Open::Undecided(Box::new(note), Fault::Changed.into())),
        Err(fault) => return Err(fault.into()),
    };
    if which == WhichCounts::New {
        ledger.put(&note.header, &note.payload)?;
    }
    clear(vault, id, note.mark.all()).await?;
    ledger.end_saving(id)?;
    Ok(Open::Decided(Some(which)))
}

/// Deletes these generations but the one that counts.
pub(super) async fn clear(
    vault: &Vault,
    id: &ConnectionId,
    generations: impl Iterator<Item = Generation>,
) -> Result<(), Fault> {
    for generation in generations {
        vault.clear(id, generation).await?;
    }
    Ok(())
}

/// A damaged note says neither what was begun nor what it left. The head says what counts; what lies near it and does not
/// count is removed. Without a head nothing is touched.
async fn without_note<T>(vault: &Vault, ledger: &Ledger<T>, id: &ConnectionId) -> Result<Open<T>, WhatFailed>
where
    T: Serialize + DeserializeOwned,
{
    match vault.sweep(id).await {
        Ok(()) => {
            ledger.set_note_aside(id)?;
            Ok(Open::Decided(Some(WhichCounts::AsShown)))
        }
        Err(fault @ (Fault::NotFound | Fault::Changed)) => Ok(Open::Unread(fault.into())),
        Err(fault) => Err(fault.into()),
    }
}

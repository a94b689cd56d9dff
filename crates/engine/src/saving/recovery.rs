//! What a save that was cut short left behind is decided here: at the next start, and before the next save.

use sendoff_ledger::{Cause, Ledger, LedgerError, Unfinished};
use sendoff_values::ConnectionId;
use sendoff_vault::{Fault, Vault};
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

/// `None` when nothing is open for this connection.
pub(super) async fn decide<T>(
    vault: &Vault,
    ledger: &Ledger<T>,
    id: &ConnectionId,
) -> Result<Option<WhichCounts>, WhatFailed>
where
    T: Serialize + DeserializeOwned,
{
    let Some(note) = readable_note(ledger, id)? else { return Ok(None) };
    let which = match vault.current(id).await? {
        Some(current) if current == note.mark.new => finish(vault, ledger, &note).await?,
        // A keychain that does not even show the old record may be looking at another folder: it decides nothing.
        None if note.mark.previous.is_some() => return Err(Fault::NotFound.into()),
        _ => take_back(vault, &note).await?,
    };
    ledger.end_saving(id)?;
    Ok(Some(which))
}

/// Removes both sides of an interrupted save behind a head that cannot be read: neither can count any more.
pub(super) async fn give_up<T>(vault: &Vault, ledger: &Ledger<T>, id: &ConnectionId) -> Result<(), WhatFailed>
where
    T: Serialize + DeserializeOwned,
{
    if let Some(note) = readable_note(ledger, id)? {
        for side in note.mark.previous.into_iter().chain([note.mark.new]) {
            vault.clear(id, side).await?;
        }
    }
    Ok(ledger.end_saving(id)?)
}

/// A damaged note decides nothing; it is dropped, and what both rooms hold stays.
fn readable_note<T>(ledger: &Ledger<T>, id: &ConnectionId) -> Result<Option<Unfinished<T, Mark>>, LedgerError>
where
    T: Serialize + DeserializeOwned,
{
    match ledger.unfinished_of(id) {
        Err(LedgerError { cause: Cause::Damaged, .. }) => ledger.end_saving(id).map(|()| None),
        note => note,
    }
}

async fn finish<T>(vault: &Vault, ledger: &Ledger<T>, note: &Unfinished<T, Mark>) -> Result<WhichCounts, WhatFailed>
where
    T: Serialize + DeserializeOwned,
{
    ledger.put(&note.header, &note.payload)?;
    if let Some(previous) = note.mark.previous {
        vault.clear(&note.header.id, previous).await?;
    }
    Ok(WhichCounts::New)
}

async fn take_back<T>(vault: &Vault, note: &Unfinished<T, Mark>) -> Result<WhichCounts, WhatFailed> {
    vault.clear(&note.header.id, note.mark.new).await?;
    Ok(WhichCounts::Old)
}

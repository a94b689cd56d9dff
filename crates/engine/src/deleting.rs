//! Vault and ledger together: a connection is deleted whole or not at all, and can be put back while it is held.
//!
//! The vault's head entry decides, as it does for saving: while it is there the connection is there. A mark in the ledger
//! says that a deletion was begun, and then that the head is gone, so that the next start can finish or drop it.
//!
//! | killed after | the next start finds |
//! |---|---|
//! | the mark | the connection; the mark is dropped |
//! | the head is gone | parts without a head: they, the entry and the mark are removed |
//! | the mark says so | the same, whether parts are shown or not |
//!
//! A keychain that shows neither head nor parts may be another one, or closed: unless the mark says that the head is gone,
//! everything stays as it is until a later start.

use sendoff_ledger::{Header, Ledger, LedgerError};
use sendoff_values::ConnectionId;
use sendoff_vault::{Fault, Generation, Record, Vault};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::saving::{self, Proved, TestPassed, WhatFailed};

/// What the ledger's mark says.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    generation: Generation,
    /// The keychain confirmed it.
    is_head_gone: bool,
}

/// A connection that was deleted, held so that it can be put back. Dropping it wipes its secrets.
pub struct Deleted<T> {
    /// The ledger's header.
    pub header: Header,
    payload: T,
    /// The vault's record; `None` when there was none that could be read.
    record: Option<Record>,
}

/// Deletes it from both. On failure everything is as before; where even that cannot be told, the next start decides.
///
/// Returns nothing when the ledger has no such entry.
pub async fn delete<T>(vault: &Vault, ledger: &Ledger<T>, id: &ConnectionId) -> Result<Option<Deleted<T>>, WhatFailed>
where
    T: Serialize + DeserializeOwned,
{
    let Some((header, payload)) = ledger.get(id)? else { return Ok(None) };
    let Some(generation) = vault.current(id).await? else {
        ledger.remove(id)?;
        settle(ledger, id);
        return Ok(Some(Deleted { header, payload, record: None }));
    };
    let record = readable(vault.read(id).await)?;
    let had_parts = vault.shows_part(id, generation).await?;
    ledger.begin_deleting(id, &Mark { generation, is_head_gone: false })?;
    let leftover = forget(vault, ledger, id, had_parts.then_some(generation)).await?;
    if let Err(error) = ledger.remove(id) {
        return Err(put_back(vault, ledger, id, record.as_ref(), error).await);
    }
    if !leftover {
        settle(ledger, id);
    }
    Ok(Some(Deleted { header, payload, record }))
}

/// A record that is not there, or not as it was written, does not stand in the way of deleting.
fn readable(read: Result<Record, Fault>) -> Result<Option<Record>, Fault> {
    match read {
        Ok(record) => Ok(Some(record)),
        Err(Fault::NotFound | Fault::Changed | Fault::Newer) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Deletes the record; whether parts of it are left for the next start. `shown`: the generation, where any part of it was
/// shown a moment ago; a keychain that shows none of them either has not lost the head but closed.
async fn forget<T>(
    vault: &Vault,
    ledger: &Ledger<T>,
    id: &ConnectionId,
    shown: Option<Generation>,
) -> Result<bool, WhatFailed>
where
    T: Serialize + DeserializeOwned,
{
    let shows_parts = async || match shown {
        Some(generation) => vault.shows_part(id, generation).await.map(Some),
        None => Ok(None),
    };
    let fault = match vault.forget(id).await {
        Ok(_) if shows_parts().await == Ok(Some(false)) => Fault::WentAway,
        Ok(generation) => return Ok(!clear(vault, ledger, id, generation).await.unwrap_or(false)),
        Err(fault) => fault,
    };
    match vault.current(id).await {
        Ok(None) if shows_parts().await == Ok(Some(true)) => Ok(true),
        Ok(Some(_)) => {
            settle(ledger, id);
            Err(fault.into())
        }
        // The keychain does not say what came of it: the mark stays, and the next start decides.
        Ok(None) | Err(_) => Err(fault.into()),
    }
}

/// Removes the parts, but not before the mark says that the head is gone: until then they are the only sign of it. True
/// when all of them were there to be removed.
async fn clear<T>(
    vault: &Vault,
    ledger: &Ledger<T>,
    id: &ConnectionId,
    generation: Generation,
) -> Result<bool, WhatFailed>
where
    T: Serialize + DeserializeOwned,
{
    ledger.begin_deleting(id, &Mark { generation, is_head_gone: true })?;
    Ok(vault.clear_shown(id, generation).await?)
}

/// The entry could not be removed: the record comes back, and everything is as before.
async fn put_back<T>(
    vault: &Vault,
    ledger: &Ledger<T>,
    id: &ConnectionId,
    record: Option<&Record>,
    error: LedgerError,
) -> WhatFailed
where
    T: Serialize + DeserializeOwned,
{
    if let Some(record) = record
        && write_again(vault, id, record).await.is_ok()
    {
        settle(ledger, id);
    }
    error.into()
}

async fn write_again(vault: &Vault, id: &ConnectionId, record: &Record) -> Result<(), Fault> {
    let attempt = vault.begin(id, record).await?;
    vault.write(&attempt).await?;
    vault.read_back(&attempt, record).await?;
    vault.commit(&attempt).await
}

/// A mark that cannot be dropped is dropped by the next start.
fn settle<T>(ledger: &Ledger<T>, id: &ConnectionId)
where
    T: Serialize + DeserializeOwned,
{
    if let Err(error) = ledger.end_deleting(id) {
        tracing::warn!(%error, "the mark of a deletion stays until the next start");
    }
}

/// Puts it back as it was: by the way of every save, so that it is there whole or not at all.
pub async fn restore<T>(vault: &Vault, ledger: &Ledger<T>, deleted: &Deleted<T>) -> Result<(), WhatFailed>
where
    T: Serialize + DeserializeOwned + Clone,
{
    let Deleted { header, payload, record } = deleted;
    finish_one(vault, ledger, &header.id).await?;
    let Some(record) = record else { return Ok(ledger.put(header, payload)?) };
    // It was proved when it was saved; nothing of it has changed since.
    let test = TestPassed { accepted_at: record.proved_at, message_id: String::new() };
    let proved = Proved::after(&test, header.clone(), payload.clone(), record.duplicate());
    let saved = saving::save(vault, ledger, &proved, &|_, _| ()).await;
    saved.map(drop).map_err(|failed| failed.cause)
}

/// Decides every deletion that was cut short. One that the keychain does not say anything about is left for another time.
pub async fn recover<T>(vault: &Vault, ledger: &Ledger<T>) -> Result<(), LedgerError>
where
    T: Serialize + DeserializeOwned,
{
    for id in ledger.deleting()? {
        let outcome = finish_one(vault, ledger, &id).await;
        tracing::info!(connection = %id, ?outcome, "a deletion was interrupted; it is decided");
    }
    Ok(())
}

/// Decides one deletion that was cut short. A record that was saved since stays, and what is left of the one before it goes.
pub(crate) async fn finish_one<T>(vault: &Vault, ledger: &Ledger<T>, id: &ConnectionId) -> Result<(), WhatFailed>
where
    T: Serialize + DeserializeOwned,
{
    let Some(Mark { generation, is_head_gone }) = ledger.deleting_of(id)? else { return Ok(()) };
    let is_gone = vault.current(id).await?.is_none();
    if is_gone && !is_head_gone && !vault.shows_part(id, generation).await? {
        return Ok(());
    }
    vault.clear(id, generation).await?;
    if is_gone {
        ledger.remove(id)?;
    }
    Ok(ledger.end_deleting(id)?)
}

#[cfg(test)]
mod tests;

//! The vault: one connection's record, written so that the old or the new one is whole at every moment.

mod calls;
mod saving;

use std::{collections::HashMap, fmt, sync::Arc};

use sendoff_values::ConnectionId;
use tokio::sync::Mutex;
use zeroize::Zeroizing;

pub use saving::Attempt;

use crate::{
    Fault, Generation, Keychain, Patience, Record, StoreChoice,
    entry::EntryName,
    generation::{Head, MOST_CHUNKS},
    stores::Platform,
    worker::{Heads, Worker},
};

/// Bytes of one stored record at most. Far above any token seen, far below what gnome-keyring took (1,000,000 bytes,
/// measured 21 Nov 2026).
const LONGEST_RECORD: usize = 256 * 1_024;

/// How many attempts in a row one process may have to take back and still have their parts found by [`Vault::sweep`].
const NEAR: u64 = 8;

/// Keeps records in one keychain. Saving goes in steps, and `engine::saving` takes them in this order:
///
/// 1. [`begin`](Self::begin) chooses the next generation; nothing is written.
/// 2. [`write`](Self::write) writes its chunks beside the old ones.
/// 3. [`read_back`](Self::read_back) reads them, compares the checksum, and compares every byte with what was proved.
/// 4. [`commit`](Self::commit) writes the head entry: the single moment at which the new record counts.
/// 5. The ledger writes its file.
/// 6. [`settle`](Self::settle) deletes the old generation.
///
/// When a step fails, [`withdraw`](Self::withdraw) removes what the attempt wrote and puts the old head back.
/// Calls may be made from several tasks; they are carried out one after the other.
pub struct Vault {
    platform: Arc<dyn Platform>,
    patience: Patience,
    worker: Mutex<Option<Worker>>,
    heads: Heads,
    /// The highest number of which parts were written or deleted here.
    touched: std::sync::Mutex<HashMap<ConnectionId, u64>>,
}

impl Vault {
    /// A vault on this store. Nothing is opened yet: the first call does that, and so does the next call after a
    /// keychain hung or went away.
    pub fn open(choice: StoreChoice, patience: Patience) -> Self {
        Self {
            platform: choice.platform(),
            patience,
            worker: Mutex::default(),
            heads: Heads::default(),
            touched: std::sync::Mutex::default(),
        }
    }

    /// Whether records can be kept here at all: writes an entry, reads it back, deletes it.
    ///
    /// Returns the keychain that answered. Does not touch any record.
    pub async fn probe(&self) -> Result<Keychain, Fault> {
        const PROBE: &[u8] = b"Sendoff looks whether this keychain works.";
        self.put(EntryName::Probe, Zeroizing::new(PROBE.to_vec())).await?;
        let read = self.get(EntryName::Probe).await;
        self.delete(EntryName::Probe).await?;
        if read?.as_slice() != PROBE {
            return Err(Fault::Differs);
        }
        self.identify().await
    }

    /// Which keychain answers.
    pub async fn identify(&self) -> Result<Keychain, Fault> {
        self.ask_who().await
    }

    /// The record that counts.
    ///
    /// [`Fault::NotFound`] when there is none, or the keychain does not show it; [`Fault::Changed`] when it is not as
    /// it was written. Neither is a reason to delete anything.
    pub async fn read(&self, id: &ConnectionId) -> Result<Record, Fault> {
        let head = self.head(id).await?.ok_or(Fault::NotFound)?;
        let text = self.text(id, head.generation).await?;
        if !head.fits(&text) {
            return Err(Fault::Changed);
        }
        Record::from_text(&text)
    }

    /// The generation that counts; `None` when the keychain shows no record of this connection.
    pub async fn current(&self, id: &ConnectionId) -> Result<Option<Generation>, Fault> {
        Ok(self.head(id).await?.map(|head| head.generation))
    }

    /// Deletes the head, and looks that it is gone: from now on there is no record. Gives the generation whose parts are
    /// left, for [`Vault::clear_shown`]. [`Fault::NotFound`] when there is none. Access at the provider is not withdrawn by it.
    pub async fn forget(&self, id: &ConnectionId) -> Result<Generation, Fault> {
        let mut heads = self.heads.lock().await;
        let head = self.head(id).await?.ok_or(Fault::NotFound)?;
        heads.insert(id.clone(), Some(head.clone()));
        self.delete_surely(EntryName::Head(id.clone())).await?;
        heads.insert(id.clone(), None);
        Ok(head.generation)
    }

    /// Deletes a generation that lost; leaves the one that counts alone. For leftovers of an earlier run. Behind a head
    /// that another program made unreadable nothing counts.
    pub async fn clear(&self, id: &ConnectionId, loser: Generation) -> Result<(), Fault> {
        match self.current(id).await {
            Ok(Some(current)) if current.number == loser.number => Ok(()),
            Ok(_) | Err(Fault::Changed) => self.delete_chunks(id, loser).await,
            Err(fault) => Err(fault),
        }
    }

    /// Whether the keychain shows any part of this generation. A keychain that shows a part and no head is one that a save
    /// was cut short in; one that shows neither may be looking at another folder.
    pub async fn shows_part(&self, id: &ConnectionId, generation: Generation) -> Result<bool, Fault> {
        for index in 0..generation.chunks {
            if self.has_part(id, generation.number, index).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Deletes the parts of generations near the one that counts, for when nothing says any more which ones a save has left.
    /// Only a head that is there proves that they are not used: [`Fault::NotFound`] without one, and nothing is deleted.
    pub async fn sweep(&self, id: &ConnectionId) -> Result<(), Fault> {
        let counts = self.current(id).await?.ok_or(Fault::NotFound)?.number;
        let near = counts.saturating_sub(NEAR)..=counts.saturating_add(NEAR);
        for number in near.filter(|number| *number != counts) {
            let mut chunks = 0;
            while chunks < MOST_CHUNKS && self.has_part(id, number, chunks).await? {
                chunks += 1;
            }
            self.delete_chunks(id, Generation { number, chunks }).await?;
        }
        Ok(())
    }

    async fn has_part(&self, id: &ConnectionId, number: u64, index: u32) -> Result<bool, Fault> {
        match self.get(EntryName::Chunk(id.clone(), number, index)).await {
            Ok(_) => Ok(true),
            Err(Fault::NotFound) => Ok(false),
            Err(fault) => Err(fault),
        }
    }

    /// Deletes the parts of a generation of which one was shown a moment ago; whether the keychain had each of them to
    /// delete. One that it had not may be hidden.
    pub async fn clear_shown(&self, id: &ConnectionId, loser: Generation) -> Result<bool, Fault> {
        let mut had_all = true;
        for index in 0..loser.chunks {
            self.touch(id, loser.number);
            match self.delete(EntryName::Chunk(id.clone(), loser.number, index)).await {
                Ok(()) => {}
                Err(Fault::NotFound) => had_all = false,
                Err(fault) => return Err(fault),
            }
        }
        Ok(had_all)
    }

    async fn head(&self, id: &ConnectionId) -> Result<Option<Head>, Fault> {
        match self.get(EntryName::Head(id.clone())).await {
            Ok(bytes) => Head::from_bytes(&bytes).map(Some),
            Err(Fault::NotFound) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// All parts of one generation, joined.
    async fn text(&self, id: &ConnectionId, generation: Generation) -> Result<Zeroizing<Vec<u8>>, Fault> {
        let mut text = Zeroizing::new(Vec::with_capacity(LONGEST_RECORD));
        for index in 0..generation.chunks {
            let chunk = self.get(EntryName::Chunk(id.clone(), generation.number, index)).await?;
            if text.len() + chunk.len() > LONGEST_RECORD {
                return Err(Fault::Changed);
            }
            text.extend_from_slice(&chunk);
        }
        Ok(text)
    }

    /// From the last to the first, as they were written from the first to the last: what is left is always the beginning.
    async fn delete_chunks(&self, id: &ConnectionId, generation: Generation) -> Result<(), Fault> {
        for index in (0..generation.chunks).rev() {
            self.touch(id, generation.number);
            self.delete_surely(EntryName::Chunk(id.clone(), generation.number, index)).await?;
        }
        Ok(())
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Vault")
    }
}

//! The steps of saving that touch the keychain.

use std::sync::{
    PoisonError,
    atomic::{AtomicBool, Ordering},
};

use sendoff_values::ConnectionId;
use zeroize::Zeroizing;

use super::{LONGEST_RECORD, Vault};
use crate::{
    Fault, Generation, Record,
    entry::EntryName,
    generation::{Head, first_number},
};

/// One attempt to save: which generation it writes, and which one counts until it commits.
pub struct Attempt {
    id: ConnectionId,
    head: Head,
    /// What stood at the beginning; [`Fault::Changed`] for a head that cannot be read.
    found: Result<Option<Head>, Fault>,
    /// Whether the head may have been written over, however that ended.
    head_touched: AtomicBool,
    chunk_length: usize,
    text: Zeroizing<Vec<u8>>,
}

impl Attempt {
    /// The connection that is saved.
    pub fn id(&self) -> &ConnectionId {
        &self.id
    }

    /// What is written.
    pub fn generation(&self) -> Generation {
        self.head.generation
    }

    /// What counts until [`Vault::commit`].
    pub fn previous(&self) -> Option<Generation> {
        self.previous_head().map(|head| head.generation)
    }

    fn previous_head(&self) -> Option<&Head> {
        self.found.as_ref().ok()?.as_ref()
    }

    /// Whether this head is not what this attempt wrote, nor what may have become of it.
    fn is_foreign(&self, head: &Result<Option<Head>, Fault>) -> bool {
        match head {
            Ok(Some(head)) => head.generation.number != self.head.generation.number,
            Err(Fault::Changed) if self.previous_head().is_some() => false,
            _ => !self.head_touched.load(Ordering::Relaxed),
        }
    }

    fn chunk(&self, index: u32) -> EntryName {
        EntryName::Chunk(self.id.clone(), self.generation().number, index)
    }
}

impl Vault {
    /// Reads what counts now and chooses the next generation; writes nothing.
    ///
    /// [`Fault::TooLong`] when the record cannot be stored here. A head that another program made unreadable counts as
    /// none: the record behind it is lost, and saving anew is what mends it. No number is used again that this process has written or
    /// deleted parts of: a call that was given up may still come through.
    pub async fn begin(&self, id: &ConnectionId, record: &Record) -> Result<Attempt, Fault> {
        let text = record.to_text()?;
        if text.len() > LONGEST_RECORD {
            return Err(Fault::TooLong { length: text.len(), limit: LONGEST_RECORD });
        }
        let mut heads = self.heads.lock().await;
        let found = match self.head(id).await {
            Err(Fault::Changed) => Err(Fault::Changed),
            head => Ok(head?),
        };
        let previous = found.clone().unwrap_or_default();
        heads.insert(id.clone(), previous.clone());
        let chunk_length = self.platform.bytes_an_entry().min(LONGEST_RECORD);
        let chunks = u32::try_from(text.len().div_ceil(chunk_length)).unwrap_or(u32::MAX);
        let next = previous.map_or_else(|| first_number(record.proved_at), |head| head.generation.number + 1);
        let head = Head::of(Generation { number: self.unused(id, next), chunks }, &text);
        Ok(Attempt { id: id.clone(), head, found, head_touched: AtomicBool::default(), chunk_length, text })
    }

    /// This number, or a higher one that this process has not touched yet.
    fn unused(&self, id: &ConnectionId, number: u64) -> u64 {
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        let highest = touched.entry(id.clone()).or_default();
        *highest = number.max(highest.saturating_add(1));
        *highest
    }

    /// From now on no attempt bears this number or a lower one.
    pub(super) fn touch(&self, id: &ConnectionId, number: u64) {
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        let highest = touched.entry(id.clone()).or_default();
        *highest = number.max(*highest);
    }

    /// Step 1: writes the chunks of the new generation.
    pub async fn write(&self, attempt: &Attempt) -> Result<(), Fault> {
        for (index, chunk) in (0..).zip(attempt.text.chunks(attempt.chunk_length)) {
            self.put(attempt.chunk(index), Zeroizing::new(chunk.to_vec())).await?;
        }
        Ok(())
    }

    /// Steps 2 and 3: reads every chunk back, compares the checksum, and compares byte for byte with `proved`.
    /// [`Fault::Differs`] when anything is other than it should be.
    pub async fn read_back(&self, attempt: &Attempt, proved: &Record) -> Result<(), Fault> {
        let text = match self.text(&attempt.id, attempt.generation()).await {
            Err(Fault::Changed) => return Err(Fault::Differs),
            text => text?,
        };
        if attempt.head.fits(&text) && *text == *proved.to_text()? { Ok(()) } else { Err(Fault::Differs) }
    }

    /// Step 4: writes the head entry and reads it back. From here on the new record counts.
    ///
    /// [`Fault::Appeared`] when there is another record than [`begin`](Self::begin) was shown: it is not written over.
    pub async fn commit(&self, attempt: &Attempt) -> Result<(), Fault> {
        let mut heads = self.heads.lock().await;
        match self.head(&attempt.id).await {
            head if head == attempt.found => (),
            Ok(Some(_)) => return Err(Fault::Appeared),
            Ok(None) => return Err(Fault::NotFound),
            Err(fault) => return Err(fault),
        }
        attempt.head_touched.store(true, Ordering::Relaxed);
        self.put_head(&attempt.id, &attempt.head).await?;
        heads.insert(attempt.id.clone(), Some(attempt.head.clone()));
        Ok(())
    }

    /// Step 6: deletes the generation that counted before, and looks that it is gone.
    pub async fn settle(&self, attempt: &Attempt) -> Result<(), Fault> {
        match attempt.previous() {
            Some(previous) => self.delete_chunks(&attempt.id, previous).await,
            None => Ok(()),
        }
    }

    /// Takes the attempt back: the old head counts again, and nothing the attempt wrote is left. May be called after
    /// any step before [`settle`](Self::settle), whether that step worked or not. A head that this attempt did not write
    /// is left alone. [`Fault::NotFound`] when the keychain no longer shows the record that was there: then nothing is
    /// deleted, for what it does not show it would not delete either.
    pub async fn withdraw(&self, attempt: &Attempt) -> Result<(), Fault> {
        self.put_back_head(attempt).await?;
        self.delete_chunks(&attempt.id, attempt.generation()).await
    }

    async fn put_back_head(&self, attempt: &Attempt) -> Result<(), Fault> {
        let mut heads = self.heads.lock().await;
        heads.insert(attempt.id.clone(), attempt.previous_head().cloned());
        match self.head(&attempt.id).await {
            head if head == attempt.found => return Ok(()),
            Err(fault) if fault != Fault::Changed && fault != Fault::Newer => return Err(fault),
            Ok(None) => return Err(Fault::NotFound),
            head if attempt.is_foreign(&head) => return Ok(()),
            _ => (),
        }
        match attempt.previous_head() {
            Some(previous) => self.put_head(&attempt.id, previous).await,
            None => self.delete_surely(EntryName::Head(attempt.id.clone())).await,
        }
    }

    async fn put_head(&self, id: &ConnectionId, head: &Head) -> Result<(), Fault> {
        self.put(EntryName::Head(id.clone()), Zeroizing::new(head.to_bytes()?)).await?;
        match self.head(id).await {
            Ok(Some(read)) if read == *head => Ok(()),
            Ok(_) | Err(Fault::Changed | Fault::Newer) => Err(Fault::Differs),
            Err(fault) => Err(fault),
        }
    }
}

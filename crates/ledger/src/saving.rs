//! The note that a save is under way, so that a crash in its midst can be decided at the next start.
//!
//! The note holds the new entry in full: once the vault's head counts the new record, the entry can be written from
//! the note alone; until then the note is dropped and the old entry stands. It has a copy, as an entry has: without it
//! nothing would say which parts of a record a save has left in the keychain.

use std::path::{Path, PathBuf};

use sendoff_values::ConnectionId;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Cause, Header, Ledger, LedgerError, Misfortune, disk, file, ledger::backup};

/// A save that was begun and not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished<T, M> {
    /// The new entry's header.
    pub header: Header,
    /// The new entry.
    pub payload: T,
    /// What the caller needs to know to decide.
    pub mark: M,
}

#[derive(Serialize)]
struct WritingNote<'a, T, M> {
    header: &'a Header,
    payload: &'a T,
    mark: &'a M,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Note<T, M> {
    header: Header,
    payload: T,
    mark: M,
}

impl<T: Serialize + DeserializeOwned> Ledger<T> {
    /// Notes that this entry is about to be saved. When it returns, the disk has the note. A note of the same
    /// connection is replaced.
    pub fn begin_saving<M: Serialize>(&self, header: &Header, payload: &T, mark: &M) -> Result<(), LedgerError> {
        let path = self.saving_path(&header.id);
        let bytes = file::seal(&path, file::VERSION, &WritingNote { header, payload, mark })?;
        let note = disk::prepare(&path, &bytes)?;
        let copy = disk::prepare(&backup(&path), &bytes)?;
        note.put_in_place()?;
        if let Err(error) = copy.put_in_place() {
            tracing::warn!(%error, "the copy of a note is not up to date");
        }
        disk::settle_names(&self.folder)
    }

    /// Drops the note; that there is none is no error.
    pub fn end_saving(&self, id: &ConnectionId) -> Result<(), LedgerError> {
        let path = self.saving_path(id);
        disk::remove(&backup(&path))?;
        disk::remove(&path)?;
        disk::settle_names(&self.folder)
    }

    /// The note on this connection, if there is one. A note about another connection than its name says is damaged. In
    /// place of a damaged note its copy is used; where that is no good either the error is `Damaged`, both stay until
    /// [`set_note_aside`](Self::set_note_aside), and [`mishaps`](Self::mishaps) tells it.
    pub fn unfinished_of<M: DeserializeOwned>(
        &self,
        id: &ConnectionId,
    ) -> Result<Option<Unfinished<T, M>>, LedgerError> {
        let path = self.saving_path(id);
        match Self::note_in(&path, id) {
            Err(LedgerError { cause: Cause::Damaged, .. }) => self.copied_note(&path, id),
            note => note,
        }
    }

    fn copied_note<M: DeserializeOwned>(
        &self,
        path: &Path,
        id: &ConnectionId,
    ) -> Result<Option<Unfinished<T, M>>, LedgerError> {
        let Ok(Some(note)) = Self::note_in(&backup(path), id) else {
            self.tell(path, Misfortune::Unreadable(Cause::Damaged));
            return Err(LedgerError::new(path, Cause::Damaged));
        };
        let set_aside = Some(self.set_aside(path)?);
        let bytes = disk::read(&backup(path))?.unwrap_or_default();
        disk::prepare(path, &bytes)?.put_in_place()?;
        self.tell(path, Misfortune::Restored { set_aside });
        Ok(Some(note))
    }

    /// Sets a note that cannot be read aside, with its copy, and tells it by [`mishaps`](Self::mishaps).
    pub fn set_note_aside(&self, id: &ConnectionId) -> Result<(), LedgerError> {
        let path = self.saving_path(id);
        let set_aside = self.set_aside(&path)?;
        if backup(&path).exists() {
            self.set_aside(&backup(&path))?;
        }
        self.tell(&path, Misfortune::Lost { set_aside });
        Ok(())
    }

    fn note_in<M: DeserializeOwned>(path: &Path, id: &ConnectionId) -> Result<Option<Unfinished<T, M>>, LedgerError> {
        let Some(bytes) = disk::read(path)? else { return Ok(None) };
        let note: Note<T, M> = file::unseal(path, file::VERSION, &bytes)?;
        if note.header.id != *id {
            return Err(LedgerError::new(path, Cause::Damaged));
        }
        Ok(Some(Unfinished { header: note.header, payload: note.payload, mark: note.mark }))
    }

    /// The connections on which there is a note.
    pub fn unfinished(&self) -> Result<Vec<ConnectionId>, LedgerError> {
        self.marked(ENDING)
    }

    /// The connections beside whose file one of this ending stands.
    pub(crate) fn marked(&self, ending: &str) -> Result<Vec<ConnectionId>, LedgerError> {
        let names = std::fs::read_dir(&self.folder).map_err(|error| LedgerError::of(&self.folder, &error))?;
        let mut ids: Vec<ConnectionId> =
            names.filter_map(|item| item.ok()?.file_name().to_str()?.strip_suffix(ending)?.parse().ok()).collect();
        ids.sort();
        Ok(ids)
    }

    pub(crate) fn saving_path(&self, id: &ConnectionId) -> PathBuf {
        self.folder.join(format!("{id}{ENDING}"))
    }
}

const ENDING: &str = ".saving";

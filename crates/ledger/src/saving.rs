//! The note that a save is under way, so that a crash in its midst can be decided at the next start.
//!
//! The note holds the new entry in full: once the vault's head counts the new record, the entry can be written from
//! the note alone; until then the note is dropped and the old entry stands.

use std::path::PathBuf;

use sendoff_values::ConnectionId;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Cause, Header, Ledger, LedgerError, disk, file};

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
        let note = WritingNote { header, payload, mark };
        disk::prepare(&path, &file::seal(&path, file::VERSION, &note)?)?.put_in_place()?;
        disk::settle_names(&self.folder)
    }

    /// Drops the note; that there is none is no error.
    pub fn end_saving(&self, id: &ConnectionId) -> Result<(), LedgerError> {
        disk::remove(&self.saving_path(id))?;
        disk::settle_names(&self.folder)
    }

    /// The note on this connection, if there is one. A note about another connection than its name says is damaged.
    pub fn unfinished_of<M: DeserializeOwned>(
        &self,
        id: &ConnectionId,
    ) -> Result<Option<Unfinished<T, M>>, LedgerError> {
        let path = self.saving_path(id);
        let Some(bytes) = disk::read(&path)? else { return Ok(None) };
        let note: Note<T, M> = file::unseal(&path, file::VERSION, &bytes)?;
        if note.header.id != *id {
            return Err(LedgerError::new(&path, Cause::Damaged));
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

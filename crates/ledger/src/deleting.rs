//! The mark that a connection is being deleted, so that a crash in its midst can be decided at the next start.
//!
//! The entry itself stays until the vault has forgotten its record. What the mark says is the caller's type.

use std::path::PathBuf;

use sendoff_values::ConnectionId;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Ledger, LedgerError, disk, file};

#[derive(Serialize)]
struct WritingMark<'a, M> {
    mark: &'a M,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark<M> {
    mark: M,
}

impl<T: Serialize + DeserializeOwned> Ledger<T> {
    /// Marks that this connection is about to be deleted. When it returns, the disk has the mark.
    pub fn begin_deleting<M: Serialize>(&self, id: &ConnectionId, mark: &M) -> Result<(), LedgerError> {
        let path = self.deleting_path(id);
        disk::prepare(&path, &file::seal(&path, file::VERSION, &WritingMark { mark })?)?.put_in_place()?;
        disk::settle_names(&self.folder)
    }

    /// Drops the mark; that there is none is no error.
    pub fn end_deleting(&self, id: &ConnectionId) -> Result<(), LedgerError> {
        disk::remove(&self.deleting_path(id))?;
        disk::settle_names(&self.folder)
    }

    /// The mark on this connection, if there is one.
    pub fn deleting_of<M: DeserializeOwned>(&self, id: &ConnectionId) -> Result<Option<M>, LedgerError> {
        let path = self.deleting_path(id);
        let Some(bytes) = disk::read(&path)? else { return Ok(None) };
        let written: Mark<M> = file::unseal(&path, file::VERSION, &bytes)?;
        Ok(Some(written.mark))
    }

    /// The connections on which there is a mark.
    pub fn deleting(&self) -> Result<Vec<ConnectionId>, LedgerError> {
        self.marked(ENDING)
    }

    fn deleting_path(&self, id: &ConnectionId) -> PathBuf {
        self.folder.join(format!("{id}{ENDING}"))
    }
}

const ENDING: &str = ".deleting";

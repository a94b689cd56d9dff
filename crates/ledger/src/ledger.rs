//! The ledger: entries by ID, one file each.

mod opening;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    marker::PhantomData,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use sendoff_values::ConnectionId;
use serde::{Serialize, de::DeserializeOwned};

pub(crate) use opening::set_aside;
pub use opening::{Misfortune, Mishap};

use crate::{Cause, EntryKind, Header, LedgerError, ListPage, ListQuery, disk, file, row::Row};

/// A folder, held against other processes until it is dropped. `T` is what an entry holds beside its header.
///
/// Calls may come from several threads; writes are carried out one after the other.
#[derive(Debug)]
pub struct Ledger<T> {
    pub(crate) folder: PathBuf,
    state: Mutex<State>,
    payload: PhantomData<fn() -> T>,
}

/// The folder as it was found, or why it could not be opened.
type State = Result<Open, LedgerError>;

#[derive(Debug)]
struct Open {
    rows: BTreeMap<ConnectionId, Row>,
    mishaps: Vec<Mishap>,
    opened_at: Timestamp,
    _held: File,
}

impl<T: Serialize + DeserializeOwned> Ledger<T> {
    /// Opens the folder, making it if need be (0700 on unix), and reads every entry once.
    ///
    /// A damaged file is set aside as `.bad-<now>` and its last good copy takes its place; a file of a newer version is
    /// left alone and not listed. Both are told by [`mishaps`](Self::mishaps). Fails with `InUse` when another process
    /// has the folder, and when the folder itself cannot be made, read or written.
    pub fn open(folder: &Path, now: Timestamp) -> Result<Self, LedgerError> {
        Ok(Self::in_state(folder, Ok(open::<T>(folder, now)?)))
    }

    /// The same, but a folder that cannot be made, read or written gives a ledger whose every call fails with that error,
    /// until [`open_again`](Self::open_again) works. Fails when another process has the folder.
    pub fn open_or_wait(folder: &Path, now: Timestamp) -> Result<Self, LedgerError> {
        match open::<T>(folder, now) {
            Err(error) if error.cause == Cause::InUse => Err(error),
            opened => Ok(Self::in_state(folder, opened)),
        }
    }

    fn in_state(folder: &Path, state: State) -> Self {
        Self { folder: folder.to_owned(), state: Mutex::new(state), payload: PhantomData }
    }

    /// Opens the folder if that did not work before. `true` when it was opened by this call.
    pub fn open_again(&self, now: Timestamp) -> Result<bool, LedgerError> {
        let mut state = self.state();
        if state.is_ok() {
            return Ok(false);
        }
        *state = open::<T>(&self.folder, now);
        state.as_ref().map(|_| true).map_err(Clone::clone)
    }

    /// What opening found amiss, and what came to light since.
    pub fn mishaps(&self) -> Vec<Mishap> {
        self.state().as_ref().map(|open| open.mishaps.clone()).unwrap_or_default()
    }

    /// Where the files are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes the entry of `header.id`, replacing the one before. When it returns, the disk has it; when it fails, the
    /// entry before is as it was.
    pub fn put(&self, header: &Header, payload: &T) -> Result<(), LedgerError> {
        let mut state = self.state();
        let open = state.as_mut().map_err(|error| error.clone())?;
        let path = self.path(&header.id);
        write(&path, &file::to_bytes(&path, header, payload)?)?;
        open.rows.insert(header.id.clone(), Row::from(header.clone()));
        Ok(())
    }

    /// The entry; `None` when there is none.
    pub fn get(&self, id: &ConnectionId) -> Result<Option<(Header, T)>, LedgerError> {
        let state = self.state();
        state.as_ref().map_err(Clone::clone)?;
        let path = self.path(id);
        disk::read(&path)?.map(|bytes| file::from_bytes(&path, &bytes)).transpose()
    }

    /// Removes the entry with everything that belongs to it. `false` when there was none.
    pub fn remove(&self, id: &ConnectionId) -> Result<bool, LedgerError> {
        let mut state = self.state();
        let open = state.as_mut().map_err(|error| error.clone())?;
        disk::remove(&backup(&self.path(id)))?;
        disk::remove(&backup(&self.saving_path(id)))?;
        disk::remove(&self.saving_path(id))?;
        disk::remove(&self.path(id))?;
        disk::settle_names(&self.folder)?;
        Ok(open.rows.remove(id).is_some())
    }

    /// The rows asked for. Reads no file.
    pub fn query(&self, query: &ListQuery) -> Result<ListPage, LedgerError> {
        let state = self.state();
        let open = state.as_ref().map_err(Clone::clone)?;
        Ok(query.run(open.rows.values()))
    }

    /// How many saved connections and unfinished set-ups were made with one of these applications, by their ids. Reads no file.
    pub fn made_with(&self, applications: &[String]) -> Result<(u64, u64), LedgerError> {
        let state = self.state();
        let open = state.as_ref().map_err(Clone::clone)?;
        let of_kind = |kind: EntryKind| {
            let headers = open.rows.values().map(|row| &row.header);
            let made =
                headers.filter(|header| header.kind == kind && applications.contains(&header.summary.application));
            u64::try_from(made.count()).unwrap_or(u64::MAX)
        };
        Ok((of_kind(EntryKind::Connection), of_kind(EntryKind::SetUp)))
    }

    /// The applications that anything was made with, by their ids. Reads no file.
    pub fn applications(&self) -> BTreeSet<String> {
        let state = self.state();
        let rows = state.as_ref().map(|open| open.rows.values()).into_iter().flatten();
        rows.map(|row| row.header.summary.application.clone()).collect()
    }

    /// Adds to the mishaps, in place of what was told of the same file.
    pub(crate) fn tell(&self, path: &Path, misfortune: Misfortune) {
        if let Ok(open) = self.state().as_mut() {
            open.mishaps.retain(|mishap| mishap.path != path);
            open.mishaps.push(Mishap { path: path.to_owned(), misfortune });
        }
    }

    /// Renames a damaged file; its new name tells when the folder was opened.
    pub(crate) fn set_aside(&self, path: &Path) -> Result<PathBuf, LedgerError> {
        let opened_at = self.state().as_ref().map(|open| open.opened_at).map_err(Clone::clone)?;
        set_aside(path, opened_at)
    }

    pub(crate) fn path(&self, id: &ConnectionId) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open<T: DeserializeOwned>(folder: &Path, now: Timestamp) -> Result<Open, LedgerError> {
    disk::make_folder(folder)?;
    let held = opening::hold(folder)?;
    let found = opening::read_all::<T>(folder, now)?;
    let rows = found.headers.into_iter().map(|(id, header)| (id, Row::from(header))).collect();
    Ok(Open { rows, mishaps: found.mishaps, opened_at: now, _held: held })
}

/// Writes the file and then its copy. Both are complete on disk before either gets its name, so that a full disk
/// changes nothing. The copy is a second file, not a link: damage to one leaves the other.
fn write(path: &Path, bytes: &[u8]) -> Result<(), LedgerError> {
    let folder = path.parent().unwrap_or(path);
    let before = disk::read(path).ok().flatten();
    let main = disk::prepare(path, bytes)?;
    let copy = disk::prepare(&backup(path), bytes)?;
    main.put_in_place()?;
    if let Err(error) = disk::settle_names(folder) {
        put_back(path, before);
        return Err(error);
    }
    if let Err(error) = copy.put_in_place() {
        tracing::warn!(%error, "the copy of an entry is not up to date");
    }
    Ok(())
}

/// As it was before, as far as a failing disk still allows.
fn put_back(path: &Path, before: Option<Vec<u8>>) {
    let done = match before {
        Some(bytes) => disk::prepare(path, &bytes).and_then(disk::Ready::put_in_place),
        None => disk::remove(path),
    };
    if let Err(error) = done {
        tracing::error!(%error, "an entry could not be put back");
    }
}

pub(crate) fn backup(path: &Path) -> PathBuf {
    with_ending(path, "bak")
}

pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

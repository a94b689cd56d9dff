//! Opening a folder: holding it, reading what is there, and mending what can be mended.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_values::ConnectionId;
use serde::de::DeserializeOwned;

use super::{backup, with_ending};
use crate::{Cause, Header, LedgerError, disk, file};

/// One file that was not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mishap {
    /// The file, by the name it had.
    pub path: PathBuf,
    /// What was found and done.
    pub misfortune: Misfortune,
}

/// What was wrong with a file, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfortune {
    /// Damaged; set aside under this name, and the last good copy used instead.
    Restored {
        /// Where the damaged file is now; `None` when it was missing altogether.
        set_aside: Option<PathBuf>,
    },
    /// Damaged, and there is no good copy; set aside under this name.
    Lost {
        /// Where the damaged file is now.
        set_aside: PathBuf,
    },
    /// Written by a newer version; left as it is.
    Newer {
        /// The version of the file's layout.
        version: u32,
    },
    /// The disk did not give it; left as it is.
    Unreadable(Cause),
    /// There are more files in the folder than are ever kept; so many were not read, and left as they are.
    TooMany {
        /// So many.
        left: usize,
    },
}

impl From<&Mishap> for Problem {
    fn from(mishap: &Mishap) -> Self {
        let kind = match &mishap.misfortune {
            Misfortune::Restored { .. } | Misfortune::Lost { .. } => Kind::FileDamaged,
            Misfortune::Newer { .. } => Kind::FileNewer,
            Misfortune::Unreadable(_) => Kind::DiskFailed,
            Misfortune::TooMany { .. } => Kind::RecipesTooMany,
        };
        Self::new(kind).with(ValueName::Path, mishap.path.display().to_string())
    }
}

#[derive(Default)]
pub(super) struct Found {
    pub(super) headers: BTreeMap<ConnectionId, Header>,
    pub(super) mishaps: Vec<Mishap>,
}

/// Takes the folder for this process. The system lets go of it however the process ends.
pub(super) fn hold(folder: &Path) -> Result<File, LedgerError> {
    let path = folder.join(".lock");
    let opened = File::options().create(true).truncate(false).write(true).open(&path);
    let lock = opened.map_err(|error| LedgerError::of(folder, &error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(LedgerError::new(folder, Cause::InUse)),
        Err(TryLockError::Error(error)) => Err(LedgerError::of(&path, &error)),
    }
}

/// Every entry of the folder. One bad file never hides the others.
pub(super) fn read_all<T: DeserializeOwned>(folder: &Path, now: Timestamp) -> Result<Found, LedgerError> {
    let mut found = Found::default();
    for id in ids_after_sweeping(folder)? {
        let path = folder.join(format!("{id}.json"));
        match read_or_restore::<T>(&path, &id, now) {
            Ok((header, mishap)) => {
                found.mishaps.extend(mishap.map(|misfortune| Mishap { path, misfortune }));
                found.headers.insert(id, header);
            }
            Err(misfortune) => found.mishaps.push(Mishap { path, misfortune }),
        }
    }
    Ok(found)
}

/// The IDs that a file or a copy is named after; temporary files that a crash left are removed.
fn ids_after_sweeping(folder: &Path) -> Result<Vec<ConnectionId>, LedgerError> {
    let failed = |error: std::io::Error| LedgerError::of(folder, &error);
    let mut ids = Vec::new();
    for item in fs::read_dir(folder).map_err(failed)? {
        let name = item.map_err(failed)?.file_name();
        match name.to_str() {
            Some(text) if text.starts_with(disk::TEMPORARY) => disk::remove(&folder.join(&name))?,
            Some(text) => ids.extend(id_of(text)),
            None => (),
        }
    }
    ids.sort();
    ids.dedup();
    Ok(ids)
}

fn id_of(name: &str) -> Option<ConnectionId> {
    let stem = name.strip_suffix(".json").or_else(|| name.strip_suffix(".json.bak"))?;
    stem.parse().ok().filter(|id: &ConnectionId| id.as_str() == stem)
}

type Read = Result<(Header, Option<Misfortune>), Misfortune>;

fn read_or_restore<T: DeserializeOwned>(path: &Path, id: &ConnectionId, now: Timestamp) -> Read {
    match read::<T>(path, id) {
        Ok(Some((header, _))) => Ok((header, None)),
        Ok(None) => restore::<T>(path, id, None),
        Err(LedgerError { cause: Cause::Newer { version }, .. }) => Err(Misfortune::Newer { version }),
        Err(LedgerError { cause: Cause::Damaged, .. }) => {
            let aside = set_aside(path, now).map_err(|error| Misfortune::Unreadable(error.cause))?;
            restore::<T>(path, id, Some(aside))
        }
        Err(error) => Err(Misfortune::Unreadable(error.cause)),
    }
}

/// The content of a file, which must be about the ID in its name.
fn read<T: DeserializeOwned>(path: &Path, id: &ConnectionId) -> Result<Option<(Header, Vec<u8>)>, LedgerError> {
    let Some(bytes) = disk::read(path)? else { return Ok(None) };
    let (header, _) = file::from_bytes::<T>(path, &bytes)?;
    if header.id == *id { Ok(Some((header, bytes))) } else { Err(LedgerError::new(path, Cause::Damaged)) }
}

fn restore<T: DeserializeOwned>(path: &Path, id: &ConnectionId, set_aside: Option<PathBuf>) -> Read {
    match (read::<T>(&backup(path), id), set_aside) {
        (Ok(Some((header, bytes))), set_aside) => {
            let restored = disk::prepare(path, &bytes).and_then(disk::Ready::put_in_place);
            restored.map_err(|error| Misfortune::Unreadable(error.cause))?;
            Ok((header, Some(Misfortune::Restored { set_aside })))
        }
        (Ok(None) | Err(_), Some(set_aside)) => Err(Misfortune::Lost { set_aside }),
        (Ok(None), None) => Err(Misfortune::Unreadable(Cause::FolderMissing)),
        (Err(error), None) => Err(Misfortune::Unreadable(error.cause)),
    }
}

/// Renames a damaged file so that it is neither read nor lost: `<id>.json.bad-2026-11-21T105800Z`.
pub(crate) fn set_aside(path: &Path, now: Timestamp) -> Result<PathBuf, LedgerError> {
    let aside = with_ending(path, &format!("bad-{}", now.strftime("%Y-%m-%dT%H%M%SZ")));
    fs::rename(path, &aside).map_err(|error| LedgerError::of(path, &error))?;
    disk::settle_names(path.parent().unwrap_or_else(|| Path::new(OsStr::new("."))))?;
    Ok(aside)
}

//! One small file of its own beside the entries: settings, or where the window stood. It is no entry and never listed.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    Cause, LedgerError, Misfortune, Mishap, disk, file,
    ledger::{set_aside, with_ending},
};

/// A file that holds one value, written whole or not at all.
#[derive(Debug)]
pub struct OneFile {
    path: PathBuf,
    version: u32,
    /// A newer version's file stands here, under this version; it is put aside before the first writing.
    newer: Mutex<Option<u32>>,
}

/// What opening gave.
#[derive(Debug)]
pub struct Opened<T> {
    /// Where the value is written from now on.
    pub file: OneFile,
    /// What stood there; `None` when there was nothing that can be used.
    pub value: Option<T>,
    /// Why a file that is there was not used.
    pub mishap: Option<Mishap>,
}

#[derive(Serialize)]
struct Writing<'a, T> {
    value: &'a T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<T> {
    value: T,
}

impl OneFile {
    /// Opens `folder/name`, laid out in this version; a file of an older one is read as well, so `T` must take what
    /// older versions wrote. A damaged file is set aside as `.bad-<now>`, one of a newer version is left as it is.
    /// Neither hinders the program: the caller goes on with its usual value.
    pub fn open<T: DeserializeOwned>(folder: &Path, name: &str, version: u32, now: Timestamp) -> Opened<T> {
        let path = folder.join(name);
        let (value, misfortune) = match read(&path, version) {
            Ok(value) => (value, None),
            Err(LedgerError { cause: Cause::Newer { version }, .. }) => (None, Some(Misfortune::Newer { version })),
            Err(LedgerError { cause: Cause::Damaged, .. }) => (None, Some(put_aside(&path, now))),
            Err(error) => (None, Some(Misfortune::Unreadable(error.cause))),
        };
        let newer = match misfortune {
            Some(Misfortune::Newer { version }) => Some(version),
            _ => None,
        };
        let mishap = misfortune.map(|misfortune| Mishap { path: path.clone(), misfortune });
        Opened { file: Self { path, version, newer: Mutex::new(newer) }, value, mishap }
    }

    /// The value alone, for somebody who cannot wait: changes nothing, says nothing.
    pub fn peek<T: DeserializeOwned>(folder: &Path, name: &str, version: u32) -> Option<T> {
        read(&folder.join(name), version).ok().flatten()
    }

    /// Writes the value in place of the one before; when it returns, the disk has it. A newer version's file keeps its
    /// content under the ending `.v<version>`.
    pub fn write<T: Serialize>(&self, value: &T) -> Result<(), LedgerError> {
        let folder = self.path.parent().unwrap_or(&self.path);
        disk::make_folder(folder)?;
        let bytes = file::seal(&self.path, self.version, &Writing { value })?;
        let ready = disk::prepare(&self.path, &bytes)?;
        self.make_room()?;
        ready.put_in_place()?;
        disk::settle_names(folder)
    }

    fn make_room(&self) -> Result<(), LedgerError> {
        let mut newer = self.newer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(version) = *newer {
            let aside = with_ending(&self.path, &format!("v{version}"));
            fs::rename(&self.path, aside).map_err(|error| LedgerError::of(&self.path, &error))?;
            *newer = None;
        }
        Ok(())
    }
}

fn read<T: DeserializeOwned>(path: &Path, known: u32) -> Result<Option<T>, LedgerError> {
    let Some(bytes) = disk::read(path)? else { return Ok(None) };
    let written: Written<T> = file::unseal(path, known, &bytes)?;
    Ok(Some(written.value))
}

fn put_aside(path: &Path, now: Timestamp) -> Misfortune {
    match set_aside(path, now) {
        Ok(set_aside) => Misfortune::Lost { set_aside },
        Err(error) => Misfortune::Unreadable(error.cause),
    }
}

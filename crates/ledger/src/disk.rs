//! Files that are written whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

use crate::{Cause, LedgerError};

/// Bytes of one file at most; a file beyond it is not read.
pub(crate) const LONGEST_FILE: usize = 1_024 * 1_024;

/// Temporary files start with this; what a crash leaves of them is removed on opening.
pub(crate) const TEMPORARY: &str = ".sendoff-";

/// A file that is complete on disk under a temporary name.
pub(crate) struct Ready {
    file: NamedTempFile,
    target: PathBuf,
}

/// Writes `bytes` beside `target`, readable by its owner only (0600 on unix), and waits until the disk has them.
pub(crate) fn prepare(target: &Path, bytes: &[u8]) -> Result<Ready, LedgerError> {
    if bytes.len() > LONGEST_FILE {
        return Err(LedgerError::new(target, Cause::TooLong { length: bytes.len() }));
    }
    write_beside(target, bytes)
        .map(|file| Ready { file, target: target.to_owned() })
        .map_err(|error| LedgerError::of(target, &error))
}

fn write_beside(target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = target.parent().ok_or(io::ErrorKind::NotFound)?;
    let mut file = Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

impl Ready {
    /// Gives the file its name, replacing what bore it, in one step. The temporary file is removed should that fail.
    pub(crate) fn put_in_place(self) -> Result<(), LedgerError> {
        let target = self.target;
        self.file.persist(&target).map(drop).map_err(|failed| LedgerError::of(&target, &failed.error))
    }
}

/// Waits until the disk knows of names given and taken in the folder.
#[cfg(unix)]
pub(crate) fn settle_names(folder: &Path) -> Result<(), LedgerError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| LedgerError::of(folder, &error))
}

/// Windows has no such call for a folder; NTFS keeps its own journal of names.
#[cfg(not(unix))]
pub(crate) fn settle_names(_folder: &Path) -> Result<(), LedgerError> {
    Ok(())
}

/// The whole file; `None` when there is none. Anything but a plain file of bearable length is damaged.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, LedgerError> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(LedgerError::of(path, &error)),
        Ok(about) if !about.is_file() || about.len() > LONGEST_FILE as u64 => {
            return Err(LedgerError::new(path, Cause::Damaged));
        }
        Ok(_) => (),
    }
    let mut bytes = Vec::new();
    let limit = LONGEST_FILE as u64 + 1;
    let opened = File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    opened.map(|_| Some(bytes)).map_err(|error| LedgerError::of(path, &error))
}

/// Removes a file; that it is not there is no error.
pub(crate) fn remove(path: &Path) -> Result<(), LedgerError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(LedgerError::of(path, &error)),
        _ => Ok(()),
    }
}

/// Makes the folder with its parents, closed to others.
pub(crate) fn make_folder(folder: &Path) -> Result<(), LedgerError> {
    let made = builder().create(folder).map_err(|error| LedgerError::of(folder, &error));
    if folder.is_dir() { Ok(()) } else { made.and(Err(LedgerError::new(folder, Cause::FolderMissing))) }
}

#[cfg(unix)]
fn builder() -> fs::DirBuilder {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder
}

#[cfg(not(unix))]
fn builder() -> fs::DirBuilder {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    builder
}

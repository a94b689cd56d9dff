//! What can go wrong with the folder and its files, closed.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use sendoff_problem::{Details, Kind, Problem, ValueName};

/// One thing that went wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct LedgerError {
    /// The file or folder.
    pub path: PathBuf,
    /// What it is.
    pub cause: Cause,
}

/// Why the ledger did not do what was asked. Nothing was changed, unless the doc of the call says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// No space is left, or a quota is used up.
    #[error("no space is left")]
    DiskFull,
    /// It cannot be written.
    #[error("it cannot be written")]
    ReadOnly,
    /// The folder is not there and cannot be made, or something else bears its name.
    #[error("there is no such folder")]
    FolderMissing,
    /// The file is not as it was written.
    #[error("the file is damaged")]
    Damaged,
    /// A newer version of the program wrote the file.
    #[error("the file was written by a newer version ({version})")]
    Newer {
        /// The version of the file's layout.
        version: u32,
    },
    /// Another process has the folder.
    #[error("another window has it open")]
    InUse,
    /// The entry is longer than a file may be.
    #[error("the entry is too long: {length} bytes")]
    TooLong {
        /// Bytes it would take.
        length: usize,
    },
    /// As many are kept as may be.
    #[error("no more than {most} are kept")]
    TooMany {
        /// So many.
        most: usize,
    },
    /// Any other failure of the disk.
    #[error("the disk failed: {0:?}")]
    Failed(ErrorKind),
}

impl LedgerError {
    pub(crate) fn new(path: &Path, cause: Cause) -> Self {
        Self { path: path.to_owned(), cause }
    }

    pub(crate) fn of(path: &Path, error: &io::Error) -> Self {
        Self::new(path, Cause::from(error.kind()))
    }

    /// The kind a person will be told.
    pub const fn kind(&self) -> Kind {
        match self.cause {
            Cause::DiskFull => Kind::DiskFull,
            Cause::ReadOnly => Kind::FolderReadOnly,
            Cause::FolderMissing => Kind::FolderMissing,
            Cause::Damaged => Kind::FileDamaged,
            Cause::Newer { .. } => Kind::FileNewer,
            Cause::InUse => Kind::InUse,
            Cause::TooMany { .. } => Kind::RecipesTooMany,
            Cause::TooLong { .. } | Cause::Failed(_) => Kind::DiskFailed,
        }
    }
}

impl From<ErrorKind> for Cause {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the kinds of the standard library grow; the rest are one case")]
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Self::FolderMissing,
            other => Self::Failed(other),
        }
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        let details = Details { chain: vec![error.cause.to_string()], ..Details::default() };
        Self::new(error.kind()).with(ValueName::Path, error.path.display().to_string()).with_details(details)
    }
}

//! The settings on disk: one small file beside the ledger. Reading them never waits for the window, nor the other way.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;
use sendoff_journey::Settings;
use sendoff_ledger::{LedgerError, OneFile, Opened};
use sendoff_problem::{Kind, Problem};

/// The name of the file.
const NAME: &str = "settings.json";

/// Counts up with every change of [`Settings`], additions included.
const VERSION: u32 = 2;

/// The settings as they were found, and where they are kept.
#[derive(Clone, Default)]
pub struct Remembered {
    pub(crate) settings: Settings,
    pub(crate) shelf: Option<Arc<Shelf>>,
    pub(crate) problem: Option<Problem>,
}

impl Remembered {
    /// Those in `folder`, as they hold at a start. A file that cannot be used leaves the usual ones, and is not lost.
    pub fn open(folder: &Path, now: Timestamp) -> Self {
        let Opened { file, value, mishap } = OneFile::open::<Settings>(folder, NAME, VERSION, now);
        Self {
            settings: value.unwrap_or_default().at_start(),
            shelf: Some(Arc::new(Shelf { file, latest: Mutex::default(), writing: Mutex::default() })),
            problem: mishap.as_ref().map(Problem::from),
        }
    }

    /// What the window may look like before anything else is known. Changes nothing and says nothing.
    pub fn peek(folder: &Path) -> Settings {
        OneFile::peek::<Settings>(folder, NAME, VERSION).unwrap_or_default()
    }
}

/// Where the settings are kept.
pub(crate) struct Shelf {
    file: OneFile,
    /// What is still to be written.
    latest: Mutex<Option<Settings>>,
    /// One writing at a time.
    writing: Mutex<()>,
}

impl Shelf {
    /// These are to be written; any before them need not be any more.
    pub(crate) fn put(&self, settings: Settings) {
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(settings);
    }

    /// Writes what was put last, on a thread that may wait for the disk. `None` when another call has written it already.
    pub(crate) async fn write(self: Arc<Self>) -> Option<Result<(), Problem>> {
        let written = tokio::task::spawn_blocking(move || self.write_latest()).await;
        match written {
            Ok(written) => written.map(|written| written.map_err(Problem::from)),
            Err(_) => Some(Err(Problem::new(Kind::DiskFailed))),
        }
    }

    fn write_latest(&self) -> Option<Result<(), LedgerError>> {
        let _one = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let settings = self.latest.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some(self.file.write(&settings))
    }
}

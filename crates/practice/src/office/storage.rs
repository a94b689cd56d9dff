//! The directory on disk, so that a practice set-up can be resumed: one JSON file, replaced as a whole.
//!
//! It holds practice secrets and passwords, which open nothing outside the office.

use super::OfficeError;
use crate::directory::{AppId, Directory};
use crate::google::GoogleKept;
use crate::provider::ProviderApplication;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

const FILE: &str = "office.json";
/// The form of the file.
pub(super) const VERSION: u32 = 1;

/// Where the directory is kept, if anywhere.
#[derive(Debug)]
pub(crate) struct Storage(Option<PathBuf>);

/// What the file holds.
#[derive(Debug, Deserialize)]
pub(crate) struct Kept {
    version: u32,
    pub(crate) directory: Directory,
    /// Those of the mail provider; a file from before there was one has none.
    #[serde(default)]
    pub(crate) applications: Vec<ProviderApplication>,
    /// Google's people and projects; a file from before there were any has none.
    #[serde(default)]
    pub(crate) google: Option<GoogleKept>,
    pub(crate) seeded: Option<AppId>,
    /// How far practice time is ahead; a file from before there was any has none.
    #[serde(default)]
    pub(crate) ahead: SignedDuration,
}

/// What is written into it.
#[derive(Serialize)]
pub(super) struct Keep<'a> {
    pub(super) version: u32,
    pub(super) directory: &'a Directory,
    pub(super) applications: &'a [ProviderApplication],
    pub(super) google: Option<&'a GoogleKept>,
    pub(super) seeded: Option<AppId>,
    pub(super) ahead: SignedDuration,
}

impl Storage {
    /// Makes the folder where it is missing, and reads what it keeps. A file that cannot be understood is set aside as
    /// `office.json.bad`, and the office starts anew.
    pub(crate) fn open(folder: Option<&Path>) -> Result<(Self, Option<Kept>), OfficeError> {
        let Some(folder) = folder else { return Ok((Self(None), None)) };
        let kept = fs::create_dir_all(folder).and_then(|()| read(folder));
        let kept = kept.map_err(|source| OfficeError::Folder { folder: folder.to_owned(), source })?;
        Ok((Self(Some(folder.to_owned())), kept))
    }

    /// Keeps everything that is kept. When that fails the office goes on, and only resuming is lost.
    pub(super) fn save(&self, keep: &Keep<'_>) {
        let Some(folder) = &self.0 else { return };
        if let Err(error) = write(folder, keep) {
            tracing::warn!(%error, "the practice directory was not kept");
        }
    }
}

fn read(folder: &Path) -> io::Result<Option<Kept>> {
    let path = folder.join(FILE);
    let text = match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        text => text?,
    };
    match serde_json::from_slice::<Kept>(&text) {
        Ok(kept) if kept.version == VERSION => Ok(Some(kept)),
        Ok(_) | Err(_) => {
            tracing::warn!("the kept practice directory cannot be read; it is set aside");
            fs::rename(&path, folder.join(format!("{FILE}.bad")))?;
            Ok(None)
        }
    }
}

fn write(folder: &Path, keep: &Keep<'_>) -> io::Result<()> {
    let draft = folder.join(format!("{FILE}.new"));
    let mut file = create_private(&draft)?;
    file.write_all(&serde_json::to_vec_pretty(keep)?)?;
    file.sync_all()?;
    drop(file);
    fs::rename(draft, folder.join(FILE))
}

#[cfg(unix)]
fn create_private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn create_private(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).open(path)
}

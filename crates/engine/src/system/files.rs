//! A folder that takes the sheet without asking.

use std::path::{Path, PathBuf};

use async_trait::async_trait;

use super::write_for_owner;
use crate::ports::{FileNotSaved, Files, NotShown};

/// Writes every file here.
#[derive(Clone, Debug)]
pub struct Folder(pub PathBuf);

#[async_trait]
impl Files for Folder {
    async fn save(&self, suggested: &str, contents: &[u8]) -> Result<PathBuf, FileNotSaved> {
        let path = self.0.join(suggested);
        std::fs::write(&path, contents)?;
        Ok(path)
    }

    async fn save_for_owner(&self, suggested: &str, contents: &[u8]) -> Result<PathBuf, FileNotSaved> {
        let path = self.0.join(suggested);
        write_for_owner(&path, contents)?;
        Ok(path)
    }

    /// Nobody sits before a terminal's files.
    async fn show(&self, _place: &Path) -> Result<(), NotShown> {
        Err(NotShown)
    }
}

//! Asks where to put a file, and writes it there; or which one to open, and reads it. The question is the desktop's own dialog, asked from here: the page
//! names no path and sees none.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use async_trait::async_trait;
use sendoff_engine::{
    ports::{ChosenFile, FileNotRead, FileNotSaved, Files, NotShown},
    system::{read_file, show_in_folder, write_for_owner},
};
use tauri::{AppHandle, Runtime};

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod dialog;
#[cfg(not(target_os = "linux"))]
#[path = "native.rs"]
mod dialog;

/// The places this window can ask for.
pub(crate) fn of<R: Runtime>(app: &AppHandle<R>) -> Arc<dyn Files> {
    Arc::new(Asking(app.clone()))
}

struct Asking<R: Runtime>(AppHandle<R>);

#[async_trait]
impl<R: Runtime> Files for Asking<R> {
    async fn open(&self, limit: usize) -> Result<ChosenFile, FileNotRead> {
        let path = dialog::choose(&self.0).await.ok_or(FileNotRead::NoFileChosen)?;
        read_file(&path, limit)
    }

    async fn save(&self, suggested: &str, contents: &[u8]) -> Result<PathBuf, FileNotSaved> {
        let path = dialog::ask(&self.0, suggested).await.ok_or(FileNotSaved::NoPlaceChosen)?;
        fs::write(&path, contents)?;
        Ok(path)
    }

    async fn save_for_owner(&self, suggested: &str, contents: &[u8]) -> Result<PathBuf, FileNotSaved> {
        let path = dialog::ask(&self.0, suggested).await.ok_or(FileNotSaved::NoPlaceChosen)?;
        write_for_owner(&path, contents)?;
        Ok(path)
    }

    async fn show(&self, place: &Path) -> Result<(), NotShown> {
        show_in_folder(place).await
    }
}

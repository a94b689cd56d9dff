//! Files without a dialog: one that is read within a limit, and a folder that takes the sheet without asking.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
};

use async_trait::async_trait;
use zeroize::Zeroizing;

use super::write_for_owner;
use crate::ports::{ChosenFile, FileNotRead, FileNotSaved, Files, NotShown};

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

/// Reads a plain file, no more than `limit` bytes and one more, which tells that there are too many.
///
/// # Errors
/// If it is no plain file (a device or a pipe might never end), or the system does not give it.
pub fn read_file(path: &Path, limit: usize) -> Result<ChosenFile, FileNotRead> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match contents(path, limit) {
        Ok(contents) => Ok(ChosenFile { name, contents }),
        Err(cause) => Err(FileNotRead::Failed { name, cause }),
    }
}

fn contents(path: &Path, limit: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    // Asked before it is opened: opening a pipe waits for somebody at its other end.
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    // It may be a key: a buffer that grows leaves copies behind that nobody wipes.
    let length = usize::try_from(about.len()).unwrap_or(usize::MAX).min(limit);
    let mut contents = Zeroizing::new(Vec::with_capacity(length.saturating_add(1)));
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)?.take(most).read_to_end(&mut contents)?;
    Ok(contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_the_limit_and_nothing_but_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.toml");
        fs::write(&path, "0123456789").unwrap();
        let read = |limit| read_file(&path, limit).unwrap();
        assert_eq!(read(10), ChosenFile { name: "desk.toml".to_owned(), contents: b"0123456789".to_vec().into() });
        assert_eq!(read(4).contents.as_slice(), b"01234");
        assert!(read_file(folder.path(), 10).is_err() && read_file(&folder.path().join("none"), 10).is_err());
    }

    /// A link is what it leads to.
    #[cfg(unix)]
    #[test]
    fn a_link_to_what_never_ends_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("key.json");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        assert!(read_file(&link, 10).is_err());
    }

    #[test]
    fn what_is_in_a_file_does_not_print_and_is_never_copied_about() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.json");
        fs::write(&path, "canary".repeat(1000)).unwrap();
        let file = read_file(&path, 64 * 1024).unwrap();
        assert_eq!((file.contents.capacity(), format!("{file:?}").as_str()), (6001, "key.json, 6000 bytes"));
    }
}

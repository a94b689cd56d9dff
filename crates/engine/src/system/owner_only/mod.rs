//! A file that nobody but its owner may read. It is made beside its place and closed to others before anything stands in it;
//! whole, it is moved there (security.md K-23).

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::{
    ffi::OsString,
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

#[cfg(unix)]
use unix as access;
#[cfg(windows)]
use windows as access;

/// Writes `contents` to `path`, in the place of what stood there.
///
/// # Errors
/// If it cannot be written, or where the disk keeps no rights: then nothing is left of it.
pub fn write_for_owner(path: &Path, contents: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    let written = fill(&beside, contents).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn fill(beside: &Path, contents: &[u8]) -> io::Result<()> {
    // What a crash left there is no longer wanted, and must not be written into.
    if let Err(error) = fs::remove_file(beside)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut file = access::create(beside)?;
    file.write_all(contents)?;
    file.sync_all()
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(".part");
    path.with_file_name(name)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn nobody_else_may_read_it_whatever_stood_there() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("access.json");
        fs::write(&place, "old, and open to all").unwrap();
        fs::set_permissions(&place, fs::Permissions::from_mode(0o666)).unwrap();
        fs::write(folder.path().join("access.json.part"), "left by a crash").unwrap();
        write_for_owner(&place, b"new").unwrap();
        assert_eq!(fs::read(&place).unwrap(), b"new");
        assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn where_it_cannot_be_written_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("there");
        fs::create_dir(&place).unwrap();
        fs::write(place.join("something"), "").unwrap();
        assert!(write_for_owner(&place, b"secret").is_err(), "a folder stands there");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

//! Mode 0600, which the disk must keep: a memory stick may not.

use std::{
    fs::{File, OpenOptions},
    io,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

/// A new file that nobody else may read.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let open_to_others = file.metadata()?.permissions().mode() & 0o077 != 0;
    if open_to_others { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(file) }
}

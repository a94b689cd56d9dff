//! An access list with one entry, for whoever owns the file. Set by `icacls`, which every Windows has and which needs no unsafe
//! call; `S-1-3-4` is *Owner Rights* in every language (learn.microsoft.com/windows-server/administration/windows-commands/icacls;
//! learn.microsoft.com/windows/win32/secauthz/well-known-sids, read 2026-11-22). Never run here: there is no Windows.

use std::{
    env,
    fs::{File, OpenOptions},
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A new file that nobody else may read.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let mut icacls = Command::new(program());
    icacls.arg(path).args(["/inheritance:r", "/grant:r", "*S-1-3-4:F"]);
    let closed = icacls.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if closed.success() { Ok(file) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

/// By its place, so that no other program of this name is started.
fn program() -> PathBuf {
    let windows = env::var_os("SystemRoot").unwrap_or_else(|| "C:\\Windows".into());
    Path::new(&windows).join("System32").join("icacls.exe")
}

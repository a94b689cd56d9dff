//! Where the ledger is kept when nobody says otherwise.

use std::path::PathBuf;

/// `$XDG_DATA_HOME/sendoff` (`~/.local/share/sendoff`) on Linux and the BSDs, `%APPDATA%\Sendoff` on Windows,
/// `~/Library/Application Support/Sendoff` on macOS. `None` when the system names no home folder.
///
/// Practice keeps a folder of its own inside a place its owner chooses, never this one.
pub fn default_folder() -> Option<PathBuf> {
    dirs::data_dir().map(|data| data.join(NAME))
}

#[cfg(any(windows, target_os = "macos"))]
const NAME: &str = "Sendoff";
#[cfg(not(any(windows, target_os = "macos")))]
const NAME: &str = "sendoff";

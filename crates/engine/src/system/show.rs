//! Shows a folder in the system's own file manager; a file by the folder it is in.

use std::{path::Path, process::Command};

use super::program;
use crate::ports::NotShown;

/// Shows `place`; of a file, the folder with the file marked, where the system can do that.
///
/// # Errors
/// If no file manager started, as far as can be told.
pub async fn show_in_folder(place: &Path) -> Result<(), NotShown> {
    if program::runs(opener(place)).await { Ok(()) } else { Err(NotShown) }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn opener(place: &Path) -> Command {
    let folder = if place.is_dir() { place } else { place.parent().unwrap_or(place) };
    let mut command = Command::new("xdg-open");
    command.arg(folder);
    command
}

#[cfg(target_os = "macos")]
fn opener(place: &Path) -> Command {
    let mut command = Command::new("/usr/bin/open");
    if !place.is_dir() {
        command.arg("-R");
    }
    command.arg(place);
    command
}

/// The explorer says that it failed when it did not.
#[cfg(windows)]
fn opener(place: &Path) -> Command {
    let mut command = Command::new("rundll32.exe");
    let folder = if place.is_dir() { place } else { place.parent().unwrap_or(place) };
    command.arg("url.dll,FileProtocolHandler").arg(folder);
    command
}

//! Light or dark, for the page, the title bar and the system's own dialogs alike: the page follows what the system says.

use sendoff_journey::Theme;
use tauri::{AppHandle, Runtime};

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "native.rs"]
mod system;

/// What the desktop likes now, as far as it says so quickly; for the moment before there is a window.
pub(crate) fn desktop_likes_dark() -> Option<bool> {
    system::desktop_likes_dark()
}

/// Looks like this from the first paint on. On the main thread, before the window is there.
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>, theme: Theme, desktop_likes_dark: Option<bool>) {
    system::begin(app, theme, desktop_likes_dark);
}

/// Looks like this from now on. On the main thread.
pub(crate) fn wear<R: Runtime>(app: &AppHandle<R>, theme: Theme) {
    system::wear(app, theme);
}

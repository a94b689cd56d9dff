//! Windows and macOS: the system follows the desktop by itself as long as nothing else is asked for.

use sendoff_journey::Theme;
use tauri::{AppHandle, Runtime};

pub(super) fn desktop_likes_dark() -> Option<bool> {
    None
}

pub(super) fn begin<R: Runtime>(app: &AppHandle<R>, theme: Theme, _desktop_likes_dark: Option<bool>) {
    wear(app, theme);
}

pub(super) fn wear<R: Runtime>(app: &AppHandle<R>, theme: Theme) {
    app.set_theme(match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    });
}

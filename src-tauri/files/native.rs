//! The dialog of Windows and macOS.

use std::path::PathBuf;

use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::oneshot;

use crate::window;

/// Which file the person wants to open; nothing if they closed the dialog.
pub(super) async fn choose<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    let (give, asked) = oneshot::channel();
    let handle = app.clone();
    app.run_on_main_thread(move || {
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(window) = handle.get_webview_window(window::NAME) {
            dialog = dialog.set_parent(&window);
        }
        let _ = give.send(dialog.pick_file());
    })
    .ok()?;
    let file = asked.await.ok()?.await?;
    Some(file.path().to_owned())
}

/// Where the person wants a file of a name like `suggested`; nothing if they closed the dialog.
pub(super) async fn ask<R: Runtime>(app: &AppHandle<R>, suggested: &str) -> Option<PathBuf> {
    let (give, asked) = oneshot::channel();
    let (handle, suggested) = (app.clone(), suggested.to_owned());
    // macOS lets only the main thread open a dialog; waiting for its answer may happen anywhere.
    app.run_on_main_thread(move || {
        let mut dialog = rfd::AsyncFileDialog::new().set_file_name(suggested);
        if let Some(window) = handle.get_webview_window(window::NAME) {
            dialog = dialog.set_parent(&window);
        }
        let _ = give.send(dialog.save_file());
    })
    .ok()?;
    let file = asked.await.ok()?.await?;
    Some(file.path().to_owned())
}

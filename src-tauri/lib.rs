//! The shell: a window around the engine.
//!
//! It starts Tauri, forwards three commands, and implements the ports that need a window: the clipboard, the dialog that
//! asks where to put a file, and the window itself. It decides nothing about a set-up and writes no sentence.

mod clipboard;
mod commands;
mod display;
mod early;
mod face;
mod files;
mod leaving;
mod log;
#[cfg(target_os = "macos")]
mod menu_bar;
mod office;
mod place;
mod raise;
mod recorded;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod revive;
mod start;
mod strip;
mod theme;
mod window;

use std::sync::Arc;

use sendoff_engine::{default_folder, system};
use tauri::{Builder, Runtime};

pub use log::begin as begin_log;
pub use start::Opening;

use place::Places;
use start::Desk;

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum NoWindow {
    /// Nothing to open it on.
    #[error("there is no display; `sendoff rehearse` goes through a set-up without one")]
    NoDisplay,
    /// The system gives none.
    #[error(transparent)]
    Tauri(#[from] tauri::Error),
}

/// Closes this process to the other programs of the same user. Where the system does not do it, the log says so.
pub fn close_to_others() {
    if let Err(error) = system::close_to_others() {
        tracing::warn!(%error, "the process is as open as any other");
    }
}

/// Opens the window and stays until it is closed. If one is open already, that one comes forward instead.
///
/// # Errors
/// If there is no display, or the system gives no window.
pub fn run(opening: Opening) -> Result<(), NoWindow> {
    if default_folder().is_some_and(|folder| raise::the_other(&folder)) {
        return Ok(());
    }
    if !display::is_there() {
        return Err(NoWindow::NoDisplay);
    }
    let app = shell(Builder::default(), opening).build(tauri::generate_context!())?;
    app.run(|app, event| leaving::on_event(app, &event));
    Ok(())
}

/// What the program and its tests share: the commands, the desk behind them, the one window.
fn shell<R: Runtime>(builder: Builder<R>, opening: Opening) -> Builder<R> {
    let desk = Arc::new(Desk::default());
    #[cfg(target_os = "macos")]
    let builder = revive::watching(builder);
    builder
        .manage(Arc::clone(&desk))
        .manage(Places::default())
        .invoke_handler(tauri::generate_handler![commands::words, commands::subscribe, commands::answer])
        .on_window_event(leaving::on_window_event)
        .setup(move |app| {
            let handle = app.handle().clone();
            let early = early::look(default_folder());
            theme::begin(&handle, early.settings.theme, early.desktop_likes_dark);
            // Beside the window, which takes as long again.
            let beside = handle.clone();
            tauri::async_runtime::spawn(async move { desk.open(beside, opening).await });
            window::open(&handle, &early)?;
            Ok(())
        })
}

#[cfg(test)]
mod tests;

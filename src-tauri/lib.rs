//! The shell: a window around the engine.
//!
//! It starts Tauri, forwards four commands, and implements the ports that need a window: the clipboard and the dialog
//! that asks where to put a file. It decides nothing about a set-up and writes no sentence.

mod clipboard;
mod commands;
mod files;
mod log;
mod office;
mod start;
mod window;

use std::sync::Arc;

use tauri::{Builder, Runtime};

pub use log::begin as begin_log;
pub use start::Opening;

use start::Desk;

/// Opens the window and stays until it is closed.
///
/// # Errors
/// If the system gives no window.
pub fn run(opening: Opening) -> tauri::Result<()> {
    shell(Builder::default(), opening).run(tauri::generate_context!())
}

/// What the program and its tests share: the commands, the desk behind them, the one window.
fn shell<R: Runtime>(builder: Builder<R>, opening: Opening) -> Builder<R> {
    let desk = Arc::new(Desk::default());
    builder
        .manage(Arc::clone(&desk))
        .invoke_handler(tauri::generate_handler![
            commands::words,
            commands::subscribe,
            commands::answer,
            commands::zoom
        ])
        .setup(move |app| {
            let handle = app.handle().clone();
            tauri::async_runtime::spawn(async move { desk.open(handle, opening).await });
            window::open(app.handle())?;
            Ok(())
        })
}

#[cfg(test)]
mod tests;

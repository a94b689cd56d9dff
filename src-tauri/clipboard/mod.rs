//! The clipboard of the window.
//!
//! On Linux it is the toolkit's, in this very process: a program of its own (and so arboard) is not let in by Wayland
//! compositors without data-control. Elsewhere it is the engine's.

use std::sync::Arc;

use sendoff_engine::ports::Clipboard;
use tauri::{AppHandle, Runtime};

#[cfg(target_os = "linux")]
mod linux;

/// The clipboard that belongs to this window.
#[cfg(target_os = "linux")]
pub(crate) fn of<R: Runtime>(app: &AppHandle<R>) -> Arc<dyn Clipboard> {
    Arc::new(linux::GtkClipboard(app.clone()))
}

/// The clipboard that belongs to this window.
#[cfg(not(target_os = "linux"))]
pub(crate) fn of<R: Runtime>(_app: &AppHandle<R>) -> Arc<dyn Clipboard> {
    Arc::new(sendoff_engine::system::SystemClipboard)
}

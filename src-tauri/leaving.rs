//! What the system tells of the window. Closing and quitting: the system's wish becomes the same press as the menu's, so that nothing is lost on any way out.

use std::sync::Arc;

use tauri::{AppHandle, DragDropEvent, Manager, RunEvent, Runtime, Window, WindowEvent};

use crate::{place::Places, start::Desk};

/// The window was moved, is to be closed, or files were dropped on it.
#[expect(clippy::wildcard_enum_match_arm, reason = "tauri's list grows; the rest is of no concern here")]
pub(crate) fn on_window_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    match event {
        WindowEvent::CloseRequested { api, .. } if window.state::<Arc<Desk>>().sees_to_closing() => {
            api.prevent_close();
        }
        // The page refuses every drop; what may be taken of it, Rust takes.
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => window.state::<Arc<Desk>>().take_files(paths),
        WindowEvent::Moved(_) | WindowEvent::Resized(_) => window.state::<Places>().note(window),
        _ => {}
    }
}

/// The program is to end. With a code it is ours to end it; without one somebody asks.
pub(crate) fn on_event<R: Runtime>(app: &AppHandle<R>, event: &RunEvent) {
    if let RunEvent::ExitRequested { code: None, api, .. } = event
        && app.get_webview_window(crate::window::NAME).is_some()
        && app.state::<Arc<Desk>>().sees_to_closing()
    {
        api.prevent_exit();
    }
}

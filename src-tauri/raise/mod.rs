//! One window: a second start brings the first one forward and ends.
//!
//! Who holds the folder is the first; the ledger's lock decides that. What stands here only carries the wish to be seen
//! from the second to the first, through the folder that both use, so that it works without a session bus. Where the wish does
//! not get through, the second says that another window is open.

use std::path::Path;

use tauri::{AppHandle, Manager, Runtime};

use crate::window;

#[cfg(unix)]
#[path = "unix.rs"]
mod system;
#[cfg(windows)]
#[path = "windows.rs"]
mod system;

/// The longest wish, in bytes.
const LONGEST: usize = 256;

/// Asks a window that is open already to come forward; gives whether one has answered.
pub(crate) fn the_other(folder: &Path) -> bool {
    system::ask(folder, &startup_id().unwrap_or_default())
}

/// Comes forward whenever a second start asks. The folder is ours: no other window can listen there.
pub(crate) fn listen<R: Runtime>(app: &AppHandle<R>, folder: &Path) {
    let app = app.clone();
    let come_forward = move |startup_id: String| {
        let handle = app.clone();
        let _ = app.run_on_main_thread(move || forward(&handle, &startup_id));
    };
    if let Err(error) = system::listen(folder, come_forward) {
        tracing::warn!(%error, "a second start cannot bring this window forward");
    }
}

/// What a launcher gave the second start so that it may take the focus: the first window may use it in its place.
#[expect(clippy::disallowed_methods, reason = "a launcher says it in the environment and nowhere else")]
fn startup_id() -> Option<String> {
    let told = std::env::var("XDG_ACTIVATION_TOKEN").or_else(|_| std::env::var("DESKTOP_STARTUP_ID")).ok()?;
    is_startup_id(&told).then_some(told)
}

fn is_startup_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn forward<R: Runtime>(app: &AppHandle<R>, startup_id: &str) {
    let Some(window) = app.get_webview_window(window::NAME) else { return };
    #[cfg(target_os = "linux")]
    if let Ok(gtk) = window.gtk_window()
        && is_startup_id(startup_id)
    {
        gtk::prelude::GtkWindowExt::set_startup_id(&gtk, startup_id);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = startup_id;
    if let Err(error) = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus()) {
        tracing::debug!(%error, "the window does not come forward");
    }
}

//! The one window. It shows the bundled page and goes nowhere else.

use tauri::{
    AppHandle, Runtime, Url, WebviewUrl, WebviewWindowBuilder,
    webview::{NewWindowResponse, WebviewWindow},
};

use crate::{early::Early, face, place};

/// Its name, as the capability file has it.
pub(crate) const NAME: &str = "window";

/// Its size the first time, and the smallest it may have, in logical pixels.
pub(crate) const USUAL: (f64, f64) = (1080.0, 760.0);
pub(crate) const SMALLEST: (f64, f64) = (800.0, 600.0);

/// Opens it where it stood the last time; the first time 1080 by 760 in the middle; never smaller than 800 by 600. It is
/// shown once it looks as it should.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>, early: &Early) -> tauri::Result<WebviewWindow<R>> {
    let window = build(app)?;
    #[cfg(target_os = "linux")]
    crate::revive::watch(&window);
    face::dress(&window, &early.settings);
    if let Some(place) = early.place
        && let Err(error) = place::put(&window, place)
    {
        tracing::debug!(%error, "the window stands where the system puts it");
    }
    window.show()?;
    window.set_focus()?;
    Ok(window)
}

fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<WebviewWindow<R>> {
    WebviewWindowBuilder::new(app, NAME, WebviewUrl::App("index.html".into()))
        .title("Sendoff")
        .inner_size(USUAL.0, USUAL.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .center()
        .visible(false)
        // Sizes are settings: the keys go through the engine like everything else.
        .zoom_hotkeys_enabled(false)
        .on_navigation(is_our_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_document_title_changed(|window, title| {
            if let Err(error) = window.set_title(&title) {
                tracing::debug!(%error, "the window keeps its title");
            }
        })
        .build()
}

/// Whether an address is the bundled page: nothing else is ever shown in the window.
fn is_our_page(address: &Url) -> bool {
    let host = address.host_str();
    let bundled = address.scheme() == "tauri" && host == Some("localhost");
    // On Windows the same page has an http address that never leaves the program.
    let on_windows = matches!(address.scheme(), "http" | "https") && host == Some("tauri.localhost");
    let in_development = tauri::is_dev() && host == Some("localhost");
    bundled || on_windows || in_development
}

#[cfg(test)]
mod tests {
    use super::is_our_page;

    #[test]
    fn the_window_goes_nowhere_else() {
        let asked = |address: &str| is_our_page(&address.parse().unwrap());
        assert!(asked("tauri://localhost/index.html") && asked("http://tauri.localhost/"));
        for address in [
            "https://login.microsoftonline.com/",
            "http://tauri.localhost.example/",
            "http://localhost.example/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "javascript:alert(1)",
        ] {
            assert!(!asked(address), "{address}");
        }
    }
}

//! The one window. It shows the bundled page and goes nowhere else.

use tauri::{
    AppHandle, Runtime, Url, WebviewUrl, WebviewWindowBuilder,
    webview::{NewWindowResponse, WebviewWindow},
};

/// Its name, as the capability file has it.
pub(crate) const NAME: &str = "window";

/// Opens it, 1080 by 760 and never smaller than 800 by 600.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<WebviewWindow<R>> {
    WebviewWindowBuilder::new(app, NAME, WebviewUrl::App("index.html".into()))
        .title("Sendoff")
        .inner_size(1080.0, 760.0)
        .min_inner_size(800.0, 600.0)
        .center()
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

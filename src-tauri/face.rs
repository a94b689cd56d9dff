//! What the engine changes of the window: its look, whether it is seen, and its end.

use std::sync::Arc;

use sendoff_engine::ports::Window;
use sendoff_journey::Settings;
use tauri::{AppHandle, Manager, Runtime, WebviewWindow};

use crate::{place::Places, strip, theme, window};

/// The window of this program.
pub(crate) fn of<R: Runtime>(app: &AppHandle<R>) -> Arc<dyn Window> {
    Arc::new(Face(app.clone()))
}

struct Face<R: Runtime>(AppHandle<R>);

impl<R: Runtime> Window for Face<R> {
    fn follow(&self, settings: &Settings) {
        let (app, settings) = (self.0.clone(), settings.clone());
        self.on_the_main_thread(move || {
            theme::wear(&app, settings.theme);
            if let Some(window) = app.get_webview_window(window::NAME) {
                dress(&window, &settings);
            }
        });
    }

    fn strip(&self, shown: bool, settings: &Settings) {
        let (app, zoom) = (self.0.clone(), f64::from(settings.zoom.percent()) / 100.0);
        self.on_the_main_thread(move || {
            let Some(window) = app.get_webview_window(window::NAME) else { return };
            if let Err(error) = strip::show(&window, shown, zoom) {
                tracing::debug!(%error, "the window keeps its size");
            }
        });
    }

    fn hide(&self) {
        if let Some(window) = self.0.get_webview_window(window::NAME) {
            let _ = window.hide();
        }
    }

    fn end(&self) {
        self.0.state::<Places>().write();
        self.0.exit(0);
    }
}

impl<R: Runtime> Face<R> {
    fn on_the_main_thread(&self, work: impl FnOnce() + Send + 'static) {
        if let Err(error) = self.0.run_on_main_thread(work) {
            tracing::debug!(%error, "there is no main thread any more");
        }
    }
}

/// Size, and whether pictures of the screen show it. Where the system cannot do one of them it does nothing.
pub(crate) fn dress<R: Runtime>(window: &WebviewWindow<R>, settings: &Settings) {
    let sized = window.set_zoom(f64::from(settings.zoom.percent()) / 100.0);
    let hidden = window.set_content_protected(settings.hide_from_capture);
    if let Err(error) = sized.and(hidden) {
        tracing::debug!(%error, "the window keeps its look");
    }
}

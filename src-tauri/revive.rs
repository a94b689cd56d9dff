//! The page runs in a process of its own. When that ends, the page is loaded again; it asks for the screen, and Rust, which
//! holds everything, shows the same step.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// A page that ends as often as this within [`WITHIN`] is left alone: loading it again would go on for ever.
const MOST: usize = 5;

/// See [`MOST`].
const WITHIN: Duration = Duration::from_mins(1);

/// When the page was loaded again.
#[derive(Default)]
pub(crate) struct Revivals {
    times: Mutex<Vec<Instant>>,
}

impl Revivals {
    /// Whether it is loaded again this time.
    pub(crate) fn again(&self, now: Instant) -> bool {
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        times.retain(|time| now.duration_since(*time) < WITHIN);
        let again = times.len() < MOST;
        if again {
            times.push(now);
        }
        again
    }
}

/// Watches over the page of this window.
#[cfg(target_os = "linux")]
pub(crate) fn watch<R: tauri::Runtime>(window: &tauri::WebviewWindow<R>) {
    use webkit2gtk::WebViewExt;
    let revivals = Revivals::default();
    let watched = window.with_webview(move |page| {
        page.inner().connect_web_process_terminated(move |page, reason| {
            let again = revivals.again(Instant::now());
            tracing::error!(?reason, again, "the process of the page ended");
            if again {
                page.reload();
            }
        });
    });
    if let Err(error) = watched {
        tracing::warn!(%error, "nobody watches over the page");
    }
}

/// Watches over every page of the program. (Windows has no such call in Tauri yet; WebView2 shows a page of its own there.)
#[cfg(target_os = "macos")]
pub(crate) fn watching<R: tauri::Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    let revivals = Revivals::default();
    builder.on_web_content_process_terminate(move |page| {
        let again = revivals.again(Instant::now());
        tracing::error!(again, "the process of the page ended");
        if again && let Err(error) = page.reload() {
            tracing::error!(%error, "the page cannot be loaded again");
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_ends_again_and_again_is_left_alone_for_a_while() {
        let (revivals, begun) = (Revivals::default(), Instant::now());
        assert!((0..MOST).all(|_| revivals.again(begun)));
        assert!(!revivals.again(begun) && !revivals.again(begun + WITHIN / 2));
        assert!(revivals.again(begun + WITHIN));
    }
}

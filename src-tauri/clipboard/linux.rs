//! The clipboard through GTK, which only the main thread may touch.

use std::time::Duration;

use async_trait::async_trait;
use gtk::{Clipboard as Board, TargetEntry, TargetFlags, gdk};
use sendoff_engine::ports::{Clipboard, ClipboardUnreadable};
use tauri::{AppHandle, Runtime};
use tokio::{sync::oneshot, time::timeout};
use zeroize::Zeroizing;

/// How long the program that owns the clipboard may take to give its text.
const PATIENCE: Duration = Duration::from_secs(3);

/// The formats in which text is offered.
const TEXT: [&str; 4] = ["UTF8_STRING", "text/plain;charset=utf-8", "text/plain", "STRING"];

/// Asks clipboard histories (Klipper, and others that follow it) to leave this one out.
const HINT: &str = "x-kde-passwordManagerHint";

/// The number under which the hint is asked for; text has 0.
const HINT_INFO: u32 = 1;

/// The clipboard of the desktop the window is on.
pub(crate) struct GtkClipboard<R: Runtime>(pub(crate) AppHandle<R>);

#[async_trait]
impl<R: Runtime> Clipboard for GtkClipboard<R> {
    async fn read(&self) -> Result<Zeroizing<String>, ClipboardUnreadable> {
        let (give, text) = oneshot::channel();
        self.on_the_main_thread(move || {
            board().request_text(move |_, text| {
                let _ = give.send(text.map(|text| Zeroizing::new(text.to_owned())));
            });
        })?;
        let text = timeout(PATIENCE, text).await.map_err(|_| ClipboardUnreadable)?;
        text.ok().flatten().ok_or(ClipboardUnreadable)
    }

    async fn write(&self, text: &str, secret: bool) -> Result<(), ClipboardUnreadable> {
        let text = Zeroizing::new(text.to_owned());
        let (give, taken) = oneshot::channel();
        self.on_the_main_thread(move || {
            // Whoever asked has been told that nothing was copied, or wants it no more: nobody would take it off again.
            if !give.is_closed() && give.send(put(text, secret)).is_err() {
                board().clear();
            }
        })?;
        match timeout(PATIENCE, taken).await {
            Ok(Ok(true)) => Ok(()),
            _ => Err(ClipboardUnreadable),
        }
    }

    /// The toolkit gives up only what is its own; what another program offers is taken over first, and so it is gone too.
    async fn clear(&self) -> Result<(), ClipboardUnreadable> {
        let (give, cleared) = oneshot::channel();
        self.on_the_main_thread(move || {
            let board = board();
            board.set_text("");
            board.clear();
            let _ = give.send(());
        })?;
        timeout(PATIENCE, cleared).await.map_err(|_| ClipboardUnreadable)?.map_err(|_| ClipboardUnreadable)
    }
}

impl<R: Runtime> GtkClipboard<R> {
    fn on_the_main_thread(&self, work: impl FnOnce() + Send + 'static) -> Result<(), ClipboardUnreadable> {
        self.0.run_on_main_thread(work).map_err(|_| ClipboardUnreadable)
    }
}

fn board() -> Board {
    Board::get(&gdk::SELECTION_CLIPBOARD)
}

/// Offers the text for as long as nobody else takes the clipboard; then it is wiped. Gives whether it is offered.
fn put(text: Zeroizing<String>, secret: bool) -> bool {
    let mut targets = TEXT.map(|name| TargetEntry::new(name, TargetFlags::empty(), 0)).to_vec();
    if secret {
        targets.push(TargetEntry::new(HINT, TargetFlags::empty(), HINT_INFO));
    }
    board().set_with_data(&targets, move |_, selection, info| {
        if info == HINT_INFO {
            selection.set(&selection.target(), 8, b"secret");
        } else {
            selection.set_text(&text);
        }
    })
}

//! The clipboard through arboard. The window on Linux brings its own, through the toolkit: arboard fails on Wayland
//! compositors without data-control.

use arboard::Clipboard as Board;
use async_trait::async_trait;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use crate::ports::{Clipboard, ClipboardUnreadable};

/// The clipboard of the desktop.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClipboard;

#[async_trait]
impl Clipboard for SystemClipboard {
    async fn read(&self) -> Result<Zeroizing<String>, ClipboardUnreadable> {
        off_the_runtime(|| Ok(Zeroizing::new(Board::new()?.get_text()?))).await
    }

    async fn write(&self, text: &str, secret: bool) -> Result<(), ClipboardUnreadable> {
        let text = Zeroizing::new(text.to_owned());
        let (give, taken) = oneshot::channel();
        tokio::task::spawn_blocking(move || {
            // Whoever asked wants it no more: nobody would take it off again.
            if !give.is_closed() && give.send(put(&text, secret)).is_err() {
                let _ = Board::new().and_then(|mut board| board.clear());
            }
        });
        taken.await.map_err(|_| ClipboardUnreadable)?.map_err(|_| ClipboardUnreadable)
    }

    async fn clear(&self) -> Result<(), ClipboardUnreadable> {
        off_the_runtime(|| Board::new()?.clear()).await
    }
}

/// A clipboard call may block on another program.
async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, arboard::Error> + Send + 'static,
) -> Result<T, ClipboardUnreadable> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| ClipboardUnreadable)?.map_err(|_| ClipboardUnreadable)
}

fn put(text: &str, secret: bool) -> Result<(), arboard::Error> {
    let mut board = Board::new()?;
    let set = board.set();
    if secret { without_history(set).text(text) } else { set.text(text) }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn without_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtLinux;
    set.exclude_from_history()
}

#[cfg(target_os = "macos")]
fn without_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtApple;
    set.exclude_from_history()
}

#[cfg(windows)]
fn without_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtWindows;
    set.exclude_from_history().exclude_from_cloud().exclude_from_monitoring()
}

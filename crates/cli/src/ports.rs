//! What the terminal brings to the engine: a clipboard of its own, and a way to hear which page the browser is to open.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use sendoff_engine::ports::{Browser, BrowserDidNotOpen, Clipboard, ClipboardUnreadable};
use tokio::sync::{Notify, mpsc};
use url::Url;
use zeroize::Zeroizing;

/// Hands the page to whoever goes through it: the robot, the system browser, or the person who reads the terminal.
pub(crate) struct Pages {
    opened: mpsc::UnboundedSender<Url>,
}

impl Pages {
    /// A browser port, and where the pages come out.
    pub(crate) fn new() -> (Self, mpsc::UnboundedReceiver<Url>) {
        let (opened, pages) = mpsc::unbounded_channel();
        (Self { opened }, pages)
    }
}

#[async_trait]
impl Browser for Pages {
    async fn open(&self, address: &Url) -> Result<(), BrowserDidNotOpen> {
        self.opened.send(address.clone()).map_err(|_| BrowserDidNotOpen)
    }
}

/// A clipboard inside this program: a rehearsal must not touch the person's own.
#[derive(Default)]
pub(crate) struct OwnClipboard {
    text: Mutex<Option<Zeroizing<String>>>,
    /// Tells that the assistant copied something.
    pub(crate) copied: Notify,
}

impl OwnClipboard {
    /// Puts a text there, as copying on a page would.
    pub(crate) fn put(&self, text: String) {
        *self.text.lock().unwrap_or_else(PoisonError::into_inner) = Some(Zeroizing::new(text));
    }

    /// What lies there, as pasting it on a page gives it.
    pub(crate) fn text(&self) -> String {
        let text = self.text.lock().unwrap_or_else(PoisonError::into_inner);
        text.as_ref().map(|text| text.to_string()).unwrap_or_default()
    }
}

#[async_trait]
impl Clipboard for OwnClipboard {
    async fn read(&self) -> Result<Zeroizing<String>, ClipboardUnreadable> {
        self.text.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or(ClipboardUnreadable)
    }

    async fn write(&self, text: &str, _secret: bool) -> Result<(), ClipboardUnreadable> {
        self.put(text.to_owned());
        self.copied.notify_waiters();
        Ok(())
    }

    async fn clear(&self) -> Result<(), ClipboardUnreadable> {
        *self.text.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}

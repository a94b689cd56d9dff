//! What an engine is given where a test is the person: pages go to the test, and everything is typed.

use std::{path::Path, sync::Arc};

use async_trait::async_trait;
use sendoff_engine::{
    Ports,
    ports::{
        Browser, BrowserDidNotOpen, Clipboard, ClipboardUnreadable, NoExchanges, NoWindow, SystemClock,
        SystemRandomness,
    },
    system::Folder,
};
use tokio::sync::mpsc;
use url::Url;
use zeroize::Zeroizing;

/// The ports, with files in this folder, and the pages that the engine opens.
pub fn ports(folder: &Path) -> (Ports, mpsc::UnboundedReceiver<Url>) {
    let (tell, opened) = mpsc::unbounded_channel();
    let ports = Ports {
        browser: Arc::new(Pages(tell)),
        clipboard: Arc::new(NoClipboard),
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        exchanges: Arc::new(NoExchanges),
        files: Arc::new(Folder(folder.to_owned())),
        window: Arc::new(NoWindow),
    };
    (ports, opened)
}

/// Says which page is to be opened.
struct Pages(mpsc::UnboundedSender<Url>);

#[async_trait]
impl Browser for Pages {
    async fn open(&self, address: &Url) -> Result<(), BrowserDidNotOpen> {
        self.0.send(address.clone()).map_err(|_| BrowserDidNotOpen)
    }
}

struct NoClipboard;

#[async_trait]
impl Clipboard for NoClipboard {
    async fn read(&self) -> Result<Zeroizing<String>, ClipboardUnreadable> {
        Err(ClipboardUnreadable)
    }

    async fn write(&self, _text: &str, _secret: bool) -> Result<(), ClipboardUnreadable> {
        Err(ClipboardUnreadable)
    }

    async fn clear(&self) -> Result<(), ClipboardUnreadable> {
        Ok(())
    }
}

//! What the engine needs from outside: a browser, a clipboard, a clock, randomness, a place for a file, the window itself,
//! and in practice an office to steer.
//!
//! The window, the terminal and the tests each bring their own; the engine knows only these traits.

use std::{
    fmt,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use sendoff_journey::{PracticeFault, Settings};
use sendoff_values::HostName;
pub use sendoff_wire::MailRecords;
use tokio::sync::watch;
use url::Url;
use zeroize::Zeroizing;

/// The system browser could not be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system browser did not open")]
pub struct BrowserDidNotOpen;

/// The clipboard could not be read or written, or holds no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the clipboard holds no text that can be read")]
pub struct ClipboardUnreadable;

/// The file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FileNotSaved {
    /// The person closed the dialog.
    #[error("no place was chosen")]
    NoPlaceChosen,
    /// Writing failed.
    #[error("the file could not be written")]
    Failed(#[from] std::io::Error),
}

/// The file manager could not be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system's file manager did not open")]
pub struct NotShown;

/// Opens addresses in the system browser.
#[async_trait]
pub trait Browser: Send + Sync {
    /// Opens `address`. Must not wait for the browser to end (xdg-open does when it starts one), and must answer within
    /// three seconds.
    ///
    /// # Errors
    /// If no browser started, as far as can be told.
    async fn open(&self, address: &Url) -> Result<(), BrowserDidNotOpen>;
}

/// The system clipboard.
#[async_trait]
pub trait Clipboard: Send + Sync {
    /// The text on the clipboard; wiped when dropped, for it may be a secret.
    ///
    /// # Errors
    /// If there is no text or no clipboard.
    async fn read(&self) -> Result<Zeroizing<String>, ClipboardUnreadable>;

    /// Puts `text` there. If it is `secret`, clipboard histories are asked to leave it out.
    ///
    /// # Errors
    /// If there is no clipboard.
    async fn write(&self, text: &str, secret: bool) -> Result<(), ClipboardUnreadable>;

    /// Takes whatever is there off.
    ///
    /// # Errors
    /// If there is no clipboard.
    async fn clear(&self) -> Result<(), ClipboardUnreadable>;
}

/// The window, as far as the engine changes it. A terminal has none.
pub trait Window: Send + Sync {
    /// Looks as the settings say: theme, size, hidden from pictures of the screen. Must not wait.
    fn follow(&self, settings: &Settings);

    /// Becomes narrow and stays on top, for the values alone; or the whole window again. Must not wait.
    fn strip(&self, shown: bool, settings: &Settings);

    /// Is seen no more: the person has left, and what is left to do needs no window. Must not wait.
    fn hide(&self);

    /// Ends: everything is put away. Must not wait.
    fn end(&self);
}

/// Where there is no window.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoWindow;

impl Window for NoWindow {
    fn follow(&self, _settings: &Settings) {}

    fn strip(&self, _shown: bool, _settings: &Settings) {}

    fn hide(&self) {}

    fn end(&self) {}
}

/// The time of day.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Unpredictable bytes.
pub trait Randomness: Send + Sync {
    /// Fills all of `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// A file as somebody chose it. It may hold a key: it prints without what is in it, and is wiped.
#[derive(Clone, PartialEq, Eq)]
pub struct ChosenFile {
    /// Its name, perhaps with a folder.
    pub name: String,
    /// What is in it, up to a limit and a byte more.
    pub contents: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for ChosenFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, {} bytes", self.name, self.contents.len())
    }
}

/// No file could be read.
#[derive(Debug, thiserror::Error)]
pub enum FileNotRead {
    /// The person closed the dialog, or nobody can be asked.
    #[error("no file was chosen")]
    NoFileChosen,
    /// Reading failed.
    #[error("the file {name} could not be read")]
    Failed {
        /// Its name.
        name: String,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
}

/// Files of the person's: a place for the sheet, and a recipe to open.
#[async_trait]
pub trait Files: Send + Sync {
    /// Asks for a file to open (if somebody can be asked) and reads it, no more than `limit` bytes and one
    /// ([`read_file`](crate::system::read_file)).
    ///
    /// # Errors
    /// If none was chosen or reading failed.
    async fn open(&self, limit: usize) -> Result<ChosenFile, FileNotRead> {
        let _ = limit;
        Err(FileNotRead::NoFileChosen)
    }

    /// Asks where (if somebody can be asked) and writes `contents` under a name like `suggested`; gives the place.
    ///
    /// # Errors
    /// If no place was chosen or writing failed.
    async fn save(&self, suggested: &str, contents: &[u8]) -> Result<PathBuf, FileNotSaved>;

    /// The same for what nobody but the owner of the file may read ([`write_for_owner`](crate::system::write_for_owner)).
    ///
    /// # Errors
    /// As [`save`](Self::save), and where the disk keeps no rights.
    async fn save_for_owner(&self, suggested: &str, contents: &[u8]) -> Result<PathBuf, FileNotSaved>;

    /// Shows a folder, or the folder of a file, in the system's own file manager.
    ///
    /// # Errors
    /// If no file manager started, as far as can be told.
    async fn show(&self, place: &Path) -> Result<(), NotShown>;
}

/// The clock of the operating system.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's random number generator.
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            // Without randomness there is no state, no verifier and no nonce worth the name: going on would be worse.
            tracing::error!(%error, "the operating system gives no randomness");
            std::process::abort();
        }
    }
}

/// Knows where the mail of a domain goes. Nobody is sure to know: an empty answer is no fault.
#[async_trait]
pub trait Exchanges: Send + Sync {
    /// The hosts that take the mail of `domain`, in the order in which senders try them; after a few seconds at most.
    async fn of(&self, domain: &HostName) -> Vec<HostName>;
}

/// The name servers of this computer are asked for the domain, and for nothing else.
#[async_trait]
impl Exchanges for MailRecords {
    async fn of(&self, domain: &HostName) -> Vec<HostName> {
        self.exchanges(domain).await
    }
}

/// Nobody is asked, and nothing is known: where there is nobody to ask.
pub struct NoExchanges;

#[async_trait]
impl Exchanges for NoExchanges {
    async fn of(&self, _domain: &HostName) -> Vec<HostName> {
        Vec::new()
    }
}

/// Steers a running practice office. It is told what the office can do, and asks for nothing else: see
/// [`PracticeFault::done_by`].
pub trait PracticeControls: Send + Sync {
    /// The time by the office's clock. Practice has no other.
    fn now(&self) -> Timestamp;

    /// How far that is ahead of the computer's.
    fn ahead(&self) -> SignedDuration;

    /// Where the office plays this computer and port; `None` where it has no such name.
    fn resolve(&self, host: &str, port: u16) -> Option<SocketAddr>;

    /// The hosts that take the mail of this domain in the office, in the order in which senders try them.
    fn exchanges(&self, domain: &str) -> Vec<String>;

    /// Moves it on. It stays moved, also after a restart.
    fn advance(&self, by: SignedDuration);

    /// Makes this go wrong at the next suitable moment.
    fn arm(&self, fault: PracticeFault);

    /// Takes it back.
    fn disarm(&self, fault: PracticeFault);

    /// What still waits for its moment.
    fn armed(&self) -> Vec<PracticeFault>;

    /// What has taken effect since the office was opened, oldest first.
    fn happened(&self) -> Vec<PracticeFault>;

    /// Changes whenever one of the two does; the number itself only counts.
    fn changes(&self) -> watch::Receiver<u64>;
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// What becomes verifier, state and nonce is the system's randomness itself (promise 11): no 32 bytes come twice, and
    /// each of their bits is set about every other time.
    #[test]
    fn the_systems_randomness_repeats_nothing_and_leaves_no_bit_alone() {
        const DRAWS: u32 = 20_000;
        let mut seen = HashSet::new();
        let mut set = [0_u32; 256];
        for _ in 0..DRAWS {
            let mut bytes = [0; 32];
            SystemRandomness.fill(&mut bytes);
            for (bit, count) in set.iter_mut().enumerate() {
                *count += u32::from(bytes[bit / 8] >> (bit % 8) & 1);
            }
            assert!(seen.insert(bytes), "repeated");
        }
        // Ten standard deviations (70.7 each) around the half.
        assert!(set.iter().all(|count| count.abs_diff(DRAWS / 2) < 707), "{set:?}");
    }
}

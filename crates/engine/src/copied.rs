//! The secret that lies on the clipboard because of us: taken off again after a while and at the end, if it is still there.
//!
//! It is remembered until the clipboard was really read and held something else, or was cleared. A clipboard that cannot be
//! read is not known to hold it and is left alone, but it is looked at again: some desktops let a window look only while it
//! has focus.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use zeroize::Zeroizing;

use crate::ports::Clipboard;

/// How long after a look that failed the next one is, and how many looks there are: ten minutes of them.
const AGAIN: Duration = Duration::from_secs(5);
const LOOKS: usize = 120;

/// The same at the end, where somebody waits to be gone.
const AGAIN_AT_THE_END: Duration = Duration::from_millis(100);
const LOOKS_AT_THE_END: usize = 3;

/// At most one secret: the next one takes its place.
#[derive(Default)]
pub(crate) struct OnClipboard {
    copied: Mutex<Copied>,
}

#[derive(Default)]
struct Copied {
    number: u64,
    secret: Option<Zeroizing<String>>,
}

impl OnClipboard {
    /// Notes that this is on the clipboard now, and gives its number.
    pub(crate) fn note(&self, secret: &str) -> u64 {
        let mut copied = self.lock();
        copied.number += 1;
        copied.secret = Some(Zeroizing::new(secret.to_owned()));
        copied.number
    }

    /// Takes it off the clipboard after `patience`, unless something else was copied meanwhile, here or elsewhere.
    pub(crate) async fn clear_after(self: Arc<Self>, patience: Duration, number: u64, clipboard: Arc<dyn Clipboard>) {
        tokio::time::sleep(patience).await;
        self.settle(number, &*clipboard, LOOKS, AGAIN).await;
    }

    /// Takes it off the clipboard now, if it is still there: what `clear_after` had begun is done from its start.
    pub(crate) async fn clear_now(&self, clipboard: &dyn Clipboard) {
        let number = self.lock().number;
        self.settle(number, clipboard, LOOKS_AT_THE_END, AGAIN_AT_THE_END).await;
    }

    /// Looks until it is known that the secret of this number is not there, or not there any more.
    async fn settle(&self, number: u64, clipboard: &dyn Clipboard, looks: usize, again: Duration) {
        for look in 0..looks {
            if look > 0 {
                tokio::time::sleep(again).await;
            }
            let Some(secret) = self.noted(number) else { return };
            if is_off(&secret, clipboard).await {
                self.forget(number);
                return;
            }
        }
        tracing::warn!("whether the secret is still on the clipboard is not known");
    }

    /// The secret of this number, if it is the last one and nothing is known of its end.
    fn noted(&self, number: u64) -> Option<Zeroizing<String>> {
        let copied = self.lock();
        copied.secret.clone().filter(|_| number == copied.number)
    }

    /// Forgets the secret of this number, unless another one took its place.
    fn forget(&self, number: u64) {
        let mut copied = self.lock();
        if number == copied.number {
            copied.secret = None;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Copied> {
        self.copied.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the clipboard is known not to hold the secret, because it holds something else or was cleared.
async fn is_off(secret: &str, clipboard: &dyn Clipboard) -> bool {
    match clipboard.read().await {
        Ok(text) if *text == *secret => clipboard.clear().await.is_ok(),
        Ok(_) => true,
        // What cannot be read is not known to be ours.
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;

    use super::*;
    use crate::ports::ClipboardUnreadable;

    /// A clipboard that fails as often as it is told, and may take its time to be read.
    #[derive(Default)]
    struct Board {
        text: Mutex<Option<String>>,
        /// How many reads, and how many clearings, still fail.
        fails: Mutex<(usize, usize)>,
        slow: Duration,
    }

    impl Board {
        fn failing(reads: usize, clearings: usize) -> Arc<Self> {
            Arc::new(Self { fails: Mutex::new((reads, clearings)), ..Self::default() })
        }

        fn holds(&self) -> Option<String> {
            self.text.lock().unwrap().clone()
        }
    }

    fn fails(left: &mut usize) -> Result<(), ClipboardUnreadable> {
        let now = *left > 0;
        *left = left.saturating_sub(1);
        if now { Err(ClipboardUnreadable) } else { Ok(()) }
    }

    #[async_trait]
    impl Clipboard for Board {
        async fn read(&self) -> Result<Zeroizing<String>, ClipboardUnreadable> {
            tokio::time::sleep(self.slow).await;
            fails(&mut self.fails.lock().unwrap().0)?;
            self.holds().map(Zeroizing::new).ok_or(ClipboardUnreadable)
        }

        async fn write(&self, text: &str, _secret: bool) -> Result<(), ClipboardUnreadable> {
            *self.text.lock().unwrap() = Some(text.to_owned());
            Ok(())
        }

        async fn clear(&self) -> Result<(), ClipboardUnreadable> {
            fails(&mut self.fails.lock().unwrap().1)?;
            *self.text.lock().unwrap() = None;
            Ok(())
        }
    }

    const PATIENCE: Duration = Duration::from_secs(45);

    async fn copy(on: &OnClipboard, board: &Board, secret: &str) -> u64 {
        board.write(secret, true).await.unwrap();
        on.note(secret)
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_gone_after_a_while_and_not_before() {
        let (on, board) = (Arc::new(OnClipboard::default()), Arc::new(Board::default()));
        let number = copy(&on, &board, "8xQ~secret").await;
        let clearing = Arc::clone(&on).clear_after(PATIENCE, number, Arc::clone(&board) as Arc<_>);
        let looking = async {
            tokio::time::sleep(Duration::from_secs(44)).await;
            board.read().await.map(|text| text.to_string())
        };
        let ((), before) = tokio::join!(clearing, looking);
        assert_eq!(before.unwrap(), "8xQ~secret");
        assert!(board.read().await.is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn what_somebody_else_copied_stays() {
        let (on, board) = (Arc::new(OnClipboard::default()), Arc::new(Board::default()));
        let number = copy(&on, &board, "8xQ~secret").await;
        board.write("a shopping list", false).await.unwrap();
        Arc::clone(&on).clear_after(PATIENCE, number, Arc::clone(&board) as Arc<_>).await;
        on.clear_now(&*board).await;
        assert_eq!(*board.read().await.unwrap(), "a shopping list");
    }

    #[tokio::test(start_paused = true)]
    async fn the_second_copy_has_its_own_time() {
        let (on, board) = (Arc::new(OnClipboard::default()), Arc::new(Board::default()));
        let first = copy(&on, &board, "8xQ~secret").await;
        copy(&on, &board, "8xQ~secret").await;
        Arc::clone(&on).clear_after(PATIENCE, first, Arc::clone(&board) as Arc<_>).await;
        assert_eq!(*board.read().await.unwrap(), "8xQ~secret", "the time of the first is not that of the second");
        on.clear_now(&*board).await;
        assert!(board.read().await.is_err(), "at the end it goes at once");
    }

    /// A window that has no focus reads nothing on some desktops, and a busy program may not answer.
    #[tokio::test(start_paused = true)]
    async fn a_clipboard_that_cannot_be_read_or_cleared_is_tried_again() {
        for (reads, clearings) in [(1, 0), (0, 1), (30, 2)] {
            let (on, board) = (Arc::new(OnClipboard::default()), Board::failing(reads, clearings));
            let number = copy(&on, &board, "8xQ~secret").await;
            Arc::clone(&on).clear_after(PATIENCE, number, Arc::clone(&board) as Arc<_>).await;
            assert_eq!(board.holds(), None, "{reads} reads and {clearings} clearings fail");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_never_could_be_read_is_cleared_at_the_end() {
        let (on, board) = (Arc::new(OnClipboard::default()), Board::failing(usize::MAX, 0));
        let number = copy(&on, &board, "8xQ~secret").await;
        Arc::clone(&on).clear_after(PATIENCE, number, Arc::clone(&board) as Arc<_>).await;
        on.clear_now(&*board).await;
        assert_eq!(
            board.holds().as_deref(),
            Some("8xQ~secret"),
            "it is not known to be there, and the end does not wait"
        );
        *board.fails.lock().unwrap() = (LOOKS_AT_THE_END - 1, 0);
        on.clear_now(&*board).await;
        assert_eq!(board.holds(), None);
    }

    /// The end comes while the clipboard is being read: that task is dropped, and its work is not lost.
    #[tokio::test(start_paused = true)]
    async fn a_clearing_that_was_broken_off_is_done_at_the_end() {
        let slow = Duration::from_secs(3);
        let (on, board) = (Arc::new(OnClipboard::default()), Arc::new(Board { slow, ..Board::default() }));
        let number = copy(&on, &board, "8xQ~secret").await;
        let clearing = Arc::clone(&on).clear_after(PATIENCE, number, Arc::clone(&board) as Arc<_>);
        let broken_off = tokio::time::timeout(PATIENCE + slow / 2, clearing).await;
        assert!(broken_off.is_err() && board.holds().is_some(), "it was being read");
        on.clear_now(&*board).await;
        assert_eq!(board.holds(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_known_to_be_gone_is_forgotten_and_not_looked_for_again() {
        let (on, board) = (Arc::new(OnClipboard::default()), Arc::new(Board::default()));
        let number = copy(&on, &board, "8xQ~secret").await;
        board.write("a shopping list", false).await.unwrap();
        Arc::clone(&on).clear_after(PATIENCE, number, Arc::clone(&board) as Arc<_>).await;
        assert!(on.lock().secret.is_none());
        board.write("8xQ~secret", false).await.unwrap();
        on.clear_now(&*board).await;
        assert_eq!(board.holds().as_deref(), Some("8xQ~secret"), "somebody copied it again, and not through us");
    }
}

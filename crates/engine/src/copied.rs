//! The secret that lies on the clipboard because of us: taken off again after a while and at the end, if it is still there.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use zeroize::Zeroizing;

use crate::ports::Clipboard;

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
        let secret = self.take(Some(number));
        clear(secret, &*clipboard).await;
    }

    /// Takes it off the clipboard now, if it is still there.
    pub(crate) async fn clear_now(&self, clipboard: &dyn Clipboard) {
        let secret = self.take(None);
        clear(secret, clipboard).await;
    }

    fn take(&self, number: Option<u64>) -> Option<Zeroizing<String>> {
        let mut copied = self.lock();
        if number.is_none_or(|number| number == copied.number) { copied.secret.take() } else { None }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Copied> {
        self.copied.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn clear(secret: Option<Zeroizing<String>>, clipboard: &dyn Clipboard) {
    let Some(secret) = secret else { return };
    // What cannot be read is not known to be ours.
    let still_there = clipboard.read().await.is_ok_and(|text| *text == *secret);
    if still_there && clipboard.clear().await.is_err() {
        tracing::warn!("the clipboard was not cleared");
    }
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;

    use super::*;
    use crate::ports::ClipboardUnreadable;

    #[derive(Default)]
    struct Board(Mutex<Option<String>>);

    #[async_trait]
    impl Clipboard for Board {
        async fn read(&self) -> Result<Zeroizing<String>, ClipboardUnreadable> {
            self.0.lock().unwrap().clone().map(Zeroizing::new).ok_or(ClipboardUnreadable)
        }

        async fn write(&self, text: &str, _secret: bool) -> Result<(), ClipboardUnreadable> {
            *self.0.lock().unwrap() = Some(text.to_owned());
            Ok(())
        }

        async fn clear(&self) -> Result<(), ClipboardUnreadable> {
            *self.0.lock().unwrap() = None;
            Ok(())
        }
    }

    async fn copy(on: &OnClipboard, board: &Board, secret: &str) -> u64 {
        board.write(secret, true).await.unwrap();
        on.note(secret)
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_gone_after_a_while_and_not_before() {
        let (on, board) = (Arc::new(OnClipboard::default()), Arc::new(Board::default()));
        let number = copy(&on, &board, "8xQ~secret").await;
        let patience = Duration::from_secs(45);
        let clearing = Arc::clone(&on).clear_after(patience, number, Arc::clone(&board) as Arc<_>);
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
        Arc::clone(&on).clear_after(Duration::from_secs(45), number, Arc::clone(&board) as Arc<_>).await;
        on.clear_now(&*board).await;
        assert_eq!(*board.read().await.unwrap(), "a shopping list");
    }

    #[tokio::test(start_paused = true)]
    async fn the_second_copy_has_its_own_time() {
        let (on, board) = (Arc::new(OnClipboard::default()), Arc::new(Board::default()));
        let first = copy(&on, &board, "8xQ~secret").await;
        copy(&on, &board, "8xQ~secret").await;
        Arc::clone(&on).clear_after(Duration::from_secs(45), first, Arc::clone(&board) as Arc<_>).await;
        assert_eq!(*board.read().await.unwrap(), "8xQ~secret", "the time of the first is not that of the second");
        on.clear_now(&*board).await;
        assert!(board.read().await.is_err(), "at the end it goes at once");
    }
}

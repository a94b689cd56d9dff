//! Settings, the clipboard and the end, with a window of the test's own.

use std::sync::atomic::AtomicUsize;

use async_trait::async_trait;
use sendoff_journey::{Action, Said, SettingId, SettingValue, Theme};
use sendoff_problem::Kind;
use tempfile::TempDir;
use zeroize::Zeroizing;

use super::{super::*, office::real};
use crate::ports::{Clipboard, ClipboardUnreadable, Window};

/// A window that writes down what is done with it, and a clipboard of its own.
#[derive(Default)]
struct Desktop {
    done: std::sync::Mutex<Vec<String>>,
    board: std::sync::Mutex<Option<String>>,
    /// How long a look at the clipboard takes, how many are under way or done, and how many more fail.
    slow: std::sync::Mutex<Duration>,
    reading: AtomicUsize,
    unreadable: AtomicUsize,
    /// How many texts more it does not take.
    untaken: AtomicUsize,
}

impl Desktop {
    fn did(&self, what: impl Into<String>) {
        self.done.lock().unwrap().push(what.into());
    }

    fn done(&self) -> Vec<String> {
        self.done.lock().unwrap().clone()
    }
}

impl Window for Desktop {
    fn follow(&self, settings: &Settings) {
        self.did(format!("{:?} at {}", settings.theme, settings.zoom.percent()));
    }

    fn strip(&self, shown: bool, _settings: &Settings) {
        self.did(if shown { "a strip" } else { "whole" });
    }

    fn hide(&self) {
        self.did("hidden");
    }

    fn end(&self) {
        self.did("ended");
    }
}

#[async_trait]
impl Clipboard for Desktop {
    async fn read(&self) -> Result<Zeroizing<String>, ClipboardUnreadable> {
        self.reading.fetch_add(1, Ordering::Relaxed);
        let slow = *self.slow.lock().unwrap();
        tokio::time::sleep(slow).await;
        let fails = |left: usize| left.checked_sub(1);
        if self.unreadable.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fails).is_ok() {
            return Err(ClipboardUnreadable);
        }
        self.board.lock().unwrap().clone().map(Zeroizing::new).ok_or(ClipboardUnreadable)
    }

    async fn write(&self, text: &str, _secret: bool) -> Result<(), ClipboardUnreadable> {
        let fails = |left: usize| left.checked_sub(1);
        if self.untaken.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fails).is_ok() {
            return Err(ClipboardUnreadable);
        }
        *self.board.lock().unwrap() = Some(text.to_owned());
        Ok(())
    }

    async fn clear(&self) -> Result<(), ClipboardUnreadable> {
        *self.board.lock().unwrap() = None;
        self.did("cleared");
        Ok(())
    }
}

/// An engine with its window, and settings in the folder.
async fn engine(folder: &TempDir, desktop: &Arc<Desktop>) -> Engine {
    let workplace = workplace(folder, desktop).await;
    let now = workplace.ports.clock.now();
    Engine::start(workplace, None, Remembered::open(folder.path(), now))
}

async fn workplace(folder: &TempDir, desktop: &Arc<Desktop>) -> Workplace {
    let mut workplace = real(folder.path()).await;
    workplace.ports.window = Arc::clone(desktop) as Arc<_>;
    workplace.ports.clipboard = Arc::clone(desktop) as Arc<_>;
    workplace
}

fn say(engine: &Engine, said: Said) {
    engine.answer(Answer::Said(said)).unwrap();
}

#[tokio::test]
async fn what_is_set_is_followed_at_once_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let desktop = Arc::new(Desktop::default());
    let engine = engine(&folder, &desktop).await;
    say(&engine, Said::Press(Action::OpenSettings));
    say(&engine, Said::Set { setting: SettingId::Theme, value: SettingValue::Option("dark".to_owned()) });
    say(&engine, Said::Press(Action::ZoomIn));
    say(&engine, Said::Press(Action::SwitchScreenShare));
    let mut screens = engine.screens();
    screens.wait_for(|screen| screen.screen_share).await.unwrap();
    engine.stop().await;
    assert_eq!(desktop.done(), ["System at 100", "Dark at 100", "Dark at 110", "Dark at 110"]);

    let found = Remembered::open(folder.path(), jiff::Timestamp::UNIX_EPOCH);
    assert!(found.problem.is_none());
    assert_eq!((found.settings.theme, found.settings.zoom.percent()), (Theme::Dark, 110));
    assert!(found.settings.screen_share, "the mode survives until it is switched off");
    let text = std::fs::read_to_string(folder.path().join("settings.json")).unwrap();
    assert!(text.len() < 1024, "a small file: {text}");
}

#[tokio::test]
async fn settings_that_cannot_be_used_are_said_and_kept_aside() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("settings.json"), "{ not what was written").unwrap();
    let engine = engine(&folder, &Arc::default()).await;
    let mut screens = engine.screens();
    screens.wait_for(|screen| screen.notes.len() == 1).await.unwrap();
    engine.stop().await;
    let mut names = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
    assert!(names.any(|name| name.to_string_lossy().starts_with("settings.json.bad-")));
}

#[tokio::test]
async fn quitting_hides_the_window_puts_everything_away_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    let desktop = Arc::new(Desktop::default());
    let engine = engine(&folder, &desktop).await;
    let mut screens = engine.screens();
    say(&engine, Said::Press(Action::Quit));
    while screens.changed().await.is_ok() {}
    assert_eq!(desktop.done(), ["System at 100", "hidden", "ended"]);
    assert_eq!(engine.answer(Answer::Said(Said::Press(Action::Quit))), Err(NotTaken::Ended(Ended)));
}

#[tokio::test]
async fn a_copied_secret_is_off_the_clipboard_before_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let desktop = Arc::new(Desktop::default());
    let (_answers, inbox) = mpsc::unbounded_channel();
    let workplace = workplace(&folder, &desktop).await;
    let stopped = CancellationToken::new();
    let (mut desk, mut screens) = Desk::open(workplace, (None, Remembered::default()), inbox, stopped);
    let shared = Arc::clone(&desk.seat.shared);
    let secret = shared.secrets.keep_client_secret(sendoff_values::ClientSecret::new("8xQ~canary".to_owned()));
    let number = sendoff_values::OperationNumber(7);
    desk.carry_out(Effect::CopySecret(number, sendoff_journey::SecretSource::Memory(secret)));
    let told = desk.seat.events.recv().await;
    let Some(Event::SecretCopied(copied, until)) = told else { panic!("{told:?}") };
    assert_eq!(copied, number);
    let left = until.duration_since(shared.now()).as_secs();
    assert!((40..=45).contains(&left), "{left} s");
    assert_eq!(desktop.board.lock().unwrap().as_deref(), Some("8xQ~canary"));
    desk.carry_out(Effect::Quit);
    desk.put_away().await;
    assert!(desktop.board.lock().unwrap().is_none());
    // A hidden window may neither look at the clipboard nor clear it everywhere.
    assert_eq!(desktop.done(), ["System at 100", "cleared", "hidden", "ended"]);
    assert!(screens.changed().await.is_err());
}

/// What was not copied is told, whatever stood in the way.
#[tokio::test]
async fn a_copy_that_fails_says_why_and_one_that_works_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let desktop = Arc::new(Desktop::default());
    let (_answers, inbox) = mpsc::unbounded_channel();
    let workplace = workplace(&folder, &desktop).await;
    let (mut desk, _screens) = Desk::open(workplace, (None, Remembered::default()), inbox, CancellationToken::new());
    let shared = Arc::clone(&desk.seat.shared);
    let number = sendoff_values::OperationNumber(7);
    let connection = "5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11".parse().unwrap();
    let field = sendoff_values::FieldId::ClientSecret;
    let never_kept = sendoff_journey::SecretSource::Stored(sendoff_journey::StoredSecret { connection, field });
    let secret = shared.secrets.keep_client_secret(sendoff_values::ClientSecret::new("8xQ~canary".to_owned()));
    let secret = sendoff_journey::SecretSource::Memory(secret);
    let refused = |kind| Event::NotCopied(Some(number), Problem::new(kind));
    for (untaken, effect, told) in [
        (0, Effect::CopyRow(number, "a value".to_owned()), Event::Copied(number)),
        (1, Effect::CopyRow(number, "another".to_owned()), refused(Kind::ClipboardNotTaken)),
        (1, Effect::CopySecret(number, secret), refused(Kind::ClipboardNotTaken)),
        (0, Effect::CopySecret(number, never_kept), refused(Kind::SecretNotShown)),
        (1, Effect::CopyText("a note".to_owned()), Event::NotCopied(None, Problem::new(Kind::ClipboardNotTaken))),
    ] {
        desktop.untaken.store(untaken, Ordering::Relaxed);
        desk.carry_out(effect);
        assert_eq!(desk.seat.events.recv().await, Some(told));
        assert_eq!(desktop.board.lock().unwrap().as_deref(), Some("a value"), "what was there before stays");
    }
}

/// The end comes while the clipboard is being looked at, which then fails once more.
#[tokio::test(start_paused = true)]
async fn a_clearing_under_way_is_finished_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let desktop = Arc::new(Desktop::default());
    let (_answers, inbox) = mpsc::unbounded_channel();
    let workplace = workplace(&folder, &desktop).await;
    let (mut desk, _screens) = Desk::open(workplace, (None, Remembered::default()), inbox, CancellationToken::new());
    *desktop.board.lock().unwrap() = Some("8xQ~canary".to_owned());
    let (_, clearing) = effects::off_the_clipboard(&desk.seat.shared, "8xQ~canary");
    *desktop.slow.lock().unwrap() = Duration::from_secs(2);
    desk.lasting.spawn(clearing);
    tokio::time::sleep(Duration::from_secs(46)).await;
    assert_eq!(desktop.reading.load(Ordering::Relaxed), 1, "it is being looked at");
    *desktop.slow.lock().unwrap() = Duration::ZERO;
    desktop.unreadable.store(1, Ordering::Relaxed);
    desk.put_away().await;
    assert!(desktop.board.lock().unwrap().is_none());
}

/// The answer of the provider holds a code, wherever it was pasted from; an error or anything else is the person's own.
#[tokio::test]
async fn a_pasted_address_with_a_code_is_off_the_clipboard_before_the_end() {
    for (text, goes) in [
        ("http://localhost:49152/mail-setup?code=0.AXoA-canary&state=abc", true),
        ("localhost:49152/mail-setup?state=abc&code=0.AXoA-canary", true),
        ("http://localhost:49152/mail-setup?error=access_denied&state=abc", false),
        ("AADSTS50058: nobody is signed in", false),
        ("a shopping list", false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let desktop = Arc::new(Desktop::default());
        let (_answers, inbox) = mpsc::unbounded_channel();
        let workplace = workplace(&folder, &desktop).await;
        let (desk, _screens) = Desk::open(workplace, (None, Remembered::default()), inbox, CancellationToken::new());
        *desktop.board.lock().unwrap() = Some(text.to_owned());
        let context = PasteContext::default();
        let target = sendoff_journey::PasteTarget::Browser;
        let clearing = paste::from_clipboard(&desk.seat.shared, target, &context).await;
        assert_eq!(clearing.is_some(), goes, "{text}: taken off after a while");
        assert!(desktop.board.lock().unwrap().is_some(), "not at once: it may be needed again");
        desk.put_away().await;
        assert_eq!(desktop.board.lock().unwrap().is_none(), goes, "{text}: at the end");
    }
}

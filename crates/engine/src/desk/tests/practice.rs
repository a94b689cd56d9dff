//! To the practice office and back, with everything that is steered there.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use jiff::SignedDuration;
use sendoff_journey::{Action, Answer, PracticeFault, Said, Screen};
use sendoff_practice::{Fault, Office, OfficeSettings};
use sendoff_vault::PracticeTrouble;
use tempfile::TempDir;
use tokio::{sync::watch, time::timeout};

use super::office::{Door, real};
use crate::{
    Engine, PracticeKeychain, Remembered,
    ports::{Clock, SystemClock},
};

/// Longer than anything here takes; past it something hangs.
const HANG: Duration = Duration::from_secs(30);

struct Stage {
    engine: Engine,
    screens: watch::Receiver<Screen>,
    door: Arc<Door>,
    _folder: TempDir,
}

impl Stage {
    /// A real workplace, and a door that stays shut the first `shut` times.
    async fn set(shut: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let door = Arc::new(Door {
            office: Office::start(OfficeSettings::default()).await.unwrap(),
            keychain: PracticeKeychain::new(),
            folder: folder.path().to_owned(),
            shut: AtomicUsize::new(shut),
            cleared: AtomicUsize::new(0),
        });
        let engine = Engine::start(real(folder.path()).await, Some(Arc::clone(&door) as Arc<_>), Remembered::default());
        let screens = engine.screens();
        Self { engine, screens, door, _folder: folder }
    }

    fn press(&self, action: Action) {
        self.engine.answer(Answer::Said(Said::Press(action))).unwrap();
    }

    async fn until(&mut self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        let seen = timeout(HANG, self.screens.wait_for(wanted)).await.map(|screen| screen.is_ok());
        assert_eq!(seen, Ok(true), "{what}");
    }

    async fn practise(&mut self) {
        self.press(Action::Practise);
        self.until("practice opens", |screen| screen.practice).await;
    }
}

fn says(screen: &Screen, words: &str) -> bool {
    let states = screen.banner.iter().flat_map(|banner| &banner.states).map(|state| &state.text);
    screen.notes.iter().map(|note| &note.text).chain(states).any(|text| text.line().contains(words))
}

#[tokio::test]
async fn what_is_armed_is_armed_at_the_office_and_what_the_office_says_is_shown() {
    let mut stage = Stage::set(0).await;
    stage.practise().await;
    stage.press(Action::Arm(PracticeFault::RedirectMissing));
    stage.until("it is armed", |screen| says(screen, "Armed: redirect URI missing")).await;
    assert_eq!(stage.door.office.office().armed(), [Fault::RedirectMissing]);
    stage.door.office.office().disarm(Fault::RedirectMissing);
    stage.until("the office has taken it back", |screen| !says(screen, "Armed")).await;

    stage.press(Action::Arm(PracticeFault::KeychainLocked));
    stage.until("it is armed", |screen| says(screen, "Armed: keychain locked")).await;
    assert_eq!(stage.door.keychain.armed(), [PracticeTrouble::Locked]);
    stage.press(Action::SurpriseMe);
    stage.until("something else is armed", |screen| says(screen, "Armed: a surprise")).await;
    let armed = stage.door.office.office().armed().len() + stage.door.keychain.armed().len();
    assert_eq!(armed, 1, "one at a time, and the engine drew which");
    stage.engine.stop().await;
}

#[tokio::test]
async fn time_is_moved_for_both_sides_and_stays_moved() {
    const MONTH: i64 = 30 * 24 * 60 * 60;
    let mut stage = Stage::set(0).await;
    stage.practise().await;
    stage.press(Action::MoveTime);
    stage.until("time is moved", |screen| screen.clock_ahead == MONTH).await;
    let ahead = stage.door.office.office().now().duration_since(SystemClock.now());
    assert!((ahead - SignedDuration::from_secs(MONTH)).abs() < SignedDuration::from_mins(1), "{ahead}");
    stage.press(Action::LeavePractice);
    stage.until("outside it is today", |screen| !screen.practice && screen.clock_ahead == 0).await;
    stage.practise().await;
    stage.until("practice time stays", |screen| screen.clock_ahead == MONTH && says(screen, "30 days ahead")).await;
    stage.engine.stop().await;
}

#[tokio::test]
async fn leaving_keeps_practice_and_clearing_forgets_it() {
    let mut stage = Stage::set(0).await;
    stage.practise().await;
    stage.press(Action::Arm(PracticeFault::KeychainDiffers));
    stage.press(Action::LeavePractice);
    stage.until("it is said", |screen| says(screen, "Practice is kept. Clear it in Settings.")).await;
    assert!(stage.door.keychain.armed().is_empty(), "nothing lurks");
    stage.practise().await;
    stage.press(Action::ClearPractice);
    stage.until("it is cleared", |screen| !screen.practice && says(screen, "Practice is cleared.")).await;
    assert_eq!(stage.door.cleared.load(Ordering::SeqCst), 1);
    stage.engine.stop().await;
}

#[tokio::test]
async fn practice_that_does_not_open_is_explained_and_can_be_tried_again() {
    let mut stage = Stage::set(1).await;
    stage.press(Action::Practise);
    let explained = |screen: &Screen| screen.problem.as_ref().is_some_and(|one| one.kind == "practice-not-opened");
    stage.until("it is explained", explained).await;
    stage.practise().await;
    stage.engine.stop().await;
}

//! The desk behind the commands: starts the engine with the window's ports, hands it answers, gives out its screens.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use sendoff_engine::{
    Engine, NoWorkplace, NotTaken, Ports, Remembered, Workplace, WorkplaceSettings, default_folder,
    ports::{MailRecords, SystemClock, SystemRandomness},
    system::SystemBrowser,
};
use sendoff_journey::{Action, Answer, Said, Screen};
use tauri::{AppHandle, Manager, Runtime};
use tokio::{sync::SetOnce, time::sleep};

use crate::{clipboard, commands::Refused, face, files, office::Door, place::Places, raise};

/// On what the window opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The list of connections.
    Connections,
    /// The practice office.
    Practice,
}

/// How long a program that is ending may still have the folder.
const STILL_ENDING: Duration = Duration::from_secs(5);

/// Between two looks whether it has let go.
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

/// Within this time a second wish to close the window is taken for the first one repeated.
const STUCK: Duration = Duration::from_secs(10);

/// The engine, once it runs.
#[derive(Default)]
pub(crate) struct Desk {
    engine: SetOnce<Result<Engine, Refused>>,
    subscriptions: AtomicU64,
    /// When the window was last asked to close, as long as nothing has come of it.
    asked_to_close: Mutex<Option<Instant>>,
}

impl Desk {
    /// Starts the engine. Until then commands wait or are refused.
    pub(crate) async fn open<R: Runtime>(&self, app: AppHandle<R>, opening: Opening) {
        #[cfg(target_os = "macos")]
        crate::menu_bar::begin(&app);
        let engine = start(&app).await.inspect_err(|error| tracing::error!(%error, "the engine does not start"));
        let engine = engine.map_err(|error| why(&error));
        if let (Ok(engine), Opening::Practice) = (&engine, opening) {
            // As if the button had been pressed: there is one way into practice.
            let _ = engine.answer(Answer::Said(Said::Press(Action::Practise)));
        }
        #[cfg(target_os = "macos")]
        if let Ok(engine) = &engine {
            tauri::async_runtime::spawn(crate::menu_bar::follow(app, engine.screens()));
        }
        let _ = self.engine.set(engine);
    }

    /// Takes one answer.
    pub(crate) fn answer(&self, answer: Answer) -> Result<(), Refused> {
        let engine = self.engine.get().ok_or(Refused::NotStarted)?.as_ref().map_err(|refused| *refused)?;
        engine.answer(answer).map_err(|error| match error {
            NotTaken::TooLong(_) => Refused::TooLong,
            NotTaken::Ended(_) => Refused::Ended,
        })
    }

    /// Whether closing the window is seen to here: the engine puts everything away, asks if need be, and ends the program.
    /// Who closes again while nothing has come of it is not held up.
    pub(crate) fn sees_to_closing(&self) -> bool {
        let Some(Ok(engine)) = self.engine.get() else { return false };
        let asking = engine.screens().borrow().dialog.is_some();
        let before = self.asked_to_close().replace(Instant::now());
        let stuck = before.is_some_and(|before| before.elapsed() < STUCK);
        (asking || !stuck) && self.press(Action::Quit).is_ok()
    }

    /// Files that were dropped on the window: the first of them, since one page is shown at a time.
    pub(crate) fn take_files(&self, paths: &[PathBuf]) {
        if let (Some(Ok(engine)), Some(path)) = (self.engine.get(), paths.first()) {
            let _ = engine.drop_file(path.clone());
        }
    }

    /// As if a button had been pressed.
    pub(crate) fn press(&self, action: Action) -> Result<(), Refused> {
        self.answer(Answer::Said(Said::Press(action)))
    }

    fn asked_to_close(&self) -> MutexGuard<'_, Option<Instant>> {
        self.asked_to_close.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the current screen and every later one to `show`, until `show` wants no more, the engine ends, or somebody
    /// else asks for screens.
    pub(crate) async fn show(&self, show: impl Fn(Screen) -> bool) -> Result<(), Refused> {
        let mine = self.subscriptions.fetch_add(1, Ordering::Relaxed) + 1;
        let mut screens = self.engine.wait().await.as_ref().map_err(|refused| *refused)?.screens();
        screens.mark_changed();
        while screens.changed().await.is_ok() {
            if self.subscriptions.load(Ordering::Relaxed) != mine {
                return Ok(());
            }
            let screen = screens.borrow_and_update().clone();
            if screen.dialog.is_some() {
                // Closing was heard, and the person is asked.
                *self.asked_to_close() = None;
            }
            tracing::debug!(page = screen.page, name = ?screen.name, "a screen is shown");
            if !show(screen) {
                return Ok(());
            }
        }
        Err(Refused::Ended)
    }
}

async fn start<R: Runtime>(app: &AppHandle<R>) -> Result<Engine, NotStarted> {
    let folder = default_folder().ok_or(NotStarted::NoHome)?;
    let ports = Ports {
        browser: Arc::new(SystemBrowser),
        clipboard: clipboard::of(app),
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        exchanges: Arc::new(MailRecords::of_system()),
        files: files::of(app),
        window: face::of(app),
    };
    let (door, now) = (Door::new(folder.join("practice"), ports.clone()), ports.clock.now());
    let workplace = workplace(&folder, &ports).await?;
    // From here on the folder is ours.
    raise::listen(app, &folder);
    app.state::<Places>().keep_in(&folder, now);
    Ok(Engine::start(workplace, Some(Arc::new(door)), Remembered::open(&folder, now)))
}

/// A program that was just closed puts everything away before it lets go of the folder. One that goes on has come forward by
/// now, in place of this one.
async fn workplace(folder: &Path, ports: &Ports) -> Result<Workplace, NoWorkplace> {
    let begun = Instant::now();
    loop {
        match Workplace::real(WorkplaceSettings::in_folder(folder.to_owned()), ports.clone()).await {
            Err(error) if error.in_use() && begun.elapsed() < STILL_ENDING => sleep(BETWEEN_TRIES).await,
            made => return made,
        }
    }
}

/// Why there is no engine.
#[derive(Debug, thiserror::Error)]
enum NotStarted {
    #[error("the system names no home folder")]
    NoHome,
    #[error(transparent)]
    Workplace(#[from] NoWorkplace),
}

fn why(error: &NotStarted) -> Refused {
    match error {
        NotStarted::Workplace(error) if error.in_use() => Refused::InUse,
        NotStarted::Workplace(_) | NotStarted::NoHome => Refused::NotStarted,
    }
}

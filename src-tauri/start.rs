//! The desk behind the commands: starts the engine with the window's ports, hands it answers, gives out its screens.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use sendoff_engine::{
    Engine, NoWorkplace, NotTaken, Ports, Workplace, WorkplaceSettings, default_folder,
    ports::{SystemClock, SystemRandomness},
    system::SystemBrowser,
};
use sendoff_journey::{Action, Answer, Said, Screen};
use tauri::{AppHandle, Runtime};
use tokio::sync::SetOnce;

use crate::{clipboard, commands::Refused, files, office::Door};

/// On what the window opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The list of connections.
    Connections,
    /// The practice office.
    Practice,
}

/// The engine, once it runs.
#[derive(Default)]
pub(crate) struct Desk {
    engine: SetOnce<Result<Engine, Refused>>,
    subscriptions: AtomicU64,
}

impl Desk {
    /// Starts the engine. Until then commands wait or are refused.
    pub(crate) async fn open<R: Runtime>(&self, app: AppHandle<R>, opening: Opening) {
        let engine = start(&app).await.inspect_err(|error| tracing::error!(%error, "the engine does not start"));
        let engine = engine.map_err(|error| why(&error));
        if let (Ok(engine), Opening::Practice) = (&engine, opening) {
            // As if the button had been pressed: there is one way into practice.
            let _ = engine.answer(Answer::Said(Said::Press(Action::Practise)));
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
        files: files::of(app),
    };
    let door = Door::new(folder.join("practice"), ports.clone());
    let workplace = Workplace::real(WorkplaceSettings::in_folder(folder), ports).await?;
    Ok(Engine::start(workplace, Some(Arc::new(door))))
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

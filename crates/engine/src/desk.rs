//! The engine itself: one loop that takes answers and events, asks the journey, and starts what it wants done.
//!
//! Everything the journey decides happens in this one task, in order. Operations run beside it in tasks of their own and
//! report back by events; ending the engine ends them.

mod named;
mod practice;

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use async_trait::async_trait;
use sendoff_journey::{Answer, Assistant, Effect, Event, Screen, Settings, Split, TooLong};
use sendoff_problem::Problem;
use sendoff_values::OperationNumber;
use tokio::{
    sync::{mpsc, watch},
    task::{AbortHandle, JoinHandle, JoinSet},
    time::timeout,
};
use tokio_util::sync::CancellationToken;

use crate::{
    copied::OnClipboard,
    effects::{self, Afterwards},
    opening,
    paste::{self, PasteContext},
    practising, records,
    settings::{Remembered, Shelf},
    workplace::{Shared, Workplace},
};

/// How long the end waits for the clipboard (a program that is slow to give its text has three seconds) and then for the disk:
/// whoever quits wants to be gone.
const CLIPBOARD_LAST: Duration = Duration::from_secs(4);
const DISK_LAST: Duration = Duration::from_secs(2);

/// Opens a practice office and makes the workplace that uses it. The office must live as long as the workplace is used.
#[async_trait]
pub trait PracticeDoor: Send + Sync {
    /// A workplace against a running practice office.
    ///
    /// # Errors
    /// If none could be started: what the person is told.
    async fn open(&self) -> Result<Workplace, Problem>;

    /// Forgets everything of practice: the office, what was kept of it, and its secrets. Nobody is in it at that time.
    ///
    /// # Errors
    /// If something of it stays: what the person is told.
    async fn clear(&self) -> Result<(), Problem>;
}

/// A running engine. It ends when this is dropped or [`Engine::stop`] is called.
pub struct Engine {
    answers: mpsc::UnboundedSender<Incoming>,
    screens: watch::Receiver<Screen>,
    stopped: CancellationToken,
    desk: Option<JoinHandle<()>>,
}

/// The engine has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the engine has ended")]
pub struct Ended;

/// An answer that was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// It is longer than an answer may be.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// The engine has ended.
    #[error(transparent)]
    Ended(#[from] Ended),
}

impl Engine {
    /// Starts one for `workplace`, real or practice, with the settings that were `remembered` (none: the usual ones, kept
    /// nowhere); `door` leads from the real one to the practice office. Must be called inside a tokio runtime.
    #[expect(
        clippy::disallowed_methods,
        reason = "the engine is the one room that starts tasks; this one is joined in stop"
    )]
    pub fn start(workplace: Workplace, door: Option<Arc<dyn PracticeDoor>>, remembered: Remembered) -> Self {
        let (answers, inbox) = mpsc::unbounded_channel();
        let stopped = CancellationToken::new();
        let (desk, screens) = Desk::open(workplace, (door, remembered), inbox, stopped.clone());
        let desk = tokio::spawn(desk.run());
        Self { answers, screens, stopped, desk: Some(desk) }
    }

    /// Takes one answer of the window or the terminal. What must not be seen is split off here.
    ///
    /// # Errors
    /// If the answer is too long, or the engine has ended.
    pub fn answer(&self, answer: Answer) -> Result<(), NotTaken> {
        let split = answer.split()?;
        self.answers.send(Incoming::Answer(split)).map_err(|_| NotTaken::Ended(Ended))
    }

    /// Takes a file that was dropped on the window, where the page has a use for it.
    ///
    /// # Errors
    /// If the engine has ended.
    pub fn drop_file(&self, path: PathBuf) -> Result<(), Ended> {
        self.answers.send(Incoming::File(path)).map_err(|_| Ended)
    }

    /// The screen to show, and every one after it.
    pub fn screens(&self) -> watch::Receiver<Screen> {
        self.screens.clone()
    }

    /// Ends the engine and waits until what was under way has ended.
    pub async fn stop(mut self) {
        self.stopped.cancel();
        if let Some(desk) = self.desk.take() {
            let _ = desk.await;
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.stopped.cancel();
    }
}

/// What comes in from the window or the terminal.
enum Incoming {
    Answer(Split),
    /// A file that was dropped.
    File(PathBuf),
}

/// One workplace with what was decided in it.
struct Seat {
    shared: Arc<Shared>,
    assistant: Assistant,
    events: mpsc::UnboundedReceiver<Event>,
    /// Listens to the practice office, in a practice workplace.
    listening: Option<AbortHandle>,
}

/// What came of opening practice.
type Opened = Result<Workplace, Problem>;

/// What the loop owns.
struct Desk {
    seat: Seat,
    /// The real workplace, while somebody practises.
    home: Option<Seat>,
    door: Option<Arc<dyn PracticeDoor>>,
    opened: (mpsc::UnboundedSender<Opened>, mpsc::UnboundedReceiver<Opened>),
    inbox: mpsc::UnboundedReceiver<Incoming>,
    screens: watch::Sender<Screen>,
    stopped: CancellationToken,
    running: JoinSet<()>,
    by_number: HashMap<OperationNumber, AbortHandle>,
    /// What goes on whichever workplace has the seat.
    lasting: JoinSet<()>,
    afterwards: (mpsc::UnboundedSender<Afterwards>, mpsc::UnboundedReceiver<Afterwards>),
    /// Where the settings are kept, if anywhere.
    shelf: Option<Arc<Shelf>>,
    on_clipboard: Arc<OnClipboard>,
    quitting: bool,
}

impl Seat {
    fn at(workplace: Workplace, settings: Settings, on_clipboard: Arc<OnClipboard>) -> Self {
        let (tell, events) = mpsc::unbounded_channel();
        let shared = Arc::new(Shared::new(workplace, tell, on_clipboard, &settings));
        let assistant = Assistant::new(settings);
        Self { shared, assistant, events, listening: None }
    }

    /// The settings as they are now, whoever changed them.
    fn adopt(&mut self, settings: &Settings) {
        self.shared.clear_after.store(settings.clear_copied_after.seconds(), Ordering::Relaxed);
        self.assistant.adopt(settings.clone());
    }

    fn screen(&self) -> Screen {
        self.assistant.screen(self.shared.now(), &self.shared.world(&self.shared.recipes.now()))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.listening.iter().for_each(AbortHandle::abort);
    }
}

impl Desk {
    fn open(
        workplace: Workplace,
        (door, remembered): (Option<Arc<dyn PracticeDoor>>, Remembered),
        inbox: mpsc::UnboundedReceiver<Incoming>,
        stopped: CancellationToken,
    ) -> (Self, watch::Receiver<Screen>) {
        let Remembered { settings, shelf, problem } = remembered;
        let on_clipboard = Arc::new(OnClipboard::default());
        workplace.ports.window.follow(&settings);
        let seat = Seat::at(workplace, settings, Arc::clone(&on_clipboard));
        if let Some(problem) = problem {
            seat.shared.tell(Event::SettingsNotRead(problem));
        }
        let (screens, shown) = watch::channel(seat.screen());
        let desk = Self {
            seat,
            home: None,
            door,
            opened: mpsc::unbounded_channel(),
            inbox,
            screens,
            stopped,
            running: JoinSet::new(),
            by_number: HashMap::new(),
            lasting: JoinSet::new(),
            afterwards: mpsc::unbounded_channel(),
            shelf,
            on_clipboard,
            quitting: false,
        };
        (desk, shown)
    }

    async fn run(mut self) {
        self.begin();
        loop {
            tokio::select! {
                biased;
                () = self.stopped.cancelled() => break,
                Some(event) = self.seat.events.recv() => self.handle(event),
                Some(incoming) = self.inbox.recv() => self.take(incoming),
                Some(opened) = self.opened.1.recv() => self.practise(opened),
                Some(afterwards) = self.afterwards.1.recv() => {
                    self.lasting.spawn(afterwards);
                    continue;
                }
                Some(_) = self.running.join_next() => continue,
                Some(_) = self.lasting.join_next() => continue,
                else => break,
            }
            if self.quitting {
                break;
            }
            self.show();
        }
        self.put_away().await;
    }

    /// The end: nothing goes on, no secret stays, the settings are on disk.
    async fn put_away(mut self) {
        let ports = self.seat.shared.workplace.ports.clone();
        self.running.shutdown().await;
        self.lasting.shutdown().await;
        self.seat.shared.secrets.forget_all();
        // While there is a window: on some desktops only a window that is shown may look at the clipboard.
        if timeout(CLIPBOARD_LAST, self.on_clipboard.clear_now(&*ports.clipboard)).await.is_err() {
            tracing::warn!("the end did not wait any longer for the clipboard");
        }
        if self.quitting {
            ports.window.hide();
        }
        if let Some(shelf) = self.shelf.clone()
            && timeout(DISK_LAST, shelf.write()).await.is_err()
        {
            tracing::warn!("the end did not wait any longer for the disk");
        }
        if self.quitting {
            ports.window.end();
        }
    }

    /// What the assistant wants at once: the list of connections, and in practice what the office has to tell.
    fn begin(&mut self) {
        if let (Some(practice), None) = (&self.seat.shared.workplace.practice, &self.seat.listening) {
            let listening = practising::tell(Arc::clone(&self.seat.shared), practice.clone());
            self.seat.listening = Some(self.running.spawn(listening));
        }
        let Seat { shared, assistant, .. } = &mut self.seat;
        let begun = assistant.begin(shared.now(), &shared.world(&shared.recipes.now()));
        for effect in begun {
            self.carry_out(effect);
        }
        self.show();
    }

    fn show(&self) {
        let screen = self.seat.screen();
        let strip = screen.strip.is_some();
        if strip != self.screens.borrow().strip.is_some() {
            self.seat.shared.workplace.ports.window.strip(strip, self.seat.assistant.settings());
        }
        self.screens.send_if_modified(|shown| {
            let changed = *shown != screen;
            *shown = screen;
            changed
        });
    }

    fn take(&mut self, incoming: Incoming) {
        let split = match incoming {
            Incoming::Answer(split) => split,
            Incoming::File(path) => return self.look_at(path),
        };
        let event = match split {
            Split::Said(said) => Event::Said(said),
            Split::Secret(field, text) => paste::typed_secret(&self.seat.shared, field, text, &self.context()),
            Split::Browser(text) => paste::browser_text(&self.seat.shared, text),
        };
        self.handle(event);
    }

    fn look_at(&mut self, path: PathBuf) {
        let (shared, context) = (Arc::clone(&self.seat.shared), self.context());
        self.running.spawn(async move {
            match context.takes_file() {
                Some(step) => paste::from_file(&shared, step, &context, &path),
                None => opening::look_at_file(&shared, &path).await,
            }
        });
    }

    fn handle(&mut self, event: Event) {
        if let Event::Finished { operation, .. } = &event {
            self.by_number.remove(operation);
        }
        let access = named::access_in(&event);
        let Seat { shared, assistant, .. } = &mut self.seat;
        match assistant.handle(event, shared.now(), &shared.world(&shared.recipes.now())) {
            Ok(effects) => effects.into_iter().for_each(|effect| self.carry_out(effect)),
            Err(reason) => {
                tracing::debug!(%reason, "an event was refused");
                // Nobody knows of it now, so nobody could have it forgotten later.
                if let Some(access) = access {
                    shared.secrets.forget(access);
                }
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "all others run beside the desk")]
    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Cancel(operation) => self.cancel(operation),
            Effect::EnterPractice => self.open_practice(),
            Effect::LeavePractice => self.go_home(),
            Effect::Practice(effect) => self.steer_practice(effect),
            Effect::KeepSettings(settings) => self.keep(&settings),
            Effect::Quit => self.quitting = true,
            // In order, and before anything later can happen: an older state must not overwrite a newer one.
            Effect::Remember(journey) => records::remember(&self.seat.shared, &journey),
            effect => {
                let number = named::number_of(&effect);
                let started = effects::carry_out(Arc::clone(&self.seat.shared), effect, self.context());
                let later = self.afterwards.0.clone();
                let handle = self.running.spawn(async move {
                    if let Some(afterwards) = started.await {
                        let _ = later.send(afterwards);
                    }
                });
                if let Some(number) = number {
                    self.by_number.insert(number, handle);
                }
            }
        }
    }

    fn cancel(&mut self, operation: OperationNumber) {
        if let Some(handle) = self.by_number.remove(&operation) {
            handle.abort();
        }
        self.seat.shared.live.end(operation);
    }

    /// The window follows at once; the disk does when it can.
    fn keep(&mut self, settings: &Settings) {
        let shared = &self.seat.shared;
        shared.workplace.ports.window.follow(settings);
        shared.clear_after.store(settings.clear_copied_after.seconds(), Ordering::Relaxed);
        let (Some(shelf), teller) = (self.shelf.clone(), shared.teller()) else { return };
        shelf.put(settings.clone());
        self.lasting.spawn(async move {
            let told = match shelf.write().await {
                Some(Ok(())) => Event::SettingsKept,
                Some(Err(problem)) => Event::SettingsNotKept(problem),
                None => return,
            };
            let _ = teller.send(told);
        });
    }

    fn context(&self) -> PasteContext {
        let Seat { shared, assistant, .. } = &self.seat;
        let today = shared.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        PasteContext {
            journey: assistant.journey().cloned().map(Box::new),
            recipe: assistant.recipe(&shared.world(&shared.recipes.now())),
            known: assistant.known(today),
        }
    }
}

#[cfg(test)]
mod tests;

//! Everything one engine works with. Practice is a second value of this type, never a question asked inside the engine.

use std::sync::{Arc, atomic::AtomicU16};

use jiff::Timestamp;
use sendoff_journey::{Event, Journey, Settings, Surroundings, World};
use sendoff_ledger::Ledger;
use sendoff_problem::Problem;
use sendoff_recipes::{ProvidedBy, Recipes};
use sendoff_vault::Vault;
use sendoff_words::Words;
use tokio::sync::mpsc;

use crate::{
    copied::OnClipboard,
    live::Live,
    opening::Shelved,
    operations::check::Patience,
    ports::{Browser, Clipboard, Clock, Exchanges, Files, Randomness, Window},
    practising::Practice,
    removal::Bin,
    report::Reporter,
    secrets::Secrets,
    way::{Way, Ways},
};

/// What the window, the terminal or a test brings along.
#[derive(Clone)]
pub struct Ports {
    /// Opens addresses.
    pub browser: Arc<dyn Browser>,
    /// Reads and writes the clipboard.
    pub clipboard: Arc<dyn Clipboard>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws unpredictable bytes.
    pub randomness: Arc<dyn Randomness>,
    /// Knows where the mail of a domain goes.
    pub exchanges: Arc<dyn Exchanges>,
    /// Finds a place for the sheet.
    pub files: Arc<dyn Files>,
    /// Shows it all; [`NoWindow`](crate::ports::NoWindow) in a terminal.
    pub window: Arc<dyn Window>,
}

/// One engine's surroundings: providers, keychain, ledger, words, ports.
pub struct Workplace {
    /// The ways to the providers.
    pub ways: Ways,
    /// Where secrets are kept.
    pub vault: Vault,
    /// Where set-ups and connections are remembered.
    pub ledger: Ledger<Journey>,
    /// Applications and errors as data.
    pub recipes: Recipes,
    /// Everything a person reads.
    pub words: Words,
    /// Facts about where this runs.
    pub surroundings: Surroundings,
    /// How long a new secret is waited for.
    pub patience: Patience,
    /// How long a sign-in is waited for.
    pub sign_in_limit: std::time::Duration,
    /// What the outside brings.
    pub ports: Ports,
    /// What only practice has.
    pub practice: Option<Practice>,
}

/// A workplace while its engine runs.
pub(crate) struct Shared {
    pub(crate) workplace: Workplace,
    pub(crate) secrets: Secrets,
    pub(crate) live: Live,
    pub(crate) deleted: Bin,
    /// The recipes as they are now, with those from files.
    pub(crate) recipes: Shelved,
    /// After how many seconds a copied secret is taken off the clipboard.
    pub(crate) clear_after: AtomicU16,
    /// One clipboard for all workplaces.
    pub(crate) on_clipboard: Arc<OnClipboard>,
    tell: mpsc::UnboundedSender<Event>,
}

impl Shared {
    pub(crate) fn new(
        workplace: Workplace,
        tell: mpsc::UnboundedSender<Event>,
        on_clipboard: Arc<OnClipboard>,
        settings: &Settings,
    ) -> Self {
        Self {
            recipes: Shelved::open(&workplace),
            workplace,
            secrets: Secrets::default(),
            live: Live::default(),
            deleted: Bin::default(),
            clear_after: AtomicU16::new(settings.clear_copied_after.seconds()),
            on_clipboard,
            tell,
        }
    }

    /// What the journey may look at; `recipes` are those of [`Shared::recipes`].
    pub(crate) fn world<'a>(&'a self, recipes: &'a Recipes) -> World<'a> {
        World { recipes, words: &self.workplace.words, surroundings: &self.workplace.surroundings }
    }

    /// The way to the provider of a set-up.
    pub(crate) fn way(&self, set_up: &ProvidedBy) -> Result<Arc<Way>, Problem> {
        self.workplace.ways.to(set_up)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.workplace.ports.clock.now()
    }

    /// Tells the journey. When nobody listens any more, the engine is ending.
    pub(crate) fn tell(&self, event: Event) {
        let _ = self.tell.send(event);
    }

    /// Tells it later, without holding on to the workplace.
    pub(crate) fn teller(&self) -> mpsc::UnboundedSender<Event> {
        self.tell.clone()
    }

    /// A voice for one operation.
    pub(crate) fn reporter(&self, operation: sendoff_values::OperationNumber) -> Reporter {
        Reporter::new(operation, Arc::clone(&self.workplace.ports.clock), self.tell.clone())
    }
}

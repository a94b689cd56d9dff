//! The office as a handle: its state behind one lock, and what pages, tests and the robot may do with it.
//!
//! The lock is held for the length of one closure and never across an `await`.

mod addresses;
mod announcement;
mod clock;
mod commands;
mod faults;
mod founding;
mod portal;
mod running;
mod settings;
mod shell;
mod sowing;
mod storage;

pub use addresses::Addresses;
pub use announcement::{
    AnnouncedAccount, AnnouncedMail, AnnouncedRegistration, AnnouncedServer, Announcement, MicrosoftAnnouncement,
    ProviderAnnouncement,
};
pub use commands::CommandRefusal;
pub use faults::Happened;
pub(crate) use portal::checked_name;
pub use portal::{Delegation, Lifetime, NewRegistration, NewScope, NewSecret, PortalRefusal};
pub use running::RunningOffice;
pub use settings::{OfficeError, OfficeSettings, Seed, SeedUnknown};
pub use shell::ShellRefusal;

use crate::directory::{Account, AccountKind, AppId, Directory, TenantId};
use crate::fault::Fault;
use crate::google::Google;
use crate::identity::Issued;
use crate::inbox::{Inbox, Message};
use crate::mail::Mail;
use crate::provider::Provider;
use crate::random::Random;
use clock::Clock;
use faults::Faults;
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use storage::{Keep, Storage, VERSION};
use tokio::sync::Notify;

/// A handle on the office; clones are the same office.
#[derive(Clone, Debug)]
pub struct Office(Arc<Mutex<State>>);

/// Everything the office knows.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) addresses: Addresses,
    pub(crate) directory: Directory,
    pub(crate) random: Random,
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) issued: Issued,
    /// The mail provider without directories.
    pub(crate) provider: Provider,
    pub(crate) google: Google,
    pub(crate) inbox: Inbox,
    pub(crate) mail: Mail,
    /// The registration made by the seed.
    pub(crate) seeded: Option<AppId>,
    /// How long something new stays unknown when its delay is armed.
    pub(crate) delay: SignedDuration,
    /// How late the answer comes under `token-slow`.
    pub(crate) slow_answer: std::time::Duration,
    /// Tells the secure listener that an outage is over.
    pub(crate) outage_over: Arc<Notify>,
    /// Of the one window of PowerShell there is.
    pub(crate) variables: commands::Variables,
    storage: Storage,
}

impl Office {
    /// The directory as it stands: a copy.
    pub fn directory(&self) -> Directory {
        self.lock().directory.clone()
    }

    /// Directory (tenant) ID.
    pub fn tenant(&self) -> TenantId {
        self.lock().directory.tenant
    }

    /// The account of this kind: the office has one of each.
    pub fn account(&self, kind: AccountKind) -> Option<Account> {
        self.lock().directory.account_of(kind).cloned()
    }

    /// Where its pages and endpoints are.
    pub fn addresses(&self) -> Addresses {
        self.lock().addresses.clone()
    }

    /// Every message that has arrived, oldest first.
    pub fn messages(&self) -> Vec<Message> {
        self.lock().inbox.messages().to_vec()
    }

    /// The time by the office's clock.
    pub fn now(&self) -> Timestamp {
        self.lock().now()
    }

    /// Moves the office's clock on ("pretend it is 30 days later"). Codes, secrets and tokens age by it, and it stays so
    /// when the office is opened again: nothing that was made may lie in the future.
    pub fn advance(&self, by: SignedDuration) {
        let mut state = self.lock();
        state.clock.advance(by);
        state.save();
    }

    /// How far the office's clock is ahead of the computer's.
    pub fn ahead(&self) -> SignedDuration {
        self.lock().clock.ahead()
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn new(state: State) -> Self {
        Self(Arc::new(Mutex::new(state)))
    }
}

impl State {
    /// The time by the office's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The time the office tells others: a day ahead under `clock-wrong`.
    pub(crate) fn told_time(&self) -> Timestamp {
        let now = self.now();
        if self.faults.is_armed(Fault::ClockWrong) { now + SignedDuration::from_hours(24) } else { now }
    }

    /// A Message-ID for a message that has none.
    pub(crate) fn fresh_message_id(&mut self) -> String {
        format!("<{}@{}>", self.random.uuid().simple(), self.directory.domain)
    }

    pub(crate) fn save(&self) {
        self.storage.save(&Keep {
            version: VERSION,
            directory: &self.directory,
            applications: &self.provider.applications,
            google: Some(&self.google.kept),
            seeded: self.seeded,
            ahead: self.clock.ahead(),
        });
    }
}

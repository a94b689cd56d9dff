//! Practice as the engine carries it out: faults of the office and of the practice keychain, and one clock for both sides.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use async_trait::async_trait;
use jiff::Timestamp;
use sendoff_journey::{DoneBy, Event, PracticeEvent, PracticeFault};
use sendoff_values::HostName;
use sendoff_vault::{PracticeKeychain, PracticeTrouble};
use sendoff_wire::{LookUpFault, Names, SystemNames};

use crate::{
    ports::{Clock, Exchanges, PracticeControls},
    workplace::Shared,
};

/// What a practice workplace has and a real one has not.
#[derive(Clone)]
pub struct Practice {
    /// Steers the office.
    pub controls: Arc<dyn PracticeControls>,
    /// Keeps its secrets.
    pub keychain: PracticeKeychain,
}

/// The keychain's faults by both of their names.
const OF_KEYCHAIN: [(PracticeFault, PracticeTrouble); 4] = [
    (PracticeFault::KeychainAbsent, PracticeTrouble::Absent),
    (PracticeFault::KeychainLocked, PracticeTrouble::Locked),
    (PracticeFault::KeychainDismissed, PracticeTrouble::Dismissed),
    (PracticeFault::KeychainDiffers, PracticeTrouble::Differs),
];

impl Practice {
    /// Makes this go wrong at the next suitable moment.
    pub(crate) fn arm(&self, fault: PracticeFault) {
        match (fault.done_by(), trouble(fault)) {
            (DoneBy::Office, _) => self.controls.arm(fault),
            (DoneBy::Keychain, Some(trouble)) => self.keychain.arm(trouble),
            (DoneBy::Keychain | DoneBy::Yourself, _) => {}
        }
    }

    /// Takes it back.
    pub(crate) fn disarm(&self, fault: PracticeFault) {
        match (fault.done_by(), trouble(fault)) {
            (DoneBy::Office, _) => self.controls.disarm(fault),
            (DoneBy::Keychain, Some(trouble)) => self.keychain.disarm(trouble),
            (DoneBy::Keychain | DoneBy::Yourself, _) => {}
        }
    }

    fn armed(&self) -> Vec<PracticeFault> {
        self.controls.armed().into_iter().chain(self.keychain.armed().into_iter().map(fault)).collect()
    }
}

fn trouble(fault: PracticeFault) -> Option<PracticeTrouble> {
    OF_KEYCHAIN.iter().find(|(one, _)| *one == fault).map(|(_, trouble)| *trouble)
}

fn fault(trouble: PracticeTrouble) -> PracticeFault {
    match trouble {
        PracticeTrouble::Absent => PracticeFault::KeychainAbsent,
        PracticeTrouble::Locked => PracticeFault::KeychainLocked,
        PracticeTrouble::Dismissed => PracticeFault::KeychainDismissed,
        PracticeTrouble::Differs => PracticeFault::KeychainDiffers,
    }
}

/// The time of the practice office, for the workplace that uses it: the two can never differ.
pub(crate) struct OfficeClock(pub(crate) Arc<dyn PracticeControls>);

impl Clock for OfficeClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

/// The names of practice: the office and its servers are on this computer, and every other one is played by the office, so that
/// nothing that is practised leaves it.
pub(crate) struct OfficeNames(pub(crate) Arc<dyn PracticeControls>);

impl Names for OfficeNames {
    fn look_up(&self, host: &str) -> Result<Vec<IpAddr>, LookUpFault> {
        SystemNames.look_up(host)
    }

    fn door(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, LookUpFault> {
        self.0.resolve(host, port).map(|found| vec![found]).ok_or(LookUpFault::Unknown)
    }

    fn is_online(&self) -> bool {
        true
    }
}

/// The mail records of practice: the office's own, and nobody else is asked.
pub(crate) struct OfficeExchanges(pub(crate) Arc<dyn PracticeControls>);

#[async_trait]
impl Exchanges for OfficeExchanges {
    async fn of(&self, domain: &HostName) -> Vec<HostName> {
        self.0.exchanges(domain.as_str()).iter().filter_map(|host| host.parse().ok()).collect()
    }
}

impl fmt::Debug for OfficeNames {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OfficeNames")
    }
}

/// Tells the journey what is armed and what has taken effect, at once and at every change, for as long as the workplace is
/// used.
pub(crate) async fn tell(shared: Arc<Shared>, practice: Practice) {
    let (mut office, mut keychain) = (practice.controls.changes(), practice.keychain.changes());
    let (mut seen, mut seen_of_keychain) = (practice.controls.happened().len(), practice.keychain.happened().len());
    shared.tell(Event::Practice(PracticeEvent::Time(practice.controls.ahead())));
    loop {
        office.mark_unchanged();
        keychain.mark_unchanged();
        let by_office = practice.controls.happened();
        let by_keychain = practice.keychain.happened();
        let happened = by_office.iter().skip(seen).copied();
        let happened = happened.chain(by_keychain.iter().skip(seen_of_keychain).copied().map(fault)).collect();
        (seen, seen_of_keychain) = (by_office.len(), by_keychain.len());
        let armed = practice.armed().into_iter().collect();
        shared.tell(Event::Practice(PracticeEvent::Faults { armed, happened }));
        let changed = tokio::select! {
            changed = office.changed() => changed,
            changed = keychain.changed() => changed,
        };
        if changed.is_err() {
            return;
        }
    }
}

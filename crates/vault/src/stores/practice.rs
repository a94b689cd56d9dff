//! The keychain of the practice office: the memory of this program, and what can be made to go wrong with it.
//!
//! Secrets stay for as long as a handle does, so that leaving practice and coming back finds them; none survives the program.

use std::{
    any::Any,
    collections::{BTreeSet, HashMap},
    error::Error,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use keyring_core::{
    Credential, CredentialStore, Entry, Error as StoreError,
    api::{CredentialApi, CredentialStoreApi},
};
use tokio::sync::watch;

use super::{Platform, memory::Memory};
use crate::{Fault, Keychain};

/// What can be made to go wrong with the practice keychain. Each happens once, at the next save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PracticeTrouble {
    /// There is no keychain.
    Absent,
    /// It is locked, and nobody unlocks it.
    Locked,
    /// The question to unlock it is closed.
    Dismissed,
    /// What it gives back is not what was put there.
    Differs,
}

/// A handle on one practice keychain; clones are the same one.
#[derive(Clone)]
pub struct PracticeKeychain(Arc<Inner>);

struct Inner {
    memory: Memory,
    state: Mutex<State>,
    changes: watch::Sender<u64>,
}

#[derive(Default)]
struct State {
    armed: BTreeSet<PracticeTrouble>,
    happened: Vec<PracticeTrouble>,
}

impl PracticeKeychain {
    /// An empty one that works.
    pub fn new() -> Self {
        Self(Arc::new(Inner {
            memory: Memory::unlimited(),
            state: Mutex::default(),
            changes: watch::Sender::default(),
        }))
    }

    /// Makes something go wrong at the next save. Arming twice is arming once.
    pub fn arm(&self, trouble: PracticeTrouble) {
        self.change(|state| {
            state.armed.insert(trouble);
        });
    }

    /// Takes it back.
    pub fn disarm(&self, trouble: PracticeTrouble) {
        self.change(|state| {
            state.armed.remove(&trouble);
        });
    }

    /// What still waits for its moment.
    pub fn armed(&self) -> Vec<PracticeTrouble> {
        self.state().armed.iter().copied().collect()
    }

    /// What has happened so far, oldest first.
    pub fn happened(&self) -> Vec<PracticeTrouble> {
        self.state().happened.clone()
    }

    /// Changes whenever one of the two does; the number itself only counts.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.0.changes.subscribe()
    }

    /// Wipes everything that was kept, and takes back what is armed.
    pub fn clear(&self) {
        self.0.memory.wipe();
        self.change(|state| state.armed.clear());
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.0.changes.send_modify(|changes| *changes += 1);
    }

    /// The next of what is armed, if any: its moment has come.
    fn next(&self) -> Option<PracticeTrouble> {
        let trouble = self.state().armed.pop_first()?;
        self.change(|state| state.happened.push(trouble));
        Some(trouble)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for PracticeKeychain {
    fn default() -> Self {
        Self::new()
    }
}

impl Platform for PracticeKeychain {
    fn open(&self) -> Result<Arc<CredentialStore>, Fault> {
        Ok(Arc::new(Store { store: self.0.memory.open()?, keychain: self.clone() }))
    }

    fn fault(&self, error: &(dyn Error + Send + Sync + 'static), _waited: Duration) -> Fault {
        error.downcast_ref::<Fault>().cloned().unwrap_or_else(|| Fault::other("practice"))
    }

    fn identify(&self) -> Keychain {
        Keychain::Memory
    }
}

struct Store {
    store: Arc<CredentialStore>,
    keychain: PracticeKeychain,
}

impl CredentialStoreApi for Store {
    fn vendor(&self) -> String {
        "Practice office".to_owned()
    }

    fn id(&self) -> String {
        self.store.id()
    }

    fn build(&self, service: &str, user: &str, _: Option<&HashMap<&str, &str>>) -> keyring_core::Result<Entry> {
        let entry = self.store.build(service, user, None)?;
        Ok(Entry::new_with_credential(Arc::new(Place { entry, keychain: self.keychain.clone() })))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn debug_fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Store")
    }
}

struct Place {
    entry: Entry,
    keychain: PracticeKeychain,
}

impl CredentialApi for Place {
    fn set_secret(&self, secret: &[u8]) -> keyring_core::Result<()> {
        let refused = |fault| Err(StoreError::PlatformFailure(Box::new(fault)));
        match self.keychain.next() {
            None => self.entry.set_secret(secret),
            Some(PracticeTrouble::Absent) => refused(Fault::Absent),
            Some(PracticeTrouble::Locked) => refused(Fault::Locked),
            Some(PracticeTrouble::Dismissed) => refused(Fault::Dismissed),
            Some(PracticeTrouble::Differs) => {
                let shorter = secret.split_last().map_or(secret, |(_, rest)| rest);
                self.entry.set_secret(shorter)
            }
        }
    }

    fn get_secret(&self) -> keyring_core::Result<Vec<u8>> {
        self.entry.get_secret()
    }

    fn delete_credential(&self) -> keyring_core::Result<()> {
        self.entry.delete_credential()
    }

    fn get_credential(&self) -> keyring_core::Result<Option<Arc<Credential>>> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        self.entry.get_specifiers()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn debug_fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Place")
    }
}

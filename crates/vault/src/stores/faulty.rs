//! A store that goes wrong as planned, for tests of everything that builds on the vault.

use std::{
    any::Any,
    collections::HashMap,
    error::Error,
    fmt,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use keyring_core::{
    Credential, CredentialStore, Entry, Error as StoreError,
    api::{CredentialApi, CredentialStoreApi},
};

use super::{Platform, memory::Memory};
use crate::{Fault, Keychain};

/// What happens at a planned call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The call fails and has no effect.
    Fails(Fault),
    /// This call and all that follow fail, until [`FaultyStore::mend`].
    StaysBroken(Fault),
    /// The call has its effect and then fails: the answer was lost.
    LandsAndFails(Fault),
    /// The call blocks until [`FaultyStore::release`] and then has its effect.
    Hangs,
    /// The same, while others who ask are answered: it waits for a person.
    Asks,
    /// If the call writes, another letter or digit is stored than was given, the last one: what can be read stays readable.
    Alters,
    /// Everything stored is gone before the call.
    Loses,
}

/// A handle on one store in memory; clones share it. Opening, writing, reading and deleting count as calls, from 1.
#[derive(Clone)]
pub struct FaultyStore {
    inner: Arc<Inner>,
}

struct Inner {
    memory: Memory,
    elsewhere: Memory,
    state: Mutex<State>,
    released: Condvar,
}

#[derive(Default)]
struct State {
    calls: usize,
    plan: Option<(usize, Happening)>,
    released: bool,
    looks: Looks,
}

/// What the keychain has before it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Looks {
    #[default]
    Here,
    /// It shows nothing and deletes nothing until somebody writes, as one whose database is closed.
    AsleepUntilWritten,
    /// It has another folder before it, as one that was started by somebody else.
    Elsewhere,
}

impl FaultyStore {
    /// An empty store that works.
    pub fn new() -> Self {
        Self::around(Memory::unlimited())
    }

    /// The same with the limits of Windows Credential Manager.
    pub fn like_windows() -> Self {
        Self::around(Memory::like_windows())
    }

    fn around(memory: Memory) -> Self {
        let elsewhere = Memory::unlimited();
        Self { inner: Arc::new(Inner { memory, elsewhere, state: Mutex::default(), released: Condvar::new() }) }
    }

    /// Starts counting anew; at call `number` the happening comes.
    pub fn plan(&self, number: usize, happening: Happening) {
        let mut state = self.state();
        *state = State { plan: Some((number, happening)), looks: state.looks, ..State::default() };
    }

    /// From now on it shows nothing of what it holds, until something is written to it.
    pub fn sleep_until_written(&self) {
        self.state().looks = Looks::AsleepUntilWritten;
    }

    /// From now on it shows and takes nothing but what is elsewhere; [`come_back`](Self::come_back) ends it.
    pub fn look_elsewhere(&self) {
        self.state().looks = Looks::Elsewhere;
    }

    /// It shows what it holds again.
    pub fn come_back(&self) {
        self.state().looks = Looks::Here;
    }

    /// From now on everything works, and counting starts anew. A call that hangs goes on hanging.
    pub fn mend(&self) {
        let mut state = self.state();
        state.calls = 0;
        state.plan = None;
    }

    /// Lets a call that hangs go on.
    pub fn release(&self) {
        self.state().released = true;
        self.inner.released.notify_all();
    }

    /// Calls since counting started.
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    /// The names of all entries it holds, whether it shows them or not.
    pub fn names(&self) -> Vec<String> {
        self.inner.memory.names()
    }

    /// Another program changes the bytes of an entry.
    pub fn meddle(&self, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
        self.inner.memory.meddle(name, change);
    }

    /// Another program deletes an entry.
    pub fn lose(&self, name: &str) {
        self.inner.memory.lose(Some(name));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts one call and says what is planned for it.
    fn next(&self) -> Option<Happening> {
        let mut state = self.state();
        state.calls += 1;
        match &state.plan {
            Some((number, happening @ Happening::StaysBroken(_))) if state.calls >= *number => Some(happening.clone()),
            Some((number, happening)) if state.calls == *number => Some(happening.clone()),
            _ => None,
        }
    }

    fn run<T>(&self, act: impl Fn() -> keyring_core::Result<T>) -> keyring_core::Result<T> {
        match self.next() {
            None | Some(Happening::Alters) => act(),
            Some(Happening::Fails(fault) | Happening::StaysBroken(fault)) => Err(carried(fault)),
            Some(Happening::LandsAndFails(fault)) => act().and(Err(carried(fault))),
            Some(Happening::Hangs | Happening::Asks) => {
                let held = self.inner.released.wait_while(self.state(), |state| !state.released);
                drop(held);
                act()
            }
            Some(Happening::Loses) => {
                self.inner.memory.lose(None);
                act()
            }
        }
    }

    fn alters_next(&self) -> bool {
        let state = self.state();
        matches!(&state.plan, Some((number, Happening::Alters)) if state.calls + 1 == *number)
    }
}

impl Default for FaultyStore {
    fn default() -> Self {
        Self::new()
    }
}

fn carried(fault: Fault) -> StoreError {
    StoreError::PlatformFailure(Box::new(fault))
}

impl Platform for FaultyStore {
    fn open(&self) -> Result<Arc<CredentialStore>, Fault> {
        let opened = self.run(|| self.inner.memory.open().map_err(carried));
        let store = opened.map_err(|error| crate::entry::fault(self, error, std::time::Instant::now()))?;
        Ok(Arc::new(Store { store, faulty: self.clone() }))
    }

    fn fault(&self, error: &(dyn Error + Send + Sync + 'static), _waited: Duration) -> Fault {
        error.downcast_ref::<Fault>().cloned().unwrap_or(Fault::Absent)
    }

    fn identify(&self) -> Keychain {
        Keychain::Memory
    }

    fn is_answering(&self, _limit: Duration) -> bool {
        matches!(self.state().plan, Some((_, Happening::Asks)))
    }

    fn bytes_an_entry(&self) -> usize {
        self.inner.memory.bytes_an_entry()
    }
}

struct Store {
    store: Arc<CredentialStore>,
    faulty: FaultyStore,
}

impl CredentialStoreApi for Store {
    fn vendor(&self) -> String {
        "Faulty".to_owned()
    }

    fn id(&self) -> String {
        self.store.id()
    }

    fn build(&self, service: &str, user: &str, _: Option<&HashMap<&str, &str>>) -> keyring_core::Result<Entry> {
        let here = self.store.build(service, user, None)?;
        let elsewhere = self.faulty.inner.elsewhere.open().map_err(carried)?.build(service, user, None)?;
        Ok(Entry::new_with_credential(Arc::new(Place { here, elsewhere, faulty: self.faulty.clone() })))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn debug_fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Store")
    }
}

struct Place {
    here: Entry,
    elsewhere: Entry,
    faulty: FaultyStore,
}

impl Place {
    /// The entry that reading and deleting find; none in a keychain that is asleep.
    fn shown(&self) -> keyring_core::Result<&Entry> {
        match self.faulty.state().looks {
            Looks::Here => Ok(&self.here),
            Looks::AsleepUntilWritten => Err(StoreError::NoEntry),
            Looks::Elsewhere => Ok(&self.elsewhere),
        }
    }

    fn written(&self) -> &Entry {
        let looks = &mut self.faulty.state().looks;
        if *looks == Looks::Elsewhere {
            return &self.elsewhere;
        }
        *looks = Looks::Here;
        &self.here
    }
}

impl CredentialApi for Place {
    fn set_secret(&self, secret: &[u8]) -> keyring_core::Result<()> {
        let mut stored = secret.to_vec();
        let last = stored.iter_mut().rfind(|byte| byte.is_ascii_alphanumeric());
        if let (true, Some(byte)) = (self.faulty.alters_next(), last) {
            *byte ^= 1;
        }
        self.faulty.run(|| self.written().set_secret(&stored))
    }

    fn get_secret(&self) -> keyring_core::Result<Vec<u8>> {
        self.faulty.run(|| self.shown()?.get_secret())
    }

    fn delete_credential(&self) -> keyring_core::Result<()> {
        self.faulty.run(|| self.shown()?.delete_credential())
    }

    fn get_credential(&self) -> keyring_core::Result<Option<Arc<Credential>>> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        self.here.get_specifiers()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn debug_fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Place")
    }
}

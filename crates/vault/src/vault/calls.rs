//! Single calls to the keychain, each with its deadline and its second connection.

use std::{sync::Arc, time::Duration};

use zeroize::Zeroizing;

use super::Vault;
use crate::{
    Fault, Keychain,
    entry::{Call, EntryName, Reply},
    worker::{Worker, still_answers},
};

/// How long a keychain that did not answer a call has to answer a harmless question, if [`quiet`](crate::Patience::quiet) allows it.
const PING: Duration = Duration::from_secs(2);

impl Vault {
    pub(super) async fn put(&self, name: EntryName, bytes: Zeroizing<Vec<u8>>) -> Result<(), Fault> {
        self.ask(Call::Write(name, Arc::new(bytes))).await.map(drop)
    }

    pub(super) async fn get(&self, name: EntryName) -> Result<Zeroizing<Vec<u8>>, Fault> {
        match self.ask(Call::Read(name)).await? {
            Reply::Bytes(bytes) => Ok(bytes),
            Reply::Done | Reply::Keychain(_) => Err(Fault::other("reply")),
        }
    }

    pub(super) async fn delete(&self, name: EntryName) -> Result<(), Fault> {
        self.ask(Call::Delete(name)).await.map(drop)
    }

    /// Deletes, whether it is there or not, and looks that it is gone.
    pub(super) async fn delete_surely(&self, name: EntryName) -> Result<(), Fault> {
        match self.delete(name.clone()).await {
            Ok(()) | Err(Fault::NotFound) => (),
            Err(fault) => return Err(fault),
        }
        match self.get(name).await {
            Err(Fault::NotFound) => Ok(()),
            Ok(_) => Err(Fault::Differs),
            Err(fault) => Err(fault),
        }
    }

    pub(super) async fn ask_who(&self) -> Result<Keychain, Fault> {
        match self.ask(Call::Identify).await? {
            Reply::Keychain(keychain) => Ok(keychain),
            Reply::Done | Reply::Bytes(_) => Err(Fault::other("reply")),
        }
    }

    /// Makes the call. A keychain that went away is opened afresh once: services restart, and every call may be
    /// repeated without harm.
    async fn ask(&self, call: Call) -> Result<Reply, Fault> {
        let first = self.ask_once(call.clone()).await;
        if !matches!(first, Err(Fault::WentAway)) {
            return first;
        }
        let second = self.ask_once(call).await;
        if matches!(second, Err(Fault::Absent)) { first } else { second }
    }

    /// The worker is taken out for the time of the call, so that a call that is cancelled, hangs or breaks leaves
    /// none behind and the next call starts afresh.
    async fn ask_once(&self, call: Call) -> Result<Reply, Fault> {
        let mut slot = self.worker.lock().await;
        let worker = match slot.take() {
            Some(worker) => worker,
            None => self.named(Worker::start(&self.platform, Arc::clone(&self.heads), &self.patience).await).await?,
        };
        let outcome = self.named(worker.ask(call, &self.patience).await).await;
        if !matches!(outcome, Err(Fault::Hung | Fault::WentAway | Fault::Locked | Fault::Other { .. })) {
            *slot = Some(worker);
        }
        outcome
    }

    /// A keychain that answers others while our call still waits has a question open: it is locked, not hung.
    async fn named<T>(&self, outcome: Result<T, Fault>) -> Result<T, Fault> {
        match outcome {
            Err(Fault::Hung) if still_answers(&self.platform, PING.min(self.patience.quiet)).await => {
                Err(Fault::Locked)
            }
            outcome => outcome,
        }
    }
}

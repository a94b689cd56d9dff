//! A store in the memory of this program, behind the same trait as the real ones.

use std::{
    any::Any,
    collections::{BTreeMap, HashMap},
    error::Error,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use keyring_core::{
    Credential, CredentialPersistence, CredentialStore, Entry, Error as StoreError,
    api::{CredentialApi, CredentialStoreApi},
};
use zeroize::Zeroizing;

use super::{Platform, WINDOWS_BYTES_AN_ENTRY};
use crate::{Fault, Keychain};

type Content = Arc<Mutex<BTreeMap<(String, String), Zeroizing<Vec<u8>>>>>;

/// `CRED_MAX_CREDENTIAL_BLOB_SIZE` of Windows (wincred.h).
const WINDOWS_LIMIT: usize = 2_560;

/// The store as a platform; opening it again finds the same content.
pub(crate) struct Memory {
    content: Content,
    limit: usize,
    chunk: usize,
}

impl Memory {
    pub(crate) fn unlimited() -> Self {
        Self { content: Content::default(), limit: usize::MAX, chunk: usize::MAX }
    }

    pub(crate) fn like_windows() -> Self {
        Self { content: Content::default(), limit: WINDOWS_LIMIT, chunk: WINDOWS_BYTES_AN_ENTRY }
    }

    /// Deletes everything.
    pub(crate) fn wipe(&self) {
        lock(&self.content).clear();
    }

    /// The names of all entries, without the service.
    #[cfg(feature = "faults")]
    pub(crate) fn names(&self) -> Vec<String> {
        lock(&self.content).keys().map(|(_, user)| user.clone()).collect()
    }

    /// Puts `bytes` where `change` says, for another program that meddles.
    #[cfg(feature = "faults")]
    pub(crate) fn meddle(&self, user: &str, change: impl FnOnce(&mut Vec<u8>)) {
        if let Some((_, bytes)) = lock(&self.content).iter_mut().find(|((_, name), _)| name == user) {
            change(bytes);
        }
    }

    /// Deletes one entry, or all.
    #[cfg(feature = "faults")]
    pub(crate) fn lose(&self, user: Option<&str>) {
        lock(&self.content).retain(|(_, name), _| user.is_some_and(|user| user != name));
    }
}

impl Platform for Memory {
    fn open(&self) -> Result<Arc<CredentialStore>, Fault> {
        Ok(Arc::new(Store { content: Arc::clone(&self.content), limit: self.limit }))
    }

    fn fault(&self, _error: &(dyn Error + Send + Sync + 'static), _waited: Duration) -> Fault {
        Fault::other("memory")
    }

    fn identify(&self) -> Keychain {
        Keychain::Memory
    }

    fn bytes_an_entry(&self) -> usize {
        self.chunk
    }
}

struct Store {
    content: Content,
    limit: usize,
}

impl CredentialStoreApi for Store {
    fn vendor(&self) -> String {
        "Memory of this program".to_owned()
    }

    fn id(&self) -> String {
        format!("{:p}", Arc::as_ptr(&self.content))
    }

    fn build(&self, service: &str, user: &str, modifiers: Option<&HashMap<&str, &str>>) -> keyring_core::Result<Entry> {
        if modifiers.is_some_and(|modifiers| !modifiers.is_empty()) {
            return Err(StoreError::NotSupportedByStore("modifiers".to_owned()));
        }
        let name = (service.to_owned(), user.to_owned());
        Ok(Entry::new_with_credential(Arc::new(Place { content: Arc::clone(&self.content), name, limit: self.limit })))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn persistence(&self) -> CredentialPersistence {
        CredentialPersistence::ProcessOnly
    }

    fn debug_fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Store")
    }
}

/// One entry, there or not.
struct Place {
    content: Content,
    name: (String, String),
    limit: usize,
}

impl CredentialApi for Place {
    fn set_secret(&self, secret: &[u8]) -> keyring_core::Result<()> {
        if secret.len() > self.limit {
            return Err(StoreError::TooLong("secret".to_owned(), u32::try_from(self.limit).unwrap_or(u32::MAX)));
        }
        lock(&self.content).insert(self.name.clone(), Zeroizing::new(secret.to_vec()));
        Ok(())
    }

    fn get_secret(&self) -> keyring_core::Result<Vec<u8>> {
        lock(&self.content).get(&self.name).map(|bytes| bytes.to_vec()).ok_or(StoreError::NoEntry)
    }

    fn delete_credential(&self) -> keyring_core::Result<()> {
        lock(&self.content).remove(&self.name).map(drop).ok_or(StoreError::NoEntry)
    }

    fn get_credential(&self) -> keyring_core::Result<Option<Arc<Credential>>> {
        lock(&self.content).contains_key(&self.name).then_some(None).ok_or(StoreError::NoEntry)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        Some(self.name.clone())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn debug_fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Place")
    }
}

/// The content stays usable when a test panicked while holding it.
fn lock<T>(content: &Mutex<T>) -> MutexGuard<'_, T> {
    content.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Which store, and what is particular to each platform.

#[cfg(feature = "faults")]
pub(crate) mod faulty;
#[cfg(target_os = "macos")]
mod macos;
mod memory;
pub(crate) mod practice;
#[cfg(all(unix, not(target_os = "macos")))]
mod secret_service;
#[cfg(windows)]
mod windows;

use std::{error::Error, sync::Arc, time::Duration};

use keyring_core::CredentialStore;

use crate::{Fault, Keychain};

/// Windows takes 5 * 512 = 2,560 bytes an entry (`CRED_MAX_CREDENTIAL_BLOB_SIZE` in wincred.h; learn.microsoft.com,
/// CREDENTIALW, 21 Nov 2026); some room is left free.
const WINDOWS_BYTES_AN_ENTRY: usize = 2_400;

/// Where records are kept.
#[derive(Clone)]
pub enum StoreChoice {
    /// The keychain of the operating system.
    System,
    /// The memory of this program; gone when it ends.
    Memory,
    /// The keychain of the practice office: memory too, and things can be made to go wrong with it.
    Practice(practice::PracticeKeychain),
    /// The memory of this program with the limits of Windows Credential Manager.
    LimitedMemory,
    /// A store that goes wrong as planned.
    #[cfg(feature = "faults")]
    Faulty(faulty::FaultyStore),
}

/// What a platform must tell about its store. All methods may block; they are called on a thread of their own.
pub(crate) trait Platform: Send + Sync {
    /// A fresh connection to the store, sharing nothing with an earlier one.
    fn open(&self) -> Result<Arc<CredentialStore>, Fault>;

    /// What the platform's own error means, which came after `waited`.
    fn fault(&self, error: &(dyn Error + Send + Sync + 'static), waited: Duration) -> Fault;

    /// The same for a refusal of access as such (`keyring_core::Error::NoStorageAccess`).
    fn no_access(&self, error: &(dyn Error + Send + Sync + 'static), waited: Duration) -> Fault {
        self.fault(error, waited)
    }

    /// Which keychain this is.
    fn identify(&self) -> Keychain;

    /// Whether the keychain answers a harmless question within `limit`, while another call still waits.
    fn is_answering(&self, _limit: Duration) -> bool {
        false
    }

    /// Bytes that fit into one entry.
    fn bytes_an_entry(&self) -> usize {
        usize::MAX
    }

    /// What an entry is made with (`keyring_core::api::CredentialStoreApi::build`).
    fn modifiers(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }
}

impl StoreChoice {
    pub(crate) fn platform(self) -> Arc<dyn Platform> {
        match self {
            Self::System => system(),
            Self::Memory => Arc::new(memory::Memory::unlimited()),
            Self::Practice(keychain) => Arc::new(keychain),
            Self::LimitedMemory => Arc::new(memory::Memory::like_windows()),
            #[cfg(feature = "faults")]
            Self::Faulty(store) => Arc::new(store),
        }
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn system() -> Arc<dyn Platform> {
    Arc::new(secret_service::SecretService)
}

#[cfg(target_os = "macos")]
fn system() -> Arc<dyn Platform> {
    Arc::new(macos::LoginKeychain)
}

#[cfg(windows)]
fn system() -> Arc<dyn Platform> {
    Arc::new(windows::CredentialManager)
}

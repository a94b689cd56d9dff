//! Windows Credential Manager.

use std::{
    error::Error,
    sync::Arc,
    time::{Duration, Instant},
};

use keyring_core::CredentialStore;
use windows_native_keyring_store::Store;

use super::{Platform, WINDOWS_BYTES_AN_ENTRY};
use crate::{Fault, Keychain, entry};

pub(super) struct CredentialManager;

impl Platform for CredentialManager {
    fn open(&self) -> Result<Arc<CredentialStore>, Fault> {
        let store = Store::new().map_err(|error| entry::fault(self, error, Instant::now()))?;
        Ok(store)
    }

    fn fault(&self, error: &(dyn Error + Send + Sync + 'static), _waited: Duration) -> Fault {
        Fault::other(&error.to_string())
    }

    /// Only `ERROR_NO_SUCH_LOGON_SESSION` arrives here: a session that has no credentials, as over the network (CredWriteW).
    fn no_access(&self, _error: &(dyn Error + Send + Sync + 'static), _waited: Duration) -> Fault {
        Fault::Absent
    }

    fn identify(&self) -> Keychain {
        Keychain::WindowsCredentialManager
    }

    fn bytes_an_entry(&self) -> usize {
        WINDOWS_BYTES_AN_ENTRY
    }

    /// The default, `Enterprise`, would roam to other computers.
    fn modifiers(&self) -> &'static [(&'static str, &'static str)] {
        &[("persistence", "Local")]
    }
}

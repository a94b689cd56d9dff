//! The login keychain of macOS.

use std::{
    error::Error,
    sync::Arc,
    time::{Duration, Instant},
};

use apple_native_keyring_store::keychain::Store;
use keyring_core::CredentialStore;
use security_framework::base::Error as KeychainError;

use super::Platform;
use crate::{Fault, Keychain, entry};

pub(super) struct LoginKeychain;

impl Platform for LoginKeychain {
    fn open(&self) -> Result<Arc<CredentialStore>, Fault> {
        let store = Store::new().map_err(|error| entry::fault(self, error, Instant::now()))?;
        Ok(store)
    }

    /// Result codes of Security.framework, `SecBase.h`.
    fn fault(&self, error: &(dyn Error + Send + Sync + 'static), _waited: Duration) -> Fault {
        let Some(error) = error.downcast_ref::<KeychainError>() else {
            return Fault::other("keychain");
        };
        match error.code() {
            -128 | -25293 => Fault::Dismissed,      // errSecUserCanceled, errSecAuthFailed
            -25308 | -25315 => Fault::Locked,       // errSecInteractionNotAllowed, errSecInteractionRequired
            -25294 | -25307 => Fault::NoCollection, // errSecNoSuchKeychain, errSecNoDefaultKeychain
            -25291 => Fault::Absent,                // errSecNotAvailable
            code => Fault::other(&format!("OSStatus {code}")),
        }
    }

    fn identify(&self) -> Keychain {
        Keychain::MacKeychain
    }
}

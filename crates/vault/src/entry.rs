//! Names of entries, and the three things done with one.

use std::{collections::HashMap, fmt, sync::Arc, time::Instant};

use keyring::Error as StoreError;
use keyring_core::{CredentialStore, Entry};
use sendoff_values::ConnectionId;
use zeroize::Zeroizing;

use crate::{Fault, stores::Platform};

/// The name under which every entry stands, as keychain programs show it.
pub(crate) const SERVICE: &str = "Sendoff";

/// One entry. Made of IDs and numbers only, so that no text of a person can make two names collide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EntryName {
    /// Says which generation counts.
    Head(ConnectionId),
    /// A part of one generation.
    Chunk(ConnectionId, u64, u32),
    /// Written, read and deleted by the probe.
    Probe,
}

impl fmt::Display for EntryName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Head(id) => write!(formatter, "client/{id}"),
            Self::Chunk(id, generation, index) => write!(formatter, "client/{id}/{generation}/{index}"),
            Self::Probe => formatter.write_str("probe"),
        }
    }
}

/// One thing to do with one entry.
#[derive(Clone)]
pub(crate) enum Call {
    Write(EntryName, Arc<Zeroizing<Vec<u8>>>),
    Read(EntryName),
    /// Deleting what is not there is [`Fault::NotFound`].
    Delete(EntryName),
    /// Which keychain is this?
    Identify,
}

/// What came of it.
pub(crate) enum Reply {
    Done,
    Bytes(Zeroizing<Vec<u8>>),
    Keychain(crate::Keychain),
}

/// An opened store with what is particular to its platform.
pub(crate) struct Entries {
    pub(crate) platform: Arc<dyn Platform>,
    pub(crate) store: Arc<CredentialStore>,
}

impl Entries {
    /// Does it, blocking for as long as the keychain takes.
    pub(crate) fn perform(&self, call: &Call) -> Result<Reply, Fault> {
        let begun = Instant::now();
        let done = match call {
            Call::Write(name, bytes) => {
                self.entry(name).and_then(|entry| entry.set_secret(bytes)).map(|()| Reply::Done)
            }
            Call::Read(name) => {
                self.entry(name).and_then(|entry| entry.get_secret()).map(Zeroizing::new).map(Reply::Bytes)
            }
            Call::Delete(name) => self.entry(name).and_then(|entry| entry.delete_credential()).map(|()| Reply::Done),
            Call::Identify => Ok(Reply::Keychain(self.platform.identify())),
        };
        done.map_err(|error| match (call, fault(self.platform.as_ref(), error, begun)) {
            (Call::Write(_, bytes), Fault::TooLong { limit, .. }) => Fault::TooLong { length: bytes.len(), limit },
            (_, fault) => fault,
        })
    }

    fn entry(&self, name: &EntryName) -> Result<Entry, StoreError> {
        let modifiers: HashMap<&str, &str> = self.platform.modifiers().iter().copied().collect();
        self.store.build(SERVICE, &name.to_string(), Some(&modifiers))
    }
}

/// What a store's error means. Errors that hold stored bytes are wiped here and go no further.
pub(crate) fn fault(platform: &dyn Platform, error: StoreError, begun: Instant) -> Fault {
    match error {
        StoreError::NoEntry => Fault::NotFound,
        StoreError::Ambiguous(_) => Fault::Ambiguous,
        StoreError::TooLong(_, limit) => Fault::TooLong { length: 0, limit: limit as usize },
        StoreError::NoDefaultStore => Fault::Absent,
        StoreError::PlatformFailure(cause) => platform.fault(cause.as_ref(), begun.elapsed()),
        StoreError::NoStorageAccess(cause) => platform.no_access(cause.as_ref(), begun.elapsed()),
        StoreError::BadEncoding(bytes) | StoreError::BadDataFormat(bytes, _) => {
            drop(Zeroizing::new(bytes));
            Fault::Changed
        }
        StoreError::BadStoreFormat(_) => Fault::other("store-format"),
        StoreError::Invalid(_, _) => Fault::other("invalid"),
        StoreError::NotSupportedByStore(_) => Fault::other("not-supported"),
        _ => Fault::other("unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FaultyStore, StoreChoice};

    /// `{:?}` of these errors prints the stored bytes as decimal numbers (measured, keyring-core 1.0.1, 21 Nov 2026).
    #[test]
    fn errors_that_carry_the_secret_lose_it_here() {
        let secret = b"canary-8xQ".to_vec();
        let list = format!("{secret:?}");
        let errors = [
            StoreError::BadEncoding(secret.clone()),
            StoreError::BadDataFormat(secret.clone(), Box::new(std::io::Error::other("canary-8xQ"))),
            StoreError::Invalid("secret".to_owned(), "canary-8xQ".to_owned()),
            StoreError::BadStoreFormat("canary-8xQ".to_owned()),
            StoreError::PlatformFailure(Box::new(std::io::Error::other("canary-8xQ"))),
        ];
        for error in errors {
            let fault = fault(StoreChoice::System.platform().as_ref(), error, Instant::now());
            let problem = sendoff_problem::Problem::from(fault.clone());
            let shown = format!("{fault:?} {fault} {problem:?}");
            assert!(!shown.contains("canary") && !shown.contains(&list), "{shown}");
        }
    }

    #[test]
    fn each_error_of_a_store_is_told_from_the_others() {
        let other = |code: &str| Fault::Other { code: code.to_owned() };
        let cases = [
            (StoreError::NoEntry, Fault::NotFound),
            (StoreError::Ambiguous(Vec::new()), Fault::Ambiguous),
            (StoreError::TooLong("secret".to_owned(), 2_560), Fault::TooLong { length: 0, limit: 2_560 }),
            (StoreError::NoDefaultStore, Fault::Absent),
            (StoreError::PlatformFailure(Box::new(Fault::Locked)), Fault::Locked),
            (StoreError::NoStorageAccess(Box::new(Fault::Locked)), Fault::Locked),
            (StoreError::BadEncoding(Vec::new()), Fault::Changed),
            (StoreError::BadStoreFormat(String::new()), other("store-format")),
            (StoreError::Invalid(String::new(), String::new()), other("invalid")),
            (StoreError::NotSupportedByStore(String::new()), other("not-supported")),
        ];
        for (error, meant) in cases {
            assert_eq!(fault(&FaultyStore::new(), error, Instant::now()), meant);
        }
    }

    #[test]
    fn names_are_made_of_the_id_and_numbers() {
        let id: ConnectionId = "5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11".parse().unwrap();
        assert_eq!(EntryName::Head(id.clone()).to_string(), "client/5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11");
        assert_eq!(EntryName::Chunk(id, 3, 1).to_string(), "client/5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11/3/1");
    }
}

//! Keeps secrets in the keychain of the operating system: probe, save, read, forget.
//!
//! One record a connection, stored so that at every moment the old or the new one is whole: see [`Vault`] for the
//! order of steps. There is no other place to store into: without a keychain nothing is stored.
//!
//! This room knows nothing of files (`ledger` remembers what is not secret), of screens, or of when a record deserves
//! to be saved (`engine::saving` takes only what was proved). It never prints a store's own error: some carry the secret.

mod entry;
mod fault;
mod generation;
mod keychain;
mod patience;
mod record;
mod stores;
mod vault;
mod worker;

pub use fault::Fault;
pub use generation::Generation;
pub use keychain::Keychain;
pub use patience::Patience;
pub use record::{Opens, Record};
#[cfg(feature = "faults")]
pub use stores::faulty::{FaultyStore, Happening};
pub use stores::{
    StoreChoice,
    practice::{PracticeKeychain, PracticeTrouble},
};
pub use vault::{Attempt, Vault};

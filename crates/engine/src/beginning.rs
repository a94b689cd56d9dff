//! The first words with the keychain: its name, and what an earlier run left in it. The first page waits for them, and not for long.

use std::time::Duration;

use sendoff_ledger::{Ledger, LedgerError};
use sendoff_vault::{Fault, Vault};
use serde::{Serialize, de::DeserializeOwned};
use tokio::time::{Instant, timeout_at};

use crate::{deleting, saving};

/// How long the first page waits. A keychain that asks for its password may take minutes, and one that hangs
/// never answers; whoever needs a secret is told so then.
pub(crate) const KEYCHAIN_ANSWERS: Duration = Duration::from_secs(5);

/// A keychain that does not say its own name, in the sentences that name it.
const UNNAMED: &str = "the system keychain";

/// Asks the keychain for its name and decides what an earlier run left, as far as it answers within `limit`; gives its name.
///
/// What is cut short is open as after a crash: the next save of that connection decides it, or the next start.
pub(crate) async fn begin<T>(vault: &Vault, ledger: &Ledger<T>, limit: Duration) -> String
where
    T: Serialize + DeserializeOwned,
{
    let until = Instant::now() + limit;
    let Ok(named) = timeout_at(until, vault.identify()).await else {
        tracing::warn!("the keychain does not answer");
        return UNNAMED.to_owned();
    };
    match timeout_at(until, decide_what_was_left(vault, ledger)).await {
        Ok(Ok(())) => {}
        // A folder that cannot be read yet is said in the list, where it can be tried again.
        Ok(Err(error)) => tracing::warn!(%error, "what an earlier run left is not decided"),
        Err(_) => tracing::warn!("the keychain does not answer in time what an earlier run left"),
    }
    named.map_or_else(|_: Fault| UNNAMED.to_owned(), |keychain| keychain.to_string())
}

/// A save or a deletion that an earlier run did not finish is decided now: the keychain's head says what counts.
pub(crate) async fn decide_what_was_left<T>(vault: &Vault, ledger: &Ledger<T>) -> Result<(), LedgerError>
where
    T: Serialize + DeserializeOwned,
{
    for recovered in saving::recover(vault, ledger).await? {
        tracing::info!(outcome = ?recovered.outcome, "a save that was interrupted is decided");
    }
    deleting::recover(vault, ledger).await
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use sendoff_vault::{FaultyStore, Happening, Keychain, Patience, StoreChoice};

    use super::*;

    #[tokio::test]
    async fn a_keychain_that_never_answers_holds_the_first_page_up_no_longer_than_the_limit() {
        let (store, folder) = (FaultyStore::new(), tempfile::tempdir().unwrap());
        let ledger = Ledger::<String>::open(folder.path(), Timestamp::UNIX_EPOCH).unwrap();
        let vault = Vault::open(StoreChoice::Faulty(store.clone()), Patience::default());
        store.plan(1, Happening::Hangs);
        // Should it wait for the keychain's own limit of two minutes, this one is over before.
        let begun =
            tokio::time::timeout(Duration::from_mins(1), begin(&vault, &ledger, Duration::from_millis(100))).await;
        assert_eq!(begun.unwrap(), UNNAMED);
        store.release();
        assert_eq!(begin(&vault, &ledger, Duration::from_mins(1)).await, Keychain::Memory.to_string());
    }
}

//! Records of any length.

use std::time::Duration;

use sendoff_values::{ClientSecret, ConnectionId, RefreshToken};
use sendoff_vault::{Fault, FaultyStore, Opens, Patience, Record, StoreChoice, Vault};

pub(crate) fn id() -> ConnectionId {
    "5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11".parse().unwrap()
}

/// A record whose client secret is `secret`.
pub(crate) fn record(secret: &str) -> Record {
    record_of(secret, PROVED_AT)
}

const PROVED_AT: &str = "2026-11-21T10:58:00Z";

/// The number of the generation that is written first.
#[allow(dead_code, reason = "each test binary uses its own part")]
pub(crate) fn first_number() -> u64 {
    let proved_at: jiff::Timestamp = PROVED_AT.parse().unwrap();
    proved_at.as_microsecond().try_into().unwrap()
}

/// The same, proved at this time.
pub(crate) fn record_of(secret: &str, proved_at: &str) -> Record {
    Record {
        opens: Opens::Registration {
            client_id: "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa".parse().unwrap(),
            tenant_id: Some("b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34".parse().unwrap()),
            client_secret: ClientSecret::new(secret.to_owned()),
            refresh_token: Some(RefreshToken::new("0.AXoA-refresh".to_owned())),
        },
        mailbox: "office@harbour.example".parse().unwrap(),
        scopes: vec!["Mail.Send".to_owned(), "offline_access".to_owned()],
        proved_at: proved_at.parse().unwrap(),
        secret_ends: None,
    }
}

/// Short enough to wait for, long enough that a busy machine is not taken for a keychain that hangs.
pub(crate) fn impatient() -> Patience {
    Patience { quiet: Duration::from_millis(500), give_up: Duration::from_secs(2), ..Patience::default() }
}

/// All steps of a save that touch the keychain.
pub(crate) async fn save(vault: &Vault, record: &Record) -> Result<(), Fault> {
    let attempt = vault.begin(&id(), record).await?;
    vault.write(&attempt).await?;
    vault.read_back(&attempt, record).await?;
    vault.commit(&attempt).await?;
    vault.settle(&attempt).await
}

/// What another program opens that knows nothing of the first: a vault of its own on the same store.
#[allow(dead_code, reason = "each test binary uses its own part")]
pub(crate) fn open(store: &FaultyStore) -> Vault {
    Vault::open(StoreChoice::Faulty(store.clone()), impatient())
}

/// A store and a vault on it that keeps a record with this secret.
#[allow(dead_code, reason = "each test binary uses its own part")]
pub(crate) async fn saved(store: FaultyStore, secret: &str) -> (FaultyStore, Vault) {
    let vault = open(&store);
    save(&vault, &record(secret)).await.unwrap();
    (store, vault)
}

//! What every entry says about itself, whatever else it holds.

use jiff::{Timestamp, civil::Date};
use sendoff_values::ConnectionId;
use serde::{Deserialize, Serialize};

/// Whether an entry is still being set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A set-up under way; nothing of it is in the vault.
    SetUp,
    /// A saved connection.
    Connection,
}

/// The part of an entry that lists and decisions need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Which one; also the name of its file and of its record in the vault.
    pub id: ConnectionId,
    /// Set-up or connection.
    pub kind: EntryKind,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// What a row shows.
    pub summary: Summary,
}

/// What a row of the list shows and is found by. Free of secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// The organisation, in the person's words; empty while unknown.
    pub organisation: String,
    /// The mailbox's address; empty while unknown.
    pub mailbox: String,
    /// The application, by its recipe's ID.
    pub application: String,
    /// The application's name, by which people look for it.
    #[serde(default)]
    pub application_name: String,
    /// Where it stands, in the journey's word for it.
    pub state: String,
    /// The next day on which something is due: usually the end of the client secret.
    pub next_date: Option<Date>,
    /// When it was last seen to work; `None` for what never was.
    #[serde(default)]
    pub checked_at: Option<Timestamp>,
    /// Since when somebody else is waited for; `None` when nobody is.
    #[serde(default)]
    pub waiting_since: Option<Timestamp>,
}

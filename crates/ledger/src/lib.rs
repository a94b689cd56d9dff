//! Remembers on disk what is not secret: set-ups under way, and connections with what is worth listing.
//!
//! One JSON file an entry, written whole or not at all, in a folder that one process has at a time. What an entry holds
//! beside its [`Header`] is the caller's type. Secrets never come here; they are the vault's.
//!
//! Time is passed in; nothing here reads a clock.

mod accepted;
mod deleting;
mod disk;
mod error;
mod file;
mod folder;
mod header;
mod ledger;
mod need;
mod one_file;
mod query;
mod row;
mod saving;

pub use accepted::{AcceptedText, AcceptedTexts};
pub use error::{Cause, LedgerError};
pub use folder::default_folder;
pub use header::{EntryKind, Header, Summary};
pub use ledger::{Ledger, Misfortune, Mishap};
pub use need::{Counts, Days, Need};
pub use one_file::{OneFile, Opened};
pub use query::{Direction, Filter, ListPage, ListQuery, SortBy};
pub use saving::Unfinished;

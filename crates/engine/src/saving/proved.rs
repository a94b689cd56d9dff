//! What may be saved.

use jiff::Timestamp;
use sendoff_ledger::{EntryKind, Header};
use sendoff_vault::Record;

/// That a test message was accepted, and by which name it can be found. Only a test that ended well makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestPassed {
    /// When the server accepted it.
    pub accepted_at: Timestamp,
    /// The message's identifier, without angle brackets.
    pub message_id: String,
}

/// A connection whose values were all used in a test that passed.
pub struct Proved<T> {
    header: Header,
    payload: T,
    record: Record,
}

impl<T> Proved<T> {
    /// To be called with the values the test really used. The record takes its time from the test, and the entry becomes
    /// a connection.
    pub fn after(test: &TestPassed, mut header: Header, payload: T, mut record: Record) -> Self {
        record.proved_at = test.accepted_at;
        header.kind = EntryKind::Connection;
        Self { header, payload, record }
    }

    /// The entry's header as it will be saved.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What the ledger keeps beside it.
    pub fn payload(&self) -> &T {
        &self.payload
    }

    /// What the vault keeps.
    pub fn record(&self) -> &Record {
        &self.record
    }
}

//! The stages of live operations, in the order in which each operation goes through its own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One stage of a live operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Check: the directory is looked up by discovery.
    FindDirectory,
    /// Check: ID and secret are sent in a client-credentials request.
    CheckSecret,
    /// Sign in: the system browser opens.
    OpenBrowser,
    /// Sign in: the person is in the browser.
    AwaitAnswer,
    /// Sign in: the redirect arrived.
    ReceiveAnswer,
    /// Sign in: the code is exchanged.
    Exchange,
    /// Sign in: who signed in.
    Identity,
    /// Sign in: permissions granted against needed.
    Permissions,
    /// Test: connected and secured.
    Connect,
    /// Test: the access was accepted.
    AcceptAccess,
    /// Test: the mailbox was found.
    FindMailbox,
    /// Test: the message was accepted.
    AcceptMessage,
    /// Save: written to the keychain.
    Write,
    /// Save: read back and compared.
    ReadBack,
    /// Save: made the current record, and remembered.
    Commit,
}

/// How far a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum StageState {
    /// Not begun.
    Waiting,
    /// Under way.
    Working,
    /// Finished well.
    Done,
    /// Ended the operation.
    Failed,
    /// Left out.
    Skipped,
}

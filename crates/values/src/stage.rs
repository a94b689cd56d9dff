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

impl Stage {
    /// Every stage there is.
    pub const ALL: &'static [Self] = &[
        Self::FindDirectory,
        Self::CheckSecret,
        Self::OpenBrowser,
        Self::AwaitAnswer,
        Self::ReceiveAnswer,
        Self::Exchange,
        Self::Identity,
        Self::Permissions,
        Self::Connect,
        Self::AcceptAccess,
        Self::FindMailbox,
        Self::AcceptMessage,
        Self::Write,
        Self::ReadBack,
        Self::Commit,
    ];

    /// Its word: the name of its entry in the catalogue of words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FindDirectory => "find-directory",
            Self::CheckSecret => "check-secret",
            Self::OpenBrowser => "open-browser",
            Self::AwaitAnswer => "await-answer",
            Self::ReceiveAnswer => "receive-answer",
            Self::Exchange => "exchange",
            Self::Identity => "identity",
            Self::Permissions => "permissions",
            Self::Connect => "connect",
            Self::AcceptAccess => "accept-access",
            Self::FindMailbox => "find-mailbox",
            Self::AcceptMessage => "accept-message",
            Self::Write => "write",
            Self::ReadBack => "read-back",
            Self::Commit => "commit",
        }
    }
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

//! The stages of live operations, in the order in which each operation goes through its own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One stage of a live operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Provider: it is asked what it says about itself.
    FindProvider,
    /// Check: the directory is looked up by discovery.
    FindDirectory,
    /// Check: ID and secret are sent in a client-credentials request.
    CheckSecret,
    /// Access without a person: it is asked for in the application's own name.
    ObtainAccess,
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
    /// Test: the name of the mail server leads somewhere.
    FindServer,
    /// Test: connected and secured.
    Connect,
    /// Test: the access was accepted.
    AcceptAccess,
    /// Test: the mailbox was found.
    FindMailbox,
    /// Test: sender and recipient were accepted.
    AcceptSender,
    /// Test: the message was accepted.
    AcceptMessage,
    /// Look: the inbox was opened.
    OpenMailbox,
    /// Look: the header of one message was read.
    ReadHeader,
    /// Look: the calendars were listed.
    ListCalendars,
    /// Network: the name of a computer leads somewhere.
    FindComputer,
    /// Network: its port takes a connection.
    ReachPort,
    /// Network: the connection is private, and to the right computer.
    SecurePort,
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
        Self::FindProvider,
        Self::FindDirectory,
        Self::CheckSecret,
        Self::ObtainAccess,
        Self::OpenBrowser,
        Self::AwaitAnswer,
        Self::ReceiveAnswer,
        Self::Exchange,
        Self::Identity,
        Self::Permissions,
        Self::FindServer,
        Self::Connect,
        Self::AcceptAccess,
        Self::FindMailbox,
        Self::AcceptSender,
        Self::AcceptMessage,
        Self::OpenMailbox,
        Self::ReadHeader,
        Self::ListCalendars,
        Self::FindComputer,
        Self::ReachPort,
        Self::SecurePort,
        Self::Write,
        Self::ReadBack,
        Self::Commit,
    ];

    /// Its word: the name of its entry in the catalogue of words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FindProvider => "find-provider",
            Self::FindDirectory => "find-directory",
            Self::CheckSecret => "check-secret",
            Self::ObtainAccess => "obtain-access",
            Self::OpenBrowser => "open-browser",
            Self::AwaitAnswer => "await-answer",
            Self::ReceiveAnswer => "receive-answer",
            Self::Exchange => "exchange",
            Self::Identity => "identity",
            Self::Permissions => "permissions",
            Self::FindServer => "find-server",
            Self::Connect => "connect",
            Self::AcceptAccess => "accept-access",
            Self::FindMailbox => "find-mailbox",
            Self::AcceptSender => "accept-sender",
            Self::AcceptMessage => "accept-message",
            Self::OpenMailbox => "open-mailbox",
            Self::ReadHeader => "read-header",
            Self::ListCalendars => "list-calendars",
            Self::FindComputer => "find-computer",
            Self::ReachPort => "reach-port",
            Self::SecurePort => "secure-port",
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

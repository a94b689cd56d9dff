//! What the engine is to do. Effects that wait carry a number; what comes back brings it along.

use jiff::{Timestamp, civil::Date};
use sendoff_intake::ServiceAccount;
use sendoff_recipes::{Access, Audience, NetworkPlace, PortalPage, ProbeKind, ProvidedBy, ProviderNames, Values};
use sendoff_values::{
    ClientId, ConnectionId, FieldId, Handle, HostName, MailAddress, OperationNumber, RedirectAddress, StepId, Tenant,
    TenantId,
};
use serde::{Deserialize, Serialize};

use crate::{
    admission::Admission,
    answer::RowId,
    by_script::{ScriptWish, WrittenScript},
    journey::Journey,
    lists::{ConnectionFilter, ConnectionSort},
    opening::RecipeEffect,
    practice::PracticeEffect,
    proof::Saving,
    settings::Settings,
    sheet::{ReminderInput, SheetInput},
    table::TableInput,
};

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Look the directory up by discovery. Ends with [`Outcome::DirectoryFound`](crate::Outcome::DirectoryFound).
    FindDirectory {
        /// Its number.
        operation: OperationNumber,
        /// At whom.
        provider: ProvidedBy,
        /// The directory by ID or by a domain.
        tenant: Tenant,
    },
    /// Look up where the mail of a domain goes. Ends with [`Outcome::ExchangesFound`](crate::Outcome::ExchangesFound), and never fails.
    FindExchanges {
        /// Its number.
        operation: OperationNumber,
        /// The mailbox's domain; nothing else leaves the computer.
        domain: HostName,
    },
    /// Look a provider up by its own name for itself; nothing secret is sent. Ends with `Outcome::ProviderFound`.
    FindProvider {
        /// Its number.
        operation: OperationNumber,
        /// Its names.
        names: ProviderNames,
    },
    /// Learn whether ID and secret belong together: by a client-credentials request whose token is thrown away, or, where the
    /// provider has no directories, by the exchange of a code that cannot exist. For a secret or a registration made
    /// seconds ago the engine tries again and says so by stages. Ends with `Outcome::SecretAccepted`.
    CheckSecret {
        /// Its number.
        operation: OperationNumber,
        /// At whom.
        provider: ProvidedBy,
        /// The directory; none where the provider has none.
        tenant: Option<TenantId>,
        /// The app registration.
        client_id: ClientId,
        /// The secret.
        secret: Handle,
        /// When it was pasted: patience is counted from here.
        made_at: Timestamp,
    },
    /// Open the browser, wait for the answer, exchange it, see who signed in. Ends with `Outcome::SignedIn`.
    SignIn {
        /// Its number.
        operation: OperationNumber,
        /// With what.
        plan: SignInPlan,
    },
    /// Ask for access in the application's own name; nobody signs in. Ends with `Outcome::AccessGiven`.
    GetAccess {
        /// Its number.
        operation: OperationNumber,
        /// With what.
        plan: AccessPlan,
    },
    /// Ask for access for a person of the organisation with a request that a service account's key signs; nobody signs in. Ends with
    /// `Outcome::AccessGiven`.
    GetAccessByKey {
        /// Its number.
        operation: OperationNumber,
        /// With what.
        plan: KeyPlan,
    },
    /// Open Microsoft's approval page in the browser and wait for its answer. Ends with `Outcome::Approved`.
    Approve {
        /// Its number.
        operation: OperationNumber,
        /// What is to be approved, and where.
        plan: ApprovalPlan,
    },
    /// Give what the browser showed to the attempt that is under way. Answered by `Event::AttemptWarned`.
    InjectAnswer {
        /// The attempt.
        operation: OperationNumber,
        /// What the browser showed, as kept by the engine; it may hold a code.
        text: Handle,
    },
    /// Open the attempt's page once more.
    OpenBrowserAgain {
        /// The attempt.
        operation: OperationNumber,
    },
    /// Copy the address of the attempt's page.
    CopySignInLink {
        /// The attempt.
        operation: OperationNumber,
    },
    /// See whether these can be reached from this computer, one after the other; nothing is said to them. Ends with
    /// `Outcome::NetworkReached`.
    CheckNetwork {
        /// Its number.
        operation: OperationNumber,
        /// With whom the set-up is.
        provider: ProvidedBy,
        /// What is to be reached.
        places: Vec<NetworkPlace>,
    },
    /// Test every way the application will use, one after the other. Ends with `Outcome::Tested`.
    SendTest {
        /// Its number.
        operation: OperationNumber,
        /// What is sent, by whom and to whom.
        message: TestPlan,
    },
    /// Save in the keychain and remember on disk, all or nothing. Ends with `Outcome::Saved`.
    Save {
        /// Its number.
        operation: OperationNumber,
        /// What is saved; it can only be made from a passed test.
        saving: Box<Saving>,
    },
    /// Write the hand-over sheet. Ends with `Outcome::SheetWritten`.
    WriteSheet {
        /// Its number.
        operation: OperationNumber,
        /// What stands on it.
        sheet: Box<SheetInput>,
    },
    /// Write the calendar file for the day the secret ends. Ends with `Outcome::ReminderWritten`.
    WriteReminder {
        /// Its number.
        operation: OperationNumber,
        /// What it says.
        reminder: Box<ReminderInput>,
    },
    /// Get new access for a saved connection and write it to a file for its owner alone. Ends with `Outcome::TokenFileWritten`.
    WriteTokenFile {
        /// Its number.
        operation: OperationNumber,
        /// At whom.
        provider: ProvidedBy,
        /// Whose.
        connection: ConnectionId,
        /// The name suggested for the file.
        name: String,
    },
    /// Write the application's own table: this connection and the others of its organisation. Ends with `Outcome::TableWritten`.
    WriteTable {
        /// Its number.
        operation: OperationNumber,
        /// This connection's line, and which others belong to it.
        table: Box<TableInput>,
    },
    /// Write what the portal steps make as a script. Answered by `Event::ScriptWritten`.
    WriteScript(Box<ScriptWish>),
    /// Write a script to a file. Ends with `Outcome::ScriptSaved`.
    SaveScript {
        /// Its number.
        operation: OperationNumber,
        /// The script.
        script: Box<WrittenScript>,
    },
    /// Show a file that was written in the system's own file manager.
    ShowFile(String),
    /// Open the provider's page about an AADSTS number.
    OpenErrorPage {
        /// Whose page.
        provider: ProvidedBy,
        /// The number.
        number: u32,
    },
    /// Compare a field pasted back with what belongs there. Answered by `Event::Compared`.
    Compare {
        /// The row.
        row: RowId,
        /// What belongs there.
        expected: String,
        /// What was pasted.
        pasted: String,
    },
    /// End this operation; nothing needs to come back.
    Cancel(OperationNumber),
    /// Read the clipboard. Answered by `Event::Read` or `Event::ClipboardUnreadable`.
    ReadClipboard(PasteTarget),
    /// Ask for a file and read it as a paste at this step. Answered by `Event::FileChosen`.
    ChooseFile {
        /// Its number.
        operation: OperationNumber,
        /// Where it was asked for.
        step: StepId,
    },
    /// Copy a text that may be seen. Answered by `Event::NotCopied` when the clipboard does not take it.
    CopyText(String),
    /// Copy the value of a row. Answered by `Event::Copied` or `Event::NotCopied`.
    CopyRow(OperationNumber, String),
    /// Copy the secret of a row, kept out of clipboard histories and cleared later. Answered by `Event::SecretCopied` or
    /// `Event::NotCopied`.
    CopySecret(OperationNumber, SecretSource),
    /// Open a portal page.
    OpenPage(PageToOpen),
    /// Copy a portal page's address.
    CopyPageLink(PageToOpen),
    /// Wipe a secret or a text that is kept.
    Forget(Handle),
    /// Write the set-up to the ledger.
    Remember(Box<Journey>),
    /// Ask the ledger for a part of the list. Answered by `Event::Connections`.
    QueryConnections(Query),
    /// Read a set-up back. Answered by `Event::Loaded` or `Event::NotLoaded`.
    LoadSetUp(ConnectionId),
    /// Try once more to open the ledger, and ask it. Answered by `Event::Connections` or `Event::ConnectionsNotRead`.
    ReadListAgain(Query),
    /// Show the ledger's folder in the system's own file manager. Answered by `Event::FolderNotOpened` when none opens.
    OpenFolder,
    /// Ask the keychain whether it shows a record of this connection. Answered by `Event::SecretLooked`.
    LookForSecret(ConnectionId),
    /// Read a secret from the keychain into the engine's memory. Answered by `Event::Held` or `Event::SecretNotTaken`.
    TakeSecret(StoredSecret),
    /// Delete a connection from vault and ledger, both or neither. Answered by `Event::Deleted` or `Event::NotDeleted`.
    Delete(ConnectionId),
    /// Put a deleted connection back. Answered by `Event::Restored` or `Event::NotRestored`.
    UndoDelete(ConnectionId),
    /// Make a random id for a new set-up. Answered by `Event::NewId`.
    MakeId,
    /// Something about a recipe from a file.
    Recipe(RecipeEffect),
    /// Leave for the practice office.
    EnterPractice,
    /// Leave the practice office.
    LeavePractice,
    /// Something for the practice office.
    Practice(PracticeEffect),
    /// The window follows these settings, and they are written down. Answered by `Event::SettingsKept` or
    /// `Event::SettingsNotKept`.
    KeepSettings(Box<Settings>),
    /// Put everything away and end.
    Quit,
}

/// Where a paste is meant to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PasteTarget {
    /// The values of a step.
    Step(StepId),
    /// The manifest of the app registration, on any step.
    Manifest,
    /// Whatever tells something about a set-up that is checked. Answered by `Event::Checked`.
    Check,
    /// What the browser shows.
    Browser,
}

impl PasteTarget {
    /// The step whose values are meant.
    pub const fn step(self) -> Option<StepId> {
        match self {
            Self::Step(step) => Some(step),
            Self::Manifest | Self::Check | Self::Browser => None,
        }
    }
}

/// Where a secret is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SecretSource {
    /// In the engine's memory.
    Memory(Handle),
    /// In the keychain, in the record of this connection.
    Stored(StoredSecret),
}

/// A secret in the keychain.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StoredSecret {
    /// Whose record.
    pub connection: ConnectionId,
    /// Which of the record's secrets.
    pub field: FieldId,
}

/// A portal page of a step. The engine builds its address with `Provider::page_address`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageToOpen {
    /// Whose portal.
    pub provider: ProvidedBy,
    /// The page.
    pub page: PortalPage,
    /// The directory and the app registration, as far as they are known.
    pub values: Values,
}

/// Everything a sign-in needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInPlan {
    /// At whom.
    pub provider: ProvidedBy,
    /// The directory of the registration; none where the provider has none.
    pub tenant: Option<TenantId>,
    /// Whose accounts the registration is for: decides where people sign in.
    pub audience: Audience,
    /// The app registration.
    pub client_id: ClientId,
    /// Its secret.
    pub secret: Handle,
    /// The mailbox: compared with who signed in.
    pub mailbox: MailAddress,
    /// Who is expected to sign in: offered to the sign-in page as the account. For a shared mailbox somebody who may use it.
    pub account: MailAddress,
    /// Whether another account may send on behalf of the mailbox. If so, a different account is no failure here.
    pub delegate_allowed: bool,
    /// Everything to ask for, as the provider writes it: the recipe's permissions, then what tells who signed in.
    pub requests: Vec<String>,
    /// Those of them that must be in the access granted.
    pub permissions: Vec<String>,
    /// The assistant's own redirect address, without a port.
    pub redirect: RedirectAddress,
    /// How the answer comes back.
    pub comes_back: ComesBack,
}

impl SignInPlan {
    /// Whom it lets in.
    pub fn admission(&self) -> Admission<'_> {
        let Self { mailbox, tenant: directory, audience, delegate_allowed: delegates, .. } = self;
        Admission { mailbox, directory: directory.as_ref(), audience: *audience, delegates: *delegates }
    }
}

/// What opens a mailbox, kept by the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    /// What a sign-in gave.
    Tokens(Handle),
    /// A password that was made for the application.
    Password(Handle),
}

impl Opener {
    /// What is forgotten when the proof that rests on it is dropped. A password stays until its own field is emptied.
    pub(crate) const fn tokens(self) -> Option<Handle> {
        match self {
            Self::Tokens(handle) => Some(handle),
            Self::Password(_) => None,
        }
    }
}

/// Everything access in the application's own name needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessPlan {
    /// At whom.
    pub provider: ProvidedBy,
    /// The directory.
    pub tenant: TenantId,
    /// The app registration.
    pub client_id: ClientId,
    /// Its secret.
    pub secret: Handle,
    /// What to ask for: `.default` of one resource.
    pub request: String,
    /// The permissions that must have been approved, by their names. What a role in Exchange gives is none of them.
    pub permissions: Vec<String>,
}

/// Everything access by a service account's key needs (RFC 7523 section 2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPlan {
    /// At whom.
    pub provider: ProvidedBy,
    /// Who asks.
    pub account: ServiceAccount,
    /// Its key.
    pub key: Handle,
    /// For whom it asks.
    pub mailbox: MailAddress,
    /// What to ask for.
    pub requests: Vec<String>,
}

/// Everything an administrator's approval needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalPlan {
    /// At whom.
    pub provider: ProvidedBy,
    /// The directory whose administrator is to approve; an answer of another is not believed.
    pub tenant: TenantId,
    /// The app registration.
    pub client_id: ClientId,
    /// The permissions to be approved, as the provider writes them.
    pub requests: Vec<String>,
    /// The assistant's own redirect address, without a port.
    pub redirect: RedirectAddress,
}

/// How the answer of a sign-in comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ComesBack {
    /// By a browser on this computer, to a port of it.
    #[default]
    ByItself,
    /// Pasted by the person: the browser is on another computer, or no port can be held. Nothing is opened here.
    Pasted,
}

/// The test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestPlan {
    /// At whom.
    pub provider: ProvidedBy,
    /// What is tried, in this order.
    pub probes: Vec<ProbeKind>,
    /// In whose name.
    pub acts: Access,
    /// What opens the mailbox.
    pub access: Opener,
    /// The mailbox.
    pub from: MailAddress,
    /// The recipient.
    pub to: MailAddress,
    /// The account that signed in, when it is not the mailbox.
    pub on_behalf_by: Option<MailAddress>,
    /// The subject, fixed by the catalogue.
    pub subject: String,
    /// The body, fixed by the catalogue: two sentences, nothing to click.
    pub body: String,
}

/// A part of the list of connections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What is searched for in organisation, mailbox and application.
    pub text: String,
    /// Which of them.
    pub show: ConnectionFilter,
    /// In which order.
    pub sort: ConnectionSort,
    /// The other way round.
    pub backwards: bool,
    /// The first row wanted, counted from 0.
    pub from: u64,
    /// How many rows at most.
    pub count: u64,
    /// Give the rows around this one instead, if it is among those that fit.
    pub around: Option<ConnectionId>,
    /// The days by which need is told.
    pub days: QueryDays,
}

/// The days by which the need of a connection is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueryDays {
    /// A secret that ended before this day has ended.
    pub today: Date,
    /// One that ends up to this day ends soon.
    pub soon: Date,
    /// What was last seen to work before this is not checked.
    pub checked_since: Timestamp,
}

/// When a secret ends, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretEnd {
    /// The day, UTC.
    pub day: Date,
    /// Where it comes from.
    pub source: DaySource,
}

/// Where a day comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DaySource {
    /// Counted from a period of the portal.
    Period,
    /// Typed.
    Entered,
    /// Read from a pasted row of the portal.
    Read,
    /// Counted from the sign-in: it is the access that ends, and no secret.
    Granted,
}

//! What the engine tells the journey.

use jiff::{Timestamp, civil::Date};
use sendoff_intake::{GoogleFile, Manifest, PublicReading};
use sendoff_problem::Problem;
use sendoff_recipes::FoundProvider;
use sendoff_values::{
    ConnectionId, FieldId, Handle, Held, HostName, OperationNumber, Stage, StageState, StepId, TenantId,
};

use crate::{
    answer::{BrowserText, RowId, Said},
    by_script::{ScriptWish, WrittenScript},
    effect::{PasteTarget, Query},
    journey::Journey,
    lists::MatchRun,
    opening::RecipeEvent,
    practice::PracticeEvent,
};

/// What came of asking for a file.
#[derive(Clone, Debug, PartialEq)]
pub enum FileChosen {
    /// None was chosen.
    Nothing,
    /// It was read like a paste.
    Read(Box<PasteRead>),
    /// It could not be read, or holds nothing that could be.
    NotRead(Problem),
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The person did something that may be seen.
    Said(Said),
    /// Something was pasted or dropped and has been read.
    Read(PasteRead),
    /// A secret was typed by hand; the engine keeps it.
    Held(FieldId, Held),
    /// What the browser shows was typed or pasted; the engine keeps it.
    BrowserText(BrowserText),
    /// A file was asked for.
    FileChosen {
        /// The number of the question.
        operation: OperationNumber,
        /// What came of it.
        file: FileChosen,
    },
    /// Something about a set-up that is checked was pasted and has been read.
    Checked(Box<CheckRead>),
    /// The clipboard could not be read.
    ClipboardUnreadable(PasteTarget, Problem),
    /// A stage of an operation began, went on or ended.
    Stage(StageReport),
    /// An operation ended.
    Finished {
        /// Its number.
        operation: OperationNumber,
        /// How.
        outcome: Box<Outcome>,
    },
    /// Something stands in the way of an attempt that goes on: what the browser showed, or where `localhost` leads here.
    AttemptWarned {
        /// The attempt.
        operation: OperationNumber,
        /// What it is.
        problem: Problem,
    },
    /// A field pasted back was compared with what belongs there.
    Compared {
        /// The row.
        row: RowId,
        /// How they compare.
        comparison: Comparison,
    },
    /// A script was written for this wish, or none can be.
    ScriptWritten(Box<ScriptWish>, Option<WrittenScript>),
    /// A portal page was opened.
    PageOpened,
    /// A portal page could not be opened.
    PageNotOpened(Problem),
    /// The set-up was written to the ledger.
    Remembered,
    /// The set-up could not be written to the ledger.
    NotRemembered(Problem),
    /// A part of the list.
    Connections(ConnectionsFound),
    /// The list could not be read.
    ConnectionsNotRead(Problem),
    /// A set-up was read back.
    Loaded(Box<Journey>),
    /// A set-up could not be read back.
    NotLoaded(ConnectionId, Problem),
    /// A random id for a new set-up.
    NewId(ConnectionId),
    /// Whether the keychain shows a record of the connection, or why it did not say.
    SecretLooked(ConnectionId, Result<bool, Problem>),
    /// A secret could not be read from the keychain.
    SecretNotTaken(Problem),
    /// A connection was deleted; for a while it can be put back.
    Deleted {
        /// Which.
        id: ConnectionId,
        /// Whose.
        organisation: String,
    },
    /// It could not be deleted; everything is as before.
    NotDeleted(ConnectionId, Problem),
    /// It cannot be put back any more.
    UndoOver(ConnectionId),
    /// It was put back.
    Restored(ConnectionId),
    /// It could not be put back.
    NotRestored(ConnectionId, Problem),
    /// Something of a recipe from a file.
    Recipe(RecipeEvent),
    /// Something of the practice office.
    Practice(PracticeEvent),
    /// The value of a row is on the clipboard.
    Copied(OperationNumber),
    /// The secret of a row is on the clipboard until this instant.
    SecretCopied(OperationNumber, Timestamp),
    /// Nothing was copied: of this row, or of a text that stands in none.
    NotCopied(Option<OperationNumber>, Problem),
    /// The settings are on disk.
    SettingsKept,
    /// They are not.
    SettingsNotKept(Problem),
    /// The settings could not be read at the start, and the usual ones hold.
    SettingsNotRead(Problem),
    /// The folder did not open.
    FolderNotOpened(Problem),
}

/// What stood in a paste. The secret itself stays in the engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PasteRead {
    /// Where it was meant to go; `None` for a paste outside a field.
    pub target: Option<PasteTarget>,
    /// What may be seen of it.
    pub reading: PublicReading,
    /// The manifest, if there was one. No secret is in it.
    pub manifest: Option<Box<Manifest>>,
    /// The file of Google's, if there was one. No secret is in it.
    pub google: Option<Box<GoogleFile>>,
    /// The secret, if one was found.
    pub held: Option<(FieldId, Held)>,
    /// What was wrong with a secret typed by hand.
    pub problems: Vec<Problem>,
}

/// What a text told of a set-up that is checked. No secret is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckRead {
    /// The manifest, or why a text that looks like one is none.
    pub manifest: Option<Result<Box<Manifest>, Problem>>,
    /// What stands in the application's own fields, by their place in the tailored recipe.
    pub fields: Vec<(usize, OwnText)>,
    /// The secret, if one was found.
    pub held: Option<Held>,
    /// The error, if there is one that is known.
    pub error: Option<Problem>,
}

/// What stands in a field of the application, as far as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnText {
    /// A text.
    Text(String),
    /// A client secret; the engine keeps it.
    Secret,
    /// Something that is surely none, where one belongs.
    NoSecret(Problem),
}

/// How a field pasted back compares with what belongs there. Mirrors what the hand-over room finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Both texts as runs, in reading order; empty when every character is the same.
    pub runs: Vec<MatchRun>,
    /// What differs, in reading order; empty when every character is the same.
    pub causes: Vec<DifferenceCause>,
}

/// Why two texts differ somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceCause {
    /// A blank before the text.
    LeadingBlank,
    /// A blank after the text.
    TrailingBlank,
    /// A blank inside that does not belong.
    BlankInside,
    /// A blank that belongs there is not.
    BlankMissing,
    /// A line break.
    LineBreak,
    /// A tab.
    Tab,
    /// A character that cannot be seen.
    Invisible,
    /// `<` or `>` of a guide's placeholder is still there.
    PlaceholderLeft,
    /// A character that looks like the right one.
    LookAlike,
    /// Upper case for lower case, or the other way round.
    OtherCase,
    /// The slash at the end is not there.
    EndSlashMissing,
    /// There is a slash at the end that does not belong.
    EndSlashExtra,
    /// `http` where `https` belongs.
    HttpForHttps,
    /// `https` where `http` belongs.
    HttpsForHttp,
    /// `www.` is not there.
    WwwMissing,
    /// There is a `www.` that does not belong.
    WwwExtra,
    /// `%20` or `+` where a blank belongs.
    EncodedBlank,
    /// A blank where `%20` belongs.
    PlainBlank,
    /// Something else is not there.
    Missing,
    /// Something else does not belong.
    Extra,
    /// Something else stands there.
    Other,
}

/// A stage of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageReport {
    /// The operation.
    pub operation: OperationNumber,
    /// The part of a test it belongs to, counted from 0; 0 where there are no parts.
    pub part: u8,
    /// The stage.
    pub stage: Stage,
    /// How far it is.
    pub state: StageState,
    /// When.
    pub at: Timestamp,
    /// What more is known.
    pub detail: StageDetail,
}

/// What more is known of a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StageDetail {
    /// Nothing.
    #[default]
    None,
    /// The provider does not know it yet; it is tried again at this instant.
    TryingAgainAt(Timestamp),
    /// The account that signed in.
    Account(String),
    /// The permissions granted, as the provider writes them, whether or not they are enough; with `offline_access` where a
    /// refresh token came.
    Granted(Vec<String>),
    /// The host.
    Host(String),
}

/// How an operation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The directory exists.
    DirectoryFound {
        /// Its ID.
        tenant: TenantId,
    },
    /// The hosts that take a domain's mail, in the order in which senders try them; none where nobody knows any.
    ExchangesFound(Vec<HostName>),
    /// The provider says what it is.
    ProviderFound(Box<FoundProvider>),
    /// ID and secret belong together.
    SecretAccepted,
    /// Somebody signed in, and the permissions are read.
    SignedIn(SignedIn),
    /// Everything that was to be reached was.
    NetworkReached {
        /// Whether browsers of this computer go another way there: by a proxy.
        by_proxy: bool,
    },
    /// The application was given access in its own name.
    AccessGiven(AccessGiven),
    /// Microsoft's page says that an administrator of the directory approved.
    Approved {
        /// The permissions approved, as the provider writes them.
        granted: Vec<String>,
    },
    /// Every part of the test passed.
    Tested(Tested),
    /// Saved and read back.
    Saved {
        /// The keychain by its own name.
        keychain: String,
    },
    /// The sheet was written.
    SheetWritten {
        /// Where.
        path: String,
    },
    /// The calendar file was written.
    ReminderWritten {
        /// Where.
        path: String,
    },
    /// The script was written to a file.
    ScriptSaved {
        /// Where.
        path: String,
    },
    /// The file with access was written.
    TokenFileWritten {
        /// Where.
        path: String,
    },
    /// The application's table was written.
    TableWritten {
        /// Where.
        path: String,
    },
    /// It did not work.
    Failed(Problem),
}

/// Who signed in, and what was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The account, as the identity names it.
    pub account: String,
    /// The person's name, if the identity has one.
    pub name: Option<String>,
    /// The directory it signed in to; none where the provider has none.
    pub tenant: Option<TenantId>,
    /// Whether it is a guest there.
    pub guest: bool,
    /// The permissions granted, as the provider writes them.
    pub granted: Vec<String>,
    /// The tokens, kept by the engine.
    pub access: Handle,
}

/// What an application was given in its own name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessGiven {
    /// The permissions approved for it, as the provider names them; `None` when the access does not show them.
    pub roles: Option<Vec<String>>,
    /// The access, kept by the engine.
    pub access: Handle,
}

/// A test of which every part passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// The identifier of the message the server accepted, to search for; none where nothing is sent.
    pub message_id: Option<String>,
    /// What was said on the wire in each part, redacted.
    pub transcripts: Vec<Vec<TranscriptLine>>,
}

/// One line on the wire, redacted.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TranscriptLine {
    /// Whether we said it.
    pub ours: bool,
    /// The line.
    pub text: String,
}

/// A part of the list of connections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectionsFound {
    /// What was asked.
    pub query: Query,
    /// The rows.
    pub rows: Vec<FoundConnection>,
    /// The place of the first of them among those that fit, counted from 0.
    pub from: u64,
    /// How many there are in all.
    pub total: u64,
    /// How many fit.
    pub matching: u64,
    /// How many of them all need attention: their secret has ended or ends soon.
    pub attention: u64,
    /// How many fit the text, under each filter.
    pub found: FoundCounts,
    /// The next day on which a secret ends, and whose it is.
    pub next: Option<(Date, String)>,
    /// What opening the list found amiss.
    pub mishaps: Vec<ListMishap>,
}

/// A file of the list that was not as it should be, by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListMishap {
    /// Damaged; its last good copy was used.
    Restored(String),
    /// Damaged, and set aside under this path.
    Lost(String),
    /// Written by a newer version; left alone.
    Newer(String),
    /// The disk did not give it; left alone.
    Unreadable(String),
    /// The kept copy of a recipe from a file, which is not what was accepted; set aside under this path.
    RecipeLost(String),
    /// There are more recipes from files than are ever kept.
    RecipesTooMany {
        /// Where.
        folder: String,
        /// How many were not read.
        left: u64,
    },
}

/// How many connections fit a text, under each filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FoundCounts {
    /// All of them.
    pub all: u64,
    /// Those that need attention.
    pub attention: u64,
    /// Those that are not finished.
    pub unfinished: u64,
}

/// One row of the list, as the ledger knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundConnection {
    /// Which.
    pub id: ConnectionId,
    /// The organisation.
    pub organisation: String,
    /// The mailbox.
    pub mailbox: String,
    /// The recipe's id.
    pub recipe: String,
    /// The application's name, as it was when the entry was written.
    pub application: String,
    /// How far it is.
    pub state: FoundState,
}

/// How far a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundState {
    /// Not saved yet.
    Unfinished {
        /// Where it stopped.
        step: StepId,
        /// When it was last touched.
        at: Timestamp,
        /// Since when it waits for an administrator's approval, if it does.
        waiting: Option<Timestamp>,
    },
    /// Saved after a passed test.
    Saved {
        /// When it was last seen to work.
        checked_at: Option<Timestamp>,
        /// When its secret ends.
        secret_ends: Option<Date>,
    },
}

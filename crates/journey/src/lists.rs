//! The parts of a page that are rows: to copy, to check, to compare, to choose a connection from.

use jiff::Timestamp;
use sendoff_values::{ConnectionId, StepId};
use sendoff_words::Text;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    answer::RowId,
    block::{Status, StatusTone},
    screen::Button,
};

/// Values to copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CopyRows {
    /// In the application's order.
    pub rows: Vec<CopyRow>,
    /// Copies the next one; on the hand-over page only.
    pub copy_next: bool,
    /// "Copied 2 of 5".
    pub copied: Option<String>,
    /// Shows the rows alone, in a narrow window that stays on top.
    pub strip: Option<Button>,
}

/// One value to copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CopyRow {
    /// Which.
    pub id: RowId,
    /// The page or pane of the application it stands on, where several have fields of the same name.
    pub group: Option<String>,
    /// The application's own label.
    pub label: String,
    /// The value; for a secret and in screen-share mode a mask.
    pub value: String,
    /// Whether it is a secret: copied without being shown.
    pub secret: bool,
    /// Whether it is chosen there: nothing to copy.
    pub choose: bool,
    /// Where the value comes from, when its portal label differs.
    pub caption: Option<Text>,
    /// Whether it was copied in this session.
    pub copied: bool,
    /// "Copy Client ID", for assistive technology.
    pub name: String,
    /// "Copied: Client ID", once it was.
    pub copied_name: String,
    /// Whether it is the next one for *Copy next*.
    pub next: bool,
    /// Whether it is another way of writing the row above, for the case its caption names.
    pub other_way: bool,
    /// A secret that was copied: when it is taken off the clipboard. The window counts.
    #[ts(type = "string | null")]
    pub clears_at: Option<Timestamp>,
    /// Why it was not copied, or what it waits for.
    pub status: Option<Status>,
}

/// One line of check and save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SummaryRow {
    /// What it is.
    pub label: Text,
    /// The value; for a secret a mask.
    pub value: String,
    /// How we know.
    pub evidence: Option<Status>,
    /// *Change*.
    pub change: Option<Button>,
}

/// Permissions side by side: needed, asked for, granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PermissionTable {
    /// What the verdict says by its mark.
    pub tone: StatusTone,
    /// Whether what is needed was granted, and no more.
    pub verdict: Text,
    /// The heads of the columns.
    pub permission: String,
    /// The second.
    pub needed: String,
    /// The third.
    pub asked: String,
    /// The fourth.
    pub granted: String,
    /// One permission each.
    pub rows: Vec<PermissionRow>,
    /// That there are more than are shown.
    pub more: Option<Text>,
}

/// One permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PermissionRow {
    /// Its name in the portal.
    pub name: String,
    /// Whether it is needed, in a word.
    pub needed: String,
    /// Whether it was asked for, in a word.
    pub asked: String,
    /// Whether it was granted, in a word.
    pub granted: String,
    /// How it stands.
    pub tone: StatusTone,
    /// What is missing or too much, and what to do; nothing where there is nothing to say.
    pub finding: Option<Text>,
    /// Leads to the step that mends it.
    pub go: Option<Button>,
}

/// Compare what stands in the application with what should.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExactMatch {
    /// "Paste what stands in TourTools".
    pub label: Text,
    /// The rows that can be checked.
    pub rows: Vec<MatchRow>,
}

/// One row that can be checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MatchRow {
    /// Which.
    pub row: RowId,
    /// The application's own label.
    pub label: String,
    /// The outcome, once something was pasted back.
    pub status: Option<Status>,
    /// What was pasted, character by character marked; empty when it is the same.
    pub runs: Vec<MatchRun>,
    /// What differs, in words.
    pub differences: Vec<Text>,
}

/// What a run of characters is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MatchMark {
    /// In both.
    Same,
    /// Belongs there and is not.
    Missing,
    /// Is there and does not belong.
    Extra,
    /// Something else is there.
    Different,
}

/// Neighbouring characters of one mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MatchRun {
    /// What they are.
    pub mark: MatchMark,
    /// The characters that belong there; empty for `Extra`.
    pub expected: String,
    /// The characters that are there; empty for `Missing`.
    pub found: String,
}

/// Which connections are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ConnectionFilter {
    /// All.
    #[default]
    All,
    /// Those whose secret has ended or ends soon.
    Attention,
    /// Those that are not finished.
    Unfinished,
}

/// By what connections are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ConnectionSort {
    /// What needs somebody first.
    #[default]
    Need,
    /// The organisation.
    Organisation,
    /// The application.
    Application,
    /// The next date.
    NextDate,
}

/// The list of connections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Connections {
    /// What is searched for.
    pub query: String,
    /// Rises when the text was changed by something else than typing: the window replaces what stands in its field only
    /// then.
    pub version: u64,
    /// All, those that need attention, those that are not finished; one is chosen.
    pub filters: Vec<FilterOption>,
    /// The columns, in their order.
    pub columns: Vec<Column>,
    /// The rows of this part of the list.
    pub rows: Vec<ConnectionRow>,
    /// The place of the first of these rows among those that fit, counted from 0.
    pub from: u64,
    /// How many rows are asked for at a time.
    pub part: u64,
    /// How many there are in all.
    pub total: u64,
    /// How many fit the query.
    pub matching: u64,
    /// "214 connections".
    pub count: String,
    /// "Most urgent first".
    pub order: String,
    /// "Nothing matches", when nothing does.
    pub nothing: Option<Text>,
    /// Shows all of them again, when nothing fits.
    pub clear: Option<Button>,
}

/// One filter of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FilterOption {
    /// Which.
    pub filter: ConnectionFilter,
    /// "Attention 3".
    pub label: String,
    /// Whether it is the one chosen.
    pub chosen: bool,
}

/// Which way a column runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Smallest, earliest, most urgent first.
    Ascending,
    /// The other way round.
    Descending,
}

/// One column of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What pressing its head sorts by.
    pub sort: ConnectionSort,
    /// Its head.
    pub label: String,
    /// Which way it runs, when the list is sorted by it.
    pub order: Option<Order>,
}

/// What a health tag says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    /// Seen to work not long ago, and its secret lasts.
    Healthy,
    /// Not seen to work for a while.
    NotChecked,
    /// Its secret ends within 30 days.
    RenewSoon,
    /// Its secret ends within 7 days.
    RenewNow,
    /// Its secret has ended.
    Expired,
    /// This computer's keychain does not show its secret.
    SecretMissing,
    /// The set-up is not finished.
    Unfinished,
}

/// One saved connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConnectionView {
    /// Its health.
    pub health: Health,
    /// The health in words.
    pub health_words: String,
    /// What is so, and what follows.
    pub panel: Text,
    /// What the panel asks for.
    pub primary: Option<Button>,
    /// What is known of it, line by line.
    pub facts: Vec<Fact>,
}

/// One line of what is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// What is known.
    pub value: Text,
    /// When, or until when.
    pub caption: Option<Text>,
    /// How much of a time is used.
    pub meter: Option<Meter>,
    /// What can be done about it.
    pub action: Option<Button>,
}

/// How much of a time is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Meter {
    /// Days used; `all` at most.
    pub used: u32,
    /// Days in all; more than none.
    pub all: u32,
    /// "160 of 180 days used".
    pub words: String,
}

/// A part of a text, and whether it is what was searched for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// Whether they were searched for.
    pub hit: bool,
}

/// One connection or set-up of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConnectionRow {
    /// Which.
    #[ts(type = "string")]
    pub id: ConnectionId,
    /// The organisation.
    pub organisation: Vec<Piece>,
    /// The mailbox; masked in screen-share mode.
    pub mailbox: Vec<Piece>,
    /// The application.
    pub application: Vec<Piece>,
    /// Its health.
    pub health: Health,
    /// The health in words.
    pub health_words: String,
    /// A second line: "Stopped at step 5, Client secret".
    pub health_line: Option<String>,
    /// The next date, in words.
    pub next_date: Option<String>,
    /// Where an unfinished one stopped.
    pub step: Option<StepId>,
    /// Whether the person comes back from it: it is marked for a moment.
    pub returned: bool,
    /// Opens it.
    pub open: Button,
}

//! The parts of a page that are rows: to copy, to check, to compare, to choose a connection from.

use sendoff_values::{ConnectionId, StepId};
use sendoff_words::Text;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{answer::RowId, block::Status, screen::Button};

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
}

/// One value to copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CopyRow {
    /// Which.
    pub id: RowId,
    /// The application's own label.
    pub label: String,
    /// The value; for a secret and in screen-share mode a mask.
    pub value: String,
    /// Whether it is a secret: copied without being shown.
    pub secret: bool,
    /// Where the value comes from, when its portal label differs.
    pub caption: Option<Text>,
    /// Whether it was copied in this session.
    pub copied: bool,
    /// "Copy Client ID", for assistive technology.
    pub name: String,
    /// Whether it is the next one for *Copy next*.
    pub next: bool,
    /// Whether it is another way of writing the row above, for the case its caption names.
    pub other_way: bool,
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

/// The list of connections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Connections {
    /// What is searched for.
    pub query: String,
    /// The rows of this part of the list.
    pub rows: Vec<ConnectionRow>,
    /// How many there are in all.
    pub total: u64,
    /// How many fit the query.
    pub matching: u64,
    /// "Nothing matches", when nothing does.
    pub nothing: Option<Text>,
}

/// What a health tag says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    /// Saved after a passed test, and its secret lasts.
    Healthy,
    /// Its secret ends within 30 days.
    RenewSoon,
    /// Its secret has ended.
    Expired,
    /// The set-up is not finished.
    Unfinished,
}

/// One connection or set-up of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConnectionRow {
    /// Which.
    #[ts(type = "string")]
    pub id: ConnectionId,
    /// The organisation.
    pub organisation: String,
    /// The mailbox; masked in screen-share mode.
    pub mailbox: String,
    /// The application.
    pub application: String,
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
    /// Opens it.
    pub open: Button,
}

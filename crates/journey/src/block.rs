//! The parts a page is made of.

use jiff::{Timestamp, civil::Date};
use sendoff_values::{FieldId, Stage, StageState};
use sendoff_words::Text;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    answer::{ChoiceId, TickId},
    around::{SettingRow, ShortcutGroup},
    lists::{ConnectionView, Connections, CopyRows, ExactMatch, PermissionTable, SummaryRow},
    screen::Button,
};

/// One part of a page, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Block {
    /// A heading inside the page.
    Section(Text),
    /// A paragraph.
    Paragraph(Text),
    /// A list with dots.
    List(Vec<Text>),
    /// What to do one after the other, with numbers.
    Steps(Vec<Text>),
    /// What to do in the portal.
    PortalCard(PortalCard),
    /// Where several values may be pasted at once.
    PasteBox(PasteBox),
    /// What was found to differ.
    Findings(Findings),
    /// Permissions side by side.
    Permissions(PermissionTable),
    /// A value that may be seen.
    Field(Field),
    /// A value that may not.
    SecretField(SecretField),
    /// One of several.
    Choice(Choice),
    /// A day, in three parts.
    DayField(DayField),
    /// A claim to tick.
    Tick(Tick),
    /// Values to copy, in the application's order.
    CopyRows(CopyRows),
    /// A live operation.
    Live(Live),
    /// Where what the browser shows may be pasted.
    BrowserBox(BrowserBox),
    /// A script to read, copy or save.
    Script(Script),
    /// What was said on the wire, without secrets.
    Transcript(Transcript),
    /// Check your answers.
    Summary(Vec<SummaryRow>),
    /// Compare what stands in the application with what should.
    ExactMatch(ExactMatch),
    /// The list of connections.
    Connections(Connections),
    /// One saved connection.
    Connection(ConnectionView),
    /// Something is waited for until an instant.
    Countdown(Countdown),
    /// Buttons that belong to what stands above them.
    Buttons(Vec<Button>),
    /// What there is to practise.
    Scenarios(Vec<ScenarioCard>),
    /// Help with the step, folded.
    Help(Help),
    /// Settings, one a row.
    Settings(Vec<SettingRow>),
    /// Keys and what they do.
    Shortcuts(Vec<ShortcutGroup>),
    /// Words that are not ours, in a frame.
    Quoted(Quoted),
}

/// One thing to practise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScenarioCard {
    /// Its name.
    pub title: Text,
    /// What happens in it.
    pub about: Text,
    /// Begins it.
    pub start: Button,
}

/// Help with a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// "Get help with this step".
    pub label: String,
    /// The heading of the answers; none where the label says it.
    pub answers_title: Option<String>,
    /// What people ask here, answered; may be empty.
    pub answers: Vec<HelpAnswer>,
    /// The heading of the traps.
    pub traps_title: String,
    /// What goes wrong here most often; may be empty.
    pub traps: Vec<Text>,
    /// Notes to copy for those who help.
    pub notes: Vec<HelpNote>,
}

/// A question that arises here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HelpAnswer {
    /// "Does this cost anything?"
    pub question: Text,
    /// What is known of it.
    pub answer: Text,
}

/// A note to copy for somebody who helps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HelpNote {
    /// For whom, and what it says.
    pub text: Text,
    /// Copies it.
    pub copy: Button,
}

/// What a status line claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum StatusTone {
    /// Something is wrong.
    Error,
    /// Something to be careful about.
    Caution,
    /// The shape fits.
    LooksRight,
    /// The provider knows it.
    Found,
    /// It worked.
    Proved,
    /// The person told us; nobody has looked.
    NotChecked,
    /// It is being looked up.
    Busy,
}

/// One line under a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// What it claims.
    pub tone: StatusTone,
    /// The words.
    pub text: Text,
    /// How and when: "Found at Microsoft, 10:42".
    pub tip: Option<String>,
    /// What mends it on the spot: *Swap them*.
    pub action: Option<Button>,
}

/// What to do in the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PortalCard {
    /// Numbered actions, five at most.
    pub actions: Vec<Text>,
    /// Opens the page.
    pub open: Option<Button>,
    /// The host the page is at.
    pub host: String,
    /// "Checked against the portal on 3 November 2026".
    pub checked: String,
    /// What to do when the portal looks different.
    pub looks_different: Option<Text>,
    /// "Opened 10:41".
    pub opened: Option<String>,
    /// Copies the page's address.
    pub copy_link: Option<Button>,
}

/// Where several values may be pasted at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PasteBox {
    /// "Paste what you copied".
    pub label: String,
    /// How to come by what belongs here, where no card says so.
    pub hint: Option<Text>,
    /// *Paste*.
    pub paste: Button,
    /// *Choose the file*, where one is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub choose: Option<Button>,
    /// What was used and what was left.
    pub status: Option<Status>,
}

/// What was found to differ from what is needed, all at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Findings {
    /// What the verdict says by its mark.
    pub tone: StatusTone,
    /// How much differs, or that nothing does.
    pub verdict: Text,
    /// One sentence each.
    pub items: Vec<Finding>,
    /// That there are more than are shown.
    pub more: Option<Text>,
    /// What could not be seen by it.
    pub beyond: Vec<Text>,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// How much it stops.
    pub tone: StatusTone,
    /// What is there, what is needed.
    pub text: Text,
    /// Leads to the step that mends it.
    pub go: Option<Button>,
}

/// How wide a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Width {
    /// An ID: 480.
    Id,
    /// An address: 400.
    Address,
    /// A name: 400.
    Name,
}

/// Which field of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FieldName {
    /// A value of the set-up: answered by `Said::Typed`.
    Value(FieldId),
    /// To whom the test message goes: answered by `Said::RecipientTyped`.
    Recipient,
    /// The answer to a question of the recipe, by its id: answered by `Said::AnswerTyped`.
    Answer(String),
}

/// A value that may be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Which.
    pub id: FieldName,
    /// What summaries link to.
    pub anchor: String,
    /// Its label.
    pub label: Text,
    /// A short phrase.
    pub hint: Option<String>,
    /// What stands in it. In screen-share mode a mask, and then `masked` is true.
    pub value: String,
    /// Rises when the value was changed by something else than typing: the window replaces its draft only then.
    pub version: u64,
    /// Whether `value` is a mask; the window then shows it as text until the field is edited.
    pub masked: bool,
    /// Evidence, caution or error.
    pub status: Option<Status>,
    /// How wide.
    pub width: Width,
}

/// What may be shown of a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HeldView {
    /// Characters; none in screen-share mode.
    pub length: Option<u32>,
    /// Its first three characters; none in screen-share mode.
    pub first_three: Option<String>,
}

/// A value that may not be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SecretField {
    /// Which.
    pub id: FieldId,
    /// What summaries link to.
    pub anchor: String,
    /// Its label.
    pub label: Text,
    /// A short phrase.
    pub hint: Option<String>,
    /// What is held, if anything.
    pub held: Option<HeldView>,
    /// *Paste*.
    pub paste: Button,
    /// *Choose the file*, where a file alone fills it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub choose: Option<Button>,
    /// *Clear*, when something is held.
    pub clear: Option<Button>,
    /// Evidence, caution or error.
    pub status: Option<Status>,
}

/// One of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Which question.
    pub id: ChoiceId,
    /// What summaries link to.
    pub anchor: String,
    /// The question.
    pub label: Text,
    /// A short phrase or sentence.
    pub hint: Option<Text>,
    /// What may be chosen.
    pub options: Vec<ChoiceOption>,
    /// The id of the chosen option.
    pub chosen: Option<String>,
    /// Evidence, caution or error.
    pub status: Option<Status>,
    /// A line that is always there: "Expires Friday 21 May 2027, 180 days from today."
    pub extra: Option<Text>,
    /// For a question that hardly anybody needs to answer.
    pub fold: Option<Fold>,
}

/// How a question stands that hardly anybody needs to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Fold {
    /// What is seen of it: the question and its answer.
    pub line: String,
    /// Whether it is open at first.
    pub open: bool,
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// What to send back.
    pub id: String,
    /// Its words.
    pub label: Text,
    /// A phrase beside it.
    pub hint: Option<Text>,
}

/// A day in three parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DayField {
    /// What summaries link to.
    pub anchor: String,
    /// Its label.
    pub label: Text,
    /// The day, once it is one.
    #[ts(type = "string | null")]
    pub day: Option<Date>,
    /// Evidence, caution or error.
    pub status: Option<Status>,
}

/// A claim to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Tick {
    /// Which.
    pub id: TickId,
    /// What summaries link to.
    pub anchor: String,
    /// "I have done this".
    pub label: Text,
    /// Whether it is set.
    pub on: bool,
    /// Evidence or error.
    pub status: Option<Status>,
}

/// A live operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Live {
    /// In order.
    pub stages: Vec<StageView>,
    /// One line, once all went well.
    pub folded: Option<Text>,
    /// "Take your time", shown from `hint_at` on.
    pub hint: Option<Text>,
    /// When the hint appears.
    #[ts(type = "string | null")]
    pub hint_at: Option<Timestamp>,
}

/// One stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StageView {
    /// Which.
    pub stage: Stage,
    /// What it is doing, or what it has done.
    pub text: Text,
    /// How far it is.
    pub state: StageState,
    /// Since when it works; the window counts from here.
    #[ts(type = "string | null")]
    pub since: Option<Timestamp>,
    /// When it ended.
    #[ts(type = "string | null")]
    pub at: Option<Timestamp>,
    /// The same in words: "10:51:02".
    pub at_words: Option<String>,
    /// How long it took, in milliseconds.
    pub took_ms: Option<u64>,
}

/// Where what the browser shows may be pasted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BrowserBox {
    /// "Does the browser show an error? Paste it here".
    pub label: Text,
    /// *Explain*: reads the clipboard.
    pub paste: Button,
    /// When the box is brought up in prominence.
    #[ts(type = "string | null")]
    pub prominent_at: Option<Timestamp>,
    /// What the last paste was.
    pub status: Option<Status>,
}

/// A script to read. It is run elsewhere, by the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// What it is, for a screen reader as well.
    pub label: String,
    /// All of it, with line feeds.
    pub text: String,
    /// Copy, save, open where it is run.
    pub buttons: Vec<Button>,
}

/// What was said on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Transcript {
    /// In plain words.
    pub plain: Vec<Text>,
    /// As it went, with secrets replaced; none in screen-share mode.
    pub raw: Vec<String>,
    /// *Copy transcript*.
    pub copy: Button,
}

/// Something is waited for until an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Countdown {
    /// Until when.
    #[ts(type = "string")]
    pub until: Timestamp,
    /// What happens then. The window shows the seconds left in place of `{seconds}`.
    pub text: String,
}

/// Words that are not ours, in a frame that says whose they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Quoted {
    /// "The file says".
    pub label: String,
    /// In order.
    pub rows: Vec<QuotedRow>,
}

/// What is said under one label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuotedRow {
    /// What it is about.
    pub label: Text,
    /// As it was said, one text a line.
    pub texts: Vec<Text>,
}

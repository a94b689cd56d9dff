//! One screen as plain data, in the user's words. The window and the terminal only lay it out.
//!
//! Instants cross as ISO 8601 timestamps; durations are counted by whoever shows them.

use jiff::Timestamp;
use sendoff_values::StepId;
use sendoff_words::Text;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{action::Action, around::Around, block::Block};

/// Everything that is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Screen {
    /// Rises only when another page is shown: focus moves to the heading then, and not otherwise.
    pub page: u64,
    /// Counts every Continue that was refused: focus moves to the summary or the field then.
    pub attempt: u64,
    /// Which page it is, for tests and pictures; nothing is decided by it.
    pub name: PageName,
    /// The title of the window.
    pub window_title: String,
    /// Whether this is the practice office.
    pub practice: bool,
    /// By how many seconds the instants here are ahead of the computer's clock: practice may pretend that it is later.
    /// Whoever counts adds them.
    pub clock_ahead: i64,
    /// Whether values are masked.
    pub screen_share: bool,
    /// The line at the top.
    pub header: Header,
    /// One banner at most.
    pub banner: Option<Banner>,
    /// The steps, once there are any.
    pub rail: Option<Rail>,
    /// The page's heading.
    pub heading: Text,
    /// One or two sentences under it; may be empty.
    pub lead: Text,
    /// Short notes above the blocks.
    pub notes: Vec<Note>,
    /// What Continue found, when it found two things or more.
    pub summary: Option<ErrorSummary>,
    /// The page itself.
    pub blocks: Vec<Block>,
    /// An explained error.
    pub problem: Option<ProblemView>,
    /// The buttons at the foot.
    pub footer: Footer,
    /// A question that must be answered first; it stands over the page.
    pub dialog: Option<Dialog>,
    /// What happened elsewhere, and what can still be done about it; it stands over the foot of the page.
    pub toast: Option<Toast>,
    /// The values to copy alone, in a narrow window that stays on top; nothing else of the page is shown then.
    pub strip: Option<Strip>,
    /// The menu, and the state of the screen-share switch; the assistant fills them in.
    pub around: Around,
}

/// The values alone, beside the application. They are the page's rows to copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Strip {
    /// "TourTools values".
    pub title: String,
    /// The key that copies the next one.
    pub keys: String,
    /// Back to the whole page.
    pub close: Button,
}

/// A question that must be answered first, or something told over the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Dialog {
    /// Which, for tests and pictures; nothing is decided by it.
    pub name: DialogName,
    /// The question.
    pub title: Text,
    /// What follows from either answer.
    pub text: Text,
    /// What else there is to read.
    pub blocks: Vec<Block>,
    /// The answers.
    pub buttons: Vec<Button>,
    /// The answer that changes nothing; Escape gives it, and it has the focus at first.
    pub keep: Button,
}

/// Which dialog it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DialogName {
    /// A connection is about to be deleted.
    DeleteConnection,
    /// A secret is not saved yet.
    Unsaved,
    /// Practice data is about to be deleted.
    ClearPractice,
    /// A set-up that was never finished is about to be deleted.
    DeleteSetUp,
    /// A recipe from a file is about to be forgotten.
    RemoveRecipe,
    /// The list of keys.
    Shortcuts,
    /// Name and version.
    About,
}

/// What happened elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Toast {
    /// What.
    pub text: Text,
    /// What can still be done about it.
    pub action: Option<Button>,
    /// Stops saying it; without one it stops by itself.
    pub close: Option<Button>,
}

/// Which page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PageName {
    /// The list.
    Connections,
    /// Which mailbox is it?
    MailboxQuestion,
    /// Which application will use it?
    ApplicationQuestion,
    /// What to have ready.
    BeforeYouBegin,
    /// A recipe from a file, before it is accepted or afterwards.
    RecipeFile,
    /// A file that cannot be opened as a recipe.
    RecipeMistakes,
    /// Which application's set-up is checked?
    CheckQuestion,
    /// What is wrong with a set-up somebody made elsewhere.
    CheckSetUp,
    /// The settings.
    Settings,
    /// A step of a set-up.
    Step(StepId),
    /// The steps in the portal by script.
    Script,
    /// A saved connection.
    Connection,
}

/// The line at the top of a set-up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The organisation.
    pub organisation: Option<String>,
    /// The application.
    pub application: Option<String>,
    /// The provider.
    pub provider: Option<String>,
    /// When the answers were last written down.
    #[ts(type = "string | null")]
    pub saved_at: Option<Timestamp>,
    /// The same in words: "Saved 10:42".
    pub saved: Option<String>,
}

/// What a tint says; always joined by words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Worth knowing.
    Info,
    /// To be careful about.
    Caution,
    /// The person came here from an explained error.
    Return,
    /// Something is no longer there.
    Gone,
    /// The practice office.
    Practice,
}

/// One sentence over the whole width.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Banner {
    /// What it says by its colour.
    pub tone: Tone,
    /// The sentence.
    pub text: Text,
    /// What holds at the moment: what is armed, what time it is.
    pub states: Vec<BannerState>,
    /// What can be made to go wrong, in the practice office.
    pub menu: Option<FaultMenu>,
    /// One at most.
    pub actions: Vec<Button>,
}

/// Something that holds at the moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BannerState {
    /// The sentence.
    pub text: Text,
    /// What ends it.
    pub action: Option<Button>,
}

/// *Make something go wrong*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FaultMenu {
    /// Its label.
    pub label: String,
    /// What stands above the groups.
    pub first: Vec<Button>,
    /// Everything that can go wrong, by where it is met.
    pub groups: Vec<FaultGroup>,
}

/// What can go wrong in one part of a set-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FaultGroup {
    /// Its heading.
    pub label: String,
    /// In order.
    pub items: Vec<FaultItem>,
}

/// One thing that can go wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FaultItem {
    /// Arms it, or takes it back.
    pub button: Button,
    /// Whether it is armed, or the person was told how to see it.
    pub on: bool,
}

/// A short note above the blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What it says by its colour.
    pub tone: Tone,
    /// The sentence.
    pub text: Text,
}

/// The steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Rail {
    /// Prepare, Prove, Finish.
    pub groups: Vec<RailGroup>,
    /// "Step 2 of 10: IDs", for the folded form.
    pub folded: String,
}

/// One group of the rail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RailGroup {
    /// Its heading.
    pub label: String,
    /// Its steps, in order.
    pub items: Vec<RailItem>,
}

/// One step of the rail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RailItem {
    /// The step.
    pub step: StepId,
    /// Counted from 1.
    pub number: u32,
    /// At most 18 characters.
    pub label: String,
    /// How far it is.
    pub mark: Mark,
    /// Why it cannot start yet, or what is wrong; a second line.
    pub reason: Option<Text>,
    /// Whether it is the one shown.
    pub current: bool,
    /// Whether the rail leads there: steps of a saved connection are a record.
    pub opens: bool,
    /// "Step 5, Client secret, not started", for assistive technology.
    pub name: String,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Not begun.
    Todo,
    /// Something is entered.
    Started,
    /// Finished.
    Done,
    /// Something is wrong.
    Problem,
    /// Cannot start yet.
    Gated,
}

/// What Continue found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ErrorSummary {
    /// "Two things to fix".
    pub title: String,
    /// One a thing, in the order of the page.
    pub links: Vec<SummaryLink>,
}

/// One line of the summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SummaryLink {
    /// The `anchor` of the block it leads to.
    pub anchor: String,
    /// The same words as at the block.
    pub text: Text,
}

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ButtonTone {
    /// The one filled button.
    Filled,
    /// It takes something away: filled only in the dialog that asks.
    Danger,
    /// An edge and no filling.
    Outlined,
    /// Words only.
    Link,
}

/// Something to press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Button {
    /// What to send back.
    pub action: Action,
    /// The act itself.
    pub label: String,
    /// How it looks.
    pub tone: ButtonTone,
    /// When set: refused until then. The window shows `wait_label` with the seconds left in place of `{seconds}`.
    #[ts(type = "string | null")]
    pub enabled_at: Option<Timestamp>,
    /// "Send again in {seconds} s".
    pub wait_label: Option<String>,
}

/// The buttons at the foot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Footer {
    /// The filled button; none while waiting, and none when the explained error has it.
    pub primary: Option<Button>,
    /// Quieter ones.
    pub secondary: Vec<Button>,
    /// "Step 2 of 10".
    pub position: Option<String>,
}

/// An explained error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProblemView {
    /// The kind's word, for tests; nothing is decided by it.
    pub kind: String,
    /// What happened.
    pub title: Text,
    /// Why.
    pub why: Text,
    /// What to do: one to three.
    pub steps: Vec<Text>,
    /// Who must act, when it is not the person at this computer.
    pub who: Option<Text>,
    /// That it may only be waiting, and until when; trying is possible all the time.
    pub again: Option<Again>,
    /// The filled button.
    pub primary: Option<Button>,
    /// Quieter ones.
    pub secondary: Vec<Button>,
    /// Codes, times, identifiers, the provider's own words; folded.
    pub details: Vec<DetailRow>,
    /// Opens the provider's page about the code.
    pub look_up: Option<Button>,
    /// Other possible causes, the most frequent first; folded.
    pub others: Vec<OtherCause>,
    /// All of it as one block for a ticket; the window copies it by `Action::CopyProblemBlock`.
    pub copy_block: String,
}

/// That something may only be waiting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Again {
    /// When it may be, and how long it takes at most.
    pub text: Text,
    /// From when on another try is worth it. The window counts.
    #[ts(type = "string")]
    pub from: Timestamp,
    /// "Worth another try in {time}".
    pub counting: String,
    /// The same once it is over.
    pub over: String,
}

/// What else may be behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OtherCause {
    /// What it would be.
    pub text: Text,
    /// The step that mends it.
    pub go: Option<Button>,
}

/// One line under *Details*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DetailRow {
    /// What it is.
    pub label: String,
    /// As the provider wrote it.
    pub value: String,
}

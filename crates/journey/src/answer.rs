//! What the window sends back.
//!
//! An [`Answer`] may carry what must not enter the journey: a secret typed by hand, and what a browser showed (it may
//! hold an authorization code). The engine splits those off; what is left is a [`Said`].

use std::fmt;

use sendoff_values::{FieldId, Handle, StepId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    action::Action,
    lists::{ConnectionFilter, ConnectionSort},
    settings::{SettingId, SettingValue},
};

/// The longest text an answer may carry, in bytes of UTF-8.
pub const LONGEST_TEXT: usize = 64 * 1024;

/// A question with options on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ChoiceId {
    /// Which application will use the mailbox; options are recipe ids.
    Application,
    /// A question of the recipe, by its id.
    Question(String),
    /// What was chosen under *Expires*.
    Period,
    /// Which of two days was meant.
    WhichDay,
    /// The shell and the tool a script is for.
    ScriptDialect,
    /// How many months the client secret lasts that a script makes.
    ScriptMonths,
    /// What the browser shows in place of the way on, while it is waited for; options are kinds of problems.
    BrowserPage,
}

/// Something to tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case", deny_unknown_fields)]
pub enum TickId {
    /// A step without fields: "I have done this".
    Step(StepId),
    /// One of the application's own actions after hand-over, counted from 0.
    Afterwards(u8),
    /// Whether a script approves for everybody.
    ScriptApproves,
}

/// One row to copy, by the name the recipe gives it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct RowId(pub String);

/// Text that must not print: a secret typed by hand, or what a browser showed.
#[derive(Deserialize, TS)]
#[serde(transparent)]
pub struct Unseen(String);

impl Unseen {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// Gives the text to whoever will keep it as a secret.
    pub fn expose(self) -> String {
        self.0
    }

    /// Bytes of UTF-8.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Unseen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[unseen]")
    }
}

/// One message from the window.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Answer {
    /// Everything that may be seen.
    Said(Said),
    /// A secret typed by hand: the one inbound crossing.
    TypedSecret {
        /// The field.
        field: FieldId,
        /// The text.
        text: Unseen,
    },
    /// What the browser showed, typed into its box.
    BrowserTyped {
        /// The text.
        text: Unseen,
    },
}

/// What may be seen of an answer; what the journey gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Said {
    /// A button.
    Press(Action),
    /// A field was edited.
    Typed {
        /// The field.
        field: FieldId,
        /// Everything that stands in it now.
        text: String,
        /// The version of the value the person was editing.
        version: u64,
    },
    /// An option was chosen.
    Chosen {
        /// The question.
        choice: ChoiceId,
        /// The option's id.
        option: String,
    },
    /// A tick was set or taken away.
    Ticked {
        /// What.
        tick: TickId,
        /// Whether it is set.
        on: bool,
    },
    /// A day was typed, as the three parts of a date field.
    DayTyped {
        /// Four digits.
        year: i16,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// The recipient of the test message was edited.
    RecipientTyped {
        /// Everything that stands in the field.
        text: String,
        /// The version of the value the person was editing.
        version: u64,
    },
    /// The answer to a question of the recipe was edited.
    AnswerTyped {
        /// The question's id.
        question: String,
        /// Everything that stands in the field.
        text: String,
        /// The version of the value the person was editing.
        version: u64,
    },
    /// A row was asked for.
    Copy(RowId),
    /// The next row was asked for.
    CopyNext,
    /// What stands in the application's own field, pasted back for the exact-match check.
    PastedBack {
        /// The row it is compared with.
        row: RowId,
        /// The text, untouched.
        text: String,
    },
    /// The list of connections was searched.
    Searched {
        /// Everything that stands in the search field.
        text: String,
    },
    /// Which connections are listed was chosen.
    Filtered(ConnectionFilter),
    /// The head of a column was pressed.
    Sorted(ConnectionSort),
    /// The list was scrolled: rows from this one on are wanted, counted from 0.
    Listed {
        /// The first row.
        from: u64,
    },
    /// Whether this computer has a network, as far as the window can tell.
    Online(bool),
    /// Screen-share mode was switched.
    ScreenShare(bool),
    /// A setting was changed.
    Set {
        /// Which.
        setting: SettingId,
        /// To what.
        value: SettingValue,
    },
}

/// An answer after the engine took out what must not be seen.
#[derive(Debug)]
pub enum Split {
    /// For the journey, as it is.
    Said(Said),
    /// To be kept; the journey gets `Event::Read` or `Event::Held`.
    Secret(FieldId, Unseen),
    /// To be kept; the journey gets `Event::BrowserText`.
    Browser(Unseen),
}

/// The answer is longer than [`LONGEST_TEXT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an answer of {0} bytes; {LONGEST_TEXT} at most")]
pub struct TooLong(pub usize);

impl Answer {
    /// Parts what may be seen from what may not. Fails when a text is longer than [`LONGEST_TEXT`].
    pub fn split(self) -> Result<Split, TooLong> {
        let length = match &self {
            Self::Said(said) => said.longest_text(),
            Self::TypedSecret { text, .. } | Self::BrowserTyped { text } => text.len(),
        };
        if length > LONGEST_TEXT {
            return Err(TooLong(length));
        }
        Ok(match self {
            Self::Said(said) => Split::Said(said),
            Self::TypedSecret { field, text } => Split::Secret(field, text),
            Self::BrowserTyped { text } => Split::Browser(text),
        })
    }
}

impl Said {
    /// The length of the longest text in it, in bytes of UTF-8.
    pub fn longest_text(&self) -> usize {
        match self {
            Self::Typed { text, .. }
            | Self::RecipientTyped { text, .. }
            | Self::Searched { text }
            | Self::PastedBack { text, .. }
            | Self::Set { value: SettingValue::Option(text) | SettingValue::Text(text), .. } => text.len(),
            Self::Chosen { choice: ChoiceId::Question(question), option } => question.len().max(option.len()),
            Self::AnswerTyped { question, text, .. } => question.len().max(text.len()),
            Self::Chosen { option, .. } => option.len(),
            Self::Copy(row) => row.0.len(),
            Self::Press(_)
            | Self::Ticked { .. }
            | Self::DayTyped { .. }
            | Self::CopyNext
            | Self::Filtered(_)
            | Self::Sorted(_)
            | Self::Listed { .. }
            | Self::Online(_)
            | Self::ScreenShare(_)
            | Self::Set { .. } => 0,
        }
    }
}

/// The name under which the engine keeps what a browser showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowserText(pub Handle);

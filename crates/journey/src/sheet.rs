//! What stands on the hand-over sheet, as plain data and rendered words. It never holds a secret.
//!
//! It has the shape of the hand-over room's own sheet, which this room may not use; the engine carries it over.

use jiff::civil::Date;
use sendoff_values::MailAddress;
use sendoff_words::Text;

/// What the calendar file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderInput {
    /// What makes it the same event when it is written again.
    pub name: String,
    /// The day on which the secret ends.
    pub day: Date,
    /// The title of the event.
    pub title: String,
    /// What stops then, and what to do before.
    pub text: String,
    /// The file's name without its ending.
    pub file_name: String,
}

/// Everything on the sheet, in the order in which it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetInput {
    /// The organisation, as the person named it.
    pub organisation: String,
    /// The application by its name.
    pub application: String,
    /// The mailbox that sends.
    pub mailbox: MailAddress,
    /// The day of the sheet, in words.
    pub day: String,
    /// Who prepared it, if that was said.
    pub prepared_by: Option<String>,
    /// What the reader must know before typing anything, such as two different redirect addresses.
    pub warnings: Vec<Text>,
    /// Where the fields are in the application.
    pub place: Text,
    /// The application's fields in its own order.
    pub rows: Vec<SheetRow>,
    /// The application's own actions afterwards, to tick.
    pub afterwards: Vec<Text>,
    /// What to do, and whom to ask, when the application still refuses.
    pub if_it_fails: Vec<Text>,
    /// What was shown to work, and when.
    pub proofs: Vec<SheetProof>,
    /// The identifier of the test message that was accepted.
    pub message_id: Option<String>,
    /// When the secret ends.
    pub expiry: Option<SheetExpiry>,
    /// What was changed at the provider, and how to undo it.
    pub changes: Vec<SheetChange>,
    /// Which recipe, of which day, and that the vendor did not write it.
    pub source: Vec<Text>,
    /// Whether nothing on the sheet is real.
    pub practice: bool,
    /// A file name without folder and ending: letters, digits and hyphens.
    pub file_name: String,
}

/// One field of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// The application's label, to the letter.
    pub label: String,
    /// The portal's label of the same value, where it differs.
    pub provider_label: Option<String>,
    /// What belongs into it.
    pub value: SheetValue,
    /// One line under it.
    pub note: Option<Text>,
}

/// What belongs into a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetValue {
    /// Something to choose.
    Choose(String),
    /// A text to type or paste, to the letter.
    Exact(String),
    /// A secret, which is never on the sheet.
    DeliveredSeparately {
        /// Its first three characters, by which it is recognised.
        starts: String,
        /// How it is delivered.
        how: Text,
    },
    /// The key of a service account, which is never on the sheet either. Every key begins with the same line.
    KeySeparately {
        /// How its ID begins, by which the console lists it.
        id: String,
        /// How it is delivered.
        how: Text,
    },
}

/// Something that was shown to work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetProof {
    /// What.
    pub what: Text,
    /// When, in words.
    pub at: String,
}

/// The end of the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetExpiry {
    /// The day in words, with the days left; none where no date ends it.
    pub day: Option<String>,
    /// What stops working then, or what ends it.
    pub stops: Text,
    /// How to renew, step by step.
    pub renew: Vec<Text>,
}

/// One thing that was changed at the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetChange {
    /// What.
    pub what: Text,
    /// How to undo it.
    pub undo: Text,
}

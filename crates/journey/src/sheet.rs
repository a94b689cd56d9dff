//! What stands on the hand-over sheet, as plain data and rendered words. It never holds a secret.

use jiff::Timestamp;
use jiff::civil::Date;
use sendoff_words::Text;
use serde::{Deserialize, Serialize};

/// Everything on the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInput {
    /// "Values for TourTools".
    pub title: String,
    /// The application.
    pub application: String,
    /// The organisation.
    pub organisation: String,
    /// The mailbox.
    pub mailbox: String,
    /// When it is written.
    pub written_at: Timestamp,
    /// The same in words.
    pub written: String,
    /// Whether it comes from the practice office; PRACTICE then stands across each page.
    pub practice: bool,
    /// Where in the application the values go.
    pub place: Text,
    /// The application's own fields, in its order. A secret has no value here, only how it is delivered.
    pub fields: Vec<SheetField>,
    /// What is known, how, and when.
    pub evidence: Vec<SheetFact>,
    /// Cautions: the two redirect addresses, a permission that reaches far.
    pub cautions: Vec<Text>,
    /// When the secret ends.
    pub secret_ends: Option<Date>,
    /// The same in words, and what stops then.
    pub expiry: Text,
    /// What to do to renew, in order.
    pub renewal: Vec<Text>,
    /// The application's own actions afterwards, in order.
    pub afterwards: Vec<Text>,
    /// What was changed at the provider, and how to undo each.
    pub changes: Vec<SheetChange>,
    /// Whom to ask.
    pub support: Vec<Text>,
    /// A file name without folder and ending.
    pub file_name: String,
}

/// One field of the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetField {
    /// The application's own label, to the letter.
    pub label: String,
    /// The value, or how the secret is delivered.
    pub value: Text,
    /// The portal's label, where it differs.
    pub source: Option<Text>,
    /// Whether the value is a secret, and so is not here.
    pub secret: bool,
}

/// One thing that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetFact {
    /// What.
    pub label: Text,
    /// How and when.
    pub words: Text,
}

/// One change at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetChange {
    /// What was changed.
    pub change: Text,
    /// How to undo it.
    pub undo: Text,
}

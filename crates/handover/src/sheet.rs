//! Everything that stands on a sheet.

use sendoff_values::MailAddress;
use sendoff_words::Text;

/// One hand-over sheet, in the order in which it is read. Texts are whole sentences in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
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
    pub rows: Vec<Row>,
    /// The application's own actions afterwards, to tick.
    pub afterwards: Vec<Text>,
    /// What to do, and whom to ask, when the application still refuses.
    pub if_it_fails: Vec<Text>,
    /// What was shown to work, and when.
    pub proofs: Vec<Proof>,
    /// `Message-ID` of the test message that was accepted; none where nothing is sent.
    pub message_id: Option<String>,
    /// When the secret ends; `None` where the application has none.
    pub expiry: Option<Expiry>,
    /// What was changed at the provider, and how to undo it.
    pub changes: Vec<Change>,
    /// Which recipe, of which day, and that the vendor did not write it.
    pub source: Vec<Text>,
    /// Whether nothing on the sheet is real.
    pub practice: bool,
}

/// One field of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The application's label, to the letter.
    pub label: String,
    /// The portal's label of the same value, where it differs.
    pub provider_label: Option<String>,
    /// What belongs into it.
    pub value: RowValue,
    /// One line under it.
    pub note: Option<Text>,
}

/// What belongs into a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowValue {
    /// Something to choose.
    Choose(String),
    /// A text to type or paste, to the letter.
    Exact(String),
    /// A secret, which is never on the sheet.
    DeliveredSeparately {
        /// Its beginning, by which it is recognised.
        starts: SecretStart,
        /// How it is delivered.
        how: Text,
    },
    /// A key, which is never on the sheet either, by the ID under which its provider lists it.
    KeySeparately {
        /// How the ID begins; it is no secret.
        id: String,
        /// How the key is delivered.
        how: Text,
    },
}

/// The first characters of a secret, three at most: what the portal itself shows as its hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretStart(String);

impl SecretStart {
    /// Keeps three characters of `beginning` and drops the rest.
    pub fn new(beginning: &str) -> Self {
        Self(beginning.chars().take(3).collect())
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Something that was shown to work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What.
    pub what: Text,
    /// When, in words.
    pub at: String,
}

/// The end of the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expiry {
    /// The day in words, with the days left: `21 May 2027, in 180 days`; none where no date ends it.
    pub day: Option<String>,
    /// What stops working then, or what ends it.
    pub stops: Text,
    /// How to renew, step by step.
    pub renew: Vec<Text>,
}

/// One thing that was changed at the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub what: Text,
    /// How to undo it.
    pub undo: Text,
}

//! What the application is given: its own fields in its own order and spelling.

use sendoff_values::{FieldId, StepId};
use serde::Deserialize;

use crate::{
    condition::When,
    read::{Misfit, require},
    run::Runs,
    said::Said,
    template::Template,
    text::{Label, Text},
};

/// The hand-over of one application.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// Where the fields are in the application.
    pub place: Runs,
    /// The fields in the application's order.
    pub field: Vec<HandOverField>,
    /// The file from which it can read access that does not fit into a field.
    pub token_file: Option<TokenFile>,
    /// Whether the application keeps its connections in a table of these fields, so that all of an organisation can be written
    /// as one. A table holds no secret.
    #[serde(default)]
    pub table: bool,
    /// The application's own actions afterwards, to tick.
    pub after: Vec<Said>,
    /// What to do when the application still refuses.
    pub if_it_fails: Text,
    /// What was changed at the provider and how to undo it, for the sheet.
    pub change: Vec<Change>,
}

/// A file that holds access to the mailbox, in the form ZappySys reads: one object with `access_token`, `refresh_token` and
/// `expires_in`, in seconds. It is written on request only.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenFile {
    /// The field that takes its path.
    pub field: Label,
    /// The name suggested for it: letters, digits, hyphens and one dot.
    pub name: Label,
}

/// One field of the application.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOverField {
    /// The page or pane it stands on, where the application has several with fields of the same name.
    pub group: Option<Label>,
    /// The application's label, to the letter.
    pub label: Label,
    /// The portal's label of the same value, where it differs.
    pub portal_label: Option<Label>,
    /// What belongs into it.
    pub value: HandOverValue,
    /// The same value written another way, for an application that needs it so.
    #[serde(default)]
    pub alternative: Vec<Alternative>,
    /// Whether the application compares to the letter, so that a field pasted back is checked character by character.
    #[serde(default)]
    pub exact: bool,
    /// What stands for it in a table, where that is not the value.
    pub cell: Option<Cell>,
    /// One line under it.
    pub note: Option<Text>,
    /// When the application has it.
    #[serde(default)]
    pub when: When,
}

/// What belongs into a field.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum HandOverValue {
    /// Something to choose in the application.
    Choose(Label),
    /// A text to copy.
    Text(Template),
    /// A secret; the engine copies it without showing it.
    Secret(FieldId),
}

/// What stands in a table for something that is chosen or left out in the application.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// This.
    Text(Label),
}

/// Another way to write a value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// When it is the right one.
    pub when: Text,
    /// The text.
    pub text: Template,
}

/// One thing that was changed at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What was changed.
    pub what: Runs,
    /// How to undo it.
    pub undo: Runs,
    /// The step in which it is changed, if that step may be left out.
    pub step: Option<StepId>,
    /// When it was changed.
    #[serde(default)]
    pub when: When,
}

impl HandOverValue {
    /// The secret it is, if it is one.
    pub const fn secret(&self) -> Option<FieldId> {
        match self {
            Self::Secret(field) => Some(*field),
            Self::Choose(_) | Self::Text(_) => None,
        }
    }
}

impl HandOver {
    pub(crate) fn check(&self) -> Result<(), Misfit> {
        for field in &self.field {
            let key = format!("hand_over.field {}", field.label);
            require(field.value.secret().is_none_or(FieldId::is_secret), &key, "this field is no secret")?;
            let in_table = self.table && field.value.secret().is_some() && field.cell.is_none();
            require(!in_table, &key, "a table holds no secret: something stands in its cell")?;
            require(self.table || field.cell.is_none(), &key, "there is no table with a cell for it")?;
        }
        self.token_file.as_ref().map_or(Ok(()), |file| self.check_token_file(file))
    }

    fn check_token_file(&self, file: &TokenFile) -> Result<(), Misfit> {
        let takes = self.field.iter().any(|field| field.label == file.field);
        require(takes, "hand_over.token_file.field", "there is no such field")?;
        let name = file.name.as_str();
        let plain = name.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '.'));
        let dotted = name.matches('.').count() == 1 && !name.starts_with('.') && !name.ends_with('.');
        require(plain && dotted, "hand_over.token_file.name", "this is not a plain file name")
    }

    /// What must hold for each way to answer.
    pub(crate) fn check_way(&self) -> Result<(), Misfit> {
        require(!self.field.is_empty(), "hand_over.field", "there is no field")?;
        for field in &self.field {
            let same = |other: &&HandOverField| (&other.group, &other.label) == (&field.group, &field.label);
            let key = format!("hand_over.field {}", field.label);
            require(self.field.iter().filter(same).count() == 1, &key, "the label stands twice")?;
        }
        Ok(())
    }
}

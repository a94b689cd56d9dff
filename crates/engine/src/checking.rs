//! Reads what is pasted while an existing set-up is checked: the manifest, the application's own fields, an error. The secret
//! stays here; nothing is written down.

use sendoff_intake::{OwnField, OwnValue, Reading, read_own_fields};
use sendoff_journey::{CheckRead, Event, OwnText, PasteTarget, manifest_problem};
use sendoff_problem::{Kind, Problem};
use sendoff_recipes::{HandOverValue, Recipe};
use sendoff_values::Held;

use crate::{
    effects::{self, Afterwards},
    explained::explained,
    paste::{self, PasteContext, hold},
    workplace::Shared,
};

/// Reads a text that tells something about a set-up. A secret that was taken goes off the clipboard.
pub(crate) fn from_text(shared: &Shared, text: &str, context: &PasteContext) -> (Event, Option<Afterwards>) {
    let reading = match paste::read(shared, text, PasteTarget::Check, context) {
        Ok(reading) => reading,
        Err(problem) => return (Event::ClipboardUnreadable(PasteTarget::Check, problem), None),
    };
    let read = check_read(shared, text, reading, context.recipe.as_ref());
    let clearing = read.held.is_some().then(|| effects::off_the_clipboard(shared, text).1);
    if read == CheckRead::default() {
        return (Event::ClipboardUnreadable(PasteTarget::Check, Problem::new(Kind::NothingRead)), None);
    }
    (Event::Checked(Box::new(read)), clearing)
}

fn check_read(shared: &Shared, text: &str, reading: Reading, recipe: Option<&Recipe>) -> CheckRead {
    let held = reading.secret.map(|found| hold(shared, found));
    if let Some(manifest) = reading.manifest {
        return CheckRead { manifest: Some(Ok(Box::new(manifest))), held, ..CheckRead::default() };
    }
    let recipes = &shared.workplace.recipes;
    let error = explained(text, recipes, shared.now());
    let (fields, of_field) = own_fields(shared, text, recipe);
    let held = keep_one(shared, of_field, held);
    let unread = (fields.is_empty() && error.is_none() && looks_like_json(text)).then(|| no_manifest(text)).flatten();
    CheckRead { manifest: unread.map(Err), fields, held, error }
}

/// The secret of a field; one that was found by its shape alone is the same, and is forgotten.
fn keep_one(shared: &Shared, of_field: Option<Held>, by_shape: Option<Held>) -> Option<Held> {
    if let (Some(_), Some(other)) = (&of_field, &by_shape) {
        shared.secrets.forget(other.handle);
    }
    of_field.or(by_shape)
}

fn own_fields(shared: &Shared, text: &str, recipe: Option<&Recipe>) -> (Vec<(usize, OwnText)>, Option<Held>) {
    let fields = recipe.map(|recipe| recipe.hand_over.field.as_slice()).unwrap_or_default();
    let labels: Vec<OwnField<'_>> = fields
        .iter()
        .map(|field| OwnField { label: field.label.as_str(), secret: matches!(field.value, HandOverValue::Secret(_)) })
        .collect();
    let mut held = None;
    let mut own = |value: OwnValue| match value {
        OwnValue::Text(text) => OwnText::Text(text),
        OwnValue::NoSecret(problem) => OwnText::NoSecret(problem),
        OwnValue::Secret(found) => {
            if let Some(before) = held.replace(hold(shared, found)) {
                shared.secrets.forget(before.handle);
            }
            OwnText::Secret
        }
    };
    let read = read_own_fields(text, &labels).into_iter().map(|(at, value)| (at, own(value))).collect();
    (read, held)
}

fn looks_like_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

fn no_manifest(text: &str) -> Option<Problem> {
    sendoff_intake::read_manifest(text).err().map(|error| manifest_problem(&error))
}

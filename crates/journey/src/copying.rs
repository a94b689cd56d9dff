//! Values that are copied. A keychain may ask before it gives a secret, and the person may be elsewhere by then, so the answer bears
//! the number of the press; what is called copied is on the clipboard.

use jiff::Timestamp;
use sendoff_problem::{Kind, Problem};
use sendoff_values::{FieldId, OperationNumber, StepId};

use crate::{
    answer::RowId,
    context::Context,
    effect::{Effect, SecretSource, StoredSecret},
    journey::Journey,
    refusal::NotNow,
    rows::{self, Copied},
};

impl Journey {
    /// Copies the value of a row. What is still being copied of another row is wanted no more.
    pub(crate) fn copy(&mut self, row: &RowId, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let rows = rows::here(self, context);
        let copied = rows.into_iter().find(|other| other.id == *row).ok_or(NotNow::NotHere)?.copied;
        let operation = OperationNumber(self.next_operation);
        let copy = match copied {
            Copied::Text(text) => Effect::CopyRow(operation, text),
            Copied::Secret(field) => Effect::CopySecret(operation, self.secret_source(field)?),
            Copied::Chosen(_) | Copied::NotYet => return Err(NotNow::NotHere),
        };
        if self.session.copying.as_ref().is_some_and(|(_, under_way)| under_way == row) {
            return Ok(Vec::new());
        }
        self.next_operation += 1;
        let before = self.session.copying.replace((operation, row.clone()));
        self.session.copied.remove(row);
        self.session.uncopied = None;
        Ok(before.map(|(before, _)| Effect::Cancel(before)).into_iter().chain([copy]).collect())
    }

    pub(crate) fn copy_next(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::HandOver {
            return Err(NotNow::NotHere);
        }
        let next = rows::next(self, context).ok_or(NotNow::NotHere)?;
        self.copy(&next, context)
    }

    fn secret_source(&self, field: FieldId) -> Result<SecretSource, NotNow> {
        if self.phase.saved().is_some() {
            return Ok(SecretSource::Stored(StoredSecret { connection: self.id.clone(), field }));
        }
        self.prepare.secret_handle().map(SecretSource::Memory).ok_or(NotNow::NotHere)
    }

    /// The value is on the clipboard; it takes the place of a secret there.
    pub(crate) fn copied(
        &mut self,
        operation: OperationNumber,
        clears_at: Option<Timestamp>,
    ) -> Result<Vec<Effect>, NotNow> {
        let row = self.copied_row(operation)?;
        self.session.copied_secret = clears_at.map(|clears_at| (row.clone(), clears_at));
        self.session.copied.insert(row);
        Ok(Vec::new())
    }

    /// The clipboard holds what it held before.
    pub(crate) fn not_copied(
        &mut self,
        operation: Option<OperationNumber>,
        problem: Problem,
    ) -> Result<Vec<Effect>, NotNow> {
        match operation {
            Some(operation) => self.session.uncopied = Some((self.copied_row(operation)?, problem)),
            None => self.session.aside = Some(problem),
        }
        Ok(Vec::new())
    }

    fn copied_row(&mut self, operation: OperationNumber) -> Result<RowId, NotNow> {
        let copying = self.session.copying.take_if(|(open, _)| *open == operation);
        copying.map(|(_, row)| row).ok_or(NotNow::Late)
    }

    /// A text that is copied anew is not spoken of as the one before.
    pub(crate) fn forget_uncopied(&mut self) {
        self.session.aside.take_if(|problem| problem.kind == Kind::ClipboardNotTaken);
    }
}

//! A file that is asked for at a step. Until one is chosen the person may be elsewhere, so the answer bears the number of the question.

use sendoff_values::{OperationNumber, StepId};

use crate::{
    context::Context,
    effect::{Effect, PasteTarget},
    event::FileChosen,
    journey::Journey,
    refusal::NotNow,
};

/// A question that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choosing {
    pub(crate) operation: OperationNumber,
    pub(crate) step: StepId,
}

impl Journey {
    /// Asks for the file of the step; one question at a time.
    pub(crate) fn choose_file(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let takes = context.recipe.step(self.current).filter(|step| step.takes_file() && self.phase.saved().is_none());
        let step = takes.ok_or(NotNow::NotHere)?.id;
        if self.session.choosing.is_some() {
            return Err(NotNow::Busy);
        }
        let operation = OperationNumber(self.next_operation);
        self.next_operation += 1;
        self.session.choosing = Some(Choosing { operation, step });
        Ok(vec![Effect::ChooseFile { operation, step }])
    }

    /// What was chosen counts for the question that is open, at the step that asked; anything else is forgotten.
    pub(crate) fn file_chosen(
        &mut self,
        operation: OperationNumber,
        file: FileChosen,
        context: &Context<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        let Some(open) = self.session.choosing.take_if(|open| open.operation == operation) else {
            return Ok(file.forgotten());
        };
        if open.step != self.current || self.is_saving() {
            return Ok(file.forgotten());
        }
        match file {
            FileChosen::Nothing => Ok(Vec::new()),
            FileChosen::NotRead(problem) => self.clipboard_unreadable(PasteTarget::Step(open.step), problem),
            FileChosen::Read(read) => {
                self.session.aim = None;
                Ok(self.read(*read, context))
            }
        }
    }
}

impl FileChosen {
    /// What of it was kept is let go.
    pub(crate) fn forgotten(self) -> Vec<Effect> {
        match self {
            Self::Read(read) => read.forgotten(),
            Self::Nothing | Self::NotRead(_) => Vec::new(),
        }
    }
}

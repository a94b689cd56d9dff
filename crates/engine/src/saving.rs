//! Vault and ledger together: a proved connection is saved whole or not at all.
//!
//! The order of steps, and what a crash in each leaves (the two rooms fail separately, so one of them must decide: the
//! vault's head entry does):
//!
//! | step | written | killed here, the next start finds |
//! |---|---|---|
//! | [`Prepare`](SavingStep::Prepare) | the ledger's note: the new entry, and which generation it belongs to | the old one |
//! | [`Write`](SavingStep::Write) | the new record's chunks | the old one; chunks are removed |
//! | [`ReadBack`](SavingStep::ReadBack) | nothing: checksum, then every byte against what was proved | the old one |
//! | [`Commit`](SavingStep::Commit) | the head entry, read back | the new one from the moment the keychain has it |
//! | [`Remember`](SavingStep::Remember) | the ledger's entry | the new one; the entry is written from the note |
//! | [`ClearOld`](SavingStep::ClearOld) | nothing: the old record's chunks are deleted, then the note | the new one |
//!
//! It takes what was proved and cannot be given anything else; it does not prove, and it keeps no secret.

mod outcome;
mod proved;
mod recovery;

use sendoff_ledger::{Ledger, LedgerError};
use sendoff_values::{Stage, StageState};
use sendoff_vault::{Attempt, Fault, Generation, Vault};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

pub use outcome::{Left, SaveFailed, Saved, SavingStep, WhatFailed};
pub use proved::{Proved, TestPassed};
pub use recovery::{Recovered, WhichCounts, recover};

/// Hears how far saving is: the stages `Write`, `ReadBack` and `Commit`, each `Working`, then `Done` or `Failed`.
pub type Report<'a> = &'a (dyn Fn(Stage, StageState) + Send + Sync);

/// What the ledger's note must say so that the next start can decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    new: Generation,
    previous: Option<Generation>,
}

/// Saves what was proved. On failure the record and the entry from before stay readable, and what this run wrote is
/// removed; where even that fails ([`Left::ForTheNextStart`]), [`recover`] decides later.
///
/// A disk may make the calling task wait for the length of a write.
pub async fn save<T>(
    vault: &Vault,
    ledger: &Ledger<T>,
    proved: &Proved<T>,
    report: Report<'_>,
) -> Result<Saved, SaveFailed>
where
    T: Serialize + DeserializeOwned,
{
    let run = Run { vault, ledger, proved };
    let at = |stage: Stage, state: StageState| report(stage, state);
    at(Stage::Write, StageState::Working);
    let attempt = run.prepare().await.inspect_err(|_| at(Stage::Write, StageState::Failed))?;
    match run.carry_out(&attempt, report).await {
        Ok(leftover) => Ok(Saved { generation: attempt.generation(), leftover }),
        Err((step, cause)) => {
            at(step.stage(), StageState::Failed);
            Err(SaveFailed { step, cause, left: run.take_back(&attempt).await })
        }
    }
}

struct Run<'a, T> {
    vault: &'a Vault,
    ledger: &'a Ledger<T>,
    proved: &'a Proved<T>,
}

type Step<T> = Result<T, (SavingStep, WhatFailed)>;

impl<T: Serialize + DeserializeOwned> Run<'_, T> {
    /// Decides what an earlier run left open, chooses the generation, and notes what is about to happen.
    async fn prepare(&self) -> Result<Attempt, SaveFailed> {
        let failed = |cause: WhatFailed| SaveFailed { step: SavingStep::Prepare, cause, left: Left::Nothing };
        let header = self.proved.header();
        self.close_earlier_run().await.map_err(failed)?;
        let begun = self.vault.begin(&header.id, self.proved.record()).await;
        let attempt = begun.map_err(|fault| failed(fault.into()))?;
        let mark = Mark { new: attempt.generation(), previous: attempt.previous() };
        let noted = self.ledger.begin_saving(header, self.proved.payload(), &mark);
        noted.map_err(|error| self.without_note(failed(error.into())))?;
        Ok(attempt)
    }

    /// An earlier run whose record is no longer shown, or cannot be read any more, has nothing left that could count.
    async fn close_earlier_run(&self) -> Result<(), WhatFailed> {
        let id = &self.proved.header().id;
        match recovery::decide(self.vault, self.ledger, id).await {
            Err(WhatFailed::Vault(Fault::NotFound)) => Ok(self.ledger.end_saving(id)?),
            Err(WhatFailed::Vault(Fault::Changed)) => recovery::give_up(self.vault, self.ledger, id).await,
            decided => decided.map(drop),
        }
    }

    /// A note that may or may not have reached the disk is dropped; nothing was written to the keychain yet.
    fn without_note(&self, failed: SaveFailed) -> SaveFailed {
        let dropped = self.ledger.end_saving(&self.proved.header().id);
        SaveFailed { left: if dropped.is_ok() { Left::Nothing } else { Left::ForTheNextStart }, ..failed }
    }

    /// What could not be cleared after everything was saved is no failure: the next start does it.
    async fn carry_out(&self, attempt: &Attempt, report: Report<'_>) -> Step<Option<WhatFailed>> {
        self.vault.write(attempt).await.map_err(at(SavingStep::Write))?;
        report(Stage::Write, StageState::Done);
        report(Stage::ReadBack, StageState::Working);
        self.vault.read_back(attempt, self.proved.record()).await.map_err(at(SavingStep::ReadBack))?;
        report(Stage::ReadBack, StageState::Done);
        report(Stage::Commit, StageState::Working);
        self.vault.commit(attempt).await.map_err(at(SavingStep::Commit))?;
        self.remember().map_err(|error| (SavingStep::Remember, error.into()))?;
        let leftover = self.clear_old(attempt).await.err();
        report(Stage::Commit, StageState::Done);
        Ok(leftover)
    }

    fn remember(&self) -> Result<(), LedgerError> {
        self.ledger.put(self.proved.header(), self.proved.payload())
    }

    async fn clear_old(&self, attempt: &Attempt) -> Result<(), WhatFailed> {
        self.vault.settle(attempt).await?;
        self.ledger.end_saving(attempt.id())?;
        Ok(())
    }

    async fn take_back(&self, attempt: &Attempt) -> Left {
        if self.vault.withdraw(attempt).await.is_ok() && self.ledger.end_saving(attempt.id()).is_ok() {
            Left::Nothing
        } else {
            Left::ForTheNextStart
        }
    }
}

fn at(step: SavingStep) -> impl Fn(Fault) -> (SavingStep, WhatFailed) {
    move |fault| (step, fault.into())
}

#[cfg(test)]
mod tests;

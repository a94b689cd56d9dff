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

use crate::deleting;

pub use outcome::{Left, SaveFailed, Saved, SavingStep, WhatFailed};
pub use proved::{Proved, TestPassed};
use recovery::Open;
pub use recovery::{Recovered, WhichCounts, recover};

/// Hears how far saving is: the stages `Write`, `ReadBack` and `Commit`, each `Working`, then `Done` or `Failed`.
pub type Report<'a> = &'a (dyn Fn(Stage, StageState) + Send + Sync);

/// What the ledger's note must say so that the next start can decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    new: Generation,
    previous: Option<Generation>,
    /// What runs before this one may have left in a keychain that did not show it.
    #[serde(default)]
    earlier: Vec<Generation>,
}

impl Mark {
    fn all(&self) -> impl Iterator<Item = Generation> {
        self.earlier.iter().copied().chain(self.previous).chain([self.new])
    }
}

/// Saves what was proved. On failure the record and the entry from before stay readable, and what this run wrote is
/// removed; where even that fails ([`Left::ForTheNextStart`]), [`recover`] decides later.
///
/// A keychain may show a record only once something is written to it, when its owner is asked to open it. Such a save is
/// taken back and made once more, now that it is known what it replaces.
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
    match run.once(report).await {
        Err(SaveFailed { cause: WhatFailed::Vault(Fault::Appeared), left: Left::Nothing, .. }) => {
            run.once(report).await
        }
        saved => saved,
    }
}

/// One attempt, and what was open before it.
struct Begun<T> {
    attempt: Attempt,
    earlier: Open<T>,
}

struct Run<'a, T> {
    vault: &'a Vault,
    ledger: &'a Ledger<T>,
    proved: &'a Proved<T>,
}

type Step<T> = Result<T, (SavingStep, WhatFailed)>;

impl<T: Serialize + DeserializeOwned> Run<'_, T> {
    async fn once(&self, report: Report<'_>) -> Result<Saved, SaveFailed> {
        report(Stage::Write, StageState::Working);
        let begun = self.prepare().await.inspect_err(|_| report(Stage::Write, StageState::Failed))?;
        match self.carry_out(&begun, report).await {
            Ok(leftover) => Ok(Saved { generation: begun.attempt.generation(), leftover }),
            Err((step, cause)) => {
                report(step.stage(), StageState::Failed);
                Err(SaveFailed { step, cause, left: self.take_back(&begun).await })
            }
        }
    }

    /// Decides what an earlier run left open, chooses the generation, and notes what is about to happen.
    async fn prepare(&self) -> Result<Begun<T>, SaveFailed> {
        let failed = |cause: WhatFailed| SaveFailed { step: SavingStep::Prepare, cause, left: Left::Nothing };
        let header = self.proved.header();
        let earlier = self.close_earlier_run().await.map_err(failed)?;
        let begun = self.vault.begin(&header.id, self.proved.record()).await;
        let attempt = begun.map_err(|fault| failed(fault.into()))?;
        let mark = Mark { new: attempt.generation(), previous: attempt.previous(), earlier: earlier.generations() };
        let noted = self.ledger.begin_saving(header, self.proved.payload(), &mark);
        noted.map_err(|error| self.without_note(&earlier, failed(error.into())))?;
        Ok(Begun { attempt, earlier })
    }

    /// An earlier run whose record is not shown, or cannot be read any more, does not stand in the way. What it left goes
    /// once this one counts.
    async fn close_earlier_run(&self) -> Result<Open<T>, WhatFailed> {
        let id = &self.proved.header().id;
        let earlier = recovery::look(self.vault, self.ledger, id).await?;
        if matches!(earlier, Open::Unread(_)) {
            self.ledger.set_note_aside(id)?;
        }
        Ok(earlier)
    }

    /// A note that may or may not have reached the disk is dropped; nothing was written to the keychain yet.
    fn without_note(&self, earlier: &Open<T>, failed: SaveFailed) -> SaveFailed {
        let left = if self.drop_note(earlier).is_ok() { Left::Nothing } else { Left::ForTheNextStart };
        SaveFailed { left, ..failed }
    }

    /// What was open before this run is open again.
    fn drop_note(&self, earlier: &Open<T>) -> Result<(), LedgerError> {
        match earlier {
            Open::Undecided(note, _) => self.ledger.begin_saving(&note.header, &note.payload, &note.mark),
            Open::Decided(_) | Open::Unread(_) => self.ledger.end_saving(&self.proved.header().id),
        }
    }

    /// What could not be cleared after everything was saved is no failure: the next start does it.
    async fn carry_out(&self, begun: &Begun<T>, report: Report<'_>) -> Step<Option<WhatFailed>> {
        let attempt = &begun.attempt;
        self.vault.write(attempt).await.map_err(at(SavingStep::Write))?;
        report(Stage::Write, StageState::Done);
        report(Stage::ReadBack, StageState::Working);
        self.vault.read_back(attempt, self.proved.record()).await.map_err(at(SavingStep::ReadBack))?;
        report(Stage::ReadBack, StageState::Done);
        report(Stage::Commit, StageState::Working);
        self.vault.commit(attempt).await.map_err(at(SavingStep::Commit))?;
        self.remember().map_err(|error| (SavingStep::Remember, error.into()))?;
        let leftover = self.clear_old(begun).await.err();
        report(Stage::Commit, StageState::Done);
        Ok(leftover)
    }

    fn remember(&self) -> Result<(), LedgerError> {
        self.ledger.put(self.proved.header(), self.proved.payload())
    }

    async fn clear_old(&self, Begun { attempt, earlier }: &Begun<T>) -> Result<(), WhatFailed> {
        self.vault.settle(attempt).await?;
        recovery::clear(self.vault, attempt.id(), earlier.generations().into_iter()).await?;
        self.sweep_after(earlier).await?;
        self.ledger.end_saving(attempt.id())?;
        // What was being deleted has been saved anew.
        deleting::finish_one(self.vault, self.ledger, attempt.id()).await
    }

    /// Behind a note that could not be read, what it left is looked for once there is a head to tell what counts.
    async fn sweep_after(&self, earlier: &Open<T>) -> Result<(), Fault> {
        if !matches!(earlier, Open::Unread(_)) {
            return Ok(());
        }
        match self.vault.sweep(&self.proved.header().id).await {
            Err(Fault::NotFound | Fault::Changed) => Ok(()),
            swept => swept,
        }
    }

    async fn take_back(&self, Begun { attempt, earlier }: &Begun<T>) -> Left {
        let withdrawn = self.vault.withdraw(attempt).await.is_ok();
        if withdrawn && self.sweep_after(earlier).await.is_ok() && self.drop_note(earlier).is_ok() {
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

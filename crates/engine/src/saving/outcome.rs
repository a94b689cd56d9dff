//! How saving ended.

use sendoff_ledger::LedgerError;
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_values::Stage;
use sendoff_vault::{Fault, Generation};

/// The steps of saving, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavingStep {
    /// The next generation is chosen and noted.
    Prepare,
    /// The record is written beside the old one.
    Write,
    /// It is read back and compared.
    ReadBack,
    /// It is made the one that counts.
    Commit,
    /// The ledger's entry is written.
    Remember,
    /// The old record is deleted.
    ClearOld,
}

impl SavingStep {
    /// Its word in [`ValueName::Part`].
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prepare => "prepare",
            Self::Write => "write",
            Self::ReadBack => "read-back",
            Self::Commit => "commit",
            Self::Remember => "remember",
            Self::ClearOld => "clear-old",
        }
    }

    /// The stage a person sees it in.
    pub const fn stage(self) -> Stage {
        match self {
            Self::Prepare | Self::Write => Stage::Write,
            Self::ReadBack => Stage::ReadBack,
            Self::Commit | Self::Remember | Self::ClearOld => Stage::Commit,
        }
    }
}

/// Everything was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The generation that counts now.
    pub generation: Generation,
    /// Why the old record could not be deleted yet; the next start does it.
    pub leftover: Option<WhatFailed>,
}

/// Nothing was saved, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("saving failed at the step {}: {cause}", step.as_str())]
pub struct SaveFailed {
    /// Where.
    pub step: SavingStep,
    /// What went wrong.
    pub cause: WhatFailed,
    /// What this run left behind.
    pub left: Left,
}

/// What a failed run left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing: everything is as before.
    Nothing,
    /// It could not be taken back, because the keychain or the disk did not do that either. [`recover`](super::recover)
    /// decides at the next start; until then what was there before is not touched.
    ForTheNextStart,
}

/// Which of the two rooms failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhatFailed {
    /// The keychain.
    #[error(transparent)]
    Vault(#[from] Fault),
    /// The disk.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl WhatFailed {
    /// The kind a person will be told.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Vault(fault) => fault.kind(),
            Self::Ledger(error) => error.kind(),
        }
    }
}

impl From<WhatFailed> for Problem {
    fn from(cause: WhatFailed) -> Self {
        match cause {
            WhatFailed::Vault(fault) => fault.into(),
            WhatFailed::Ledger(error) => error.into(),
        }
    }
}

/// The problem names the step ([`ValueName::Part`]); the keychain's name is the caller's to add.
impl From<SaveFailed> for Problem {
    fn from(failed: SaveFailed) -> Self {
        Self::from(failed.cause).with(ValueName::Part, failed.step.as_str())
    }
}

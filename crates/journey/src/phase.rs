//! Prove and Finish are a sum: how far a set-up is proved, and with what.

use crate::{
    proof::{SavedRecord, SignInProof, TestProof},
    running::Goal,
};

/// How far it is. Each phase holds the proofs it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Nothing is proved yet.
    Preparing,
    /// Somebody else than the mailbox signed in: may they send on its behalf?
    AskingDelegate {
        /// What would be proved.
        proof: Box<SignInProof>,
        /// What the person was after.
        goal: Goal,
    },
    /// The sign-in gave what was asked for.
    SignedIn(Box<SignInProof>),
    /// The server accepted a test message.
    Tested(Box<TestProof>),
    /// Saved and read back.
    Saved(Box<SavedRecord>),
}

impl Phase {
    /// The sign-in it rests on.
    pub(crate) fn sign_in(&self) -> Option<&SignInProof> {
        match self {
            Self::SignedIn(proof) => Some(proof),
            Self::Tested(proof) => Some(&proof.sign_in),
            Self::Preparing | Self::AskingDelegate { .. } | Self::Saved(_) => None,
        }
    }

    /// The test it rests on.
    pub(crate) fn test(&self) -> Option<&TestProof> {
        match self {
            Self::Tested(proof) => Some(proof),
            Self::Preparing | Self::AskingDelegate { .. } | Self::SignedIn(_) | Self::Saved(_) => None,
        }
    }

    /// The record, once it is saved.
    pub(crate) fn saved(&self) -> Option<&SavedRecord> {
        match self {
            Self::Saved(record) => Some(record),
            Self::Preparing | Self::AskingDelegate { .. } | Self::SignedIn(_) | Self::Tested(_) => None,
        }
    }
}

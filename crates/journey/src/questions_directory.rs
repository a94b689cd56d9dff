//! The directory of the mailbox's domain: asked for once, and what came of it.

use jiff::Timestamp;
use sendoff_problem::Problem;
use sendoff_values::{OperationNumber, Tenant};

use crate::{
    about::FoundDirectory, effect::Effect, event::Outcome, questions::Questions, refusal::NotNow, world::World,
};

/// What is known about the directory of the mailbox's domain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum LookUp {
    #[default]
    NotAsked,
    Running {
        operation: OperationNumber,
        domain: String,
    },
    Found {
        domain: String,
        directory: FoundDirectory,
    },
    NotFound {
        domain: String,
        problem: Problem,
    },
}

impl Questions {
    pub(crate) fn operation(&self) -> Option<OperationNumber> {
        match self.look_up {
            LookUp::Running { operation, .. } => Some(operation),
            LookUp::NotAsked | LookUp::Found { .. } | LookUp::NotFound { .. } => None,
        }
    }

    /// Asks for it, once a domain.
    pub(crate) fn look_for_directory(&mut self, world: &World<'_>) -> Vec<Effect> {
        let Some(mailbox) = &self.mailbox.value else { return Vec::new() };
        let domain = mailbox.domain().to_owned();
        let asked = match &self.look_up {
            LookUp::NotAsked => None,
            LookUp::Running { domain, .. } | LookUp::Found { domain, .. } | LookUp::NotFound { domain, .. } => {
                Some(domain)
            }
        };
        let Ok(tenant) = domain.parse::<Tenant>() else { return Vec::new() };
        if asked == Some(&domain) {
            return Vec::new();
        }
        let mut effects = self.cancel_directory();
        let operation = self.number();
        self.look_up = LookUp::Running { operation, domain };
        effects.push(Effect::FindDirectory { operation, provider: self.provided_by(world), tenant });
        effects
    }

    /// Ends that of the directory.
    pub(crate) fn cancel_directory(&mut self) -> Vec<Effect> {
        let running = self.operation();
        if running.is_some() {
            self.look_up = LookUp::NotAsked;
        }
        running.map(Effect::Cancel).into_iter().collect()
    }

    pub(crate) fn looked_up(
        &mut self,
        number: OperationNumber,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<Vec<Effect>, NotNow> {
        let LookUp::Running { operation, domain } = &self.look_up else { return Err(NotNow::Late) };
        if *operation != number {
            return Err(NotNow::Late);
        }
        let domain = domain.clone();
        self.look_up = match outcome {
            Outcome::DirectoryFound { tenant } => {
                LookUp::Found { domain, directory: FoundDirectory { tenant, at: now } }
            }
            Outcome::Failed(problem) => LookUp::NotFound { domain, problem },
            Outcome::SecretAccepted
            | Outcome::ExchangesFound(_)
            | Outcome::SignedIn(_)
            | Outcome::ProviderFound(_)
            | Outcome::NetworkReached { .. }
            | Outcome::AccessGiven(_)
            | Outcome::Approved { .. }
            | Outcome::Tested(_)
            | Outcome::Saved { .. }
            | Outcome::SheetWritten { .. }
            | Outcome::ReminderWritten { .. }
            | Outcome::ScriptSaved { .. }
            | Outcome::TokenFileWritten { .. }
            | Outcome::TableWritten { .. } => return Err(NotNow::NotHere),
        };
        Ok(Vec::new())
    }
}

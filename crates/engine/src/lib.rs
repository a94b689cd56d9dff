//! Carries out effects and feeds results back; owns the secrets; the one room of ours that starts tasks.
//!
//! [`Engine`] is a running set-up assistant without a face: the window, the terminal and the tests give it answers and
//! show its screens. [`Workplace`] says with what it works; the practice office is a second workplace, never a question asked
//! in here. What it needs from outside stands in [`ports`].

mod beginning;
pub mod by_script;
mod checking;
mod compare;
mod copied;
pub mod deleting;
mod desk;
mod effects;
mod explained;
pub mod found;
pub mod live;
mod opening;
pub mod operations;
mod paste;
pub mod ports;
mod practising;
mod records;
mod removal;
pub mod report;
pub mod saving;
pub mod script;
pub mod secrets;
mod setting_up;
mod settings;
mod sheet;
pub mod system;
mod table;
#[cfg(feature = "test-provider")]
mod test_provider;
mod token_file;
pub mod way;
mod workplace;

/// What is shown and answered: the contract of the window and the terminal.
pub mod screens {
    pub use sendoff_journey::{
        Action, Answer, Block, Button, ButtonTone, ChoiceId, CopyRow, CopyRows, DoneBy, Field, FieldName, Finding,
        Findings, Mark, PageName, PracticeFault, ProblemView, RailItem, RecipePress, Said, Screen, Script, ScriptPress,
        Status, StatusTone, SummaryRow, Surface, TickId, Unseen,
    };
}

pub use desk::{Ended, Engine, NotTaken, PracticeDoor};
pub use practising::Practice;
pub use sendoff_journey::PracticeMailboxes;
pub use sendoff_ledger::{OneFile, Opened, default_folder};
pub use sendoff_recipes::{Addresses, MailServer, MailServers, ProviderId};
pub use sendoff_vault::PracticeKeychain;
pub use setting_up::{NoWorkplace, PracticeOffice, WorkplaceSettings, address_at_free_port};
pub use settings::Remembered;
#[cfg(feature = "test-provider")]
pub use test_provider::NoTestProvider;
pub use workplace::{Ports, Workplace};

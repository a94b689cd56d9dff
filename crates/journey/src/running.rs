//! The one operation that is under way, what it is for, and what it has told.

use jiff::Timestamp;
use sendoff_problem::Problem;
use sendoff_recipes::{NetworkPlace, ProviderNames};
use sendoff_values::{MailAddress, OperationNumber, Stage, StageState, StepId, Tenant};

use crate::{
    approval::Registration,
    event::{StageDetail, StageReport},
    prepare::SecretKey,
    proof::Credentials,
};

/// What the person is after; one goal may take several operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// Nothing at the moment: checks that run beside the page.
    Background,
    /// To be signed in.
    SignIn,
    /// To know what the provider is.
    Provider,
    /// To know whether computers can be reached.
    Network,
    /// An administrator's approval.
    Approval,
    /// A test message.
    Test,
    /// A saved connection.
    Save,
    /// The sheet as a file.
    Sheet,
    /// The calendar file.
    Reminder,
    /// A script as a file.
    Script,
    /// The file from which the application reads access.
    TokenFile,
    /// The application's own table as a file.
    Table,
}

impl Goal {
    /// Whether it ends with a file that the person finds a place for. Stopping that is no trouble.
    pub(crate) const fn writes_a_file(self) -> bool {
        matches!(self, Self::Sheet | Self::Reminder | Self::Script | Self::TokenFile | Self::Table)
    }
}

/// One operation, with the values it was begun with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    FindDirectory(Tenant),
    FindProvider(ProviderNames),
    CheckSecret(SecretKey),
    SignIn(Credentials),
    CheckNetwork(Vec<NetworkPlace>),
    GetAccess(Credentials),
    Approve {
        registration: Registration,
        page: StepId,
    },
    SendTest {
        to: MailAddress,
        /// With what; the test goes with them.
        credentials: Credentials,
    },
    Save,
    WriteSheet,
    WriteReminder,
    WriteTokenFile,
    WriteTable,
    /// The script that is shown on this step.
    SaveScript(StepId),
}

impl Task {
    /// The page on which the person watches it.
    pub(crate) const fn page(&self) -> StepId {
        match self {
            Self::FindDirectory(_) | Self::CheckSecret(_) | Self::SignIn(_) | Self::GetAccess(_) => StepId::SignIn,
            Self::FindProvider(_) => StepId::Provider,
            Self::CheckNetwork(_) => StepId::Network,
            Self::Approve { page, .. } => *page,
            Self::SendTest { .. } => StepId::Test,
            Self::Save => StepId::Save,
            Self::WriteSheet | Self::WriteReminder | Self::WriteTokenFile | Self::WriteTable => StepId::HandOver,
            Self::SaveScript(step) => *step,
        }
    }
}

/// The operation under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Running {
    pub(crate) operation: OperationNumber,
    pub(crate) task: Task,
    pub(crate) goal: Goal,
    pub(crate) since: Timestamp,
    /// When the provider is asked again.
    pub(crate) again_at: Option<Timestamp>,
    /// What the person pasted from the browser was, when it did not end the wait.
    pub(crate) judged: Option<Problem>,
}

impl Running {
    /// Whether the person is in the browser.
    pub(crate) const fn is_in_browser(&self) -> bool {
        matches!(self.task, Task::SignIn(_) | Task::Approve { .. })
    }

    /// Whether the person waits for it.
    pub(crate) fn is_awaited(&self) -> bool {
        self.goal != Goal::Background
    }
}

/// One stage as it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StageLog {
    pub(crate) part: u8,
    pub(crate) stage: Stage,
    pub(crate) state: StageState,
    pub(crate) since: Option<Timestamp>,
    pub(crate) at: Option<Timestamp>,
    pub(crate) detail: StageDetail,
}

/// The stages of the pages where something goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Logs {
    pub(crate) sign_in: Vec<StageLog>,
    pub(crate) provider: Vec<StageLog>,
    pub(crate) network: Vec<StageLog>,
    /// Of an approval on a page of its own.
    pub(crate) approval: Vec<StageLog>,
    pub(crate) test: Vec<StageLog>,
    pub(crate) save: Vec<StageLog>,
}

impl Logs {
    /// The log of the page, where it has one.
    pub(crate) fn of(&mut self, page: StepId) -> Option<&mut Vec<StageLog>> {
        if page == StepId::SignIn {
            Some(&mut self.sign_in)
        } else if page == StepId::Provider {
            Some(&mut self.provider)
        } else if page == StepId::Network {
            Some(&mut self.network)
        } else if page == StepId::Approval {
            Some(&mut self.approval)
        } else if page == StepId::Test {
            Some(&mut self.test)
        } else if page == StepId::Save {
            Some(&mut self.save)
        } else {
            None
        }
    }
}

/// The operation was stopped: nothing of it works any more.
pub(crate) fn settle(log: &mut [StageLog], at: Timestamp) {
    for entry in log.iter_mut().filter(|entry| entry.state == StageState::Working) {
        (entry.state, entry.at, entry.detail) = (StageState::Skipped, Some(at), StageDetail::None);
    }
}

/// Writes a report into the log.
pub(crate) fn note(log: &mut Vec<StageLog>, report: &StageReport) {
    let position = log.iter().position(|entry| (entry.part, entry.stage) == (report.part, report.stage));
    let index = position.unwrap_or_else(|| {
        log.push(StageLog {
            part: report.part,
            stage: report.stage,
            state: StageState::Waiting,
            since: None,
            at: None,
            detail: StageDetail::None,
        });
        log.len() - 1
    });
    let entry = &mut log[index];
    entry.state = report.state;
    entry.detail = report.detail.clone();
    match report.state {
        StageState::Working => entry.since = entry.since.or(Some(report.at)),
        StageState::Done | StageState::Failed | StageState::Skipped => entry.at = Some(report.at),
        StageState::Waiting => {}
    }
}

/// An operation that failed, to be explained on the page of its goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) problem: Problem,
    pub(crate) goal: Goal,
    pub(crate) page: StepId,
}

/// The person came to a step to mend something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Errand {
    pub(crate) problem: Problem,
    pub(crate) goal: Goal,
    pub(crate) step: StepId,
}

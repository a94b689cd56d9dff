//! What a route reports while it works and in the end.

use std::time::Duration;

use sendoff_problem::Problem;
use sendoff_values::{Stage, StageState};
use tokio::time::Instant;

use crate::{Account, Transcript};

/// One stage began, or ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageReport {
    /// Which.
    pub stage: Stage,
    /// How far it is.
    pub state: StageState,
    /// How long this stage has taken; zero when it begins.
    pub elapsed: Duration,
}

/// How a test ended.
#[derive(Clone, Debug)]
pub struct TestReport {
    /// `Ok` only if the provider said that it took the message over.
    pub outcome: Result<Accepted, Problem>,
    /// What was said, without secrets.
    pub transcript: Transcript,
}

/// The provider took the message over: it is queued, not yet delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The message's own `Message-ID`, with its angle brackets.
    pub message_id: String,
    /// The provider's name for the request that took it.
    pub request_id: Option<String>,
    /// Whose access it was.
    pub account: Account,
}

/// How a look into a mailbox ended.
#[derive(Clone, Debug)]
pub struct LookReport {
    /// `Ok` only if the provider showed what was looked for.
    pub outcome: Result<Looked, Problem>,
    /// What was said, without secrets.
    pub transcript: Transcript,
}

/// What was seen. Nothing in the mailbox was changed, and nothing but this was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Messages in the inbox, where the provider says how many.
    pub messages: Option<u32>,
    /// The header of the newest message; `None` when the inbox is empty.
    pub header: Option<Header>,
    /// Calendars, where they were asked for.
    pub calendars: Option<u32>,
}

/// What is taken from the header of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Its `Message-ID` with the angle brackets; messages without one exist.
    pub message_id: Option<String>,
}

/// Walks through stages, one at a time, and reports each.
pub(crate) struct Stages<'a> {
    report: &'a mut (dyn FnMut(StageReport) + Send),
    current: Option<(Stage, Instant)>,
}

impl<'a> Stages<'a> {
    pub(crate) fn new(report: &'a mut (dyn FnMut(StageReport) + Send)) -> Self {
        Self { report, current: None }
    }

    /// Which stage is under way.
    pub(crate) fn current(&self) -> Option<Stage> {
        self.current.map(|(stage, _)| stage)
    }

    pub(crate) fn begin(&mut self, stage: Stage) {
        self.current = Some((stage, Instant::now()));
        (self.report)(StageReport { stage, state: StageState::Working, elapsed: Duration::ZERO });
    }

    /// Ends the stage that is under way.
    pub(crate) fn end(&mut self, state: StageState) {
        if let Some((stage, since)) = self.current.take() {
            (self.report)(StageReport { stage, state, elapsed: since.elapsed() });
        }
    }
}

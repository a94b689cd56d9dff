//! How an operation tells of its stages.

use std::sync::Arc;

use jiff::Timestamp;
use sendoff_journey::{Event, StageDetail, StageReport};
use sendoff_values::{OperationNumber, Stage, StageState};
use tokio::sync::mpsc;

use crate::ports::Clock;

/// The voice of one operation: everything it says carries its number.
#[derive(Clone)]
pub struct Reporter {
    operation: OperationNumber,
    part: u8,
    clock: Arc<dyn Clock>,
    events: mpsc::UnboundedSender<Event>,
}

impl Reporter {
    /// A voice for `operation`.
    pub fn new(operation: OperationNumber, clock: Arc<dyn Clock>, events: mpsc::UnboundedSender<Event>) -> Self {
        Self { operation, part: 0, clock, events }
    }

    /// The same voice for this part of a test, counted from 0.
    pub fn of_part(&self, part: u8) -> Self {
        Self { part, ..self.clone() }
    }

    /// The stage has begun.
    pub fn working(&self, stage: Stage) {
        self.say(stage, StageState::Working, StageDetail::None);
    }

    /// The stage has ended well.
    pub fn done(&self, stage: Stage) {
        self.say(stage, StageState::Done, StageDetail::None);
    }

    /// The stage ended the operation.
    pub fn failed(&self, stage: Stage) {
        self.say(stage, StageState::Failed, StageDetail::None);
    }

    /// The stage is in `state`, and this is known of it.
    pub fn say(&self, stage: Stage, state: StageState, detail: StageDetail) {
        let report =
            StageReport { operation: self.operation, part: self.part, stage, state, at: self.clock.now(), detail };
        self.tell(Event::Stage(report));
    }

    /// Tells the journey anything else. When nobody listens any more, the program is ending.
    pub fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// The number.
    pub fn operation(&self) -> OperationNumber {
        self.operation
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

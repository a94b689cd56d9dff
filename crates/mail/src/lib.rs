//! Builds the test message and sends it by the route the application will use, stage by stage, with a redacted transcript.
//!
//! A route takes an access and a message, reports each [`StageReport`], and ends in a [`TestReport`]. It never sends a
//! message a second time once its bytes may have left. How often a person may send, and what the words are, is decided
//! elsewhere.

mod graph;
mod message;
mod stage;
mod transcript;

pub use graph::{Account, GraphRoute};
pub use message::{Mark, NotAMessage, TestMessage, WRITTEN_BY};
pub use stage::{Accepted, StageReport, TestReport};
pub use transcript::{Line, LineKey, Speaker, Transcript};

//! Builds the test message and sends it by the route the application will use, stage by stage, with a redacted transcript;
//! looks into a mailbox the same way.
//!
//! A route takes an access and a message, reports each [`StageReport`], and ends in a [`TestReport`]. It never sends a
//! message a second time once its bytes may have left. A look changes nothing and ends in a [`LookReport`]. What a mail
//! server's refusal means is data and is passed in. How often a person may send, and what the words are, is decided
//! elsewhere.

mod access;
mod asking;
mod dialogue;
mod gmail;
mod graph;
mod message;
mod read;
mod smtp;
mod stage;
mod transcript;

pub use access::{Credential, Mechanism};
pub use gmail::GmailRoute;
pub use graph::{Account, GraphRoute, Look, Owner};
pub use message::{Mark, NotAMessage, TestMessage, WRITTEN_BY};
pub use read::{ReadProtocol, ReadRoute};
pub use smtp::{Security, SmtpRoute};
pub use stage::{Accepted, Header, LookReport, Looked, StageReport, TestReport};
pub use transcript::{Line, LineKey, Speaker, Transcript};

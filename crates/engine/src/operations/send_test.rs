//! Sends the test message by Graph. Accepted means that the server said so.

use jiff::Timestamp;
use sendoff_journey::{Sent, TestPlan, TranscriptLine};
use sendoff_mail::{GraphRoute, Mark, Speaker, TestMessage, Transcript};
use sendoff_problem::Problem;
use sendoff_values::AccessToken;

use crate::{report::Reporter, way::Way};

/// The version whose behaviour is documented and supported (learn.microsoft.com/graph/versioning-and-support).
const GRAPH_VERSION: &str = "/v1.0";

/// Sends `plan`'s message with `access`. `mark` is 16 random bytes for the message's own names.
///
/// # Errors
/// If the server did not accept it, or nobody can know.
pub async fn send(
    way: &Way,
    plan: &TestPlan,
    access: &AccessToken,
    mark: [u8; 16],
    now: Timestamp,
    reporter: &Reporter,
) -> Result<Sent, Problem> {
    let message = TestMessage::worded(&plan.from, &plan.to, &plan.subject, &plan.body, now, Mark(mark))?;
    let mut base = way.provider.graph().clone();
    base.set_path(GRAPH_VERSION);
    let route = GraphRoute { wire: &way.wire, base: &base };
    let mut tell = |stage: sendoff_mail::StageReport| {
        reporter.say(stage.stage, stage.state, sendoff_journey::StageDetail::None);
    };
    let report = route.send(access, &message, &mut tell).await;
    let accepted = report.outcome?;
    Ok(Sent { message_id: accepted.message_id, transcript: lines(&report.transcript) })
}

fn lines(transcript: &Transcript) -> Vec<TranscriptLine> {
    let line = |line: &sendoff_mail::Line| TranscriptLine { ours: line.speaker == Speaker::Us, text: line.raw.clone() };
    transcript.lines.iter().map(line).collect()
}

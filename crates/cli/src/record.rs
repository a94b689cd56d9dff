//! What the office of a rehearsal has handed out, written where a test wants it, so that the test knows what to look for; and what
//! the rooms would log at their most talkative, which the terminal otherwise keeps to itself. Only a build with the feature
//! `test-record` has this file; no released one does, and the tests look for [`VARIABLE`] in it.

use std::fs;

use sendoff_practice::RunningOffice;
use tracing_subscriber::EnvFilter;

use crate::NotFoundOut;

/// Names the file.
const VARIABLE: &str = "SENDOFF_TEST_RECORD";

/// One line for each value: its kind and the value, separated by a tab.
#[expect(clippy::disallowed_methods, reason = "the one setting of a build that no person ever has")]
pub(crate) fn write(office: &RunningOffice) -> Result<(), NotFoundOut> {
    let Ok(file) = std::env::var(VARIABLE) else { return Ok(()) };
    let all = office.office().handed_out();
    let lines: Vec<String> = all.iter().map(|one| format!("{:?}\t{}", one.kind, one.value)).collect();
    fs::write(file, lines.join("\n")).map_err(|error| NotFoundOut::because("the record cannot be written", &error))
}

/// Writes every line that a room logs to standard error, and of other people's crates what the window's log would have of them.
pub(crate) fn log() {
    tracing_subscriber::fmt().with_env_filter(EnvFilter::new("warn,sendoff=trace")).with_writer(std::io::stderr).init();
}

//! What is given to the page, as a test reads it: every word of it is written down where the test wants it. Only a build with the
//! feature `test-provider` does so; in every other this does nothing.

use serde::Serialize;

/// Names the file.
#[cfg(feature = "test-provider")]
const VARIABLE: &str = "SENDOFF_TEST_IPC";

/// Adds one line of JSON.
#[cfg(feature = "test-provider")]
#[expect(clippy::disallowed_methods, reason = "a setting of a build that no person ever has")]
pub(crate) fn given<T: Serialize>(what: &T) {
    use std::{fs::OpenOptions, io::Write};
    let Ok(file) = std::env::var(VARIABLE) else { return };
    let line = serde_json::to_string(what).unwrap_or_default() + "\n";
    let written =
        OpenOptions::new().create(true).append(true).open(file).and_then(|mut file| file.write_all(line.as_bytes()));
    if let Err(error) = written {
        tracing::error!(%error, "the test reads less than the page is given");
    }
}

#[cfg(not(feature = "test-provider"))]
pub(crate) fn given<T: Serialize>(_what: &T) {}

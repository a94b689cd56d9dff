//! Shared by the tests: finding the programs that were built, starting them, and stopping what was started.

pub mod canaries;
pub mod connections;
pub mod faults;
pub mod ports;
pub mod rims;
#[cfg(target_os = "linux")]
pub mod servers;
pub mod stranger;

use std::{
    env,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

/// A program that cargo has built beside this test: `sendoff`, `sendoff-desktop`.
///
/// # Panics
/// If it has not been built; `cargo xtask test` builds it first.
pub fn program(name: &str) -> PathBuf {
    let here = env::current_exe().unwrap_or_default();
    let folder = here.ancestors().nth(2).map(PathBuf::from).unwrap_or_default();
    let path = folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
    assert!(path.is_file(), "{} is not built: cargo build --bins", path.display());
    path
}

/// A `sendoff practice serve` of this test's own; it ends with the value.
pub struct Serving {
    child: Child,
    announcement: String,
}

impl Serving {
    /// Starts one with these further arguments and waits for its line of JSON.
    ///
    /// # Panics
    /// If it does not start or prints nothing.
    pub fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(program("sendoff"))
            .args(["practice", "serve", "--json"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("sendoff does not start: {error}"));
        let mut announcement = String::new();
        let output = child.stdout.take().unwrap_or_else(|| panic!("sendoff has no output"));
        let read = BufReader::new(output).read_line(&mut announcement);
        assert!(matches!(read, Ok(bytes) if bytes > 0), "the practice office announced nothing");
        Self { child, announcement }
    }

    /// The one line of JSON with its addresses.
    pub fn announcement(&self) -> &str {
        &self.announcement
    }

    /// The same, read.
    ///
    /// # Panics
    /// If it is no JSON.
    pub fn addresses(&self) -> serde_json::Value {
        serde_json::from_str(&self.announcement).unwrap_or_else(|error| panic!("{error}: {}", self.announcement))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! Another program of the same user at a process of ours. Where the tests run as root, whom nothing is refused, our program
//! and the stranger run as nobody.
#![cfg(unix)]

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::program;

/// The user `nobody` of Linux (kernel.overflowuid).
const NOBODY: u32 = 65_534;

/// Runs the command as a user without rights.
pub fn without_rights(command: &mut Command) -> &mut Command {
    if is_root() { command.uid(NOBODY).gid(NOBODY) } else { command }
}

/// Gives a folder and all that is in it to that user.
///
/// # Panics
/// If it cannot be given away.
pub fn give(folder: &Path) {
    if is_root() {
        let given = Command::new("chown").args(["-R", &format!("{NOBODY}:{NOBODY}")]).arg(folder).status();
        assert!(given.is_ok_and(|status| status.success()), "{} is given away", folder.display());
    }
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// The programs where every user may run them.
pub struct Stranger(TempDir);

impl Stranger {
    /// Copies them there.
    ///
    /// # Panics
    /// If they are not built.
    pub fn with(programs: &[&str]) -> Self {
        let folder = TempDir::new().unwrap_or_else(|error| panic!("a temporary folder: {error}"));
        for name in programs.iter().chain(&["stranger"]) {
            let copied = fs::copy(program(name), folder.path().join(name));
            assert!(copied.is_ok(), "{name}: {copied:?}");
        }
        let open = fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755));
        assert!(open.is_ok(), "{open:?}");
        Self(folder)
    }

    /// Where a program is.
    pub fn program(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The ways in which the stranger gets at a process: of `environment`, `memory`, `root folder`, `open files`, `attaching`.
    ///
    /// # Panics
    /// If the stranger cannot be started.
    pub fn gets_at(&self, process: u32) -> Vec<String> {
        let mut stranger = Command::new(self.program("stranger"));
        let told = without_rights(stranger.arg(process.to_string())).output();
        let told = told.unwrap_or_else(|error| panic!("the stranger: {error}"));
        assert!(told.status.success(), "the stranger looked: {}", String::from_utf8_lossy(&told.stderr));
        String::from_utf8_lossy(&told.stdout).lines().map(str::to_owned).collect()
    }
}

/// All ways there are.
pub const WAYS: [&str; 5] = ["environment", "memory", "root folder", "open files", "attaching"];

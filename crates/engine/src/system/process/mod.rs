//! Closes this process to the other programs of the same user: nobody attaches to it, nobody reads its memory or its
//! environment, and a crash leaves no core (promise 19).
//!
//! It raises the cost and promises no more: malware that runs as the same user has other ways.

use std::sync::{Mutex, PoisonError};

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "elsewhere.rs"]
mod system;

/// The system did not do it.
#[derive(Debug, thiserror::Error)]
#[error("this process stays open to other programs of the same user: {0}")]
pub struct StaysOpen(String);

/// Who is let look at the moment, once the process is closed.
struct Door {
    closed: bool,
    lookers: usize,
}

static DOOR: Mutex<Door> = Mutex::new(Door { closed: false, lookers: 0 });

/// Closes the process. The first thing a program does, before there is a secret.
///
/// # Errors
/// If the system refuses; the program can go on as it is.
pub fn close_to_others() -> Result<(), StaysOpen> {
    let mut door = DOOR.lock().unwrap_or_else(PoisonError::into_inner);
    system::close().map_err(|error| StaysOpen(error.to_string()))?;
    door.closed = true;
    Ok(())
}

/// While this lives, the services of the desktop may look at the process; afterwards it is closed again.
///
/// On Linux a portal looks into `/proc/PID/root` of whoever asks for a file dialog or a setting, and refuses whom it cannot look at
/// (flatpak/xdg-desktop-portal; bitwarden/clients issue 20915, 2026). Even then no core is left.
#[must_use]
pub struct Ajar(());

/// Leaves the door ajar, if it was closed.
pub fn leave_ajar() -> Ajar {
    let mut door = DOOR.lock().unwrap_or_else(PoisonError::into_inner);
    if door.closed && door.lookers == 0 {
        turn(true);
    }
    door.lookers += 1;
    Ajar(())
}

impl Drop for Ajar {
    fn drop(&mut self) {
        let mut door = DOOR.lock().unwrap_or_else(PoisonError::into_inner);
        door.lookers -= 1;
        if door.closed && door.lookers == 0 {
            turn(false);
        }
    }
}

fn turn(ajar: bool) {
    if let Err(error) = system::let_look(ajar) {
        tracing::warn!(%error, ajar, "who may look at this process does not change");
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    /// One test: all of it is about this one process.
    #[test]
    fn closed_ajar_as_long_as_anybody_looks_and_closed_again() {
        drop(leave_ajar());
        assert!(system::may_be_looked_at(), "a process that was never closed stays as it is");
        close_to_others().unwrap();
        assert!(!system::may_be_looked_at());
        let (first, second) = (leave_ajar(), leave_ajar());
        assert!(system::may_be_looked_at());
        drop(first);
        assert!(system::may_be_looked_at(), "the second still looks");
        drop(second);
        assert!(!system::may_be_looked_at());
        close_to_others().unwrap();
        assert!(!system::may_be_looked_at(), "closing twice is closing");
    }
}

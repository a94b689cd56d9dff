//! Starts a program of the desktop and tells whether it came up.

use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// After this, a program that has not failed counts as having come up: xdg-open runs as long as what it started.
const JUDGED_AFTER: Duration = Duration::from_secs(2);

/// How often it is looked at meanwhile.
const LOOK: Duration = Duration::from_millis(50);

/// Starts it, without anything of ours to read from or write to; whether it runs, or ended well.
pub(super) async fn runs(mut program: Command) -> bool {
    program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match program.spawn() {
        Ok(child) => judge(child).await,
        Err(_) => false,
    }
}

async fn judge(mut child: Child) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < JUDGED_AFTER {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => tokio::time::sleep(LOOK).await,
            Err(_) => return false,
        }
    }
    // Somebody must take its exit status, or it stays as a zombie.
    std::thread::spawn(move || child.wait());
    true
}

//! The real window: `sendoff-desktop` on a virtual display, driven through WebDriver like a person at it.
//!
//! The display, the session bus, the keychain, the browser and the clipboard are this test's own, so that nothing of the machine
//! is touched. The real path is walked against an office of the test's own by a build that lets a test name the office
//! (feature `test-provider`); everything else of it is the released program's.
#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test may fail where it stands, and says what it counted"
)]

mod builds;
mod canaries;
mod chromium;
mod clipboard;
mod closed;
mod clouds;
mod console;
mod driver;
mod faults;
mod first_paint;
mod first_run;
mod google;
mod handed_over;
mod hands;
mod hostile;
mod keyboard;
mod keys;
mod look;
mod office;
mod opened;
mod person;
mod practice;
mod revive;
mod scene;
mod shared_screen;
mod sharing;
mod stage;
mod told;
mod tour;
mod watching;
mod ways;

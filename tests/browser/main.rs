//! The listener before a real browser: Chromium, headless, with a profile of its own, driven through WebDriver.
//!
//! A provider's https page and a stranger's page are served on loopback under names that Chromium is told to resolve there;
//! every other name leads to the same server too, so that a request to a third party would be seen. The listener is ours,
//! with the attempt of a real sign-in.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test may fail where it stands, start a task and read the environment, and says what it counted"
)]

mod attempt;
mod chromium;
mod history;
mod hostile;
mod look;
mod paste;
mod web;

//! The listener of a real process: from where it can be reached, what a kill, a stop and a lack of files or ports leave, and
//! what becomes of a sign-in whose browser does not open.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test may fail where it stands and read the environment, and says what it counted"
)]

mod opener;
mod peer_process;
mod race;
mod reach;
mod scarce;
mod stopped;

/// Whether everything is to be counted whole.
fn deep() -> bool {
    std::env::var("SENDOFF_DEEP").is_ok()
}

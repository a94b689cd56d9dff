//! The vault on a real gnome-keyring, each test on a computer of its own. A program that is missing fails the test.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where its ground is missing")]
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

mod computer;
mod folders;
mod kills;
mod states;
mod steps;
mod trouble;
mod two;
mod walks;

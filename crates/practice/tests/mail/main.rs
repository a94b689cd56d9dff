//! The mail servers of the office, spoken to by raw sockets and, where there is one, by Python's own libraries.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test that cannot go on has failed; it looks at the faults of the mail servers and leaves the rest"
)]

#[path = "../common/mod.rs"]
mod common;

mod faults;
mod imap;
mod pop3;
mod python;
mod smtp;
mod switches;
mod wire;

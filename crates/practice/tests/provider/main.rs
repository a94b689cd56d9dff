//! The mail provider without directories: found by its document, signed in to, and its access used for mail.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test that cannot go on has failed; it looks at the faults of a provider and leaves the rest"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../mail/wire.rs"]
#[allow(dead_code, reason = "the mail servers' own tests use all of it")]
mod wire;

mod counter;
mod faults;
mod mail;
mod pages;
mod refusals;
mod way;

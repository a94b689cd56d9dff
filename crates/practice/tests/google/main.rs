//! Google: a project made in the console, signed in to, and its access used.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test that cannot go on has failed; it looks at what Google does and leaves the rest"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../mail/wire.rs"]
#[allow(dead_code, reason = "the mail servers' own tests use all of it")]
mod wire;

mod admin;
mod audience;
mod console;
mod counter;
mod faults;
mod gmail;
mod lives;
mod mail;
mod mail_faults;
mod refusals;
mod way;

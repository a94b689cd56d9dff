//! The script face as another program sees it: its JSON, its exit codes, a whole set-up, and every fault explained,
//! mended and got past.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may stop at once and say why"
)]

mod accounts;
mod approval;
mod by_script;
mod closed;
mod elsewhere;
mod faults;
mod recipes;
mod rehearsal;
mod script;
mod ways;

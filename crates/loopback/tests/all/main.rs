//! The listener as a network sees it: raw bytes over real sockets.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests; the tables print how many rows they have"
)]

mod alone;
mod approval;
mod ends;
mod forged;
mod hostile;
mod reach;
mod site;
mod slow;
mod table;
mod true_answers;

//! OAuth as the rest of the program meets it: requests to the byte, answers by the table.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests; the tables print how many rows they have"
)]

mod approval;
mod callback;
mod client;
mod identity;
mod issuers;
mod properties;
mod requests;
mod tokens;

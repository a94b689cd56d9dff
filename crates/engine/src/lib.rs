//! Carries out effects and feeds results back; owns the secrets; the one room of ours that starts tasks.
//!
//! [`Engine`] is a running set-up assistant without a face: the window, the terminal and the tests give it answers and
//! show its screens. [`Workplace`] says with what it works; the practice office is a second workplace, never a question asked
//! in here. What it needs from outside stands in [`ports`].

pub mod live;
pub mod operations;
pub mod ports;
pub mod report;
pub mod saving;
pub mod secrets;
pub mod way;

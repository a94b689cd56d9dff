//! The portal as a person uses it: by the words on its pages. What is done there is looked up in the office afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod cloud_shell;
mod desk;
mod hostile;
mod manifest;
mod mending;
mod pages;
mod preparation;
mod refusals;
mod secrets;
mod sign_in;
mod strangers;

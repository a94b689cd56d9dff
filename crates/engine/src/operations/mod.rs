//! What the engine carries out: one file an operation. Each takes checked values and gives an outcome; stages are told
//! on the way by a [`Reporter`](crate::report::Reporter). Dropping an operation's future ends it cleanly.

pub mod access;
pub mod approval;
pub mod by_key;
pub mod check;
pub mod directory;
pub mod network;
pub mod provider;
pub mod sign_in;
pub mod test;

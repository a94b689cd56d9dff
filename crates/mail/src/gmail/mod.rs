//! Gmail by its own API: `POST /gmail/v1/users/me/messages/send`, which is all that the permission to send allows.
//!
//! Sources: developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/send and
//! developers.google.com/workspace/gmail/api/guides/handle-errors (read 2026-11-21).

mod refusal;
mod send;

pub use send::GmailRoute;

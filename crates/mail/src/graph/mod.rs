//! Microsoft Graph: sending (`GET /me`, then `POST /me/sendMail` in MIME form) and looking (`GET /me/messages`, `GET /me/calendars`).
//! An application without a person does the same under `/users/ADDRESS`, without asking who it is.
//!
//! Sources: learn.microsoft.com/graph/api/user-get, user-sendmail, user-list-messages and user-list-calendars,
//! learn.microsoft.com/graph/errors (read 2026-11-21).

mod account;
mod look;
mod refusal;
mod route;
mod send;

pub use account::Account;
pub use look::Look;
pub use route::{GraphRoute, Owner};

//! Sending by Microsoft Graph: `GET /me`, then `POST /me/sendMail` in MIME form.
//!
//! Sources: learn.microsoft.com/graph/api/user-get and user-sendmail, learn.microsoft.com/graph/errors (read 2026-11-21).

mod account;
mod refusal;
mod route;

pub use account::Account;
pub use route::GraphRoute;

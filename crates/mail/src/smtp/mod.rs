//! Sending by SMTP submission (RFC 6409) with an access token, encrypted from the sign-in on.
//!
//! Sources: RFC 5321 (SMTP), RFC 3207 (STARTTLS), RFC 4954 (AUTH), RFC 8314 (implicit TLS), RFC 7628 and the vendors' pages
//! on XOAUTH2 named at [`Mechanism`](crate::Mechanism).

mod dots;
mod offers;
mod reply;
mod route;
mod session;

pub use route::{Security, SmtpRoute};

//! Real servers that nobody here wrote, on this computer alone: oidc-provider signs people in, Dovecot holds their mailboxes, Postfix
//! takes their mail and delivers it there. Dovecot and Postfix believe a token only after asking the provider about it.
//!
//! A [`Stack`] is one of each, at an address of its own under 127.0.0.0/8, with certificates of its own, in a folder and a process
//! namespace of its own. When the stack is dropped, or the process that made it ends however it may, the kernel ends every server and the
//! folder goes. A server that does not start fails the test with the end of its log.
//!
//! What was chosen and why: docs/decisions/servers.md.
#![expect(clippy::expect_used, reason = "a test ends where its ground is missing")]

mod certificates;
mod clients;
mod configuration;
mod keeper;
mod people;
mod ports;
mod readiness;
mod secrets;
mod stack;
mod tokens;

pub use certificates::Authority;
pub use clients::{Client, Mechanism, Security, Told};
pub use people::{Scope, User};
pub use ports::Ports;
pub use stack::{Server, Settings, Stack};
pub use tokens::{Answer, Application, Refusal, SentTo, Tokens};

/// Where the provider is. The name leads to the stack's address for those who ask its [`Stack::names`].
pub const PROVIDER_HOST: &str = "login.example.test";

/// Where mail is read and taken.
pub const MAIL_HOST: &str = "mail.example.test";

/// The directory of everybody, which the provider's name for itself holds, and which has an ID beside its domain, as at Microsoft.
pub const DIRECTORY: &str = "3f0c8e52-6a71-4d0b-9c5e-7d1b2a94c6e8";

/// The domain of every mailbox.
pub const DOMAIN: &str = "example.test";

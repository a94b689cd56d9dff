//! Looking into a mailbox by IMAP or POP3 with an access token: signs in, opens the inbox, reads one message's name.
//! Nothing is changed, no message is marked as read, and no content is asked for.
//!
//! Sources: RFC 3501 (IMAP), RFC 4959 (first answer in the command), RFC 1939, RFC 2449 and RFC 5034 (POP3), RFC 8314 (TLS from
//! the first byte), and the pages named at [`Mechanism`](crate::Mechanism).

mod header;
mod imap;
mod imap_answer;
mod pop;
mod route;

pub use route::{ReadProtocol, ReadRoute};

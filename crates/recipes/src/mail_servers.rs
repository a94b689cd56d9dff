//! The mail servers of a provider, by host and port.

use serde::Deserialize;

use crate::{
    provider::is_of_a_test,
    read::{Misfit, require},
};

/// Hosts that are shown an access token in a conversation about mail. Compiled in twice, as the others are.
const TRUSTED: &[&str] = &["smtp.office365.com", "outlook.office365.com"];

/// One server.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
}

/// The servers by which mail is sent and read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailServers {
    /// Submission: plain at first, then STARTTLS (RFC 3207).
    pub smtp: MailServer,
    /// IMAP, encrypted from the first byte (RFC 8314).
    pub imap: MailServer,
    /// POP3, encrypted from the first byte (RFC 8314).
    pub pop3: MailServer,
}

impl MailServers {
    /// All of them.
    pub fn all(&self) -> [&MailServer; 3] {
        [&self.smtp, &self.imap, &self.pop3]
    }

    pub(crate) fn check(&self) -> Result<(), Misfit> {
        let trusted = |server: &&MailServer| TRUSTED.contains(&server.host.as_str()) || is_of_a_test(&server.host);
        require(self.all().iter().all(trusted), "mail", "one is not a host that is trusted")
    }
}

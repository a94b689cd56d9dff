//! The mail servers of a provider, by host and port.

use serde::Deserialize;

use crate::{
    provider::{ProviderId, is_of_a_test, is_trusted},
    read::{Misfit, require},
};

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

    pub(crate) fn all_mut(&mut self) -> [&mut MailServer; 3] {
        [&mut self.smtp, &mut self.imap, &mut self.pop3]
    }

    pub(crate) fn check(&self, provider: ProviderId) -> Result<(), Misfit> {
        let trusted = |server: &&MailServer| is_trusted(provider, &server.host) || is_of_a_test(&server.host);
        require(self.all().iter().all(trusted), "mail", "one is not a host that is trusted")
    }
}

//! The mail servers of a provider, by host and port.

use sendoff_values::HostName;
use serde::{Deserialize, Serialize};

use crate::{
    probe::ProbeKind,
    provider::{ProviderId, is_of_a_test, is_trusted},
    read::{Misfit, require},
};

/// One server.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
}

impl MailServer {
    /// One by its name, perhaps with a port behind it; `port` where there is none.
    pub(crate) fn typed(text: &str, port: u16) -> Option<Self> {
        let (host, port) = match text.split_once(':') {
            Some((host, port)) => (host, port.parse().ok().filter(|port| *port > 0)?),
            None => (text, port),
        };
        let host: HostName = host.parse().ok()?;
        Some(Self { host: host.to_string(), port })
    }
}

/// The servers by which mail is sent and read, as far as there are any.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailServers {
    /// Submission: plain at first, then STARTTLS (RFC 3207).
    pub smtp: Option<MailServer>,
    /// IMAP, encrypted from the first byte (RFC 8314).
    pub imap: Option<MailServer>,
    /// POP3, encrypted from the first byte (RFC 8314).
    pub pop3: Option<MailServer>,
}

impl MailServers {
    /// The one by which this is tried.
    pub fn of(&self, probe: ProbeKind) -> Option<&MailServer> {
        match probe {
            ProbeKind::Smtp => self.smtp.as_ref(),
            ProbeKind::Imap => self.imap.as_ref(),
            ProbeKind::Pop3 => self.pop3.as_ref(),
            ProbeKind::GraphSend | ProbeKind::GraphMail | ProbeKind::GraphMailAndCalendars | ProbeKind::GmailSend => {
                None
            }
        }
    }

    /// All there are.
    pub fn all(&self) -> impl Iterator<Item = &MailServer> {
        [&self.smtp, &self.imap, &self.pop3].into_iter().flatten()
    }

    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = &mut MailServer> {
        [&mut self.smtp, &mut self.imap, &mut self.pop3].into_iter().flatten()
    }

    pub(crate) fn check(&self, provider: ProviderId) -> Result<(), Misfit> {
        let trusted = |server: &MailServer| is_trusted(provider, &server.host) || is_of_a_test(&server.host);
        require(self.all().count() == 3, "mail", "one is missing")?;
        require(self.all().all(trusted), "mail", "one is not a host that is trusted")
    }
}

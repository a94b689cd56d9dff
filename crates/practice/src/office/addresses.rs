//! Where everything of a running office is found.

use crate::directory::{Cloud, TenantId};
use crate::google;
use crate::mail::{AllMailPorts, MailPorts};
use std::net::SocketAddr;

/// The listeners: pages for a browser by plain http, everything a program talks to by TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    pages: SocketAddr,
    secure: SocketAddr,
    abroad: SocketAddr,
    mail: MailPorts,
    gmail: MailPorts,
    machine: SocketAddr,
    tenant: TenantId,
    cloud: Cloud,
}

impl Addresses {
    pub(crate) fn new(
        (pages, secure, abroad): (SocketAddr, SocketAddr, SocketAddr),
        mail: AllMailPorts,
        machine: SocketAddr,
        (tenant, cloud): (TenantId, Cloud),
    ) -> Self {
        Self { pages, secure, abroad, mail: mail.exchange, gmail: mail.gmail, machine, tenant, cloud }
    }

    /// The cloud the directory is in.
    pub fn cloud(&self) -> Cloud {
        self.cloud
    }

    /// Start of every secure address in the clouds the directory is not in, without a slash at the end.
    pub fn abroad(&self) -> String {
        format!("https://{}", self.abroad)
    }

    /// Start of every page's address, without a slash at the end.
    pub fn pages(&self) -> String {
        format!("http://{}", self.pages)
    }

    pub(crate) fn pages_port(&self) -> u16 {
        self.pages.port()
    }

    /// Start of every secure address, without a slash at the end.
    pub fn secure(&self) -> String {
        format!("https://{}", self.secure)
    }

    /// The directory's authority: `{authority}/v2.0/.well-known/openid-configuration` describes it.
    pub fn authority(&self) -> String {
        self.authority_of(self.tenant)
    }

    /// The authority of another directory.
    pub(crate) fn authority_of(&self, tenant: impl std::fmt::Display) -> String {
        format!("{}/{tenant}", self.secure())
    }

    /// The authorize endpoint: a page.
    pub fn authorize(&self) -> String {
        self.authorize_of(self.tenant)
    }

    pub(crate) fn authorize_of(&self, tenant: impl std::fmt::Display) -> String {
        format!("{}/{tenant}/oauth2/v2.0/authorize", self.pages())
    }

    /// The token endpoint.
    pub fn token(&self) -> String {
        self.token_of(self.tenant)
    }

    pub(crate) fn token_of(&self, tenant: impl std::fmt::Display) -> String {
        format!("{}/oauth2/v2.0/token", self.authority_of(tenant))
    }

    /// Graph, version 1.0: `{graph}/me/sendMail`.
    pub fn graph(&self) -> String {
        format!("{}/v1.0", self.secure())
    }

    /// Submission with STARTTLS; stands for smtp.office365.com, port 587.
    pub fn smtp(&self) -> SocketAddr {
        self.mail.smtp
    }

    /// Submission under TLS from the start (port 465), which Exchange Online does not offer.
    pub fn smtps(&self) -> SocketAddr {
        self.mail.smtps
    }

    /// IMAP under TLS; stands for outlook.office365.com, port 993.
    pub fn imap(&self) -> SocketAddr {
        self.mail.imap
    }

    /// POP3 under TLS; stands for outlook.office365.com, port 995.
    pub fn pop3(&self) -> SocketAddr {
        self.mail.pop3
    }

    /// Submission with STARTTLS; stands for smtp.gmail.com, port 587.
    pub fn google_smtp(&self) -> SocketAddr {
        self.gmail.smtp
    }

    /// Submission under TLS from the start; stands for smtp.gmail.com, port 465.
    pub fn google_smtps(&self) -> SocketAddr {
        self.gmail.smtps
    }

    /// IMAP under TLS; stands for imap.gmail.com, port 993.
    pub fn google_imap(&self) -> SocketAddr {
        self.gmail.imap
    }

    /// POP3 under TLS; stands for pop.gmail.com, port 995.
    pub fn google_pop3(&self) -> SocketAddr {
        self.gmail.pop3
    }

    /// The application's own machine, which takes connections under any name.
    pub fn machine(&self) -> SocketAddr {
        self.machine
    }

    /// Name resolution for the servers the office stands for (protocol facts 4.1 and 5.10): where a host and port of Microsoft's or
    /// Google's are found here. `None`: not one of them, and nothing answers there.
    pub fn resolve(&self, host: &str, port: u16) -> Option<SocketAddr> {
        let host = host.to_ascii_lowercase();
        match port {
            587 if host == self.cloud.smtp() => Some(self.mail.smtp),
            993 if host == self.cloud.mailbox() => Some(self.mail.imap),
            995 if host == self.cloud.mailbox() => Some(self.mail.pop3),
            587 if host == google::SMTP => Some(self.gmail.smtp),
            465 if host == google::SMTP => Some(self.gmail.smtps),
            993 if host == google::IMAP => Some(self.gmail.imap),
            995 if host == google::POP => Some(self.gmail.pop3),
            _ => None,
        }
    }

    /// The portal's first page.
    pub fn portal(&self) -> String {
        format!("{}/portal", self.pages())
    }

    /// Start of what programs ask of the mail provider without directories: its `https://HOST[/PATH]` is `{provider}/HOST[/PATH]`.
    pub fn provider(&self) -> String {
        format!("{}/provider", self.secure())
    }

    /// The same for what a browser opens.
    pub fn provider_pages(&self) -> String {
        format!("{}/provider", self.pages())
    }

    /// The page of the mail provider on which applications are registered.
    pub fn provider_applications(&self) -> String {
        format!("{}/provider-applications", self.pages())
    }

    /// Google's authorize endpoint: a page.
    pub fn google_authorize(&self) -> String {
        format!("{}/o/oauth2/v2/auth", self.pages())
    }

    /// Google's token endpoint.
    pub fn google_token(&self) -> String {
        format!("{}/token", self.secure())
    }

    /// The Gmail API with its version: `{gmail}/users/me/messages/send`.
    pub fn gmail(&self) -> String {
        format!("{}/gmail/v1", self.secure())
    }

    /// Start of the pages of Google's console: `{console}/projectcreate`.
    pub fn google_console(&self) -> String {
        format!("{}/google/console", self.pages())
    }

    /// Start of the pages of a Google Account: `{account}/connections`.
    pub fn google_account(&self) -> String {
        format!("{}/google/account", self.pages())
    }

    /// The inbox page; `{inbox}/messages?message_id=...` is the same for programs.
    pub fn inbox(&self) -> String {
        format!("{}/inbox", self.pages())
    }
}

//! Where everything of a running office is found.

use crate::directory::TenantId;
use std::net::SocketAddr;

/// The two listeners: pages for a browser by plain http, everything a program talks to by TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    pages: SocketAddr,
    secure: SocketAddr,
    tenant: TenantId,
}

impl Addresses {
    pub(crate) fn new(pages: SocketAddr, secure: SocketAddr, tenant: TenantId) -> Self {
        Self { pages, secure, tenant }
    }

    /// Start of every page's address, without a slash at the end.
    pub fn pages(&self) -> String {
        format!("http://{}", self.pages)
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

    /// The portal's first page.
    pub fn portal(&self) -> String {
        format!("{}/portal", self.pages())
    }

    /// The inbox page; `{inbox}/messages?message_id=...` is the same for programs.
    pub fn inbox(&self) -> String {
        format!("{}/inbox", self.pages())
    }
}

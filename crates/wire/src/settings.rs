//! What a [`Wire`](crate::Wire) is made from.

use std::{fmt, sync::Arc, time::Duration};

use sendoff_problem::{Details, Kind, Problem};
use url::Url;

use crate::{AllowedHosts, Names, SystemNames};

/// Everything that is decided when a wire is made; nothing of it changes afterwards.
#[derive(Clone, Debug)]
pub struct WireSettings {
    /// The hosts it may speak to.
    pub allowed: AllowedHosts,
    /// Whose certificates it believes.
    pub trust: Trust,
    /// Whether it goes through a proxy.
    pub proxy: ProxyChoice,
    /// How long and how much.
    pub limits: Limits,
    /// Who says which addresses a name has.
    pub names: Arc<dyn Names>,
}

impl WireSettings {
    /// For a provider on the internet: the computer's own trust, proxy and name resolution.
    pub fn provider(allowed: AllowedHosts) -> Self {
        Self::new(allowed, Trust::System, ProxyChoice::System)
    }

    /// For the practice office on this computer: its own certificate authority (PEM) and no proxy.
    pub fn practice(allowed: AllowedHosts, authority: Vec<u8>) -> Self {
        Self::new(allowed, Trust::Only(authority), ProxyChoice::Direct)
    }

    fn new(allowed: AllowedHosts, trust: Trust, proxy: ProxyChoice) -> Self {
        Self { allowed, trust, proxy, limits: Limits::default(), names: Arc::new(SystemNames) }
    }
}

/// Whose certificates are believed. There is no third choice and no way to ignore one.
#[derive(Clone, Debug)]
pub enum Trust {
    /// What the operating system trusts, company roots included.
    System,
    /// Only the authorities in these PEM bytes: those of the practice office.
    Only(Vec<u8>),
}

/// How the proxy is found.
#[derive(Clone)]
pub enum ProxyChoice {
    /// As the system says: its settings, or `HTTPS_PROXY` and `NO_PROXY`.
    System,
    /// None.
    Direct,
    /// This one (`http` or `https`, a name and password in it are used and never logged).
    Stated(Url),
}

impl fmt::Debug for ProxyChoice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::System => "System",
            Self::Direct => "Direct",
            Self::Stated(_) => "Stated",
        })
    }
}

/// Limits of one request, or of one conversation in lines (security.md S-26, M-8; ux-spec.md 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Looking up a name.
    pub look_up: Duration,
    /// From the look-up to the end of the TLS handshake.
    pub connect: Duration,
    /// From the beginning to the last byte of the answer.
    pub whole: Duration,
    /// Bytes of a token answer, discovery included.
    pub token_body: usize,
    /// Bytes of any other answer.
    pub body: usize,
    /// A conversation: until a line has come whole, or until what is said has been taken.
    pub line: Duration,
    /// A conversation from the connection to its end.
    pub talk: Duration,
    /// Bytes of a line, its end included.
    pub line_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            look_up: Duration::from_secs(5),
            connect: Duration::from_secs(15),
            whole: Duration::from_secs(30),
            token_body: 256 * 1024,
            body: 1024 * 1024,
            line: Duration::from_mins(1),
            talk: Duration::from_mins(2),
            line_bytes: 2 * 1024,
        }
    }
}

/// No wire can be made on this computer, or from these settings.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum WireNotMade {
    /// The authorities given are no PEM certificates.
    #[error("the certificate authority given is not readable")]
    AuthorityUnreadable,
    /// The operating system offers no certificates to trust.
    #[error("the system's trusted certificates cannot be used")]
    TrustUnavailable(#[source] rustls::Error),
}

impl From<WireNotMade> for Problem {
    fn from(error: WireNotMade) -> Self {
        let source = std::error::Error::source(&error).map(ToString::to_string);
        let chain = std::iter::once(error.to_string()).chain(source).collect();
        Self::new(Kind::SecuringFailed).with_details(Details { chain, ..Details::default() })
    }
}

//! Name resolution, with a check of where a provider's name leads.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket},
    sync::Arc,
    time::Duration,
};

use dns_lookup::LookupErrorKind;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::AllowedHosts;

/// Why a name brought no address that may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LookUpFault {
    /// There is no such name.
    #[error("the name does not exist")]
    Unknown,
    /// Nobody answered, or not in time.
    #[error("the look-up was not answered")]
    NotAnswered,
    /// This computer has no way to the network.
    #[error("there is no way to the network")]
    Offline,
    /// A provider's name leads to this computer or a private network.
    #[error("the name leads to {0}, which is not a public address")]
    Suspicious(IpAddr),
}

/// Who says which addresses a name has. Both calls may block; they are made on a thread that may.
pub trait Names: fmt::Debug + Send + Sync {
    /// The addresses of `host`, in the order in which to try them.
    fn look_up(&self, host: &str) -> Result<Vec<IpAddr>, LookUpFault>;

    /// Where the door of a computer is that a person named: its addresses at `port`. In a practice office, a place of its own.
    fn door(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, LookUpFault> {
        let addresses = self.look_up(host)?;
        Ok(addresses.into_iter().map(|address| SocketAddr::new(address, port)).collect())
    }

    /// Whether this computer has any way to the internet. Asked only when a look-up failed, to tell the two apart.
    fn is_online(&self) -> bool;
}

/// The operating system's resolution: hosts file, company servers and all.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNames;

impl Names for SystemNames {
    fn look_up(&self, host: &str) -> Result<Vec<IpAddr>, LookUpFault> {
        dns_lookup::lookup_host(host).map(Iterator::collect).map_err(|error| reading(error.kind()))
    }

    fn is_online(&self) -> bool {
        // Choosing a route sends nothing. The addresses are those of root servers a and f, which do not move.
        let routed = |from: IpAddr, to: &str| UdpSocket::bind((from, 0)).and_then(|socket| socket.connect(to)).is_ok();
        routed(Ipv4Addr::UNSPECIFIED.into(), "198.41.0.4:53")
            || routed(Ipv6Addr::UNSPECIFIED.into(), "[2001:500:2f::f]:53")
    }
}

fn reading(kind: LookupErrorKind) -> LookUpFault {
    match kind {
        LookupErrorKind::NoName | LookupErrorKind::NoData => LookUpFault::Unknown,
        LookupErrorKind::Again
        | LookupErrorKind::Fail
        | LookupErrorKind::Badflags
        | LookupErrorKind::Family
        | LookupErrorKind::Memory
        | LookupErrorKind::Service
        | LookupErrorKind::Socktype
        | LookupErrorKind::System
        | LookupErrorKind::Unknown
        | LookupErrorKind::IO => LookUpFault::NotAnswered,
    }
}

/// Stands between the HTTP client and [`Names`].
#[derive(Clone)]
pub(crate) struct CheckedNames {
    pub(crate) names: Arc<dyn Names>,
    pub(crate) hosts: AllowedHosts,
    pub(crate) limit: Duration,
}

impl CheckedNames {
    /// The addresses of `host` that may be connected to.
    pub(crate) async fn addresses(self, host: String) -> Result<Vec<IpAddr>, LookUpFault> {
        if host == "localhost" {
            // RFC 6761 section 6.3: always loopback, whatever a name server says.
            return Ok(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]);
        }
        let name = host.clone();
        let addresses = self.clone().asked(move |names| names.look_up(&name)).await?;
        match addresses.iter().find(|address| !self.hosts.may_lead(&host, **address)) {
            Some(address) => Err(LookUpFault::Suspicious(*address)),
            None => Ok(addresses),
        }
    }

    /// Where the door of a computer is that a person named; it may be anywhere, for nothing is said to it.
    pub(crate) async fn door(self, host: String, port: u16) -> Result<Vec<SocketAddr>, LookUpFault> {
        self.asked(move |names| names.door(&host, port)).await
    }

    /// Asks on a thread that may block, and not for longer than the limit.
    async fn asked<T, F>(self, ask: F) -> Result<Vec<T>, LookUpFault>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Names) -> Result<Vec<T>, LookUpFault> + Send + 'static,
    {
        let names = self.names;
        let looking = tokio::task::spawn_blocking(move || told_apart(names.as_ref(), ask(names.as_ref())));
        let found = tokio::time::timeout(self.limit, looking).await;
        found.map_err(|_late| LookUpFault::NotAnswered)?.map_err(|_ended| LookUpFault::NotAnswered)?
    }
}

/// A look-up that found nothing, told apart from a computer without a network.
fn told_apart<T>(names: &dyn Names, found: Result<Vec<T>, LookUpFault>) -> Result<Vec<T>, LookUpFault> {
    match found {
        Ok(addresses) if addresses.is_empty() => Err(LookUpFault::Unknown),
        Err(LookUpFault::Unknown | LookUpFault::NotAnswered) if !names.is_online() => Err(LookUpFault::Offline),
        other => other,
    }
}

impl Resolve for CheckedNames {
    fn resolve(&self, name: Name) -> Resolving {
        let looking = self.clone().addresses(name.as_str().to_owned());
        Box::pin(async move {
            let addresses = looking.await?;
            // Port 0 stands for the port of the URL.
            let sockets: Addrs = Box::new(addresses.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(sockets)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_knows_this_computer() {
        let addresses = SystemNames.look_up("localhost").unwrap();
        assert!(!addresses.is_empty() && addresses.iter().all(IpAddr::is_loopback), "{addresses:?}");
    }

    #[test]
    fn what_the_system_says_is_told_apart() {
        assert_eq!(reading(LookupErrorKind::NoName), LookUpFault::Unknown);
        assert_eq!(reading(LookupErrorKind::NoData), LookUpFault::Unknown);
        assert_eq!(reading(LookupErrorKind::Again), LookUpFault::NotAnswered);
        assert_eq!(reading(LookupErrorKind::Fail), LookUpFault::NotAnswered);
    }
}

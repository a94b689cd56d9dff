//! A server: found by its name, then connected to.

use std::net::{IpAddr, SocketAddr};

use tokio::{
    net::TcpStream,
    time::{Instant, timeout},
};
use tracing::{debug, info};

use crate::{Cause, LookUpFault, Talk, Wire, WireFault, cause};

/// So many addresses of one name are tried.
const MOST_ADDRESSES: u32 = 4;

/// A server whose name leads somewhere. Nothing was sent to it yet.
#[derive(Debug)]
pub struct Server<'a> {
    wire: &'a Wire,
    host: String,
    port: u16,
    addresses: Vec<SocketAddr>,
}

impl Wire {
    /// Looks up `host`, which with `port` must be a place given for mail. No proxy is used: those of the system carry pages.
    pub async fn find(&self, host: &str, port: u16) -> Result<Server<'_>, WireFault> {
        if !self.allowed.allow_mail(host, port) {
            return Err(WireFault::unsent(Cause::HostNotAllowed, host));
        }
        // An address of IPv6 stands in brackets in a table of hosts, and without them everywhere else.
        let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let found = self.names.clone().addresses(name).await;
        let at_port = |addresses: Vec<IpAddr>| addresses.into_iter().map(|address| SocketAddr::new(address, port));
        self.server(host, port, found.map(|addresses| at_port(addresses).collect()))
    }

    /// The server at these addresses, or why there are none.
    pub(crate) fn server(
        &self,
        host: &str,
        port: u16,
        found: Result<Vec<SocketAddr>, LookUpFault>,
    ) -> Result<Server<'_>, WireFault> {
        let addresses = found.map_err(|fault| WireFault::unsent(cause::of_look_up(fault), host))?;
        Ok(Server { wire: self, host: host.to_owned(), port, addresses })
    }

    /// Finds `host` and connects to `port`, unencrypted: whoever speaks decides when to encrypt.
    pub async fn talk(&self, host: &str, port: u16) -> Result<Talk<TcpStream>, WireFault> {
        self.find(host, port).await?.talk().await
    }
}

impl Server<'_> {
    /// Connects to the first address that answers. The time of the whole conversation begins here.
    pub async fn talk(self) -> Result<Talk<TcpStream>, WireFault> {
        let since = Instant::now();
        debug!(host = self.host, port = self.port, "connecting");
        let outcome = self.connect().await;
        match &outcome {
            Ok(_) => info!(host = self.host, port = self.port, "connected"),
            Err(fault) => info!(host = self.host, port = self.port, fault = fault.kind().as_str(), "not connected"),
        }
        Ok(Talk::new(outcome?, self.host, &self.wire.mail_tls, self.wire.limits, since))
    }

    async fn connect(&self) -> Result<TcpStream, WireFault> {
        let tried = MOST_ADDRESSES.min(u32::try_from(self.addresses.len()).unwrap_or(MOST_ADDRESSES)).max(1);
        let share = self.wire.limits.connect / tried;
        let mut last = WireFault::unsent(Cause::NameUnknown, &self.host);
        for address in self.addresses.iter().take(MOST_ADDRESSES as usize) {
            match timeout(share, TcpStream::connect(*address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(error)) => last = self.refused(&error),
                Err(_late) => last = WireFault::unsent(Cause::TimedOut, &self.host),
            }
        }
        Err(last)
    }

    fn refused(&self, error: &std::io::Error) -> WireFault {
        let cause = cause::of_connecting(error, false).unwrap_or(Cause::Dropped);
        WireFault { chain: cause::chain(error), ..WireFault::unsent(cause, &self.host) }
    }
}

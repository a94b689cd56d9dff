//! Where the mail of a domain goes: its MX records (RFC 1035 section 3.3.9, RFC 5321 section 5.1), asked of the name servers this
//! computer uses anyway. The domain is all that leaves, and what comes back is a hint to whoever sets up a mailbox: there are no
//! faults here, only less to say.

use std::{net::SocketAddr, time::Duration};

use hickory_resolver::{
    TokioResolver,
    config::{ConnectionConfig, NameServerConfig, ProtocolConfig, ResolveHosts, ResolverConfig},
    net::runtime::TokioRuntimeProvider,
    proto::rr::{RData, rdata::MX},
};
use sendoff_values::HostName;

/// How long one name server is waited for.
const ONE_TRY: Duration = Duration::from_secs(2);

/// How long all of it may take.
const LIMIT: Duration = Duration::from_secs(5);

/// More exchanges than any domain needs; what stands behind them is not looked at.
const MOST: usize = 16;

/// Asks for mail records.
#[derive(Clone, Debug)]
pub struct MailRecords {
    servers: Servers,
    limit: Duration,
}

#[derive(Clone, Debug)]
enum Servers {
    /// Those the operating system is set to at that moment.
    System,
    /// This one.
    At(SocketAddr),
}

impl MailRecords {
    /// From the name servers of the operating system.
    pub fn of_system() -> Self {
        Self { servers: Servers::System, limit: LIMIT }
    }

    /// From this name server, within `limit`: for tests, which ask nobody else.
    pub fn at(server: SocketAddr, limit: Duration) -> Self {
        Self { servers: Servers::At(server), limit }
    }

    /// The hosts that take the mail of `domain`, in the order in which senders try them; none where there are none, where nobody
    /// answered in time, or where an answer is not understood. A name that is no host's is left out.
    pub async fn exchanges(&self, domain: &HostName) -> Vec<HostName> {
        let found = tokio::time::timeout(self.limit, self.ask(domain)).await.ok().flatten();
        found.unwrap_or_default()
    }

    async fn ask(&self, domain: &HostName) -> Option<Vec<HostName>> {
        // With the dot at its end it is asked for as it stands, never below this computer's own domain.
        let found = self.resolver()?.mx_lookup(format!("{domain}.")).await.ok()?;
        let mut exchanges: Vec<_> = found.answers().iter().filter_map(|record| exchange(&record.data)).collect();
        exchanges.sort();
        Some(exchanges.into_iter().map(|(_, host)| host).take(MOST).collect())
    }

    /// Made anew each time: a computer changes its network, and nothing is to be remembered.
    fn resolver(&self) -> Option<TokioResolver> {
        let mut builder = match &self.servers {
            Servers::System => TokioResolver::builder_tokio().ok()?,
            Servers::At(server) => TokioResolver::builder_with_config(only(*server), TokioRuntimeProvider::default()),
        };
        let options = builder.options_mut();
        (options.timeout, options.attempts, options.cache_size) = (ONE_TRY, 1, 0);
        options.use_hosts_file = ResolveHosts::Never;
        builder.build().ok()
    }
}

fn only(server: SocketAddr) -> ResolverConfig {
    let connection = |protocol| {
        let mut connection = ConnectionConfig::new(protocol);
        connection.port = server.port();
        connection
    };
    let connections = [ProtocolConfig::Udp, ProtocolConfig::Tcp].map(connection).into();
    ResolverConfig::from_parts(None, Vec::new(), vec![NameServerConfig::new(server.ip(), true, connections)])
}

/// Preference and host of a record. The root, by which a domain says that it takes no mail (RFC 7505), is no host.
fn exchange(data: &RData) -> Option<(u16, HostName)> {
    let RData::MX(MX { preference, exchange, .. }) = data else { return None };
    let name = exchange.to_ascii();
    Some((*preference, name.strip_suffix('.').unwrap_or(&name).parse().ok()?))
}

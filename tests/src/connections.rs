//! Where a program connected to, as strace wrote it down (`-e trace=connect,sendto`).

use std::{collections::BTreeMap, fmt};

/// Where to, and how often.
#[derive(Debug, Default)]
pub struct Connections(BTreeMap<Target, usize>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    /// A socket of this computer: the session bus, the display, a service of the desktop.
    Local,
    /// A port of this computer.
    Loopback(u16),
    /// Anything else, as strace wrote it.
    Elsewhere(String),
}

impl Connections {
    /// Reads a record. A line that names no address (data on a socket that is connected) says nothing new.
    pub fn read(record: &str) -> Self {
        let mut all = BTreeMap::new();
        for target in record.lines().filter_map(target) {
            *all.entry(target).or_default() += 1;
        }
        Self(all)
    }

    /// Ports of this computer that were connected to.
    pub fn ports(&self) -> Vec<u16> {
        let port = |target: &Target| if let Target::Loopback(port) = target { Some(*port) } else { None };
        self.0.keys().filter_map(port).collect()
    }

    /// Everything that is not on this computer.
    pub fn elsewhere(&self) -> Vec<String> {
        let other = |target: &Target| if let Target::Elsewhere(line) = target { Some(line.clone()) } else { None };
        self.0.keys().filter_map(other).collect()
    }
}

impl fmt::Display for Connections {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.0.get(&Target::Local).copied().unwrap_or_default();
        let ports = self.ports();
        let elsewhere = self.elsewhere();
        write!(
            formatter,
            "{local} connections to local sockets, ports of this computer {ports:?}, elsewhere {elsewhere:?}"
        )
    }
}

fn target(line: &str) -> Option<Target> {
    let family = line.split("sa_family=").nth(1)?;
    if family.starts_with("AF_UNIX") || family.starts_with("AF_NETLINK") || family.starts_with("AF_UNSPEC") {
        return Some(Target::Local);
    }
    let loopback = line.contains("inet_addr(\"127.") || line.contains("\"::1\"");
    let port = line.split("htons(").nth(1).and_then(|rest| rest.split(')').next()?.parse().ok());
    Some(match (loopback, port) {
        // Names are asked for at port 53, also of a resolver on this computer.
        (true, Some(port)) if port != 53 => Target::Loopback(port),
        _ => Target::Elsewhere(line.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_target_is_told_apart() {
        let read = Connections::read(
            "12 connect(3, {sa_family=AF_UNIX, sun_path=\"/run/user/0/bus\"}, 110) = 0\n\
             12 connect(4, {sa_family=AF_INET, sin_port=htons(4433), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0\n\
             12 connect(4, {sa_family=AF_INET6, sin6_port=htons(4434), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"::1\", &sin6_addr), sin6_scope_id=0}, 28) = 0\n\
             12 sendto(5, \"\\1\\0\", 2, MSG_NOSIGNAL, NULL, 0) = 2\n\
             12 sendto(6, \"x\", 1, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"127.0.0.53\")}, 16) = 1\n\
             12 connect(7, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr(\"20.190.1.1\")}, 16) = -1 EINPROGRESS\n\
             12 connect(8, {sa_family=AF_INET6, sin6_port=htons(443), inet_pton(AF_INET6, \"2603::1\", &sin6_addr)}, 28) = 0\n",
        );
        assert_eq!(read.ports(), [4433, 4434]);
        assert_eq!(read.elsewhere().len(), 3, "{read}");
    }
}

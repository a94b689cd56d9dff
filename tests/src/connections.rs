//! Where a program connected to and whose names it asked for, as strace wrote it down (`-e trace=connect,sendto,sendmmsg`, and
//! `getsockname` to know its own ports).

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// Where to, and how often.
#[derive(Debug, Default)]
pub struct Connections {
    targets: BTreeMap<Target, usize>,
    own: BTreeSet<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    /// A socket of this computer: the session bus, the display, a service of the desktop.
    Local,
    /// A port of this computer.
    Loopback(u16),
    /// Whoever knows the addresses of names, also on this computer, as strace wrote it.
    Names(String),
    /// Anything else, as strace wrote it.
    Elsewhere(String),
}

impl Connections {
    /// Reads a record. A line that names no address (data on a socket that is connected) says nothing new.
    pub fn read(record: &str) -> Self {
        let mut all = Self::default();
        for line in record.lines() {
            // A socket that listens asks for the port it was given; of two lines the second has it ("<... getsockname resumed>").
            if line.contains("getsockname") {
                all.own.extend(port(line));
            } else if let Some(target) = target(line) {
                *all.targets.entry(target).or_default() += 1;
            }
        }
        all
    }

    /// Ports of this computer that were connected to.
    pub fn ports(&self) -> Vec<u16> {
        let port = |target: &Target| if let Target::Loopback(port) = target { Some(*port) } else { None };
        self.targets.keys().filter_map(port).collect()
    }

    /// Those of them that no socket of the program itself has.
    pub fn ports_of_others(&self) -> Vec<u16> {
        self.ports().into_iter().filter(|port| !self.own.contains(port)).collect()
    }

    /// Everything that is not on this computer, and every question for the address of a name.
    pub fn elsewhere(&self) -> Vec<String> {
        let other = |target: &Target| match target {
            Target::Names(line) | Target::Elsewhere(line) => Some(line.clone()),
            Target::Local | Target::Loopback(_) => None,
        };
        self.targets.keys().filter_map(other).collect()
    }

    /// Questions for the address of a name.
    pub fn names(&self) -> usize {
        self.targets.keys().filter(|target| matches!(target, Target::Names(_))).count()
    }
}

impl fmt::Display for Connections {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.targets.get(&Target::Local).copied().unwrap_or_default();
        let (ports, names, elsewhere) = (self.ports(), self.names(), self.elsewhere());
        write!(
            formatter,
            "{local} connections to local sockets, ports of this computer {ports:?}, {names} names asked for, elsewhere {elsewhere:?}"
        )
    }
}

fn target(line: &str) -> Option<Target> {
    let family = line.split("sa_family=").nth(1)?;
    if RESOLVERS.iter().any(|resolver| family.contains(resolver)) {
        return Some(Target::Names(line.to_owned()));
    }
    if family.starts_with("AF_UNIX") || family.starts_with("AF_NETLINK") || family.starts_with("AF_UNSPEC") {
        return Some(Target::Local);
    }
    let loopback = line.contains("inet_addr(\"127.") || line.contains("\"::1\"");
    Some(match (loopback, port(line)) {
        (_, Some(53)) => Target::Names(line.to_owned()),
        (true, Some(port)) => Target::Loopback(port),
        _ => Target::Elsewhere(line.to_owned()),
    })
}

/// Sockets of this computer at which names are asked for.
const RESOLVERS: [&str; 2] = ["io.systemd.Resolve", "avahi-daemon/socket"];

fn port(line: &str) -> Option<u16> {
    line.split("htons(").nth(1)?.split(')').next()?.parse().ok()
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
             12 connect(8, {sa_family=AF_INET6, sin6_port=htons(443), inet_pton(AF_INET6, \"2603::1\", &sin6_addr)}, 28) = 0\n\
             12 connect(9, {sa_family=AF_UNIX, sun_path=\"/run/systemd/resolve/io.systemd.Resolve\"}, 42) = 0\n\
             12 getsockname(3, {sa_family=AF_INET, sin_port=htons(4433), sin_addr=inet_addr(\"127.0.0.1\")}, [16]) = 0\n",
        );
        assert_eq!(read.ports(), [4433, 4434]);
        assert_eq!(read.ports_of_others(), [4434]);
        assert_eq!((read.elsewhere().len(), read.names()), (4, 2), "{read}");
    }
}

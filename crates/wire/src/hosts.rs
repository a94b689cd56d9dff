//! Which hosts may be spoken to. The comparison is exact and is made on the parsed URL, never on text.

use std::net::IpAddr;

use url::{Host, Url};

use crate::is_public;

/// The name cannot stand in a table of hosts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a host that can be allowed: {0}")]
pub struct NotAHost(pub String);

/// The hosts of one place. Whatever is not in it is never spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedHosts {
    entries: Vec<Entry>,
    mail: Vec<Entry>,
    reach: Reach,
}

/// Where the hosts of a table may be. One table never holds both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Public,
    ThisComputer,
    #[cfg(feature = "test-names")]
    OfATest,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    Provider(String),
    Loopback { host: String, port: u16 },
    PublicMail { host: String, port: u16 },
}

impl AllowedHosts {
    /// Public hosts of a provider: https on port 443, at addresses that are public.
    ///
    /// Each name must be lower-case letters, digits, hyphens and dots, with at least one dot and none at its end.
    pub fn provider<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, NotAHost> {
        let entries = names.into_iter().map(provider_entry).collect::<Result<_, _>>()?;
        Ok(Self { entries, mail: Vec::new(), reach: Reach::Public })
    }

    /// Places on this computer, each a host (`localhost`, `127.0.0.1` or `[::1]`) and a port: https there, and nothing else.
    pub fn loopback<'a>(places: impl IntoIterator<Item = (&'a str, u16)>) -> Result<Self, NotAHost> {
        let entries = places.into_iter().map(loopback_entry).collect::<Result<_, _>>()?;
        Ok(Self { entries, mail: Vec::new(), reach: Reach::ThisComputer })
    }

    /// Servers of a test on this computer, each a name under `.test`, which nobody on the internet can have (RFC 6761 section 6.2), and a
    /// port: https there. Such a name is spoken to only where it leads to this computer.
    #[cfg(feature = "test-names")]
    pub fn of_a_test<'a>(places: impl IntoIterator<Item = (&'a str, u16)>) -> Result<Self, NotAHost> {
        let entries = places.into_iter().map(entry_of_a_test).collect::<Result<_, _>>()?;
        Ok(Self { entries, mail: Vec::new(), reach: Reach::OfATest })
    }

    /// The same and, for mail only, these hosts, each at one port. They follow the rule of the table they join: public
    /// names at public addresses, or places on this computer.
    pub fn and_mail<'a>(mut self, places: impl IntoIterator<Item = (&'a str, u16)>) -> Result<Self, NotAHost> {
        for place in places {
            self.mail.push(match self.reach {
                Reach::Public => public_mail_entry(place)?,
                Reach::ThisComputer => loopback_entry(place)?,
                #[cfg(feature = "test-names")]
                Reach::OfATest => entry_of_a_test(place)?,
            });
        }
        Ok(self)
    }

    /// Whether `url` may be spoken to: https, no user name, exactly a host of the list at exactly its port.
    pub fn allow(&self, url: &Url) -> bool {
        let anonymous = url.username().is_empty() && url.password().is_none();
        url.scheme() == "https" && anonymous && self.entries.iter().any(|entry| entry.fits(url))
    }

    /// Whether a conversation about mail may be held with `host` at `port`: exactly a place given for mail.
    pub fn allow_mail(&self, host: &str, port: u16) -> bool {
        self.mail.iter().any(|entry| entry.is_place(host, port))
    }

    /// Whether `name` may lead to `address`: a public host of a provider must not lead to this computer or a private network,
    /// and one of a test to nowhere else.
    pub(crate) fn may_lead(&self, name: &str, address: IpAddr) -> bool {
        match self.reach {
            Reach::Public => is_public(address) || !self.is_provider(name),
            Reach::ThisComputer => true,
            #[cfg(feature = "test-names")]
            Reach::OfATest => address.is_loopback(),
        }
    }

    fn is_provider(&self, name: &str) -> bool {
        self.entries.iter().chain(&self.mail).any(|entry| entry.is_public(name))
    }
}

impl Entry {
    fn fits(&self, url: &Url) -> bool {
        match self {
            Self::Provider(name) => {
                url.port().is_none() && matches!(url.host(), Some(Host::Domain(domain)) if domain == name)
            }
            Self::Loopback { host, port } => {
                url.port_or_known_default() == Some(*port) && url.host_str() == Some(host.as_str())
            }
            Self::PublicMail { .. } => false,
        }
    }

    fn is_place(&self, wanted: &str, at: u16) -> bool {
        match self {
            Self::Provider(_) => false,
            Self::Loopback { host, port } | Self::PublicMail { host, port } => host == wanted && *port == at,
        }
    }

    fn is_public(&self, name: &str) -> bool {
        match self {
            Self::Provider(host) | Self::PublicMail { host, .. } => host == name,
            Self::Loopback { .. } => false,
        }
    }
}

fn provider_entry(name: &str) -> Result<Entry, NotAHost> {
    public_name(name).map(Entry::Provider)
}

fn public_mail_entry((host, port): (&str, u16)) -> Result<Entry, NotAHost> {
    public_name(host).map(|host| Entry::PublicMail { host, port })
}

fn public_name(name: &str) -> Result<String, NotAHost> {
    let plain = name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'));
    let dotted = name.contains('.') && name.split('.').all(|label| !label.is_empty());
    // The last label of a name is never all digits (RFC 1123 section 2.1); without this an IP address would pass.
    let named = !name.rsplit('.').next().is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    if plain && dotted && named { Ok(name.to_owned()) } else { Err(NotAHost(name.to_owned())) }
}

fn loopback_entry((host, port): (&str, u16)) -> Result<Entry, NotAHost> {
    match host {
        "localhost" | "127.0.0.1" | "[::1]" => Ok(Entry::Loopback { host: host.to_owned(), port }),
        other => Err(NotAHost(other.to_owned())),
    }
}

#[cfg(feature = "test-names")]
fn entry_of_a_test((host, port): (&str, u16)) -> Result<Entry, NotAHost> {
    let host = public_name(host)?;
    let of_a_test = host.rsplit_once('.').is_some_and(|(_, last)| last == "test");
    if of_a_test { Ok(Entry::Loopback { host, port }) } else { Err(NotAHost(host)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn microsoft() -> AllowedHosts {
        AllowedHosts::provider(["login.microsoftonline.com", "graph.microsoft.com"]).unwrap()
    }

    fn allows(hosts: &AllowedHosts, text: &str) -> bool {
        Url::parse(text).is_ok_and(|url| hosts.allow(&url))
    }

    #[test]
    fn a_host_of_the_list_is_allowed_however_it_was_written() {
        for text in [
            "https://graph.microsoft.com/v1.0/me",
            "https://GRAPH.microsoft.com/v1.0/me",
            "https://graph.microsoft.com:443/v1.0/me",
            "https:graph.microsoft.com/v1.0/me",
            "https://gra\tph.microsoft.com/",
            "https://graph%2emicrosoft.com/",
        ] {
            assert!(allows(&microsoft(), text), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_host_of_the_list_is_refused() {
        for text in [
            "http://graph.microsoft.com/",
            "https://graph.microsoft.com:444/",
            "https://graph.microsoft.com./",
            "https://graph.microsoft.com@evil.example/",
            "https://user@graph.microsoft.com/",
            "https://:pass@graph.microsoft.com/",
            "https://graph.microsoft.com.evil.example/",
            "https://evil.example/graph.microsoft.com",
            "https://evil.example#graph.microsoft.com",
            "https://xgraph.microsoft.com/",
            "https://microsoft.com/",
            "https://gr\u{430}ph.microsoft.com/",
            "https://127.0.0.1/",
            "https://localhost/",
            "https://[::1]/",
            "ftp://graph.microsoft.com/",
        ] {
            assert!(!allows(&microsoft(), text), "{text}");
        }
    }

    #[test]
    fn the_practice_table_knows_its_own_port_only() {
        let office = AllowedHosts::loopback([("localhost", 8443), ("[::1]", 8443)]).unwrap();
        assert!(allows(&office, "https://localhost:8443/token"));
        assert!(allows(&office, "https://[::1]:8443/token"));
        for text in
            ["https://localhost/", "https://localhost:8444/", "http://localhost:8443/", "https://127.0.0.1:8443/"]
        {
            assert!(!allows(&office, text), "{text}");
        }
    }

    #[test]
    fn a_place_for_mail_is_one_host_at_one_port_and_for_mail_only() {
        let hosts = microsoft().and_mail([("smtp.office365.com", 587), ("outlook.office365.com", 993)]).unwrap();
        assert!(hosts.allow_mail("smtp.office365.com", 587) && hosts.allow_mail("outlook.office365.com", 993));
        for (host, port) in [
            ("smtp.office365.com", 25),
            ("smtp.office365.com", 993),
            ("SMTP.office365.com", 587),
            ("smtp.office365.com.", 587),
            ("graph.microsoft.com", 443),
            ("graph.microsoft.com", 587),
        ] {
            assert!(!hosts.allow_mail(host, port), "{host}:{port}");
        }
        assert!(!allows(&hosts, "https://smtp.office365.com/") && !allows(&hosts, "https://smtp.office365.com:587/"));
        let here = IpAddr::from([127, 0, 0, 1]);
        assert!(!hosts.may_lead("smtp.office365.com", here), "its addresses must be public");
        assert!(hosts.may_lead("proxy.harbour.example", here), "a proxy's need not");
    }

    #[test]
    fn a_table_of_one_reach_takes_no_place_of_the_other() {
        assert!(microsoft().and_mail([("localhost", 587)]).is_err());
        assert!(microsoft().and_mail([("10.0.0.1", 587)]).is_err());
        let office = AllowedHosts::loopback([("localhost", 8443)]).unwrap();
        assert!(office.clone().and_mail([("smtp.office365.com", 587)]).is_err());
        let office = office.and_mail([("localhost", 2525)]).unwrap();
        assert!(office.allow_mail("localhost", 2525) && !office.allow_mail("localhost", 8443));
        assert!(!allows(&office, "https://localhost:2525/"), "for mail only");
    }

    #[cfg(feature = "test-names")]
    #[test]
    fn a_name_of_a_test_leads_to_this_computer_alone() {
        let servers = AllowedHosts::of_a_test([("login.example.test", 8443)]).unwrap();
        let servers = servers.and_mail([("mail.example.test", 2525)]).unwrap();
        assert!(
            allows(&servers, "https://login.example.test:8443/token") && servers.allow_mail("mail.example.test", 2525)
        );
        assert!(
            !allows(&servers, "https://login.example.test/") && !allows(&servers, "http://login.example.test:8443/")
        );
        assert!(servers.may_lead("login.example.test", IpAddr::from([127, 64, 0, 1])));
        assert!(!servers.may_lead("login.example.test", IpAddr::from([20, 190, 159, 4])));
        assert!(!servers.may_lead("login.example.test", IpAddr::from([10, 0, 0, 1])));
        for name in ["graph.microsoft.com", "example.test.evil.example", "test", "127.0.0.1", "localhost", "xtest"] {
            assert!(AllowedHosts::of_a_test([(name, 443)]).is_err(), "{name}");
            assert!(servers.clone().and_mail([(name, 587)]).is_err(), "{name}");
        }
    }

    #[test]
    fn a_table_takes_names_only() {
        for name in ["", "localhost", "10.0.0.1", "Graph.microsoft.com", "a..b", "a.b.", "a b.c", "a.b:443", "*.a.b"] {
            assert!(AllowedHosts::provider([name]).is_err(), "{name}");
        }
        for host in ["evil.example", "127.0.0.2", "0.0.0.0", "::1"] {
            assert!(AllowedHosts::loopback([(host, 443)]).is_err(), "{host}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_allowed_goes_to_a_host_of_the_list(text in "https?:[/\\\\]{0,3}\\PC{0,60}(graph\\.microsoft\\.com)?\\PC{0,20}") {
            if let Ok(url) = Url::parse(&text) && microsoft().allow(&url) {
                prop_assert!(["login.microsoftonline.com", "graph.microsoft.com"].contains(&url.host_str().unwrap()));
                prop_assert_eq!(url.port_or_known_default(), Some(443));
                prop_assert_eq!(url.scheme(), "https");
            }
        }
    }
}

//! Whether a registered redirect URI is the right one, or easily taken for it.

use super::Off;

/// Whether Microsoft takes the two for the same: to the letter, but for the port of `http://localhost` and
/// `http://127.0.0.1` (learn.microsoft.com/entra/identity-platform/reply-url, copy of 2024-06-25).
pub(super) fn is_same(wanted: &str, found: &str) -> bool {
    wanted == found || off(wanted, found).is_some_and(|off| off.is_empty())
}

/// In what the two differ, unless they are two different addresses; in nothing if they are the same.
pub(super) fn off(wanted: &str, found: &str) -> Option<Vec<Off>> {
    let (wanted, found) = (Parts::of(wanted)?, Parts::of(found)?);
    let alike = wanted.plain_host() == found.plain_host()
        && wanted.plain_path().eq_ignore_ascii_case(found.plain_path())
        && wanted.rest == found.rest;
    let ported = !(wanted.ignores_port() && found.ignores_port());
    let differences = [
        (wanted.scheme != found.scheme, Off::Scheme),
        (wanted.www != found.www, Off::Www),
        (!wanted.host.eq_ignore_ascii_case(found.host), Off::Loopback),
        (ported && wanted.port != found.port, Off::Port),
        (wanted.host != found.host && wanted.host.eq_ignore_ascii_case(found.host), Off::HostCase),
        (wanted.plain_path() != found.plain_path(), Off::PathCase),
        (wanted.slashes() != found.slashes(), Off::Slash),
    ];
    alike.then(|| differences.into_iter().filter_map(|(differs, off)| differs.then_some(off)).collect())
}

/// An address of the web, in the parts that people mistake.
struct Parts<'a> {
    scheme: &'a str,
    /// `www.`, as it is written, or nothing.
    www: &'a str,
    host: &'a str,
    port: &'a str,
    path: &'a str,
    /// Query and fragment.
    rest: &'a str,
}

impl<'a> Parts<'a> {
    fn of(address: &'a str) -> Option<Self> {
        let (scheme, behind) = address.split_once("://")?;
        let web = ["http", "https"].iter().any(|known| known.eq_ignore_ascii_case(scheme));
        let (authority, tail) = behind.split_at(behind.find(['/', '?', '#']).unwrap_or(behind.len()));
        let (path, rest) = tail.split_at(tail.find(['?', '#']).unwrap_or(tail.len()));
        let numbered = |(_, port): &(&str, &str)| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        let (host, port) = authority.rsplit_once(':').filter(numbered).unwrap_or((authority, ""));
        let prefixed = host.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("www."));
        let (www, host) = host.split_at(if prefixed { 4 } else { 0 });
        web.then_some(Self { scheme, www, host, port, path, rest })
    }

    fn is_loopback(&self) -> bool {
        self.www.is_empty() && (self.host.eq_ignore_ascii_case("localhost") || self.host == "127.0.0.1")
    }

    fn ignores_port(&self) -> bool {
        self.scheme == "http" && self.is_loopback()
    }

    /// The host as far as it must be alike.
    fn plain_host(&self) -> String {
        if self.is_loopback() { "localhost".to_owned() } else { self.host.to_ascii_lowercase() }
    }

    fn plain_path(&self) -> &'a str {
        self.path.trim_end_matches('/')
    }

    /// The slashes at the end.
    fn slashes(&self) -> usize {
        self.path.len() - self.plain_path().len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: &str = "https://www.tourtools.com/auth/";

    #[test]
    fn each_mistake_has_its_name() {
        for (found, expected) in [
            (RIGHT, vec![]),
            ("http://www.tourtools.com/auth/", vec![Off::Scheme]),
            ("https://tourtools.com/auth/", vec![Off::Www]),
            ("https://www.tourtools.com:443/auth/", vec![Off::Port]),
            ("https://www.TourTools.com/auth/", vec![Off::HostCase]),
            ("https://www.tourtools.com/Auth/", vec![Off::PathCase]),
            ("https://www.tourtools.com/auth", vec![Off::Slash]),
            ("https://www.tourtools.com/auth//", vec![Off::Slash]),
            ("HTTPS://WWW.tourtools.com/auth/", vec![Off::Scheme, Off::Www]),
            ("http://tourtools.com/auth", vec![Off::Scheme, Off::Www, Off::Slash]),
        ] {
            assert_eq!(off(RIGHT, found), Some(expected), "{found}");
            assert_eq!(is_same(RIGHT, found), found == RIGHT, "{found}");
        }
        for found in [
            "https://www.tourtools.com/",
            "https://www.tourtools.com/auth/x",
            "https://www.tourtools.com/auth/?x=1",
            "https://tourtools.example/auth/",
            "msauth://www.tourtools.com/auth/",
            "urn:ietf:wg:oauth:2.0:oob",
            "",
        ] {
            assert_eq!(off(RIGHT, found), None, "{found}");
            assert!(!is_same(RIGHT, found), "{found}");
        }
        assert!(is_same("urn:ietf:wg:oauth:2.0:oob", "urn:ietf:wg:oauth:2.0:oob"));
    }

    #[test]
    fn the_port_of_loopback_does_not_matter_and_its_name_does() {
        let ours = "http://localhost/mail-setup";
        for found in [ours, "http://localhost:49152/mail-setup"] {
            assert!(is_same(ours, found) && is_same(found, ours), "{found}");
        }
        assert!(is_same("http://127.0.0.1:1/a", "http://127.0.0.1:2/a"));
        for (found, expected) in [
            ("http://127.0.0.1/mail-setup", vec![Off::Loopback]),
            ("http://127.0.0.1:8080/mail-setup", vec![Off::Loopback]),
            ("https://localhost/mail-setup", vec![Off::Scheme]),
            ("https://localhost:8443/mail-setup", vec![Off::Scheme, Off::Port]),
            ("http://LOCALHOST/mail-setup", vec![Off::HostCase]),
            ("http://localhost/mail-setup/", vec![Off::Slash]),
        ] {
            assert_eq!(off(ours, found), Some(expected), "{found}");
        }
        assert_eq!(off(ours, "http://localhost.evil.example/mail-setup"), None);
        assert_eq!(off(ours, "http://www.localhost/mail-setup"), Some(vec![Off::Www]));
    }
}

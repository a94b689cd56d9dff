//! What `localhost` means on this computer. It should mean loopback; a hosts file or a resolver can make it mean more.

use std::net::IpAddr;

/// Where `localhost` leads. Anything but [`LocalName::Loopback`] deserves a caution before the browser opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalName {
    /// To this computer (RFC 6761 section 6.3).
    Loopback,
    /// Elsewhere: the answer would go to these addresses.
    Elsewhere(Vec<IpAddr>),
    /// Nowhere; browsers usually know it all the same.
    Unknown,
}

/// Asks this computer's resolver for `localhost`, as the browser may do.
pub async fn look_up_localhost() -> LocalName {
    match tokio::net::lookup_host(("localhost", 0)).await {
        Ok(addresses) => judge(addresses.map(|address| address.ip())),
        Err(_) => LocalName::Unknown,
    }
}

fn judge(addresses: impl Iterator<Item = IpAddr>) -> LocalName {
    let (loopback, elsewhere): (Vec<_>, Vec<_>) = addresses.partition(IpAddr::is_loopback);
    match (loopback.is_empty(), elsewhere.is_empty()) {
        (_, false) => LocalName::Elsewhere(elsewhere),
        (false, true) => LocalName::Loopback,
        (true, true) => LocalName::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_elsewhere_is_enough_for_a_caution() {
        let judge = |texts: &[&str]| judge(texts.iter().map(|text| text.parse().unwrap()));
        assert_eq!(judge(&["127.0.0.1", "::1"]), LocalName::Loopback);
        assert_eq!(judge(&["::1", "192.0.2.7"]), LocalName::Elsewhere(vec!["192.0.2.7".parse().unwrap()]));
        assert_eq!(judge(&[]), LocalName::Unknown);
    }
}

//! Which addresses belong to the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether `address` can be that of a public host. Sources: RFC 6890 and the IANA special-purpose registries.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    let shared = a == 100 && (64..128).contains(&b); // RFC 6598
    let benchmark = a == 198 && (18..20).contains(&b); // RFC 2544
    let assignments = a == 192 && b == 0 && c == 0; // RFC 6890
    let local = v4.is_loopback() || v4.is_private() || v4.is_link_local() || shared || benchmark || assignments;
    !(local || v4.is_documentation() || a == 0 || a >= 224)
}

fn is_public_v6(v6: Ipv6Addr) -> bool {
    if let Some(inner) = carried_v4(v6) {
        return is_public_v4(inner);
    }
    let [first, second, ..] = v6.segments();
    let documentation = (first == 0x2001 && second == 0xdb8) || (first == 0x3fff && second < 0x1000); // RFC 9637
    // 2001::/23 (RFC 2928): Teredo, benchmarks, identifiers that are no places.
    let assignments = first == 0x2001 && second < 0x200;
    // Global unicast is 2000::/3 (RFC 4291 section 2.4, IANA registry); all else is local, multicast or unassigned.
    first & 0xe000 == 0x2000 && !documentation && !assignments
}

/// The IPv4 address inside a mapped (RFC 4291 section 2.5.5.2) or translated one (64:ff9b::/96, RFC 6052), or the one that a
/// tunnel leads to (2002::/16, RFC 3056).
fn carried_v4(v6: Ipv6Addr) -> Option<Ipv4Addr> {
    if let [0x20, 0x02, a, b, c, d, ..] = v6.octets() {
        return Some(Ipv4Addr::new(a, b, c, d));
    }
    let translated = v6.segments()[..6] == [0x64, 0xff9b, 0, 0, 0, 0];
    let [.., a, b, c, d] = v6.octets();
    let v4 = Ipv4Addr::new(a, b, c, d);
    v6.to_ipv4_mapped().or_else(|| translated.then_some(v4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_this_computer_and_of_private_networks_are_not_public() {
        for text in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.255.255",
            "0.0.0.0",
            "0.1.2.3",
            "192.0.0.8",
            "198.18.0.1",
            "192.0.2.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "::127.0.0.1",
            "2002:a00:1::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:2::1",
            "2001:20::1",
            "3fff:1::1",
        ] {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn addresses_of_the_internet_are() {
        for text in [
            "20.190.159.4",
            "8.8.8.8",
            "172.15.0.1",
            "172.32.0.1",
            "100.63.255.255",
            "100.128.0.0",
            "198.17.0.1",
            "198.20.0.1",
            "192.0.1.1",
            "2603:1006:2000::8",
            "2a00:1450::1",
            "::ffff:20.190.159.4",
            "64:ff9b::14be:9f04",
            "2002:14be:9f04::1",
            "2001:200::1",
            "2001:4860:4860::8888",
        ] {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
    }
}

//! What a server says it can do, in its answer to EHLO (RFC 5321 section 4.1.1.1).

use super::reply::Reply;
use crate::access::Scheme;

/// The part of it that matters here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Offers {
    pub(super) starttls: bool,
    pub(super) eight_bit: bool,
    /// It wants to be told the size of a message.
    pub(super) size: bool,
    /// The most it takes, if it says so and it is not 0 (RFC 1870 section 4).
    pub(super) most: Option<u64>,
    mechanisms: Vec<String>,
}

impl Offers {
    pub(super) fn read(reply: &Reply) -> Self {
        let mut offers = Self::default();
        // The first line is the server's name.
        for line in reply.lines.iter().skip(1) {
            // Some old servers write `AUTH=LOGIN`; the standard's form comes beside it.
            let mut words = line.split([' ', '=']).filter(|word| !word.is_empty()).map(str::to_ascii_uppercase);
            match words.next().as_deref() {
                Some("STARTTLS") => offers.starttls = true,
                Some("8BITMIME") => offers.eight_bit = true,
                Some("SIZE") => {
                    offers.size = true;
                    offers.most = words.next().and_then(|most| most.parse().ok()).filter(|most| *most > 0);
                }
                Some("AUTH") => offers.mechanisms.extend(words),
                Some(_) | None => {}
            }
        }
        offers
    }

    pub(super) fn takes(&self, scheme: Scheme) -> bool {
        self.mechanisms.iter().any(|offered| offered == scheme.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Mechanism;

    const XOAUTH2: Scheme = Scheme::Token(Mechanism::Xoauth2);
    const OAUTHBEARER: Scheme = Scheme::Token(Mechanism::Oauthbearer);

    fn read(lines: &[&str]) -> Offers {
        Offers::read(&Reply { code: 250, lines: lines.iter().map(|line| (*line).to_owned()).collect() })
    }

    #[test]
    fn offers_are_read_in_any_case_and_not_from_the_name() {
        let offers =
            read(&["smtp.office365.com Hello STARTTLS", "SIZE 157286400", "8bitmime", "AUTH LOGIN XOAUTH2", "DSN"]);
        assert_eq!((offers.size, offers.most), (true, Some(157_286_400)));
        assert!(offers.eight_bit && !offers.starttls);
        assert!(offers.takes(XOAUTH2) && !offers.takes(OAUTHBEARER));
        assert!(read(&["host", "StartTLS"]).starttls);
        assert!(read(&["host", "AUTH=OAUTHBEARER"]).takes(OAUTHBEARER));
        for unlimited in ["SIZE 0", "SIZE", "SIZE much"] {
            let offers = read(&["host", unlimited]);
            assert_eq!((offers.size, offers.most), (true, None), "{unlimited}");
        }
        assert_eq!(read(&["AUTH XOAUTH2"]), Offers::default());
        assert!(!read(&["host", "AUTH XOAUTH2X", "XAUTH XOAUTH2"]).takes(XOAUTH2));
    }
}

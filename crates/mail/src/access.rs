//! How an access token, or a password made for an application, signs in to a mail server.

use base64::{Engine, engine::general_purpose::STANDARD};
use sendoff_values::{AccessToken, AppPassword, MailAddress};
use zeroize::Zeroizing;

/// The two ways of signing in with an access token. With a token nothing else is ever used, whatever a server offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mechanism {
    /// Microsoft's and Google's (learn.microsoft.com, How to authenticate an IMAP, POP or SMTP application by using OAuth,
    /// copy of 2025-09-07; developers.google.com/workspace/gmail/imap/xoauth2-protocol).
    Xoauth2,
    /// The standard's (RFC 7628).
    Oauthbearer,
}

impl Mechanism {
    /// Both, the standard's first: for a server of which nothing is known but what it offers.
    pub const ALL: &'static [Self] = &[Self::Oauthbearer, Self::Xoauth2];

    /// Its name in the list of a server.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Xoauth2 => "XOAUTH2",
            Self::Oauthbearer => "OAUTHBEARER",
        }
    }

    /// What is answered to a refusal that came as a challenge, so that the refusal itself follows: an empty line with
    /// XOAUTH2, the octet 1 with OAUTHBEARER (RFC 7628 section 3.2.3).
    pub(crate) const fn heard_the_reason(self) -> &'static str {
        match self {
            Self::Xoauth2 => "",
            Self::Oauthbearer => "AQ==",
        }
    }
}

/// What opens a mailbox.
#[derive(Clone, Copy, Debug)]
pub enum Credential<'a> {
    /// What a sign-in gave.
    Token(&'a AccessToken),
    /// A password that was made for the application. It is shown by PLAIN alone, which asks for nothing that has to be quoted and
    /// is the same in all three protocols (RFC 4616); there is nothing to show it to before the connection is encrypted.
    Password(&'a AppPassword),
}

impl<'a> From<&'a AccessToken> for Credential<'a> {
    fn from(token: &'a AccessToken) -> Self {
        Self::Token(token)
    }
}

impl<'a> From<&'a AppPassword> for Credential<'a> {
    fn from(password: &'a AppPassword) -> Self {
        Self::Password(password)
    }
}

impl<'a> Credential<'a> {
    fn expose(self) -> &'a str {
        match self {
            Self::Token(token) => token.expose(),
            Self::Password(password) => password.expose(),
        }
    }
}

/// What is said to the server, by its name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// With a token.
    Token(Mechanism),
    /// With a password (RFC 4616).
    Plain,
}

impl Scheme {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Token(mechanism) => mechanism.as_str(),
            Self::Plain => "PLAIN",
        }
    }

    /// What is answered to a refusal that came as a challenge. With a password none does: whatever asks on is called off.
    pub(crate) const fn heard_the_reason(self) -> &'static str {
        match self {
            Self::Token(mechanism) => mechanism.heard_the_reason(),
            Self::Plain => "*",
        }
    }
}

/// One sign-in: whose mailbox, with what, at which server, by which of the ways that may be used.
pub(crate) struct SignIn<'a> {
    credential: Credential<'a>,
    responses: Vec<(Scheme, Zeroizing<String>)>,
    aligned: [Zeroizing<String>; 3],
}

/// The way that is used, with the whole answer to the server in base64 without line breaks.
#[derive(Clone, Copy)]
pub(crate) struct Response<'a> {
    pub(crate) scheme: Scheme,
    pub(crate) text: &'a str,
}

impl<'a> SignIn<'a> {
    /// A token signs in by one of `mechanisms`, a password by PLAIN.
    pub(crate) fn new(
        mechanisms: &[Mechanism],
        user: &MailAddress,
        credential: Credential<'a>,
        place: (&str, u16),
    ) -> Self {
        let responses = match credential {
            Credential::Token(token) => {
                let by = |one: &Mechanism| (Scheme::Token(*one), response(*one, user, token, place));
                mechanisms.iter().map(by).collect()
            }
            Credential::Password(password) => vec![(Scheme::Plain, plain(user, password))],
        };
        let secret = credential.expose().as_bytes();
        let aligned = [0, 1, 2].map(|skipped| encoded(secret.get(skipped..).unwrap_or_default()));
        Self { credential, responses, aligned }
    }

    /// The first of the ways that the server offers.
    pub(crate) fn offered(&self, offers: impl Fn(Scheme) -> bool) -> Option<Response<'_>> {
        let (scheme, text) = self.responses.iter().find(|(scheme, _)| offers(*scheme))?;
        Some(Response { scheme: *scheme, text })
    }

    /// Everything that would give the secret away if a server sent it back: plain, and in base64 wherever it begins.
    pub(crate) fn secrets(&self) -> Vec<&str> {
        let encoded = self.aligned.iter().map(|text| text.as_str());
        let responses = self.responses.iter().map(|(_, text)| text.as_str());
        [self.credential.expose()].into_iter().chain(responses).chain(encoded).collect()
    }
}

fn response(
    mechanism: Mechanism,
    user: &MailAddress,
    token: &AccessToken,
    (host, port): (&str, u16),
) -> Zeroizing<String> {
    let text = match mechanism {
        Mechanism::Xoauth2 => format!("user={user}\x01auth=Bearer {}\x01\x01", token.expose()),
        Mechanism::Oauthbearer => format!(
            "n,a={},\x01host={host}\x01port={port}\x01auth=Bearer {}\x01\x01",
            escaped(user.as_str()),
            token.expose()
        ),
    };
    encoded(Zeroizing::new(text).as_bytes())
}

/// Nobody but the mailbox itself is asked for, so the first of the three parts is empty (RFC 4616 section 2).
fn plain(user: &MailAddress, password: &AppPassword) -> Zeroizing<String> {
    encoded(Zeroizing::new(format!("\0{user}\0{}", password.expose())).as_bytes())
}

fn encoded(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(STANDARD.encode(bytes))
}

/// An address as an authorization identity (RFC 5801 section 4); it holds no other character that would need it.
fn escaped(address: &str) -> String {
    address.replace('=', "=3D").replace(',', "=2C")
}

/// What a server says in a challenge that is a refusal (RFC 7628 section 3.2.2); `None` if it is none.
pub(crate) fn reason(challenge: &str) -> Option<String> {
    let bytes = STANDARD.decode(challenge.trim()).ok()?;
    let said: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&bytes).ok()?;
    let named = |name: &str| said.get(name).and_then(|value| value.as_str()).map(|value| format!("{name}: {value}"));
    Some(["status", "schemes", "scope"].into_iter().filter_map(named).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(mechanism: Mechanism, user: &str) -> String {
        let (user, token) =
            (user.parse().unwrap(), AccessToken::new("ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg".to_owned()));
        let sign_in = SignIn::new(Mechanism::ALL, &user, (&token).into(), ("server.example.com", 143));
        let response = sign_in.offered(|offered| offered == Scheme::Token(mechanism)).unwrap();
        assert_eq!(response.scheme, Scheme::Token(mechanism));
        String::from_utf8(STANDARD.decode(response.text).unwrap()).unwrap()
    }

    /// The forms the vendors' page and RFC 7628 section 4.1 show.
    #[test]
    fn the_answer_is_as_the_pages_show_it() {
        assert_eq!(
            decoded(Mechanism::Xoauth2, "someuser@example.com"),
            "user=someuser@example.com\x01auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg\x01\x01"
        );
        assert_eq!(
            decoded(Mechanism::Oauthbearer, "user@example.com"),
            "n,a=user@example.com,\x01host=server.example.com\x01port=143\x01\
             auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg\x01\x01"
        );
        assert!(decoded(Mechanism::Oauthbearer, "a=b@example.com").starts_with("n,a=a=3Db@example.com,"));
    }

    #[test]
    fn of_what_may_be_used_the_first_that_is_offered_is() {
        let (user, token) = ("someuser@example.com".parse().unwrap(), AccessToken::new("canary".to_owned()));
        let chosen = |mechanisms: &[Mechanism], offered: &[Mechanism]| {
            let sign_in = SignIn::new(mechanisms, &user, (&token).into(), ("server.example.com", 143));
            let takes = |scheme| matches!(scheme, Scheme::Token(mechanism) if offered.contains(&mechanism));
            sign_in.offered(takes).map(|response| response.scheme)
        };
        let (bearer, xoauth2) = (Mechanism::Oauthbearer, Mechanism::Xoauth2);
        assert_eq!(chosen(Mechanism::ALL, &[xoauth2, bearer]), Some(Scheme::Token(bearer)));
        assert_eq!(chosen(Mechanism::ALL, &[xoauth2]), Some(Scheme::Token(xoauth2)));
        assert_eq!((chosen(&[xoauth2], &[bearer]), chosen(Mechanism::ALL, &[])), (None, None));
    }

    /// The form of RFC 4616 section 4, and whatever mechanisms there are for a token.
    #[test]
    fn a_password_is_shown_by_plain_and_by_nothing_else() {
        let (user, password) =
            ("tim@harbour.example".parse().unwrap(), AppPassword::new("tanstaaftanstaaf".to_owned()));
        let sign_in = SignIn::new(Mechanism::ALL, &user, (&password).into(), ("smtp.example", 587));
        let response = sign_in.offered(|_| true).unwrap();
        assert_eq!(response.scheme, Scheme::Plain);
        assert_eq!(STANDARD.decode(response.text).unwrap(), b"\0tim@harbour.example\0tanstaaftanstaaf");
        assert!(sign_in.offered(|scheme| scheme != Scheme::Plain).is_none());
        let shown = sendoff_problem::without(response.text, &sign_in.secrets());
        assert!(shown.len() < 20, "{shown}");
    }

    #[test]
    fn a_challenge_is_a_refusal_only_if_it_is_an_object() {
        let refusal = STANDARD.encode(r#"{"status":"401","schemes":"bearer mac","scope":"https://mail.google.com/"}"#);
        let said = "status: 401, schemes: bearer mac, scope: https://mail.google.com/";
        assert_eq!(reason(&refusal).as_deref(), Some(said));
        assert_eq!(reason("e30=").as_deref(), Some(""), "an empty object says nothing, and is one");
        for other in ["", "VXNlcm5hbWU6", "*", "W10=", "bm90IGpzb24="] {
            assert_eq!(reason(other), None, "{other}");
        }
    }

    #[test]
    fn a_token_is_known_again_wherever_it_begins_in_base64() {
        let token = AccessToken::new("eyJ0eXAiOiJKV1Qi-canary-signature".to_owned());
        let user = "office@harbour.example".parse().unwrap();
        let sign_in = SignIn::new(Mechanism::ALL, &user, (&token).into(), ("smtp.example", 587));
        for before in ["", "x", "xx", "Bearer "] {
            let sent_back = STANDARD.encode(format!("{before}{}", token.expose()));
            let shown = sendoff_problem::without(&sent_back, &sign_in.secrets());
            assert!(shown.len() < 20, "{before}: {shown}");
        }
    }
}

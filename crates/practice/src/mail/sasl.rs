//! Strings of SASL in base64: XOAUTH2's `user=...^Aauth=Bearer ...^A^A` (protocol facts 4.2), that of OAUTHBEARER (RFC 7628 section
//! 3.1), and that of PLAIN (RFC 4616).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Who is named, and with which token.
pub(super) struct Bearer {
    pub(super) user: String,
    pub(super) token: String,
}

/// Who is named, and with which password.
pub(super) struct Password {
    pub(super) user: String,
    pub(super) password: String,
}

fn text(sent: &[u8]) -> Option<String> {
    String::from_utf8(STANDARD.decode(sent).ok()?).ok()
}

impl Password {
    /// The string of PLAIN. Whoever signs in is whoever it is for.
    pub(super) fn read_plain(sent: &[u8]) -> Option<Self> {
        let text = text(sent)?;
        let [identity, user, password] = text.split('\0').collect::<Vec<_>>().try_into().ok()?;
        let whole = (identity.is_empty() || identity == user) && !user.is_empty() && !password.is_empty();
        whole.then(|| Self { user: user.to_owned(), password: password.to_owned() })
    }

    /// Two strings of LOGIN.
    pub(super) fn read_login(user: &[u8], password: &[u8]) -> Option<Self> {
        Some(Self { user: text(user)?, password: text(password)? })
    }
}

impl Bearer {
    /// The string of OAUTHBEARER: a head that names the user, then fields, of which `auth` counts.
    pub(super) fn read_oauthbearer(sent: &[u8]) -> Option<Self> {
        let text = text(sent)?;
        let (head, fields) = text.strip_suffix("\u{1}\u{1}")?.split_once('\u{1}')?;
        let user = head.strip_prefix("n,a=")?.strip_suffix(',')?;
        let auth = fields.split('\u{1}').find_map(|field| field.strip_prefix("auth="))?;
        let (scheme, token) = auth.split_once(' ')?;
        let whole = scheme.eq_ignore_ascii_case("bearer") && !user.is_empty();
        whole.then(|| Self { user: user.to_owned(), token: token.to_owned() })
    }

    /// `None`: not such a string.
    pub(super) fn read(sent: &[u8]) -> Option<Self> {
        let text = text(sent)?;
        let (user, rest) = text.strip_suffix("\u{1}\u{1}")?.strip_prefix("user=")?.split_once('\u{1}')?;
        let (scheme, token) = rest.strip_prefix("auth=")?.split_once(' ')?;
        let whole = scheme.eq_ignore_ascii_case("bearer") && !user.is_empty() && !token.contains('\u{1}');
        whole.then(|| Self { user: user.to_owned(), token: token.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_string_is_read() {
        let read = |text: &str| Bearer::read(STANDARD.encode(text).as_bytes()).map(|it| (it.user, it.token));
        let (user, token) = ("a@x.example".to_owned(), "eyJ.a.b".to_owned());
        assert_eq!(read("user=a@x.example\u{1}auth=Bearer eyJ.a.b\u{1}\u{1}"), Some((user, token)));
        for wrong in [
            "",
            "user=a@x.example\u{1}auth=Bearer eyJ.a.b\u{1}",
            "user=\u{1}auth=Bearer eyJ.a.b\u{1}\u{1}",
            "user=a@x.example auth=Bearer eyJ.a.b\u{1}\u{1}",
            "user=a@x.example\u{1}auth=Basic eyJ.a.b\u{1}\u{1}",
            "n,a=a@x.example,\u{1}auth=Bearer eyJ.a.b\u{1}\u{1}",
        ] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
        assert!(Bearer::read(b"not base64!").is_none());
    }

    #[test]
    fn the_string_of_oauthbearer_is_the_one_of_its_standard() {
        let read = |text: &str| {
            Bearer::read_oauthbearer(STANDARD.encode(text).as_bytes()).map(|it| format!("{} {}", it.user, it.token))
        };
        let whole = "n,a=a@x.example,\u{1}host=smtp.gmail.com\u{1}port=587\u{1}auth=Bearer ya29.x\u{1}\u{1}";
        assert_eq!(read(whole).unwrap(), "a@x.example ya29.x");
        for wrong in [
            "user=a@x.example\u{1}auth=Bearer ya29.x\u{1}\u{1}",
            "n,a=a@x.example,\u{1}auth=Bearer ya29.x\u{1}",
            "n,a=,\u{1}auth=Bearer ya29.x\u{1}\u{1}",
            "n,a=a@x.example,\u{1}host=h\u{1}\u{1}",
            "n,,\u{1}auth=Bearer ya29.x\u{1}\u{1}",
        ] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn the_string_of_plain_names_user_and_password() {
        let read = |text: &str| {
            Password::read_plain(STANDARD.encode(text).as_bytes()).map(|it| format!("{} {}", it.user, it.password))
        };
        assert_eq!(read("\0a@x.example\0abcd efgh").unwrap(), "a@x.example abcd efgh");
        assert_eq!(read("a@x.example\0a@x.example\0p").unwrap(), "a@x.example p");
        for wrong in ["", "\0a@x.example", "b@x.example\0a@x.example\0p", "\0\0p", "\0a\0", "\0a\0b\0c"] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}

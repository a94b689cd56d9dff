//! The string of XOAUTH2: `user=...^Aauth=Bearer ...^A^A` in base64 (protocol facts 4.2).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Who is named, and with which token.
pub(super) struct Bearer {
    pub(super) user: String,
    pub(super) token: String,
}

impl Bearer {
    /// `None`: not such a string.
    pub(super) fn read(sent: &[u8]) -> Option<Self> {
        let text = String::from_utf8(STANDARD.decode(sent).ok()?).ok()?;
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
}

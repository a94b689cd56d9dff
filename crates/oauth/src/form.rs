//! `application/x-www-form-urlencoded`, read strictly and written without leaving copies behind.

use percent_encoding::percent_decode;
use url::form_urlencoded;
use zeroize::Zeroizing;

/// The largest query or form that is looked at, in bytes.
pub(crate) const LARGEST: usize = 64 * 1024;
const MOST_PAIRS: usize = 64;

/// The text is no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum FormFault {
    /// More than 64 KiB.
    #[error("too long")]
    TooLong,
    /// More than 64 parameters.
    #[error("too many parameters")]
    TooMany,
    /// A `%` that two hexadecimal digits do not follow.
    #[error("a broken escape")]
    BrokenEscape,
    /// Not UTF-8 after decoding.
    #[error("not UTF-8")]
    NotUtf8,
}

/// One parameter, wiped when dropped.
pub(crate) struct Pair {
    pub(crate) name: Zeroizing<String>,
    pub(crate) value: Zeroizing<String>,
}

/// All parameters in their order. A part without `=` has an empty value.
pub(crate) fn read(text: &[u8]) -> Result<Vec<Pair>, FormFault> {
    if text.len() > LARGEST {
        return Err(FormFault::TooLong);
    }
    let parts = || text.split(|byte| *byte == b'&').filter(|part| !part.is_empty());
    if parts().count() > MOST_PAIRS {
        return Err(FormFault::TooMany);
    }
    parts().map(pair).collect()
}

fn pair(part: &[u8]) -> Result<Pair, FormFault> {
    let cut = part.iter().position(|byte| *byte == b'=');
    let (name, value) = cut.map_or((part, &[][..]), |at| (&part[..at], &part[at + 1..]));
    Ok(Pair { name: decode(name)?, value: decode(value)? })
}

fn decode(text: &[u8]) -> Result<Zeroizing<String>, FormFault> {
    if !escapes_are_whole(text) {
        return Err(FormFault::BrokenEscape);
    }
    let spaced: Zeroizing<Vec<u8>> =
        Zeroizing::new(text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect());
    let mut decoded = Zeroizing::new(Vec::with_capacity(spaced.len()));
    decoded.extend(percent_decode(&spaced));
    let text = std::str::from_utf8(&decoded).map_err(|_| FormFault::NotUtf8)?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn escapes_are_whole(text: &[u8]) -> bool {
    let followed = |at: usize| {
        let digits = text.get(at + 1..at + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    text.iter().enumerate().all(|(at, byte)| *byte != b'%' || followed(at))
}

/// Writes parameters into a buffer that is large enough from the start, so that growing it leaves no copy unwiped.
pub(crate) fn write(pairs: &[(&str, &str)]) -> Zeroizing<Vec<u8>> {
    let most: usize = pairs.iter().map(|(name, value)| 3 * (name.len() + value.len()) + 2).sum();
    let mut body = Zeroizing::new(Vec::with_capacity(most));
    for (index, (name, value)) in pairs.iter().enumerate() {
        if index > 0 {
            body.push(b'&');
        }
        write_part(&mut body, name);
        body.push(b'=');
        write_part(&mut body, value);
    }
    body
}

/// One value as [`write`] writes it.
pub(crate) fn encoded(value: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(3 * value.len()));
    text.extend(form_urlencoded::byte_serialize(value.as_bytes()));
    text
}

fn write_part(body: &mut Vec<u8>, text: &str) {
    for piece in form_urlencoded::byte_serialize(text.as_bytes()) {
        body.extend_from_slice(piece.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &[u8]) -> Result<Vec<(String, String)>, FormFault> {
        read(text).map(|pairs| pairs.iter().map(|pair| (pair.name.to_string(), pair.value.to_string())).collect())
    }

    #[test]
    fn a_form_is_read_as_it_was_written() {
        let read = all(b"code=a%2Bb+c&&state&x=1=2").unwrap();
        let expected = [("code", "a+b c"), ("state", ""), ("x", "1=2")];
        assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn what_is_no_form_is_named() {
        assert_eq!(all(b"a=%"), Err(FormFault::BrokenEscape));
        assert_eq!(all(b"a=%4"), Err(FormFault::BrokenEscape));
        assert_eq!(all(b"a=%zz"), Err(FormFault::BrokenEscape));
        assert_eq!(all(b"a=%ff"), Err(FormFault::NotUtf8));
        assert_eq!(all(&[b'a', b'=', 0xc3]), Err(FormFault::NotUtf8));
        assert_eq!(all("a&".repeat(65).as_bytes()), Err(FormFault::TooMany));
        assert_eq!(all(&vec![b'a'; LARGEST + 1]), Err(FormFault::TooLong));
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(name in "\\PC{1,40}", value in "\\PC{0,80}") {
            let body = write(&[(&name, &value), ("b", "2")]);
            prop_assert_eq!(all(&body).unwrap(), vec![(name, value), ("b".to_owned(), "2".to_owned())]);
        }

        #[test]
        fn the_buffer_never_grows(value in proptest::collection::vec(any::<char>(), 0..200)) {
            let value: String = value.into_iter().collect();
            let body = write(&[("v", &value)]);
            prop_assert!(body.len() <= 3 * (1 + value.len()) + 2);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }
    }
}

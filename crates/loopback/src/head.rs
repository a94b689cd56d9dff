//! The head of a request, from bytes: as strict as a browser's requests allow. Pure.

use crate::{
    Flaw, Noise,
    limits::{HEADER_LINES, HEADERS, LINE},
};

/// A method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
    Options,
    Other,
}

/// A whole head, still in the buffer it was read into.
#[derive(Debug)]
pub(crate) struct Head<'a> {
    pub(crate) method: Method,
    pub(crate) target: &'a str,
    headers: Vec<(&'a str, &'a [u8])>,
}

/// What a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Header<'a> {
    Absent,
    Once(&'a [u8]),
    Twice,
}

impl<'a> Head<'a> {
    /// The header of this name, whatever its case.
    pub(crate) fn header(&self, name: &str) -> Header<'a> {
        let mut values = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        match (values.next(), values.next()) {
            (None, _) => Header::Absent,
            (Some((_, value)), None) => Header::Once(value),
            (Some(_), Some(_)) => Header::Twice,
        }
    }
}

/// Looks for the end of a head while it arrives, each byte once.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// Where the request line ends, once it has.
    line: Option<usize>,
    looked: usize,
}

impl Scan {
    /// The length of the head once `bytes` holds all of it. What cannot become a request any more is refused at once.
    /// `bytes` is everything received so far.
    pub(crate) fn end(&mut self, bytes: &[u8]) -> Result<Option<usize>, Noise> {
        if bytes.first().is_some_and(|first| !first.is_ascii_uppercase()) {
            return Err(Noise::Flawed(Flaw::NotHttp));
        }
        let Some(line) = self.line(bytes)? else { return Ok(None) };
        let from = self.looked.saturating_sub(3).max(line - 1);
        let found = bytes[from..].windows(4).position(|window| window == b"\r\n\r\n");
        self.looked = bytes.len();
        match found.map(|at| from + at + 4) {
            Some(end) if end - line <= HEADERS => Ok(Some(end)),
            None if bytes.len() - line <= HEADERS => Ok(None),
            Some(_) | None => Err(Noise::HeadTooLarge),
        }
    }

    fn line(&mut self, bytes: &[u8]) -> Result<Option<usize>, Noise> {
        if self.line.is_none() {
            let found = bytes[self.looked..].iter().position(|byte| *byte == b'\n').map(|at| self.looked + at);
            self.looked = found.unwrap_or(bytes.len());
            if self.looked >= LINE {
                return Err(Noise::LineTooLong);
            }
            if found.is_some_and(|line| !bytes[..=line].ends_with(b" HTTP/1.1\r\n")) {
                return Err(Noise::Flawed(Flaw::NotHttp));
            }
            self.line = found;
        }
        Ok(self.line)
    }
}

/// Reads a whole head: `bytes` as far as [`Scan::end`] said.
pub(crate) fn parse(bytes: &[u8]) -> Result<Head<'_>, Noise> {
    if !breaks_are_whole(bytes) {
        return Err(Noise::Flawed(Flaw::Malformed));
    }
    let mut lines = [httparse::EMPTY_HEADER; HEADER_LINES];
    let mut request = httparse::Request::new(&mut lines);
    match request.parse(bytes) {
        Ok(httparse::Status::Complete(length)) if length == bytes.len() => {}
        Err(httparse::Error::TooManyHeaders) => return Err(Noise::HeadTooLarge),
        Ok(_) | Err(_) => return Err(Noise::Flawed(Flaw::Malformed)),
    }
    let target = request.path.ok_or(Noise::Flawed(Flaw::Malformed))?;
    let method = method(request.method.unwrap_or_default());
    let headers = request.headers.iter().map(|header| (header.name, header.value)).collect();
    Ok(Head { method, target, headers })
}

/// Every line feed stands behind a carriage return: httparse is more lenient.
fn breaks_are_whole(bytes: &[u8]) -> bool {
    bytes.windows(2).all(|two| two[1] != b'\n' || two[0] == b'\r') && !bytes.starts_with(b"\n")
}

fn method(text: &str) -> Method {
    match text {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "OPTIONS" => Method::Options,
        _ => Method::Other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHOLE: &[u8] = b"GET /mail-setup?code=x HTTP/1.1\r\nHost: localhost:1\r\naccept: */*\r\n\r\nrest";

    #[test]
    fn a_head_ends_at_its_last_byte_and_not_before() {
        let mut scan = Scan::default();
        let end = WHOLE.len() - 4;
        for cut in 0..end {
            assert_eq!(scan.end(&WHOLE[..cut]), Ok(None), "{cut}");
        }
        assert_eq!(scan.end(WHOLE), Ok(Some(end)));
        let head = parse(&WHOLE[..end]).unwrap();
        assert_eq!((head.method, head.target), (Method::Get, "/mail-setup?code=x"));
        assert_eq!(head.header("HOST"), Header::Once(b"localhost:1"));
        assert_eq!(head.header("Origin"), Header::Absent);
    }

    #[test]
    fn a_head_without_headers_is_a_head() {
        let bytes = b"GET / HTTP/1.1\r\n\r\n";
        assert_eq!(Scan::default().end(bytes), Ok(Some(bytes.len())));
        assert_eq!(parse(bytes).unwrap().header("host"), Header::Absent);
    }

    #[test]
    fn limits_hold_while_nothing_has_ended() {
        let endless_line = [b"GET /".as_slice(), &vec![b'a'; LINE]].concat();
        assert_eq!(Scan::default().end(&endless_line), Err(Noise::LineTooLong));
        let endless_headers = [b"GET / HTTP/1.1\r\nx: ".as_slice(), &vec![b'a'; HEADERS]].concat();
        assert_eq!(Scan::default().end(&endless_headers), Err(Noise::HeadTooLarge));
    }

    /// The line feed of a long request line, and as much behind it as headers may have; `end` is how it ends.
    fn head_of(behind: usize, end: &[u8]) -> Vec<u8> {
        let line = [b"GET /".as_slice(), &vec![b'a'; 16_000], b" HTTP/1.1\r\n"].concat();
        let headers = [b"x: ".as_slice(), &vec![b'a'; behind - 4 - end.len()], end].concat();
        [line, headers].concat()
    }

    #[test]
    fn headers_have_their_own_bound_however_long_the_line_is() {
        let end = b"\r\n\r\n";
        let longest = head_of(32_768, end);
        assert_eq!(Scan::default().end(&longest), Ok(Some(longest.len())));
        assert_eq!(Scan::default().end(&head_of(32_769, end)), Err(Noise::HeadTooLarge));
        assert_eq!(Scan::default().end(&head_of(32_768, b"")), Ok(None));
        assert_eq!(Scan::default().end(&head_of(32_769, b"")), Err(Noise::HeadTooLarge));
    }

    #[test]
    fn a_line_has_a_bound_to_the_byte() {
        let line = |length: usize| [b"GET /".as_slice(), &vec![b'a'; length - 16], b" HTTP/1.1\r\n"].concat();
        assert_eq!(line(16_384).len(), 16_384);
        assert_eq!(Scan::default().end(&line(16_384)), Ok(None));
        assert_eq!(Scan::default().end(&line(16_385)), Err(Noise::LineTooLong));
    }

    #[test]
    fn a_head_with_half_a_line_break_or_a_nul_is_refused_wherever_it_stands() {
        for odd in ["\0", "\r", "\n", "\n\r", "\r\r\n"] {
            for text in [
                format!("GET /{odd} HTTP/1.1\r\n\r\n"),
                format!("GET /{odd}x HTTP/1.1\r\n\r\n"),
                format!("GET / HTTP/1.1\r\nx{odd}: y\r\n\r\n"),
                format!("GET / HTTP/1.1\r\nx: {odd}\r\n\r\n"),
                format!("GET / HTTP/1.1\r\nx: y{odd}z\r\n\r\n"),
                format!("GET / HTTP/1.1{odd}\r\n\r\n"),
                format!("GET / HTTP/1.1\r\nx: y\r\n{odd}\r\n"),
            ] {
                assert_eq!(parse(text.as_bytes()).map(|_| ()), Err(Noise::Flawed(Flaw::Malformed)), "{text:?}");
            }
        }
    }

    #[test]
    fn a_head_with_something_behind_it_is_not_read_as_one() {
        assert_eq!(parse(b"GET / HTTP/1.1\r\n\r\nx\r\n\r\n").map(|_| ()), Err(Noise::Flawed(Flaw::Malformed)));
    }

    proptest! {
        #[test]
        fn in_whatever_pieces_it_comes_the_end_is_the_same(cuts in proptest::collection::vec(0..WHOLE.len() - 4, 0..8)) {
            let mut scan = Scan::default();
            let mut cuts = cuts;
            cuts.sort_unstable();
            for cut in cuts {
                prop_assert_eq!(scan.end(&WHOLE[..cut]), Ok(None));
            }
            prop_assert_eq!(scan.end(WHOLE), Ok(Some(WHOLE.len() - 4)));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Scan::default().end(&bytes).is_ok();
            let _ = parse(&bytes).is_ok();
        }

        #[test]
        fn nothing_after_the_request_line_makes_it_panic(rest in proptest::collection::vec(any::<u8>(), 0..300)) {
            let bytes = [b"GET / HTTP/1.1\r\n".as_slice(), &rest, b"\r\n\r\n"].concat();
            let _ = Scan::default().end(&bytes).is_ok();
            let _ = parse(&bytes).is_ok();
        }
    }
}

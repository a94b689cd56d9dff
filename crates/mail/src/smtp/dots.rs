//! A message as it travels after DATA (RFC 5321 section 4.5.2).

/// `message` with every line ended by CRLF, whatever ended it before, and a dot before each line that begins with one: so
/// that nothing inside it ends it, however a server reads line ends.
pub(super) fn dotted(message: &[u8]) -> Vec<u8> {
    let mut sent = Vec::with_capacity(message.len() + message.len() / 64 + 2);
    let mut rest = message;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        if line.starts_with(b".") {
            sent.push(b'.');
        }
        sent.extend_from_slice(line);
        sent.extend_from_slice(b"\r\n");
        rest = after.strip_prefix(b"\r\n").or_else(|| after.get(1..)).unwrap_or_default();
    }
    sent
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dots_are_doubled_and_line_ends_made_whole() {
        for (message, sent) in [
            ("a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n"),
            (".a\r\n..b\r\n", "..a\r\n...b\r\n"),
            ("a\n.\nb", "a\r\n..\r\nb\r\n"),
            ("a\r.\rb\r\n", "a\r\n..\r\nb\r\n"),
            ("a\r\n\r\n.", "a\r\n\r\n..\r\n"),
            ("a\n\r\n.\r\n", "a\r\n\r\n..\r\n"),
            ("", ""),
        ] {
            assert_eq!(String::from_utf8(dotted(message.as_bytes())).unwrap(), sent, "{message:?}");
        }
    }

    proptest! {
        /// However a server reads line ends, it finds no line with a dot alone before the one that ends the message.
        #[test]
        fn nothing_inside_ends_the_message(message in "[a.\r\n]{0,80}") {
            let sent = String::from_utf8(dotted(message.as_bytes())).unwrap();
            prop_assert!(sent.is_empty() || sent.ends_with("\r\n"));
            prop_assert!(!sent.replace("\r\n", "").contains(['\r', '\n']), "only whole line ends");
            prop_assert!(sent.split("\r\n").all(|line| line != "."));
            let read: Vec<&str> = sent.split_terminator("\r\n").map(|line| line.strip_prefix('.').unwrap_or(line)).collect();
            let meant = message.replace("\r\n", "\n").replace('\r', "\n");
            prop_assert_eq!(read, meant.split_terminator('\n').collect::<Vec<_>>());
        }
    }
}

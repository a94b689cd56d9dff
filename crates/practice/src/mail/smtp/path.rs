//! The addresses of MAIL and RCPT (RFC 5321 section 4.1.1.2): `FROM:<a@b> PARAMETER=VALUE ...`.

/// The address between the angle brackets behind `keyword`, and whether what follows can be ignored. Empty is `<>`.
pub(super) fn read(rest: &str, keyword: &str) -> Option<String> {
    let (word, rest) = rest.split_at_checked(keyword.len())?;
    let rest = rest.trim_start().strip_prefix('<').filter(|_| word.eq_ignore_ascii_case(keyword))?;
    let (address, after) = rest.split_once('>')?;
    let parameters = after.is_empty() || after.starts_with(' ');
    let whole = address.is_empty() || is_address(address);
    (parameters && whole).then(|| address.to_owned())
}

/// One `@` with something on both sides, and nothing that cannot stand in an address without quotes.
fn is_address(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c);
    let sides = text.split_once('@');
    sides.is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'))
        && !text.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_stands_between_the_brackets() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read("FROM:<a@x.example>", "FROM:"), some("a@x.example"));
        assert_eq!(read("from: <a@x.example> SIZE=10 BODY=8BITMIME", "FROM:"), some("a@x.example"));
        assert_eq!(read("FROM:<>", "FROM:"), some(""));
        for wrong in [
            "",
            "FROM",
            "FROM:a@x.example",
            "TO:<a@x.example>",
            "FROM:<a@x.example",
            "FROM:<a@x>b",
            "FROM:<a>",
            "FROM:<a@b@c>",
            "FROM:<a b@x>",
        ] {
            assert_eq!(read(wrong, "FROM:"), None, "{wrong:?}");
        }
    }
}

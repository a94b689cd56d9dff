//! Whether a text has the shape of a private key in PEM. Whether it is one shows when it signs something.

/// Lines around the key of a service account (RFC 7468 section 10).
const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// Characters in base64 of a key of 1,024 bits, the shortest that Google ever made.
const LEAST: usize = 800;

/// Whether it is one key, whole: the lines around it, and base64 of full length between them.
pub(super) fn is_private_key(text: &str) -> bool {
    let Some(inside) = text.trim().strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END)) else { return false };
    let visible = || inside.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let padding = visible().skip_while(|byte| *byte != b'=').count();
    let length = visible().count();
    let body = visible().take(length - padding).all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'));
    body && padding <= 2 && length >= LEAST && length % 4 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pem(body: &str) -> String {
        format!("{BEGIN}\n{body}\n{END}\n")
    }

    #[test]
    fn a_key_is_whole_or_none() {
        let lines = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"; 25].join("\n");
        assert!(is_private_key(&pem(&lines)));
        assert!(is_private_key(pem(&lines).trim()));
        assert!(is_private_key(&pem(&format!("{lines}\nAA=="))));
        for body in [
            &lines[..lines.len() - 1],
            &format!("{lines}A==="),
            &format!("{lines}==AA"),
            "AAAA",
            "",
            &format!("{lines}\u{e9}"),
        ] {
            assert!(!is_private_key(&pem(body)), "{} characters", body.len());
        }
        assert!(!is_private_key(&pem(&lines).replace("-----END", "----END")));
        assert!(!is_private_key(&pem(&lines).replace("PRIVATE", "PUBLIC")));
        assert!(!is_private_key(&format!("{}{}", pem(&lines), pem(&lines))), "two keys");
    }
}

//! Hides what looks like a secret in a text that is going to be echoed.
//!
//! A net below the types: what is known to be a secret never reaches a text at all. It rather hides too much.

use std::borrow::Cow;

use crate::shape::starts_usual;

/// What stands in place of a secret.
const HIDDEN: &str = "[hidden]";

/// Names whose value is hidden wherever it stands as `name=value`, `name: value` or `"name":"value"`.
const NAMES: &[&str] = &[
    "client_secret",
    "clientsecret",
    "secrettext",
    "password",
    "code",
    "code_verifier",
    "refresh_token",
    "access_token",
    "id_token",
    "client_assertion",
    "state",
    "nonce",
    "session_state",
    "azure_client_secret",
    "google_client_secret",
    "private_key",
    "app_password",
];

/// Names that are ordinary words too: their value is hidden only behind `=` or in JSON.
const WORDS: &[&str] = &["code", "password", "state", "nonce"];

/// Beginnings of tokens and secrets: JWT, Entra refresh tokens and codes, Google's secret, access and refresh tokens, codes and
/// API keys.
const BEGINNINGS: &[&str] = &["eyJ", "0.A", "1.A", "0.AA", "M.C", "GOCSPX-", "ya29.", "1//", "4/0", "4%2F0", "AIza"];

/// The same text with secrets replaced by `[hidden]`.
pub fn mask_secrets(text: &str) -> String {
    let text = without_keys(text);
    let text = without_app_passwords(&text);
    let mut masked = String::with_capacity(text.len());
    let mut rest = &*text;
    let mut name = false;
    while let Some(first) = rest.chars().next() {
        let length =
            if is_word(first) { rest.find(|next| !is_word(next)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (piece, behind) = rest.split_at(length);
        if is_word(first) {
            masked.push_str(if is_secret(piece) || (name && piece.len() > 2) { HIDDEN } else { piece });
            name = is_name(piece, behind);
        } else {
            name = name && matches!(first, ' ' | '"' | '\'' | ':' | '=' | '\t');
            masked.push(first);
        }
        rest = behind;
    }
    masked
}

/// The text without private keys: from the line before one to the line behind it, or to the end (RFC 7468 section 10).
fn without_keys(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = start_of_key(rest) {
        kept.extend([&rest[..start], HIDDEN]);
        rest = behind_key(&rest[start..]);
    }
    if rest.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(kept + rest) }
}

fn start_of_key(text: &str) -> Option<usize> {
    let begins = |at: &usize| head(&text[*at..]).contains("PRIVATE KEY");
    text.match_indices("-----BEGIN").map(|(at, _)| at).find(begins)
}

/// What stands behind the line that ends a key; nothing where there is none.
fn behind_key(text: &str) -> &str {
    let rest = text.split_once("-----END").and_then(|(_, rest)| rest.split_once("-----"));
    rest.map_or("", |(_, behind)| behind)
}

/// The text without app passwords that stand behind their name, in the four groups that Google shows
/// (support.google.com/accounts/answer/185833, read 2026-11-21). Alone they are four words like others.
fn without_app_passwords(text: &str) -> Cow<'_, str> {
    const NAME: &str = "password";
    // What is ASCII keeps its place in lower case.
    let lower = text.to_ascii_lowercase();
    let mut kept = String::new();
    let mut from = 0;
    for (at, _) in lower.match_indices(NAME) {
        let behind = &text[at + NAME.len()..];
        let value = behind.trim_start_matches(|one: char| one.is_whitespace() || "\"'\\:=>".contains(one));
        let marked = behind[..behind.len() - value.len()].contains([':', '=', '>']);
        if let Some(length) = app_password(value).filter(|_| marked && at >= from) {
            let start = text.len() - value.len();
            kept.extend([&text[from..start], HIDDEN]);
            from = start + length;
        }
    }
    if from == 0 { Cow::Borrowed(text) } else { Cow::Owned(kept + &text[from..]) }
}

/// Bytes of the four groups of four letters that the text begins with.
fn app_password(text: &str) -> Option<usize> {
    let mut rest = text;
    for group in 0..4 {
        let spaces = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\t']).len();
        rest = (group == 0 || spaces > 0).then_some(&rest[spaces..])?;
        let (letters, behind) = rest.split_at_checked(4)?;
        rest = letters.bytes().all(|letter| letter.is_ascii_alphabetic()).then_some(behind)?;
    }
    (!rest.starts_with(char::is_alphanumeric)).then_some(text.len() - rest.len())
}

/// The line that begins a key, without what stands behind it.
fn head(text: &str) -> &str {
    text.char_indices().nth(40).map_or(text, |(end, _)| &text[..end])
}

/// Characters of a secret or token, percent-encoded or not.
const fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '~' | '.' | '-' | '+' | '/' | '%' | '!' | '*' | '$')
}

/// Whether the word is one of the names, and what follows gives it a value.
fn is_name(word: &str, behind: &str) -> bool {
    let listed = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(word));
    let marked = behind.trim_start_matches([' ', '"', '\'']).starts_with(['=', ':']);
    listed(NAMES) && marked && (!listed(WORDS) || behind.starts_with(['=', '"', '\'']))
}

fn is_secret(word: &str) -> bool {
    let encoded_tilde =
        word.len() > 20 && word.get(3..8).is_some_and(|middle| middle[1..].eq_ignore_ascii_case("Q%7E"));
    // Inside a word as well: a path or a word glued to a secret must not carry it.
    let inside = word.len() > 20
        && word.match_indices("Q~").any(|(at, _)| at >= 4 && word.get(at - 4..).is_some_and(starts_usual));
    inside || encoded_tilde || (word.len() > 20 && BEGINNINGS.iter().any(|beginning| word.starts_with(beginning)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";

    #[test]
    fn secrets_are_hidden_and_the_rest_stays() {
        for (text, masked) in [
            (format!("Value {SECRET} copied"), "Value [hidden] copied".to_owned()),
            (format!("x/{SECRET}"), "[hidden]".to_owned()),
            (
                "http://localhost/mail-setup?code=0.AXoA-1&state=abc".to_owned(),
                "http://localhost/mail-setup?code=[hidden]&state=[hidden]".to_owned(),
            ),
            ("\"client_secret\": \"a.b.c\"".to_owned(), "\"client_secret\": \"[hidden]\"".to_owned()),
            (
                "AADSTS50011: The redirect URI 'x' ... Error code: 50011".to_owned(),
                "AADSTS50011: The redirect URI 'x' ... Error code: 50011".to_owned(),
            ),
            ("eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJh.x".to_owned(), "[hidden]".to_owned()),
            ("nothing secret here".to_owned(), "nothing secret here".to_owned()),
            ("App password: abcd efgh ijkl mnop.".to_owned(), "App password: [hidden].".to_owned()),
            ("password=abcd\u{a0}efgh\u{a0}ijkl\u{a0}mnop, x".to_owned(), "password=[hidden], x".to_owned()),
            (
                r#"{"app_password":"abcd efgh ijkl mnop","b":"Passwort, password: this must not"}"#.to_owned(),
                r#"{"app_password":"[hidden]","b":"Passwort, password: this must not"}"#.to_owned(),
            ),
            ("App password:\nabcd efgh  ijkl\tmnop\n".to_owned(), "App password:\n[hidden]\n".to_owned()),
            ("<password>abcd efgh ijkl mnop</password>".to_owned(), "<password>[hidden]</password>".to_owned()),
            (
                r#"{\"app_password\":\"abcd efgh ijkl mnop\"}"#.to_owned(),
                r#"{\"app_password\":\"[hidden]\"}"#.to_owned(),
            ),
            (
                "password abcd efgh ijkl mnop, password: abcd efgh ijkl mnopq".to_owned(),
                "password abcd efgh ijkl mnop, password: abcd efgh ijkl mnopq".to_owned(),
            ),
            (format!("{}%7E{}", &SECRET[..5], &SECRET[6..]), "[hidden]".to_owned()),
            (
                "a -----BEGIN PRIVATE KEY-----\nMIIE/+\n-----END PRIVATE KEY-----\n b".to_owned(),
                "a [hidden]\n b".to_owned(),
            ),
            (r#""k":"-----BEGIN RSA PRIVATE KEY-----\nMIIE","id":1"#.to_owned(), r#""k":"[hidden]"#.to_owned()),
            ("-----BEGIN PUBLIC KEY-----\nMIIB".to_owned(), "-----BEGIN PUBLIC KEY-----\nMIIB".to_owned()),
            (
                "code 4/0AX4XfWh1a2B3c4D5e6F7g8 and AIzaSyA1b2C3d4E5f6G7h8I9".to_owned(),
                "code [hidden] and [hidden]".to_owned(),
            ),
        ] {
            assert_eq!(mask_secrets(&text), masked);
        }
    }

    /// Whoever writes a text chooses how many there are: neither the stack nor the time may grow with them.
    #[test]
    fn a_mebibyte_of_keys_is_hidden() {
        let keys = "-----BEGIN PRIVATE KEY-----MIIE-----END PRIVATE KEY-----".repeat(18_000);
        assert_eq!(mask_secrets(&keys), HIDDEN.repeat(18_000));
    }
}

//! Reads Google's error pages, which never lead back here: their words in any language, their details, and their address.
//!
//! A page ends with `Error 400: redirect_uri_mismatch`; its address has the same in `authError`, as a message in the wire
//! format of Protocol Buffers (developers.google.com/identity/protocols/oauth2/web-server; the message: public notes that agree,
//! on no page of Google's; protobuf.dev/programming-guides/encoding, all read 2026-11-21).

use base64::{Engine, alphabet, engine::GeneralPurpose, engine::general_purpose::NO_PAD};
use sendoff_problem::Details;
use sendoff_values::RedirectAddress;

use crate::{browser::BrowserError, mask::mask_secrets};

/// Characters of `authError` that are looked at, and of an error's name.
const LONGEST: usize = 8192;
const LONGEST_NAME: usize = 64;

/// Fields of the message: the error, what is said about it, and the HTTP status.
const NAME: u64 = 1;
const SAID: u64 = 2;
const STATUS: u64 = 4;

/// The error of a page, from its address or from its words. `lower` is the text in small letters.
pub(crate) fn error(text: &str, lower: &str) -> Option<BrowserError> {
    let message = of_address(text).or_else(|| of_words(text, lower))?;
    let details = Details {
        code: Some(message.name.clone()),
        said: message.said.map(|said| Details::words(&mask_secrets(&said))).filter(|said| !said.is_empty()),
        status: message.status,
        ..Details::default()
    };
    Some(BrowserError { aadsts: None, error: Some(message.name), of_google: true, redirect: redirect(text), details })
}

/// What Google says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Message {
    name: String,
    said: Option<String>,
    status: Option<u16>,
}

fn of_address(text: &str) -> Option<Message> {
    let (_, behind) = text.split_once("authError=")?;
    let end = behind.find(|one: char| !one.is_ascii_alphanumeric() && !"-_+/".contains(one)).unwrap_or(behind.len());
    // Whoever copies an address of many lines may lose its padding or the other alphabet.
    let encoded: String = behind[..end].chars().take(LONGEST).map(url_safe).collect();
    let bytes = GeneralPurpose::new(&alphabet::URL_SAFE, NO_PAD).decode(encoded).ok()?;
    let message = decoded(&bytes);
    is_name(&message.name).then_some(message)
}

fn url_safe(character: char) -> char {
    match character {
        '+' => '-',
        '/' => '_',
        other => other,
    }
}

/// As many fields as can be read; what comes behind a field that is not understood says nothing.
fn decoded(mut bytes: &[u8]) -> Message {
    let mut message = Message::default();
    while let Some(key) = number(&mut bytes) {
        let field = key >> 3;
        match key & 7 {
            0 => {
                let Some(value) = number(&mut bytes) else { break };
                if field == STATUS {
                    message.status = u16::try_from(value).ok().filter(|status| (400..=599).contains(status));
                }
            }
            2 => {
                let length = number(&mut bytes).and_then(|length| usize::try_from(length).ok());
                let Some((value, rest)) = length.and_then(|length| bytes.split_at_checked(length)) else { break };
                bytes = rest;
                match (field, std::str::from_utf8(value)) {
                    (NAME, Ok(name)) => name.clone_into(&mut message.name),
                    (SAID, Ok(said)) => message.said = Some(said.to_owned()),
                    _ => {}
                }
            }
            _ => break,
        }
    }
    message
}

/// Seven bits a byte, the lowest first; all but the last have the eighth.
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let length = bytes.iter().take(9).position(|byte| byte & 0x80 == 0)? + 1;
    let (own, rest) = bytes.split_at(length);
    *bytes = rest;
    Some(own.iter().rev().fold(0, |value, byte| (value << 7) | u64::from(byte & 0x7f)))
}

/// `Error 403: access_denied` in whatever language: a status, a colon, and a name.
fn of_words(text: &str, lower: &str) -> Option<Message> {
    let (at, status, name) = lower.match_indices(':').take(256).find_map(|(at, _)| {
        let (start, status) = status_before(&lower[..at])?;
        let name = name_behind(&lower[at + 1..])?;
        Some((start, status, name))
    })?;
    // A character may be longer in small letters; then the words before it are not told.
    let before = if text.len() == lower.len() { text.get(..at) } else { None };
    Some(Message { name: name.to_owned(), said: before.and_then(said), status: Some(status) })
}

/// The status at the end of `before`, and where its line begins or the word before it.
fn status_before(before: &str) -> Option<(usize, u16)> {
    let trimmed = before.trim_end();
    let start = trimmed.len().checked_sub(3)?;
    let digits = trimmed.get(start..)?;
    let alone = !trimmed[..start].ends_with(|one: char| one.is_alphanumeric());
    let status = digits.parse::<u16>().ok().filter(|status| (400..=499).contains(status) && alone)?;
    let line = trimmed.rfind('\n').map_or(0, |line| line + 1);
    Some((line, status))
}

fn name_behind(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches([' ', '\u{a0}', '\n']);
    let length =
        rest.bytes().take(LONGEST_NAME + 1).take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
    Some(&rest[..length]).filter(|name| is_name(name))
}

/// Every one of Google's has a part that is parted by an underscore.
fn is_name(name: &str) -> bool {
    let spelled = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    spelled && name.len() <= LONGEST_NAME && name.trim_matches('_').contains('_')
}

/// What stands above the line of the error, as one line.
fn said(before: &str) -> Option<String> {
    let lines: Vec<&str> = before.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// The redirect URI among *Request details*.
fn redirect(text: &str) -> Option<RedirectAddress> {
    let (_, behind) = text.split_once("redirect_uri=")?;
    let end = behind.find(|one: char| one.is_whitespace() || "&,;\"'<>".contains(one)).unwrap_or(behind.len());
    behind[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<u16>, Option<String>)> {
        let found = error(text, &text.to_lowercase())?;
        Some((found.error?, found.details.status, found.details.said))
    }

    #[test]
    fn a_page_is_read_in_any_language() {
        for (text, name, status) in [
            (
                "Access blocked: This app's request is invalid\nError 400: redirect_uri_mismatch",
                "redirect_uri_mismatch",
                400,
            ),
            ("Fehler 400: redirect_uri_mismatch", "redirect_uri_mismatch", 400),
            ("Erreur 403\u{a0}: org_internal", "org_internal", 403),
            ("Error 401: invalid_client", "invalid_client", 401),
            ("x 403: access_denied y", "access_denied", 403),
        ] {
            let found = read(text).unwrap();
            assert_eq!((found.0.as_str(), found.1), (name, Some(status)), "{text}");
        }
        for text in [
            "Error 400: something",
            "at 10:403: access_denied_x1:",
            "Error 500: internal_failure",
            "14030: a_b",
            "403 access_denied",
            ":",
            "403:",
        ] {
            let found = read(text).filter(|(name, ..)| name != "access_denied_x");
            assert_eq!(found, None, "{text}");
        }
    }

    #[test]
    fn the_words_above_are_told_and_the_address_among_the_details() {
        let text = "Access blocked: Authorization Error\n\noffice@harbour.example\nThe OAuth client was not found.\n\
                    Error 401: invalid_client\nRequest details: redirect_uri=http://127.0.0.1:8080/ flowName=GeneralOAuthFlow";
        let found = error(text, &text.to_lowercase()).unwrap();
        assert_eq!(
            found.details.said.as_deref(),
            Some("Access blocked: Authorization Error office@harbour.example The OAuth client was not found.")
        );
        assert_eq!(found.redirect.unwrap().as_str(), "http://127.0.0.1:8080/");
    }

    #[test]
    fn the_address_of_a_page_says_the_same() {
        let address = "https://accounts.google.com/signin/oauth/error/v2?authError=\
                       Cg5pbnZhbGlkX2NsaWVudBIfVGhlIE9BdXRoIGNsaWVudCB3YXMgbm90IGZvdW5kLiCRAw%3D%3D&client_id=407408718192-a";
        let said = Some("The OAuth client was not found.".to_owned());
        assert_eq!(read(address), Some(("invalid_client".to_owned(), Some(401), said)));
        for broken in ["authError=", "authError=!!!!", "authError=AAAA", "authError=Cv____8P", "authError=CgNhYmM"] {
            assert_eq!(read(broken), None, "{broken}");
        }
    }
}

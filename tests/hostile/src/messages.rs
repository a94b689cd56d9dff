//! The test message: exactly the headers and the one recipient that were meant, whatever stands in the texts (promise 37).

use mailparse::{MailHeaderMap, parse_mail};
use sendoff_mail::{Mark, TestMessage};
use sendoff_values::MailAddress;

use crate::scene::now;

pub(crate) const WORDS: &[&str] = &[
    "a@harbour.example\n",
    "\r\nBcc: evil@evil.example\r\n",
    "\r\n.\r\n",
    "\r\n\r\n",
    "=?utf-8?b?DQpCY2M6?=",
    "\u{202e}",
    "\u{2028}",
    "\0",
    ",",
    "<a@b.example>",
];

/// Four lines: from, to, subject, and the rest is the body. Addresses that are none are replaced.
pub(crate) fn message(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(4, '\n');
    let address = |part: Option<&str>| part.and_then(|text| text.parse::<MailAddress>().ok());
    let usual = || "office@harbour.example".parse::<MailAddress>().unwrap();
    let from = address(parts.next()).unwrap_or_else(usual);
    let to = address(parts.next()).unwrap_or_else(usual);
    let (subject, body) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let Ok(message) = TestMessage::worded(&from, &to, subject, body, now(), Mark([0xa5; 16])) else { return false };
    let mail = parse_mail(message.bytes()).unwrap();
    assert_eq!(mail.headers.len(), 9, "a header more or less");
    assert_eq!(mail.headers.get_all_values("To"), [to.to_string()]);
    assert_eq!(mail.headers.get_all_values("From"), [from.to_string()]);
    assert!(mail.headers.get_first_value("Bcc").is_none() && mail.subparts.is_empty());
    let text = std::str::from_utf8(message.bytes()).unwrap().replace("\r\n", "");
    assert!(text.is_ascii() && !text.contains(['\r', '\n']), "a bare line end");
    true
}

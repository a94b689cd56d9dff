//! The message, read back by a parser that is not the builder's: exactly the headers and the one recipient that were meant.

#![expect(clippy::unwrap_used, reason = "a test stops where it breaks")]

use mailparse::{MailHeaderMap, ParsedMail, parse_mail};
use proptest::prelude::*;
use sendoff_mail::{Mark, TestMessage, WRITTEN_BY};
use sendoff_values::MailAddress;

const MARK: Mark = Mark([0xa5; 16]);

/// Every header there may be, in the order in which they are written.
const HEADERS: [&str; 9] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    WRITTEN_BY,
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

fn build(from: &str, to: &str, subject: &str, body: &str) -> TestMessage {
    let (from, to): (MailAddress, MailAddress) = (from.parse().unwrap(), to.parse().unwrap());
    TestMessage::worded(&from, &to, subject, body, "2026-11-21T09:58:07Z".parse().unwrap(), MARK).unwrap()
}

fn value(mail: &ParsedMail<'_>, name: &str) -> String {
    mail.headers.get_first_value(name).unwrap()
}

#[test]
fn a_message_as_it_is_sent() {
    let message = build(
        "office@harbour.example",
        "office@harbour.example",
        "Test from Sendoff for TourTools, 10:58",
        "Sent by Dana.\nIt is a test.",
    );
    let expected = "From: office@harbour.example\r\nTo: office@harbour.example\r\nSubject: Test from Sendoff for TourTools, 10:58\r\n\
        Date: Sat, 21 Nov 2026 09:58:07 +0000\r\nMessage-ID: <a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5@harbour.example>\r\n\
        X-Sendoff-Test: a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: 7bit\r\n\r\nSent by Dana.\r\nIt is a test.";
    assert_eq!(String::from_utf8(message.bytes().to_vec()).unwrap(), expected);
    assert_eq!(message.message_id(), "<a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5@harbour.example>");
    assert_eq!(message.to().as_str(), "office@harbour.example");
}

#[test]
fn headers_in_a_subject_stay_in_the_subject() {
    let hostile = "Tour\r\nBcc: evil@evil.example\r\n\r\nTools\u{202e}\u{0}";
    let message = build("a@harbour.example", "b@harbour.example", hostile, "x");
    let mail = parse_mail(message.bytes()).unwrap();
    assert_eq!(value(&mail, "Subject"), "Tour Bcc: evil@evil.example Tools");
    assert!(mail.headers.get_first_value("Bcc").is_none());
}

#[test]
fn an_encoded_word_in_a_subject_is_not_decoded_by_the_reader() {
    // In base64: CR, LF, "Bcc:".
    let message = build("a@harbour.example", "b@harbour.example", "=?utf-8?b?DQpCY2M6?=", "x");
    assert_eq!(value(&parse_mail(message.bytes()).unwrap(), "Subject"), "= ?utf-8?b?DQpCY2M6?=");
}

#[test]
fn a_long_subject_is_cut() {
    let message = build("a@harbour.example", "b@harbour.example", &"\u{fc}".repeat(500), "x");
    assert_eq!(value(&parse_mail(message.bytes()).unwrap(), "Subject"), "\u{fc}".repeat(200));
}

#[test]
fn endings_that_smuggle_a_second_message_are_ordinary_lines() {
    for ending in ["\n.\n", "\r.\r", "\r\n.\r\n", "\n.\r\n", "\r\n.\r", "\r\n.\n", "\n\n.\r\n\n"] {
        let body = format!("one{ending}MAIL FROM:<evil@evil.example>\r\nDATA\r\nSubject: two");
        let message = build("a@harbour.example", "b@harbour.example", "S", &body);
        no_bare_line_ends(message.bytes()).unwrap();
        let mail = parse_mail(message.bytes()).unwrap();
        assert_eq!(
            mail.get_body().unwrap().replace("\r\n", "\n"),
            body.replace("\r\n", "\n").replace('\r', "\n"),
            "{ending:?}"
        );
    }
}

#[test]
fn a_mark_is_thirty_two_digits() {
    assert_eq!(Mark([0x0f; 16]).text(), "0f".repeat(16));
}

fn no_bare_line_ends(bytes: &[u8]) -> Result<(), TestCaseError> {
    let text = String::from_utf8(bytes.to_vec()).unwrap().replace("\r\n", "");
    prop_assert!(!text.contains(['\r', '\n']), "a bare line end");
    Ok(())
}

/// The lines of a text as they will be read: any line end is one, and what cannot be shown is gone.
fn readable(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let unfit = |character: char| {
        let hides = "\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{180b}\u{180c}\u{180d}\u{180e}\u{180f}\u{3164}\u{ffa0}\
                     \u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{feff}";
        let invisible = [
            '\u{2060}'..='\u{206f}',
            '\u{fe00}'..='\u{fe0f}',
            '\u{fff0}'..='\u{fffb}',
            '\u{1bca0}'..='\u{1bca3}',
            '\u{1d173}'..='\u{1d17a}',
            '\u{e0000}'..='\u{e0fff}',
        ];
        let invisible = invisible.iter().any(|range| range.contains(&character));
        hides.contains(character) || invisible || (character.is_control() && character != '\t' && character != '\n')
    };
    text.chars().filter(|character| !unfit(*character)).take(4000).collect()
}

/// A subject as it will be read.
fn one_line(text: &str) -> String {
    let blanks: String =
        text.chars().map(|character| if character.is_whitespace() { ' ' } else { character }).collect();
    let words = readable(&blanks);
    let single = words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    single.replace("=?", "= ?").chars().take(200).collect::<String>().trim_end().to_owned()
}

/// Anything, with a preference for what breaks messages.
fn anything() -> impl Strategy<Value = String> {
    let spice = prop_oneof![
        Just("\r\n"),
        Just("\n"),
        Just("\r"),
        Just("\0"),
        Just("\r\nBcc: a@b.example\r\n"),
        Just("\r\n\r\n"),
        Just("\r\n.\r\n"),
        Just("=?utf-8?b?DQpCY2M6?="),
        Just("\u{202e}"),
        Just("\u{2028}"),
        Just("\u{85}"),
        Just(","),
        Just("<a@b.example>"),
        Just(" "),
    ];
    let part = prop_oneof![any::<String>(), spice.prop_map(str::to_owned)];
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

fn address() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,20}(\\.[a-z0-9]{1,8})?@[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?\\.(example|test)"
}

/// Ten thousand; with `SENDOFF_DEEP` a hundred thousand.
fn messages() -> u32 {
    if std::env::var_os("SENDOFF_DEEP").is_some() { 100_000 } else { 10_000 }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(messages()) })]

    #[test]
    fn exactly_what_was_meant_is_in_it(
        from in address(), to in address(), subject in anything(), body in anything(),
    ) {
        let message = build(&from, &to, &subject, &body);
        no_bare_line_ends(message.bytes())?;
        prop_assert!(message.bytes().is_ascii());
        prop_assert!(message.bytes().split(|byte| *byte == b'\n').all(|line| line.len() <= 999), "RFC 5322 section 2.1.1");
        let mail = parse_mail(message.bytes()).unwrap();
        prop_assert_eq!(mail.headers.iter().map(mailparse::MailHeader::get_key).collect::<Vec<_>>(), HEADERS);
        prop_assert_eq!(value(&mail, "From"), from.parse::<MailAddress>().unwrap().to_string());
        prop_assert_eq!(value(&mail, "To"), to.parse::<MailAddress>().unwrap().to_string());
        prop_assert_eq!(value(&mail, WRITTEN_BY), MARK.text());
        prop_assert_eq!(value(&mail, "Subject"), one_line(&subject));
        prop_assert!(mail.subparts.is_empty());
        prop_assert_eq!(mail.get_body().unwrap().replace("\r\n", "\n"), readable(&body));
    }
}

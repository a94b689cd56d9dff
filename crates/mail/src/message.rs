//! The test message: one sender, one recipient, nothing to click.

use jiff::{Timestamp, civil::Time};
use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_values::MailAddress;

/// The header by which a test message is found again. Graph keeps custom headers only if they begin with `x-`
/// (learn.microsoft.com/graph/api/resources/internetmessageheader, read 2026-11-21).
pub const WRITTEN_BY: &str = "X-Sendoff-Test";

/// Characters of a name in the subject.
const LONGEST_NAME: usize = 60;

/// Characters of a subject.
const LONGEST_SUBJECT: usize = 200;

/// Characters of the body.
const LONGEST_BODY: usize = 4000;

/// The random part of one message's names: in its `Message-ID` and its marker header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(pub [u8; 16]);

impl Mark {
    /// Thirty-two hexadecimal digits.
    pub fn text(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The parts of the subject: `Test from {product} for {application}, 10:58`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject<'a> {
    /// This product by its name.
    pub product: &'a str,
    /// The application by its name.
    pub application: &'a str,
    /// The person's own time of day.
    pub time: Time,
}

impl Subject<'_> {
    /// The subject as it will be read: one line, without control or direction characters.
    pub fn text(&self) -> String {
        let time = self.time.strftime("%H:%M");
        format!("Test from {} for {}, {time}", name(self.product), name(self.application))
    }
}

/// No message can be made of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no message can be sent to or from {address}")]
pub struct NotAMessage {
    /// The address that is not taken.
    pub address: String,
}

impl From<NotAMessage> for Problem {
    fn from(error: NotAMessage) -> Self {
        Self::new(Kind::NotAnAddress).with(ValueName::Mailbox, error.address)
    }
}

/// A whole test message, ready to be sent by any route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestMessage {
    to: MailAddress,
    message_id: String,
    bytes: Vec<u8>,
}

impl TestMessage {
    /// Builds it: `from` and the one recipient `to`, `body` in plain text, `at` for the `Date` header, and `mark`, which the
    /// caller draws at random. Control characters other than line breaks, and direction characters, are left out.
    pub fn new(
        from: &MailAddress,
        to: &MailAddress,
        subject: &Subject<'_>,
        body: &str,
        at: Timestamp,
        mark: Mark,
    ) -> Result<Self, NotAMessage> {
        Self::worded(from, to, &subject.text(), body, at, mark)
    }

    /// The same with the subject as the catalogue of words gives it; it is made fit for one line.
    pub fn worded(
        from: &MailAddress,
        to: &MailAddress,
        subject: &str,
        body: &str,
        at: Timestamp,
        mark: Mark,
    ) -> Result<Self, NotAMessage> {
        let message_id = format!("<{}@{}>", mark.text(), from.domain());
        let message = Message::builder()
            .from(mailbox(from)?)
            .to(mailbox(to)?)
            .subject(line(subject))
            .date(at.into())
            .message_id(Some(message_id.clone()))
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(WRITTEN_BY), mark.text()))
            .header(ContentType::TEXT_PLAIN)
            .body(lines(body))
            .map_err(|_| NotAMessage { address: to.to_string() })?;
        Ok(Self { to: to.clone(), message_id, bytes: message.formatted() })
    }

    /// Its `Message-ID`, with the angle brackets.
    pub fn message_id(&self) -> &str {
        &self.message_id
    }

    /// The one recipient.
    pub fn to(&self) -> &MailAddress {
        &self.to
    }

    /// The message in MIME form (RFC 5322, RFC 2045), lines ended by CRLF.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn mailbox(address: &MailAddress) -> Result<Mailbox, NotAMessage> {
    let known = Address::new(address.local_part(), address.domain());
    known.map(|known| Mailbox::new(None, known)).map_err(|_| NotAMessage { address: address.to_string() })
}

/// A name fit for one line.
fn name(text: &str) -> String {
    let text: String = text.chars().map(|character| if character.is_whitespace() { ' ' } else { character }).collect();
    fit(text.trim()).take(LONGEST_NAME).collect()
}

/// A subject fit for one line.
fn line(text: &str) -> String {
    let text: String = text.chars().map(|character| if character.is_whitespace() { ' ' } else { character }).collect();
    fit(text.trim()).take(LONGEST_SUBJECT).collect()
}

/// Text in lines ended by CRLF, whatever ended them before; a lone CR is such an end, too.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text.split('\n').map(|line| fit(line).collect()).collect();
    lines.join("\n").chars().take(LONGEST_BODY).collect::<String>().replace('\n', "\r\n")
}

/// Without control characters (tab apart) and without what reorders or hides text (Unicode TR 36 section 2.5).
fn fit(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| *character == '\t' || !is_unfit(*character))
}

fn is_unfit(character: char) -> bool {
    let hides =
        matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}');
    character.is_control() || hides || matches!(character, '\u{2060}'..='\u{206f}' | '\u{feff}')
}

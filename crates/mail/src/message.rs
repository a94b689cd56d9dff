//! The test message: one sender, one recipient, nothing to click.

use jiff::Timestamp;
use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0},
    },
};
use sendoff_problem::{Kind, Problem, ValueName, is_unfit};
use sendoff_values::MailAddress;

/// The header by which a test message is found again. Graph keeps custom headers only if they begin with `x-`
/// (learn.microsoft.com/graph/api/resources/internetmessageheader, read 2026-11-21).
pub const WRITTEN_BY: &str = "X-Sendoff-Test";

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
        format!("{:032x}", u128::from_be_bytes(self.0))
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
    from: MailAddress,
    to: MailAddress,
    message_id: String,
    bytes: Vec<u8>,
}

impl TestMessage {
    /// Builds it in these words: `from` and the one recipient `to`, `subject` made fit for one line, `body` in plain text,
    /// `at` for the `Date` header, and `mark`, which the caller draws at random. Control characters other than line breaks,
    /// and direction characters, are left out.
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
            .subject(one_line(subject))
            .date(at.into())
            .message_id(Some(message_id.clone()))
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(WRITTEN_BY), mark.text()))
            .header(MIME_VERSION_1_0)
            .header(ContentType::TEXT_PLAIN)
            .body(lines(body))
            .map_err(|_| NotAMessage { address: to.to_string() })?;
        Ok(Self { from: from.clone(), to: to.clone(), message_id, bytes: message.formatted() })
    }

    /// Its `Message-ID`, with the angle brackets.
    pub fn message_id(&self) -> &str {
        &self.message_id
    }

    /// The sender.
    pub fn from(&self) -> &MailAddress {
        &self.from
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

/// A subject fit for one line, any white space in it one blank. What a reader would decode as an encoded word (RFC 2047
/// section 2) is broken up: lettre leaves one that is given to it as it is, and in one there may be line breaks.
fn one_line(text: &str) -> String {
    let blanks: String =
        text.chars().map(|character| if character.is_whitespace() { ' ' } else { character }).collect();
    let shown: String = fit(&blanks).collect();
    let single = shown.split_whitespace().collect::<Vec<_>>().join(" ").replace("=?", "= ?");
    single.chars().take(LONGEST_SUBJECT).collect::<String>().trim_end().to_owned()
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

//! From Graph's message object to MIME.

use super::refusal::Refusal;
use crate::directory::Account;
use crate::inbox::Mime;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

#[derive(Deserialize)]
struct SendMail {
    message: Message,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    #[serde(default)]
    subject: String,
    #[serde(default)]
    body: Body,
    from: Option<Recipient>,
    #[serde(default)]
    to_recipients: Vec<Recipient>,
    #[serde(default)]
    cc_recipients: Vec<Recipient>,
    #[serde(default)]
    bcc_recipients: Vec<Recipient>,
    #[serde(default)]
    internet_message_headers: Vec<Header>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Body {
    content_type: String,
    content: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recipient {
    email_address: EmailAddress,
}

#[derive(Deserialize)]
struct EmailAddress {
    address: String,
}

#[derive(Deserialize)]
struct Header {
    name: String,
    value: String,
}

/// Reads the object and writes the message it stands for.
pub(super) fn from_json(body: &[u8], mailbox: &Account, message_id: &str) -> Result<Mime, Refusal> {
    let bad = |error: serde_json::Error| Refusal::BadRequest(format!("Unable to read JSON request payload. {error}"));
    let SendMail { message } = serde_json::from_slice(body).map_err(bad)?;
    if let Some(header) = message.internet_message_headers.iter().find(|header| !is_own(header)) {
        return Err(Refusal::BadRequest(format!(
            "The internet message header name '{}' should start with 'x-' or 'X-'.",
            header.name
        )));
    }
    let raw = write(&message, mailbox, message_id);
    Mime::read(raw.as_bytes()).map_err(|_| Refusal::NotMime)
}

/// Own headers begin with `x-` and hold nothing that could begin another.
fn is_own(header: &Header) -> bool {
    let own = header.name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"));
    own && header.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !header.value.contains(['\r', '\n'])
}

fn write(message: &Message, mailbox: &Account, message_id: &str) -> String {
    let from = message.from.as_ref().map_or(mailbox.address.as_str(), |from| from.email_address.address.as_str());
    let kind = if message.body.content_type.eq_ignore_ascii_case("html") { "text/html" } else { "text/plain" };
    let mut lines = vec![format!("From: {}", one_line(from))];
    for (name, people) in
        [("To", &message.to_recipients), ("Cc", &message.cc_recipients), ("Bcc", &message.bcc_recipients)]
    {
        let list: Vec<_> = people.iter().map(|person| one_line(&person.email_address.address)).collect();
        lines.extend((!list.is_empty()).then(|| format!("{name}: {}", list.join(", "))));
    }
    lines.push(format!("Subject: {}", encode_subject(&message.subject)));
    lines.push(format!("Message-ID: {message_id}"));
    lines.extend(message.internet_message_headers.iter().map(|header| format!("{}: {}", header.name, header.value)));
    lines.push(format!(
        "MIME-Version: 1.0\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
    ));
    lines.push(STANDARD.encode(&message.body.content));
    lines.join("\r\n") + "\r\n"
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

fn encode_subject(subject: &str) -> String {
    let plain = subject.is_ascii() && !subject.contains(|c: char| c.is_ascii_control());
    if plain { subject.to_owned() } else { format!("=?utf-8?B?{}?=", STANDARD.encode(one_line(subject))) }
}

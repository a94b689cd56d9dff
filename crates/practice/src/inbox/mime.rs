//! Reads the head of a MIME message: who it is from and for, what it is about, and its Message-ID (RFC 5322, RFC 2047).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

/// A message to take in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mime {
    /// Bare address of `From`; empty when there is none.
    pub(crate) from: String,
    /// Bare addresses of `To`, `Cc` and `Bcc`.
    pub(crate) to: Vec<String>,
    /// Subject with encoded words decoded.
    pub(crate) subject: String,
    /// With angle brackets; empty when the message has none.
    pub(crate) message_id: String,
    /// The whole text.
    pub(crate) raw: String,
}

/// The text is not a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the text does not begin with a message head")]
pub(crate) struct NotMime;

impl Mime {
    /// Reads a message. Bytes that are not UTF-8 are replaced: the inbox shows, it does not judge.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, NotMime> {
        let raw = String::from_utf8_lossy(bytes).into_owned();
        let fields = head(&raw)?;
        let all = |wanted: &str| {
            fields
                .iter()
                .filter(|(name, _)| name.eq_ignore_ascii_case(wanted))
                .map(|(_, value)| value.as_str())
                .collect::<Vec<_>>()
        };
        let first = |wanted: &str| all(wanted).first().map(|value| (*value).to_owned()).unwrap_or_default();
        let to = ["To", "Cc", "Bcc"].into_iter().flat_map(all).flat_map(addresses).collect();
        let from = addresses(&first("From")).into_iter().next().unwrap_or_default();
        Ok(Self { from, to, subject: decode_words(&first("Subject")), message_id: first("Message-ID"), raw })
    }
}

impl Mime {
    /// Fills in what a server fills in: a Message-ID and a From that are missing.
    pub(crate) fn complete(&mut self, fresh_id: &str, mailbox: &str) {
        if self.message_id.is_empty() {
            self.raw.insert_str(0, &format!("Message-ID: {fresh_id}\r\n"));
            fresh_id.clone_into(&mut self.message_id);
        }
        if self.from.is_empty() {
            self.raw.insert_str(0, &format!("From: {mailbox}\r\n"));
            mailbox.clone_into(&mut self.from);
        }
    }

    /// Puts the mailbox's own address into `From` where another one stands, and keeps what stood there, as Gmail does.
    pub(crate) fn send_from(&mut self, mailbox: &str) {
        if self.from.eq_ignore_ascii_case(mailbox) {
            return;
        }
        let (rest, from) = without_from(&self.raw);
        let from = from.concat();
        let original =
            from.split_once(':').map(|(_, value)| format!("X-Google-Original-From:{value}")).unwrap_or_default();
        self.raw = format!("From: {mailbox}\r\n{original}{rest}");
        mailbox.clone_into(&mut self.from);
    }

    /// Every field of the head, unfolded; none where there is no head.
    pub(crate) fn fields(raw: &str) -> Vec<(String, String)> {
        head(raw).unwrap_or_default()
    }
}

/// The head's fields and everything else, with its lines as they stand, taken apart at `From`.
fn without_from(raw: &str) -> (String, Vec<&str>) {
    let (mut rest, mut from, mut inside, mut in_head) = (String::new(), Vec::new(), false, true);
    for line in raw.split_inclusive('\n') {
        in_head &= !line.trim_end().is_empty();
        let folded = line.starts_with([' ', '\t']);
        inside = in_head && (if folded { inside } else { is_field(line, "from") });
        if inside { from.push(line) } else { rest.push_str(line) }
    }
    (rest, from)
}

fn is_field(line: &str, name: &str) -> bool {
    line.split_once(':').is_some_and(|(field, _)| field.trim_end().eq_ignore_ascii_case(name))
}

/// The fields of the head, unfolded.
fn head(raw: &str) -> Result<Vec<(String, String)>, NotMime> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in raw.lines() {
        if line.is_empty() {
            break;
        }
        if let (true, Some((_, value))) = (line.starts_with([' ', '\t']), fields.last_mut()) {
            value.push(' ');
            value.push_str(line.trim());
            continue;
        }
        let (name, value) = line.split_once(':').ok_or(NotMime)?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(NotMime);
        }
        fields.push((name.to_owned(), value.trim().to_owned()));
    }
    if fields.is_empty() { Err(NotMime) } else { Ok(fields) }
}

/// The bare addresses of an address list. Display names in quotes may hold commas.
fn addresses(list: &str) -> Vec<String> {
    split_outside_quotes(list).into_iter().map(bare_address).filter(|address| !address.is_empty()).collect()
}

fn split_outside_quotes(list: &str) -> Vec<&str> {
    let (mut parts, mut start, mut quoted) = (Vec::new(), 0, false);
    for (index, character) in list.char_indices() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                parts.push(&list[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts
}

fn bare_address(entry: &str) -> String {
    let inner = entry.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(address, _)| address);
    inner.unwrap_or(entry).trim().to_owned()
}

/// Decodes the encoded words of RFC 2047 in UTF-8; others stay as they are. White space between two of them is dropped.
fn decode_words(text: &str) -> String {
    let mut decoded = String::new();
    let mut after_word = false;
    for part in text.split(' ').filter(|part| !part.is_empty()) {
        let word = encoded_word(part);
        if !(decoded.is_empty() || after_word && word.is_some()) {
            decoded.push(' ');
        }
        after_word = word.is_some();
        decoded.push_str(word.as_deref().unwrap_or(part));
    }
    decoded
}

fn encoded_word(part: &str) -> Option<String> {
    let mut pieces = part.strip_prefix("=?")?.strip_suffix("?=")?.splitn(3, '?');
    let (charset, encoding, text) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let bytes = match encoding {
        "b" | "B" => STANDARD.decode(text).ok()?,
        "q" | "Q" => {
            percent_encoding::percent_decode_str(&text.replace('%', "%25").replace('_', " ").replace('=', "%"))
                .collect()
        }
        _ => return None,
    };
    charset.eq_ignore_ascii_case("utf-8").then(|| String::from_utf8(bytes).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_who_what_and_which() {
        let raw = "From: \"Berg, Robin\" <robin@a.example>\r\nTo: one@b.example,\r\n Two <two@b.example>\r\nBcc: three@b.example\r\n\
                   Subject: =?utf-8?b?w4RwZmVs?= =?UTF-8?Q?_100=25_=C3=BC?= today\r\nMessage-ID: <1@a.example>\r\n\r\nTo: not@a.example\r\n";
        let mime = Mime::read(raw.as_bytes()).unwrap();
        assert_eq!(mime.from, "robin@a.example");
        assert_eq!(mime.to, ["one@b.example", "two@b.example", "three@b.example"]);
        assert_eq!(mime.subject, "Äpfel 100% ü today");
        assert_eq!(mime.message_id, "<1@a.example>");
        assert_eq!(mime.raw, raw);
    }

    #[test]
    fn refuses_what_has_no_head() {
        for text in ["", "\r\nbody", "hello there", "two words: x"] {
            assert_eq!(Mime::read(text.as_bytes()), Err(NotMime), "{text:?}");
        }
    }
}

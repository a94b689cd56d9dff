//! The ways in which a value can stand somewhere, and what of it is enough to know it by.
#![allow(clippy::wildcard_enum_match_arm, reason = "most forms are written alike")]

use std::fmt::Write;

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};

/// Of an encoded value this many bytes at its beginning or at its end are telling.
const TELLING: usize = 12;

/// Of plain text, so many characters.
const END: usize = 8;

/// One way to write a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// As it is.
    Text,
    /// Its first or its last eight characters alone.
    Ends,
    /// Base64 of something in which it begins at a multiple of three bytes.
    Base64At0,
    /// The same, one byte further.
    Base64At1,
    /// The same, two bytes further.
    Base64At2,
    /// Base64 for addresses.
    Base64Url,
    /// Hexadecimal, small letters.
    HexLower,
    /// Hexadecimal, capital letters.
    HexUpper,
    /// Every byte behind a per cent sign.
    Percent,
    /// As Windows keeps text.
    Utf16Le,
    /// The same, the high byte first.
    Utf16Be,
    /// Every character escaped as in JSON.
    Json,
    /// The bytes as `{:?}` prints them: `[56, 120, 81]`.
    Decimal,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Text,
        Self::Ends,
        Self::Base64At0,
        Self::Base64At1,
        Self::Base64At2,
        Self::Base64Url,
        Self::HexLower,
        Self::HexUpper,
        Self::Percent,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Json,
        Self::Decimal,
    ];

    /// The value as it would leak in this form, with something else around it; each must be found by itself.
    pub fn leaks(self, value: &str) -> Vec<Vec<u8>> {
        let around = |before: &str, after: &str| format!("{before}{value}{after}");
        let one = |text: String| vec![text.into_bytes()];
        match self {
            Self::Text => one(around("before ", " after")),
            Self::Ends => vec![first(value).as_bytes().to_vec(), last(value).as_bytes().to_vec()],
            Self::Base64At0 => one(STANDARD.encode(around("", "}"))),
            Self::Base64At1 => one(STANDARD.encode(around("{", "}}"))),
            Self::Base64At2 => one(STANDARD.encode(around("[{", "")) + "\n"),
            Self::Base64Url => {
                ["", "{", "[{"].iter().map(|before| URL_SAFE_NO_PAD.encode(around(before, "}")).into_bytes()).collect()
            }
            _ => self.encoded(value.as_bytes()).into_iter().collect(),
        }
    }

    /// What is searched for. Gives nothing where the form cannot be told from another.
    pub(super) fn needles(self, value: &str) -> Vec<Vec<u8>> {
        match self {
            Self::Text => vec![value.as_bytes().to_vec()],
            Self::Ends => vec![first(value).as_bytes().to_vec(), last(value).as_bytes().to_vec()],
            _ => {
                let (bytes, telling) = (value.as_bytes(), TELLING.min(value.len()));
                let (head, tail) = (&bytes[..telling], &bytes[bytes.len() - telling..]);
                // In base64 it counts where a stretch begins, and the tail may begin anywhere.
                [self.encoded(head), self.encoded_anywhere(tail)].concat()
            }
        }
    }

    fn encoded_anywhere(self, bytes: &[u8]) -> Vec<Vec<u8>> {
        match self {
            Self::Base64At0 | Self::Base64At1 | Self::Base64At2 => {
                (0..3).map(|at| base64(&STANDARD, at, bytes)).collect()
            }
            _ => self.encoded(bytes),
        }
    }

    fn encoded(self, bytes: &[u8]) -> Vec<Vec<u8>> {
        let text = || String::from_utf8_lossy(bytes).into_owned();
        match self {
            Self::Text | Self::Ends => vec![bytes.to_vec()],
            Self::Base64At0 => vec![base64(&STANDARD, 0, bytes)],
            Self::Base64At1 => vec![base64(&STANDARD, 1, bytes)],
            Self::Base64At2 => vec![base64(&STANDARD, 2, bytes)],
            Self::Base64Url => (0..3).map(|at| base64(&URL_SAFE_NO_PAD, at, bytes)).collect(),
            Self::HexLower => vec![written(bytes, |byte| format!("{byte:02x}"))],
            Self::HexUpper => vec![written(bytes, |byte| format!("{byte:02X}"))],
            Self::Percent => {
                vec![written(bytes, |byte| format!("%{byte:02X}")), written(bytes, |byte| format!("%{byte:02x}"))]
            }
            Self::Utf16Le => vec![text().encode_utf16().flat_map(u16::to_le_bytes).collect()],
            Self::Utf16Be => vec![text().encode_utf16().flat_map(u16::to_be_bytes).collect()],
            Self::Json => {
                vec![written(bytes, |byte| format!("\\u{byte:04x}")), written(bytes, |byte| format!("\\u{byte:04X}"))]
            }
            Self::Decimal => vec![listed(bytes, ", "), listed(bytes, ",")],
        }
    }
}

fn first(value: &str) -> &str {
    &value[..END.min(value.len())]
}

fn last(value: &str) -> &str {
    &value[value.len().saturating_sub(END)..]
}

/// The digits that depend on these bytes alone when they begin `at` bytes after a multiple of three.
fn base64(alphabet: &impl Engine, at: usize, bytes: &[u8]) -> Vec<u8> {
    let shifted = [&[0; 3][..at], bytes].concat();
    let digits = alphabet.encode(&shifted).into_bytes();
    let (begin, end) = ((at * 8).div_ceil(6), shifted.len() * 8 / 6);
    digits[begin..end].to_vec()
}

fn written(bytes: &[u8], one: impl Fn(u8) -> String) -> Vec<u8> {
    bytes.iter().fold(String::new(), |text, byte| text + &one(*byte)).into_bytes()
}

fn listed(bytes: &[u8], between: &str) -> Vec<u8> {
    let mut text = String::new();
    for (at, byte) in bytes.iter().enumerate() {
        let _ = write!(text, "{}{byte}", if at == 0 { "" } else { between });
    }
    text.into_bytes()
}

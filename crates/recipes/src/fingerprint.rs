//! What a recipe from a file is known by: its content, to the byte.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Stands before the digits, so that no id of a bundled recipe (40 characters at most) is ever taken for one.
const BEGIN: &str = "file-";

/// SHA-256 of a recipe file's text. What was accepted is this text and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint([u8; 32]);

/// The text is no fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no fingerprint of a recipe file")]
pub struct NotAFingerprint;

impl Fingerprint {
    /// Of this text.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// The 64 digits alone, as `sha256sum` prints them.
    pub fn digits(&self) -> String {
        hexadecimal(&self.0)
    }

    /// The digits in groups of eight, to be read out to somebody.
    pub fn grouped(&self) -> String {
        self.0.chunks(4).map(hexadecimal).collect::<Vec<_>>().join(" ")
    }
}

/// Two small digits a byte.
fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{BEGIN}{}", self.digits())
    }
}

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let digits = text.strip_prefix(BEGIN).ok_or(NotAFingerprint)?;
        let small = |digit: u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
        if digits.len() != 64 || !digits.bytes().all(small) {
            return Err(NotAFingerprint);
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| NotAFingerprint)?;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = NotAFingerprint;

    fn try_from(text: String) -> Result<Self, NotAFingerprint> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NIST's example of SHA-256 for "abc".
    #[test]
    fn a_fingerprint_is_the_digest_of_the_text_and_read_back_as_itself() {
        let of = Fingerprint::of("abc");
        assert_eq!(of.digits(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(of.grouped().starts_with("ba7816bf 8f01cfea "));
        assert_eq!(of.to_string().parse(), Ok(of));
        assert_ne!(of, Fingerprint::of("abd"));
    }

    #[test]
    fn nothing_else_is_one() {
        let digits = Fingerprint::of("abc").digits();
        let wrong =
            [digits.clone(), format!("file-{}", digits.to_uppercase()), format!("file-{digits}0"), "tourtools".into()];
        assert!(wrong.iter().all(|text| text.parse::<Fingerprint>().is_err()));
    }
}

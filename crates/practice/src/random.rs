//! The office's randomness: IDs, secrets, passwords, codes and tokens, from one generator that a test can seed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use uuid::Uuid;

/// Characters of a client secret (protocol facts 1.10: the pattern secret scanners use).
const SECRET_CHARACTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~.-";
/// Letters and digits that cannot be mistaken for one another, for what a person types.
const CLEAR_CHARACTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A generator, from the system's randomness or from a number.
#[derive(Debug)]
pub(crate) struct Random(StdRng);

impl Random {
    /// `seed`: a number for a run that repeats itself; `None` for a fresh one.
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self(seed.map_or_else(StdRng::from_os_rng, StdRng::seed_from_u64))
    }

    /// A version 4 UUID.
    pub(crate) fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.0.random()).into_uuid()
    }

    /// A client secret in today's shape: three characters, a digit, `Q~`, thirty-four more: 40 in all.
    pub(crate) fn client_secret(&mut self) -> String {
        let start = self.text(SECRET_CHARACTERS, 3);
        let digit: u8 = self.0.random_range(0..10);
        format!("{start}{digit}Q~{}", self.text(SECRET_CHARACTERS, 34))
    }

    /// `length` characters that are easy to read and type.
    pub(crate) fn clear_text(&mut self, length: usize) -> String {
        self.text(CLEAR_CHARACTERS, length)
    }

    /// So many random bytes.
    pub(crate) fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut buffer = vec![0_u8; length];
        self.0.fill(buffer.as_mut_slice());
        buffer
    }

    /// `bytes` random bytes in base64url, for codes, tokens and attempts.
    pub(crate) fn token(&mut self, bytes: usize) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes(bytes))
    }

    /// `length` decimal digits, the first of them not a nought.
    pub(crate) fn digits(&mut self, length: usize) -> String {
        let rest = self.text(b"0123456789", length.saturating_sub(1));
        format!("{}{rest}", self.text(b"123456789", 1))
    }

    /// `length` hexadecimal digits.
    pub(crate) fn hex(&mut self, length: usize) -> String {
        self.text(b"0123456789abcdef", length)
    }

    /// `length` small letters.
    pub(crate) fn letters(&mut self, length: usize) -> String {
        self.text(b"abcdefghijklmnopqrstuvwxyz", length)
    }

    /// `length` letters and digits, all small.
    pub(crate) fn small_text(&mut self, length: usize) -> String {
        self.text(b"abcdefghijklmnopqrstuvwxyz0123456789", length)
    }

    fn text(&mut self, characters: &[u8], length: usize) -> String {
        (0..length).map(|_| char::from(characters[self.0.random_range(0..characters.len())])).collect()
    }
}

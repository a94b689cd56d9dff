//! What the shape of a text says about its being a secret.

use sendoff_values::SecretShape;

/// Judges the Value of a client secret by its shape. It warns; it does not decide.
///
/// Source: no grammar is published. Graph's passwordCredential says 16 to 64 characters; today's Values have 37 to 40, the
/// fourth a digit, then `Q~` (rules of the secret scanners gitleaks and trufflehog, read 2026-11-21).
pub fn judge_secret_shape(text: &str) -> SecretShape {
    if is_usual(text) {
        SecretShape::Usual
    } else if (16..=64).contains(&text.chars().count()) {
        SecretShape::Unusual
    } else {
        SecretShape::Odd
    }
}

/// The usual shape, whole.
pub(crate) fn is_usual(text: &str) -> bool {
    (37..=40).contains(&text.len()) && starts_usual(text) && text.bytes().all(is_usual_byte)
}

/// Characters of a Value the portal makes today (protocol facts 1; older ones have 37 to 39).
pub const USUAL_LENGTH: &str = "40";

/// The beginning of a usual Value and too short to be one.
pub(crate) fn is_cut(text: &str) -> bool {
    text.len() < 37 && starts_usual(text) && text.bytes().all(is_usual_byte)
}

/// Whether the first six characters are those of a usual Value.
pub(crate) fn starts_usual(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 6
        && bytes[..3].iter().copied().all(is_usual_byte)
        && bytes[3].is_ascii_digit()
        && &bytes[4..6] == b"Q~"
}

pub(crate) const fn is_usual_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'~' | b'.' | b'-')
}

/// Whether a word is a Value the portal has hidden: up to four characters, then at least three asterisks or dots of the
/// portal, or six full stops.
pub(crate) fn is_hidden(word: &str) -> bool {
    let masked = word.trim_end_matches(is_mask);
    let mask = &word[masked.len()..];
    let least = if mask.contains('.') { 6 } else { 3 };
    !mask.is_empty()
        && masked.chars().take(5).count() <= 4
        && mask.chars().take(6).count() >= least
        && !masked.contains(is_mask)
}

pub(crate) fn is_mask(character: char) -> bool {
    matches!(character, '*' | '•' | '●' | '·' | '∙' | '⋅' | '…' | '.' | '⬤' | '∗')
}

/// Whether a word could be a Value of an older shape: 16 to 64 visible characters with letters and digits.
pub(crate) fn could_be_secret(word: &str) -> bool {
    let visible = word.bytes().all(|byte| byte.is_ascii_graphic());
    let mixed = word.bytes().any(|byte| byte.is_ascii_digit()) && word.bytes().any(|byte| byte.is_ascii_alphabetic());
    (16..=64).contains(&word.len()) && visible && mixed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_values() {
        for (text, shape) in [
            ("8xQ8Q~3kTm0v.sLw_9aPzR4yBn-cDf6HjK1uEgX", SecretShape::Usual),
            ("abc1Q~3kTm0vqsLwq9aPzR4yBnqcDf6HjK1uE", SecretShape::Usual),
            ("Zm9vYmFyYmF6cXV4cXV1eA==", SecretShape::Unusual),
            ("short", SecretShape::Odd),
            (&"x".repeat(65), SecretShape::Odd),
        ] {
            assert_eq!(judge_secret_shape(text), shape, "{text}");
        }
    }

    #[test]
    fn hidden_values() {
        for text in ["8xQ*****************", "8xQ•••", "************", "8xQ......", "8xQ……………"] {
            assert!(is_hidden(text), "{text}");
        }
        for text in ["etc...", "8xQ", "a**", "**bold**text", "7f3c1a52-0b8e", ""] {
            assert!(!is_hidden(text), "{text}");
        }
    }
}

//! What a single word is, by the shapes Google gives its identifiers and secrets.
//!
//! No grammar is published for most of them: they are what secret scanners look for and what Google's own pages show
//! (gitleaks and trufflehog, read 2026-11-21; developers.google.com/identity/protocols/oauth2, copy of 2024-11-13).

use sendoff_values::{CLIENT_ID_ENDING, Guid, ProjectId, SecretShape, UniqueId};

use crate::shape;

/// Characters of a client secret made today: `GOCSPX-` and 28 more.
pub(crate) const SECRET_LENGTH: usize = 35;

/// Characters of one from before 2021, without a beginning of its own.
const OLD_SECRET_LENGTH: usize = 24;

const SECRET_START: &str = "GOCSPX-";

/// Nothing shorter than `a@b.c` is anything: a text of nothing but short words stays quick.
const SHORTEST: usize = 5;

/// One word that has a meaning of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    ClientId,
    /// A client ID without its ending, or with a part of it.
    ClientIdCut,
    /// It ends as a client ID does, and is none.
    NoClientId,
    Secret,
    /// The beginning of a secret of so many characters.
    SecretCut(usize),
    /// A secret of which the page shows the last four characters only.
    SecretHidden,
    ApiKey,
    /// A refresh token, access token or ID token.
    Access,
    Code,
    /// The e-mail address of a service account.
    ServiceAccount,
    /// Its number, or a person's.
    UniqueId,
    ProjectNumber,
    /// The client ID of an app for phones, written as the scheme of an address.
    OfPhone,
    /// An ID or a Value of Microsoft's.
    OfMicrosoft,
    Mail,
    Project,
}

/// What `word` is. A word that could be a project ID is one only where nothing else fits, and means little by itself.
pub(crate) fn shape_of(word: &str) -> Option<Shape> {
    if word.len() < SHORTEST {
        None
    } else if is_hidden(word) {
        Some(Shape::SecretHidden)
    } else if let Some(rest) = word.strip_prefix(SECRET_START) {
        secret(word, rest)
    } else if word.contains('@') {
        mail(word)
    } else {
        client_id(word).or_else(|| given_out(word)).or_else(|| number(word)).or_else(|| other(word))
    }
}

fn secret(word: &str, rest: &str) -> Option<Shape> {
    let fits = rest.bytes().all(is_secret_byte);
    match word.len() {
        _ if !fits => None,
        SECRET_LENGTH.. => Some(Shape::Secret),
        length => Some(Shape::SecretCut(length)),
    }
}

pub(crate) const fn is_secret_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

fn client_id(word: &str) -> Option<Shape> {
    let lower = word.to_ascii_lowercase();
    if lower.starts_with("com.googleusercontent.apps.") {
        return Some(Shape::OfPhone);
    }
    if lower.ends_with(CLIENT_ID_ENDING) {
        let fits = lower.parse::<sendoff_values::GoogleClientId>().is_ok();
        return Some(if fits { Shape::ClientId } else { Shape::NoClientId });
    }
    let (head, tail) = lower.find('.').map_or((lower.as_str(), ""), |at| lower.split_at(at));
    let (number, rest) = head.split_once('-')?;
    let digits = number.len() >= 6 && number.bytes().all(|byte| byte.is_ascii_digit());
    let random = rest.len() >= 20 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (digits && random && CLIENT_ID_ENDING.starts_with(tail)).then_some(Shape::ClientIdCut)
}

/// What Google gives to programs rather than to people.
fn given_out(word: &str) -> Option<Shape> {
    let starts = |start: &str, least: usize| word.len() >= least && word.starts_with(start);
    if starts("AIza", 30) {
        Some(Shape::ApiKey)
    } else if starts("ya29.", 20) || starts("1//", 20) || starts("eyJ", 40) {
        Some(Shape::Access)
    } else {
        (starts("4/0", 20) || starts("4%2F0", 22)).then_some(Shape::Code)
    }
}

fn number(word: &str) -> Option<Shape> {
    if word.parse::<UniqueId>().is_ok() {
        return Some(Shape::UniqueId);
    }
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (10..=14).contains(&word.len())).then_some(Shape::ProjectNumber)
}

fn mail(word: &str) -> Option<Shape> {
    let (local, domain) = word.split_once('@')?;
    if local.is_empty() || !domain.contains('.') || domain.contains('@') {
        None
    } else if domain.to_ascii_lowercase().ends_with(".gserviceaccount.com") {
        Some(Shape::ServiceAccount)
    } else {
        Some(Shape::Mail)
    }
}

fn other(word: &str) -> Option<Shape> {
    if word.parse::<Guid>().is_ok() || shape::is_usual(word) {
        Some(Shape::OfMicrosoft)
    } else {
        word.parse::<ProjectId>().is_ok().then_some(Shape::Project)
    }
}

/// A secret as the page shows it later: asterisks or dots, and its last four characters
/// (support.google.com/cloud/answer/15549257, read 2026-11-21).
fn is_hidden(word: &str) -> bool {
    let rest = word.strip_prefix(SECRET_START).unwrap_or(word);
    let shown = rest.trim_start_matches(shape::is_mask);
    let masked = rest[..rest.len() - shown.len()].chars().take(3).count();
    let behind = shown.len() <= 4 && shown.bytes().all(is_secret_byte);
    (masked >= 3 && behind && !(rest.starts_with('.') && shown.is_empty())) || shape::is_hidden(word)
}

/// Whether a word has the shape of an older secret. By itself that says nothing.
pub(crate) fn is_old_secret(word: &str) -> bool {
    let mixed = word.bytes().any(|byte| byte.is_ascii_digit()) && word.bytes().any(|byte| byte.is_ascii_alphabetic());
    word.len() == OLD_SECRET_LENGTH && mixed && word.bytes().all(is_secret_byte)
}

/// What the shape of a client secret says. It warns; it does not decide.
pub(crate) fn judge(secret: &str) -> SecretShape {
    match secret.strip_prefix(SECRET_START) {
        Some(rest) if secret.len() == SECRET_LENGTH && rest.bytes().all(is_secret_byte) => SecretShape::Usual,
        None if is_old_secret(secret) => SecretShape::Unusual,
        Some(_) | None => SecretShape::Odd,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: &str = "407408718192";

    #[test]
    fn words_are_told_apart_by_shape() {
        for (word, shape) in [
            ("407408718192-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6.apps.googleusercontent.com", Some(Shape::ClientId)),
            ("407408718192-A1B2C3D4E5F6G7H8I9J0K1L2M3N4O5P6.Apps.GoogleUserContent.com", Some(Shape::ClientId)),
            ("407408718192-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6", Some(Shape::ClientIdCut)),
            ("407408718192-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6.apps.google", Some(Shape::ClientIdCut)),
            ("407408718192-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6.example.com", None),
            ("407408718192.apps.googleusercontent.com", Some(Shape::NoClientId)),
            ("com.googleusercontent.apps.407408718192-a1b2c3", Some(Shape::OfPhone)),
            ("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", Some(Shape::Secret)),
            ("GOCSPX-1a2B3c4D5e6F7g8H9i0J1k2L3m4", Some(Shape::SecretCut(34))),
            ("GOCSPX-", Some(Shape::SecretCut(7))),
            ("GOCSPX-1a2B!", None),
            ("****abcd", Some(Shape::SecretHidden)),
            ("••••••••9_-x", Some(Shape::SecretHidden)),
            ("GOCSPX-••••••••", Some(Shape::SecretHidden)),
            ("****abcde", None),
            ("...", None),
            ("AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q", Some(Shape::ApiKey)),
            ("ya29.a0AfB_byC1d2E3f4G5h6I7", Some(Shape::Access)),
            ("1//0gA1b2C3d4E5f6CgYIARAAGBASNwF-L9Ir", Some(Shape::Access)),
            ("4/0AX4XfWh1a2B3c4D5e6F7g8H9i0J1", Some(Shape::Code)),
            ("sendoff@harbour-mail-471108.iam.gserviceaccount.com", Some(Shape::ServiceAccount)),
            ("office@harbour.example", Some(Shape::Mail)),
            ("104118225190287164432", Some(Shape::UniqueId)),
            (NUMBER, Some(Shape::ProjectNumber)),
            ("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa", Some(Shape::OfMicrosoft)),
            ("8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa", Some(Shape::OfMicrosoft)),
            ("harbour-mail-471108", Some(Shape::Project)),
            ("Harbour", None),
            ("a@b.c", Some(Shape::Mail)),
            ("***x", None),
            ("1234567", None),
            ("@", None),
        ] {
            assert_eq!(shape_of(word), shape, "{word}");
        }
    }

    #[test]
    fn an_older_secret_is_only_unusual() {
        assert_eq!(judge("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"), SecretShape::Usual);
        assert_eq!(judge("Ab3dEf6hIj9lMn2pQr5tUv8x"), SecretShape::Unusual);
        for odd in ["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x", "short", "abcdefghijklmnopqrstuvwx"] {
            assert_eq!(judge(odd), SecretShape::Odd, "{odd}");
        }
    }
}

//! Client secrets and app passwords: what is taken, and what surely is none.

use sendoff_problem::Kind;
use sendoff_values::{AppPassword, ClientSecret, FieldId, SecretShape};
use zeroize::Zeroizing;

use super::shape::{SECRET_LENGTH, Shape, judge, shape_of};
use crate::reading::{Declined, DeclinedWhat, Evidence, FoundSecret, SecretText};

/// Letters of an app password, and of each of the four groups it is shown in
/// (support.google.com/accounts/answer/185833, read 2026-11-21).
const LETTERS: usize = 16;
const GROUP: usize = 4;

/// A client secret with everything that may be known about it.
pub(super) fn taken(text: &str, evidence: Evidence) -> FoundSecret {
    let secret = SecretText::Client(ClientSecret::new(text.to_owned()));
    found(FieldId::GoogleClientSecret, secret, judge(text), evidence)
}

/// The client secret of a file.
pub(super) fn of_file(text: &str) -> FoundSecret {
    taken(text, Evidence::Manifest)
}

fn found(field: FieldId, secret: SecretText, shape: SecretShape, evidence: Evidence) -> FoundSecret {
    let length = u32::try_from(secret.expose().chars().count()).unwrap_or(u32::MAX);
    let first_three = secret.expose().chars().take(3).collect();
    FoundSecret { field, secret, shape, length, first_three, evidence }
}

/// Why a word in the place of a client secret is surely none. Any other word may be one.
pub(super) fn refused_secret(word: &str) -> Option<Declined> {
    // Any word of digits or small letters may be a secret of another time.
    let common = |shape: &Shape| matches!(shape, Shape::ProjectNumber | Shape::UniqueId);
    shape_of(word).filter(|shape| !common(shape)).and_then(refused)
}

/// Why a word of this shape is not taken where something else is wanted; nothing for what may simply stand beside it.
pub(super) fn refused(shape: Shape) -> Option<Declined> {
    let cut = |kind, what, length| Declined { what, length, ..Declined::of(kind) };
    Some(match shape {
        Shape::ClientIdCut => cut(Kind::GoogleClientIdCut, DeclinedWhat::CutId, None),
        Shape::NoClientId => Declined::of(Kind::NotAGoogleClientId),
        Shape::SecretCut(length) => cut(Kind::GoogleSecretCut, DeclinedWhat::Other, Some(length)),
        Shape::SecretHidden => cut(Kind::GoogleSecretHidden, DeclinedWhat::HiddenSecret, None),
        Shape::ApiKey => Declined::of(Kind::GoogleApiKeyPasted),
        Shape::Access => Declined::of(Kind::GoogleAccessPasted),
        Shape::Code => Declined::of(Kind::GoogleCodePasted),
        Shape::ServiceAccount => Declined::of(Kind::ServiceAccountPasted),
        Shape::UniqueId => Declined::of(Kind::UniqueIdPasted),
        Shape::ProjectNumber => Declined::of(Kind::ProjectNumberPasted),
        Shape::OfPhone => Declined::of(Kind::GoogleFileOfPhone),
        Shape::OfMicrosoft => Declined::of(Kind::OfMicrosoftPasted),
        Shape::ClientId | Shape::Secret | Shape::Mail | Shape::Project => return None,
    })
}

/// Characters of a whole client secret, for saying how many are missing.
pub(crate) fn whole_length() -> String {
    SECRET_LENGTH.to_string()
}

/// The app password of a text: alone, or on a line of its own as Google shows it in four groups.
pub(super) fn app_password(text: &str) -> Option<FoundSecret> {
    let whole = letters(text);
    let found_in = whole.or_else(|| {
        let mut lines = text.lines().filter(|line| is_in_groups(line)).filter_map(letters);
        let first = lines.next()?;
        lines.all(|other| *other == *first).then_some(first)
    })?;
    let secret = SecretText::AppPassword(AppPassword::new(found_in.as_str().to_owned()));
    Some(found(FieldId::AppPassword, secret, SecretShape::Usual, Evidence::Shape))
}

/// Whether a line is four groups of four letters and nothing else.
pub(super) fn is_in_groups(line: &str) -> bool {
    let group = |word: &str| word.len() == GROUP && word.bytes().all(|byte| byte.is_ascii_lowercase());
    line.split_whitespace().count() == LETTERS / GROUP && line.split_whitespace().all(group)
}

/// Sixteen letters and nothing but blanks between them. An older password of the account may look like one; only signing in
/// tells.
fn letters(text: &str) -> Option<Zeroizing<String>> {
    let mut letters = Zeroizing::new(String::with_capacity(text.len()));
    letters.extend(text.chars().filter(|character| !character.is_whitespace()));
    let fits = letters.len() == LETTERS && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    fits.then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Option<String> {
        let found = app_password(text)?;
        assert_eq!((found.field, found.length, found.shape), (FieldId::AppPassword, 16, SecretShape::Usual));
        Some(found.secret.expose().to_owned())
    }

    #[test]
    fn an_app_password_is_sixteen_letters_however_they_are_parted() {
        for text in [
            "abcd efgh ijkl mnop",
            "abcdefghijklmnop",
            " abcd  efgh ijkl\tmnop\n",
            "abcd\nefgh\nijkl\nmnop",
            "Your app password for your device\nabcd efgh ijkl mnop\nHow to use it\nGo to the settings",
            "abcd efgh ijkl mnop\nabcd efgh ijkl mnop",
        ] {
            assert_eq!(password(text).as_deref(), Some("abcdefghijklmnop"), "{text:?}");
        }
        for text in [
            "",
            "abcd efgh ijkl mno",
            "abcd efgh ijkl mnop q",
            "abcd efgh ijkl mn0p",
            "Abc1!xyz Hunter22",
            "äbcd efgh ijkl mnop",
        ] {
            assert_eq!(password(text), None, "{text:?}");
        }
        assert_eq!(password("abcd efgh ijkl mnop\nqrst uvwx yzab cdef"), None, "two of them");
    }
}

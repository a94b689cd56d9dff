//! Texts of a manifest, safe to keep and to show: secrets hidden, bounded, nothing invisible.

use std::fmt;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde::de;

use crate::{
    mask::mask_secrets,
    plain::{is_invisible, plain},
};

/// Characters that are kept: twice as many as Microsoft allows for a redirect URI or a name. A longer text ends in `…`, so
/// that it equals none that is looked for.
const MOST: usize = 512;

macro_rules! of_text {
    ($($(#[$doc:meta])* $name:ident($kept:ty) by $read:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, PartialEq, Eq)]
        pub(super) struct $name(pub(super) $kept);

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::manifest::shown::OfText($read)).map(Self)
            }
        }
    )+};
}

pub(super) use of_text;

of_text! {
    /// A text with what looks like a secret hidden, so that no such text is ever kept whole.
    Shown(String) by shown;
    /// The first three characters of a secret.
    Hint(String) by hint;
    /// A moment, as its day in UTC (security.md M-19). One without an offset is taken as UTC, which is what Microsoft writes.
    Day(Date) by day;
}

#[expect(clippy::unnecessary_wraps, reason = "one form for all texts")]
fn shown(text: &str) -> Option<String> {
    // A secret is one with invisible characters in it, too.
    let plain = plain(text);
    let masked = mask_secrets(&plain);
    let kept = if masked == *plain { text } else { &masked };
    let mut visible: String = kept.chars().take(MOST).map(visible).collect();
    if kept.chars().nth(MOST).is_some() {
        visible.push('…');
    }
    Some(visible)
}

/// What cannot be seen stands as a mark, since an address that holds such a character is another address.
fn visible(character: char) -> char {
    let unseen = is_invisible(character) || (character.is_whitespace() && character != ' ');
    if unseen { '\u{fffd}' } else { character }
}

#[expect(clippy::unnecessary_wraps, reason = "one form for all texts")]
fn hint(text: &str) -> Option<String> {
    Some(text.chars().take(3).map(visible).collect())
}

fn day(text: &str) -> Option<Date> {
    let moment = text.parse::<Timestamp>().map(|moment| moment.to_zoned(TimeZone::UTC).date());
    moment.or_else(|_| text.parse::<DateTime>().map(DateTime::date)).ok()
}

/// Reads a text without keeping it; errors never repeat it.
pub(super) struct OfText<T>(pub(super) fn(&str) -> Option<T>);

impl<T> de::Visitor<'_> for OfText<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text of its kind")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::custom("another text"))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn texts_are_bounded_visible_and_without_secrets() {
        let text = |text: &str| shown(text).unwrap();
        assert_eq!(text("https://www.tourtools.com/auth/"), "https://www.tourtools.com/auth/");
        assert_eq!(text("x/8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa"), "[hidden]");
        assert_eq!(text("8xQ8Q~3kTm0vqsLw\u{200b}_9aPzR4yBn-cDf6HjK1uEgXa"), "[hidden]");
        assert_eq!(text("Größe – «1»"), "Größe – «1»");
        assert_eq!(text("a\u{200b}b\u{0}c\u{a0}d"), "a\u{fffd}b\u{fffd}c\u{fffd}d");
        assert_eq!(text(&"a".repeat(512)), "a".repeat(512));
        assert_eq!(text(&"a".repeat(513)), "a".repeat(512) + "…");
    }

    #[test]
    fn days_are_those_of_utc() {
        assert_eq!(day("2027-05-21T23:30:00-05:00"), Some(date(2027, 5, 22)));
        assert_eq!(day("2027-05-21T10:00:00.6442615Z"), Some(date(2027, 5, 21)));
        assert_eq!(day("2027-05-21T23:30:00"), Some(date(2027, 5, 21)));
        assert_eq!(day("2299-12-31T05:00:00+00:00"), Some(date(2299, 12, 31)));
        assert_eq!(day("soon"), None);
    }
}

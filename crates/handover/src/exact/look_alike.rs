//! Characters that look like others. Source of the letters: Unicode confusables.txt (UTS 39), the part that addresses and IDs meet.

use serde::Serialize;

/// What kind of character a look-alike is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CharacterClass {
    /// A Cyrillic letter.
    Cyrillic,
    /// A Greek letter.
    Greek,
    /// A full-width form, as East Asian keyboards type it.
    FullWidth,
    /// A dash or minus for a hyphen.
    Dash,
    /// A typographic quotation mark.
    Quote,
    /// A blank that is not the usual one, such as a no-break space.
    Blank,
    /// Another slash, colon or dot.
    Mark,
    /// A Latin letter or a digit that is taken for another: O and 0, l and I and 1.
    Latin,
}

const CYRILLIC: (&str, &str) = ("авеіјкморсԁтухѕһԛԝАВЕІЈКМНОРСТУХЅԚԜ", "abeijkmopcdtyxshqwABEIJKMHOPCTYXSQW");
const GREEK: (&str, &str) = ("αικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aikvoptuxABEZHIKMNOPTYX");
const DASHES: &str = "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{fe63}\u{ad}";
const QUOTES: (&str, &str) =
    ("\u{2018}\u{2019}\u{201a}\u{201b}\u{2032}\u{201c}\u{201d}\u{201e}\u{201f}\u{2033}", "'''''\"\"\"\"\"");
const MARKS: (&str, &str) = ("\u{2044}\u{2215}\u{29f8}\u{2236}\u{a789}\u{2024}\u{3002}\u{203a}\u{2039}", "///::..><");
const LATIN: &[&str] = &["0Oo", "1lI|", "\u{131}i"];

/// What `found` is, if it can be taken for `expected`. The two differ.
pub(super) fn look_alike(expected: char, found: char) -> Option<CharacterClass> {
    let twin =
        |(strange, usual): (&str, &str)| strange.chars().zip(usual.chars()).any(|pair| pair == (found, expected));
    if twin(CYRILLIC) {
        Some(CharacterClass::Cyrillic)
    } else if twin(GREEK) {
        Some(CharacterClass::Greek)
    } else if full_width(found) == Some(expected) {
        Some(CharacterClass::FullWidth)
    } else if expected == '-' && DASHES.contains(found) {
        Some(CharacterClass::Dash)
    } else if twin(QUOTES) {
        Some(CharacterClass::Quote)
    } else if expected == ' ' && is_other_blank(found) {
        Some(CharacterClass::Blank)
    } else if twin(MARKS) {
        Some(CharacterClass::Mark)
    } else {
        LATIN.iter().any(|group| group.contains(expected) && group.contains(found)).then_some(CharacterClass::Latin)
    }
}

/// The usual form of a full-width one: U+FF01 to U+FF5E are ASCII shifted.
fn full_width(found: char) -> Option<char> {
    let code = u32::from(found);
    (0xff01..=0xff5e).contains(&code).then(|| char::from_u32(code - 0xfee0)).flatten()
}

fn is_other_blank(found: char) -> bool {
    found.is_whitespace()
        && !matches!(found, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_pairs() {
        for (strange, usual) in [CYRILLIC, GREEK, QUOTES, MARKS] {
            assert_eq!(strange.chars().count(), usual.chars().count(), "{strange}");
            assert!(usual.is_ascii() && strange.chars().all(|character| !character.is_ascii()), "{strange}");
        }
    }

    #[test]
    fn each_class_is_known_by_name() {
        for (expected, found, class) in [
            ('a', 'а', Some(CharacterClass::Cyrillic)),
            ('o', 'ο', Some(CharacterClass::Greek)),
            ('/', '／', Some(CharacterClass::FullWidth)),
            ('-', '–', Some(CharacterClass::Dash)),
            ('"', '”', Some(CharacterClass::Quote)),
            (' ', '\u{a0}', Some(CharacterClass::Blank)),
            ('/', '\u{2215}', Some(CharacterClass::Mark)),
            ('0', 'O', Some(CharacterClass::Latin)),
            ('l', 'I', Some(CharacterClass::Latin)),
            ('a', 'b', None),
            ('b', 'а', None),
            (' ', '\n', None),
        ] {
            assert_eq!(look_alike(expected, found), class, "{expected} {found}");
        }
    }
}

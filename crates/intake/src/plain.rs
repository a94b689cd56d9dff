//! Makes pasted text plain: what looks like a blank is a blank, what cannot be seen is gone, wide letters are narrow.
//!
//! Only differences that no identifier, address or secret can carry are evened out; letters and digits stay as they are.

use zeroize::Zeroizing;

/// The text without invisible characters, with plain blanks, hyphens, quotes and letters. It may hold a secret.
pub(crate) fn plain(text: &str) -> Zeroizing<String> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Zeroizing::new(text.to_owned());
    }
    // No character becomes longer in UTF-8, so the buffer never moves and leaves no copy behind.
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        // Windows ends a line with both; two breaks would part a label from its value.
        if character != '\r' || characters.peek() != Some(&'\n') {
            plain.extend(plain_character(character));
        }
    }
    plain
}

fn plain_character(character: char) -> Option<char> {
    match character {
        ' '..='~' | '\n' | '\t' => Some(character),
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        '\u{2018}'..='\u{201b}' | '\u{2032}' => Some('\''),
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}' => Some('"'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0),
        _ if is_invisible(character) => None,
        _ => Some(character),
    }
}

/// Characters that take no place on the screen: controls, and all that have the property `Default_Ignorable_Code_Point`, such as
/// soft hyphen, joiners, direction marks, variation selectors, fillers and tags
/// (unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt; the tests hold it against `icu_properties`).
pub(crate) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use icu_properties::{CodePointSetData, props::DefaultIgnorableCodePoint};

    use super::*;

    #[test]
    fn what_cannot_be_seen_is_gone_and_what_can_stays() {
        assert_eq!(plain("a\u{200b}b\u{ad}c\u{feff}").as_str(), "abc");
        assert_eq!(plain("7f3c\u{2011}0b8e\u{a0}x").as_str(), "7f3c-0b8e x");
        assert_eq!(plain("７ｆ３Ｃ－Ａ").as_str(), "7f3C-A");
        assert_eq!(plain("\u{201c}id\u{201d}\r\nLäuft ab").as_str(), "\"id\"\nLäuft ab");
        assert_eq!(plain("a\r\n\r\nb\rc\n\rd\r").as_str(), "a\n\nb\nc\n\nd\n");
    }

    #[test]
    fn everything_that_may_be_ignored_is_invisible_and_nothing_else() {
        let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
        let wrong: Vec<char> = ('\0'..=char::MAX)
            .filter(|&one| is_invisible(one) != (ignorable.contains(one) || one.is_control()))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(plain("8x\u{115f}Q\u{1160}~\u{3164}a\u{ffa0}").as_str(), "8xQ~a", "the fillers of Hangul");
    }

    #[test]
    fn the_buffer_is_never_too_small() {
        for character in
            ('\0'..=char::MAX).filter_map(|character| plain_character(character).map(|plain| (character, plain)))
        {
            assert!(character.1.len_utf8() <= character.0.len_utf8(), "{:?}", character.0);
        }
    }
}

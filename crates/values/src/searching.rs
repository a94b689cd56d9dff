//! How texts are searched: without regard to case and accents, with the way back to the letters that were found.
//!
//! It knows no language. `ö` is found by `o`, not by `oe`.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A text as it is compared: small letters without accents, in compatibility form (Unicode Standard Annex 15, NFKD).
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|character| fold(character, &mut folded));
    folded
}

/// Where `words`, which are folded, stand in `text`: byte ranges of whole characters, in order, none touching another.
pub fn found_in(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let places = Places::of(text);
    let wanted = words.iter().filter(|word| !word.is_empty());
    let mut found: Vec<Range<usize>> = wanted.flat_map(|word| places.all(word)).collect();
    found.sort_by_key(|range| range.start);
    found.dedup_by(|next, before| {
        let touches = next.start <= before.end;
        if touches {
            before.end = before.end.max(next.end);
        }
        touches
    });
    found
}

/// A folded text, and for each of its bytes the character it comes from.
struct Places {
    folded: String,
    origin: Vec<Range<usize>>,
}

impl Places {
    fn of(text: &str) -> Self {
        let mut places = Self { folded: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len()) };
        for (start, character) in text.char_indices() {
            let end = start + character.len_utf8();
            fold(character, &mut places.folded);
            places.extend_to(start..end);
        }
        places
    }

    /// What a character folds to comes from it; an accent that folds to nothing belongs to the letter before.
    fn extend_to(&mut self, character: Range<usize>) {
        let end = character.end;
        if self.origin.len() == self.folded.len() {
            let before = self.origin.last().map(|last| last.start);
            let letter = self.origin.iter_mut().rev().take_while(|origin| Some(origin.start) == before);
            letter.for_each(|origin| origin.end = end);
        }
        self.origin.resize(self.folded.len(), character);
    }

    fn all(&self, word: &str) -> Vec<Range<usize>> {
        let place = |start: usize| self.origin[start].start..self.origin[start + word.len() - 1].end;
        self.folded.match_indices(word).map(|(start, _)| place(start)).collect()
    }
}

fn fold(character: char, folded: &mut String) {
    for part in std::iter::once(character).nfkd().flat_map(char::to_lowercase) {
        match part {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            mark if is_combining_mark(mark) => {}
            letter => folded.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits<'a>(text: &'a str, words: &[&str]) -> Vec<&'a str> {
        let words: Vec<String> = words.iter().map(|word| folded(word)).collect();
        found_in(text, &words).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn case_and_accents_do_not_count() {
        for (text, plain) in [
            ("Café ÉCOLE", "cafe ecole"),
            ("Müller & Søn, Łódź", "muller & son, lodz"),
            ("STRASSE Straße", "strasse strasse"),
            ("Cafe\u{301}", "cafe"),
            ("ﬁnance", "finance"),
            ("ΑΘΗΝΑ Москва 東京", "αθηνα москва 東京"),
        ] {
            assert_eq!(folded(text), plain, "{text}");
        }
    }

    #[test]
    fn what_is_found_is_marked_in_the_text_as_it_is_written() {
        assert_eq!(hits("Alder & Finch", &["FIN"]), ["Fin"]);
        assert_eq!(hits("Straße nach Großräschen", &["ss", "aes"]), ["ß", "ß"]);
        assert_eq!(hits("Cafe\u{301} Noir", &["cafe"]), ["Cafe\u{301}"]);
        assert_eq!(hits("aabbaabb", &["ab", "bb"]), ["abb", "abb"], "neighbours are one");
        assert_eq!(hits("Harbour", &["", "x"]), [""; 0]);
    }

    proptest::proptest! {
        #[test]
        fn every_range_stands_on_characters(text in "\\PC{0,30}", word in "\\PC{1,3}") {
            for range in found_in(&text, &[folded(&word)]) {
                proptest::prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
            }
        }

        #[test]
        fn what_stands_there_is_found(before in "\\PC{0,10}", word in "[a-zA-ZéÖß]{1,6}", after in "[ .]\\PC{0,10}") {
            let text = format!("{before}{word}{after}");
            proptest::prop_assert!(!found_in(&text, &[folded(&word)]).is_empty(), "{text}");
        }
    }
}

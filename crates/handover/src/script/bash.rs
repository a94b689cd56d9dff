//! Texts as words of bash, by which the shell gets back exactly the text (GNU Bash manual, sections 3.1.2.2 and 3.1.2.4).

use std::fmt::Write;

use sendoff_problem::is_unfit;

/// One word that stands for `text`. NUL is left out: no word of a shell can hold it.
pub(super) fn quote(text: &str) -> String {
    Word::default().literal(text).finish()
}

/// A word made of literal texts and variables.
#[derive(Default)]
pub(super) struct Word(String);

impl Word {
    /// A text to the letter. What could act on a terminal or mislead a reader stands as its bytes.
    pub(super) fn literal(mut self, text: &str) -> Self {
        let mut open = Open::Nothing;
        for character in text.chars().filter(|character| *character != '\0') {
            match character {
                '\'' => self.add(&mut open, Open::Nothing, "\\'"),
                plain if !is_unfit(plain) => self.add(&mut open, Open::Plain, plain.encode_utf8(&mut [0; 4])),
                other => self.add(&mut open, Open::Bytes, &bytes(other)),
            }
        }
        self.add(&mut open, Open::Nothing, "");
        self
    }

    /// The value of a variable, unsplit.
    pub(super) fn variable(mut self, name: &str) -> Self {
        let _ = write!(self.0, "\"${name}\"");
        self
    }

    pub(super) fn finish(self) -> String {
        if self.0.is_empty() { "''".to_owned() } else { self.0 }
    }

    /// Adds `part` inside quotes of this kind, closing others.
    fn add(&mut self, open: &mut Open, wanted: Open, part: &str) {
        if *open != wanted {
            self.0.push_str(if *open == Open::Nothing { "" } else { "'" });
            self.0.push_str(match wanted {
                Open::Nothing => "",
                Open::Plain => "'",
                Open::Bytes => "$'",
            });
            *open = wanted;
        }
        self.0.push_str(part);
    }
}

/// Which quotes are open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    /// `'...'`, in which nothing has a meaning.
    Plain,
    /// `$'...'`, in which only escapes are written.
    Bytes,
}

/// Octal, because it always ends after three digits.
fn bytes(character: char) -> String {
    let mut escaped = String::new();
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        let _ = write!(escaped, "\\{byte:03o}");
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_in_as_few_pieces_as_they_need() {
        for (text, word) in [
            ("", "''"),
            ("TourTools mail", "'TourTools mail'"),
            ("Dana's", "'Dana'\\''s'"),
            ("'", "\\'"),
            ("a\nb", "'a'$'\\012''b'"),
            ("a\0b", "'ab'"),
            ("\u{202e}", "$'\\342\\200\\256'"),
            ("Bücher", "'Bücher'"),
        ] {
            assert_eq!(quote(text), word, "{text:?}");
        }
        assert_eq!(Word::default().literal("a").variable("id").literal("b").finish(), "'a'\"$id\"'b'");
    }
}

//! The words of a paste from Google's console, and what stands before them.

use super::shape::{Shape, shape_of};

/// Words that are looked at; an honest paste has far fewer.
const MOST: usize = 65_536;

/// One word with a shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) shape: Option<Shape>,
    /// The word. It may be a secret.
    pub(super) text: &'a str,
    /// What stands before it, up to the word before that one has a shape, or the text begins.
    pub(super) before: &'a str,
}

impl Word<'_> {
    /// Whether the words right before it end with this label, in small letters.
    pub(super) fn is_labelled(&self, label: &str) -> bool {
        let before = self.before.trim_end_matches(|one: char| one.is_whitespace() || is_separator(one) || one == '-');
        let tail = before.len().checked_sub(label.len()).and_then(|start| before.get(start..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(label))
    }
}

/// Every word of `text`, which must be plain, with its shape.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    let mut at = 0;
    while words.len() < MOST {
        let skipped = rest.find(|one: char| !is_between(one)).unwrap_or(rest.len());
        at += skipped;
        rest = &text[at..];
        let length = rest.find(is_between).unwrap_or(rest.len());
        if length == 0 {
            break;
        }
        let word = rest[..length].trim_end_matches(['.', '!', '?']);
        let word = if shape_of(&rest[..length]).is_some() { &rest[..length] } else { word };
        words.push(Word { shape: shape_of(word), text: word, before: &text[..at] });
        at += length;
        rest = &text[at..];
    }
    words
}

fn is_between(one: char) -> bool {
    one.is_whitespace() || is_separator(one)
}

/// Characters that are in no identifier and no secret of Google's. A slash is: refresh tokens and codes have one.
fn is_separator(one: char) -> bool {
    matches!(
        one,
        '"' | '\''
            | '`'
            | '<'
            | '>'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | ','
            | ';'
            | '|'
            | '='
            | ':'
            | '&'
            | '?'
            | '#'
    )
}

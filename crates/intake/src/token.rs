//! Cuts text into what may matter: labels and values, in order. Everything else is passed over.

use sendoff_recipes::Meaning;
use sendoff_values::Guid;

use crate::{
    day::{DayReading, day_at},
    guid::{IdAt, id_at},
    label::{LabelKind, LabelTable},
    shape::{could_be_secret, is_cut, is_hidden, is_usual, starts_usual},
};

/// What one piece of the text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Label(Meaning, LabelKind),
    Id(Guid),
    /// An ID of this many characters.
    CutId(usize),
    /// A Value of the usual shape.
    Secret,
    /// The beginning of a usual Value, with something wrong behind it.
    BrokenSecret,
    /// The beginning of a usual Value of so many characters, and nothing behind it.
    CutSecret(usize),
    /// A word that could be a Value of another shape.
    Candidate,
    /// A Value the portal has hidden.
    Hidden,
    Day(DayReading),
    Address,
    Mail,
    /// A domain that only a directory has.
    Domain,
}

/// One piece and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) piece: Piece,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) line: u32,
}

impl Token {
    /// Its text. It may be a secret.
    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }

    pub(crate) const fn is_label(&self) -> bool {
        matches!(self.piece, Piece::Label(..))
    }
}

/// The pieces of `text`, which must be plain.
pub(crate) fn tokens(text: &str, labels: &LabelTable) -> Vec<Token> {
    let mut cutter = Cutter { text, labels, at: 0, line: 0, label_end: None, tokens: Vec::new() };
    while cutter.at < text.len() {
        cutter.step();
    }
    cutter.tokens
}

struct Cutter<'a> {
    text: &'a str,
    labels: &'a LabelTable,
    at: usize,
    line: u32,
    /// Where the label ended from which only blanks part us.
    label_end: Option<usize>,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    /// Passes over one separator or takes one word.
    fn step(&mut self) {
        match self.text.as_bytes()[self.at] {
            b'\n' => {
                self.line += 1;
                self.at += 1;
                self.label_end = None;
            }
            b' ' | b'\t' => self.at += 1,
            byte if is_separator(byte) || self.is_mark() => {
                self.at += 1;
                self.label_end = None;
            }
            _ => self.word(),
        }
    }

    /// Whether signs of emphasis stand before a word, rather than in place of a hidden Value.
    fn is_mark(&self) -> bool {
        let rest = self.text.as_bytes()[self.at..].iter().take(4);
        let mut behind = rest.skip_while(|byte| matches!(byte, b'*' | b'#'));
        matches!(self.text.as_bytes()[self.at], b'*' | b'#') && behind.next().is_some_and(u8::is_ascii_alphanumeric)
    }

    fn word(&mut self) {
        let start = self.at;
        let after_label = self.label_end.take().is_some();
        if let Some(label) = self.labels.at(self.text, start, after_label) {
            self.label_end = Some(label.end);
            return self.push(Piece::Label(label.meaning, label.kind), start, label.end);
        }
        if let Some((piece, end)) = self.id().or_else(|| self.day()) {
            return self.push(piece, start, end);
        }
        self.plain_word();
    }

    fn plain_word(&mut self) {
        let (start, rest) = (self.at, &self.text[self.at..]);
        if let Some(length) = address_length(rest) {
            return self.push(Piece::Address, start, start + length);
        }
        if let Some(value) = key_length(rest) {
            self.at = start + value;
            return;
        }
        let full = &rest[..word_length(rest)];
        let trimmed = full.trim_end_matches(['.', ':', '?', '!']);
        let piece = |word: &str| piece_of(self.text, start, word).map(|piece| (piece, start + word.len()));
        let whole_secret = is_usual(full).then_some((Piece::Secret, start + full.len()));
        let found = whole_secret.or_else(|| piece(trimmed));
        match found.or_else(|| if trimmed.len() < full.len() { piece(full) } else { None }) {
            Some((piece, end)) => self.push(piece, start, end),
            None => self.at = start + full.len(),
        }
    }

    fn push(&mut self, piece: Piece, start: usize, end: usize) {
        let broken_over = self.text[start..end].bytes().filter(|byte| *byte == b'\n').count();
        self.tokens.push(Token { piece, start, end, line: self.line });
        self.line += u32::try_from(broken_over).unwrap_or(u32::MAX);
        self.at = end;
    }

    fn id(&self) -> Option<(Piece, usize)> {
        if !self.text.as_bytes()[self.at].is_ascii_hexdigit() {
            return None;
        }
        match id_at(self.text, self.at)? {
            IdAt::Whole(guid, end) => Some((Piece::Id(guid), end)),
            IdAt::Cut(length, end) => Some((Piece::CutId(length), end)),
        }
    }

    fn day(&self) -> Option<(Piece, usize)> {
        day_at(self.text, self.at).map(|(day, end)| (Piece::Day(day), end))
    }
}

/// The longest key that is looked for; a bound, so that a text of nothing but keys stays quick.
const LONGEST_KEY: usize = 64;

/// Bytes of a key that is not known and its mark, as in `KEY=value`. Signs at the end of a word are no mark.
fn key_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let named = bytes[0].is_ascii_alphabetic() || bytes[0] == b'_';
    let ends = |byte: &u8| byte.is_ascii_whitespace() || is_separator(*byte);
    let key = bytes.iter().take(LONGEST_KEY).position(ends).filter(|_| named)?;
    let value = bytes[key..].iter().take(4).find(|byte| !matches!(byte, b'=' | b':'));
    let marked = matches!(bytes[key], b'=' | b':') && value.is_some_and(|value| !ends(value));
    marked.then_some(key + 1)
}

/// What a word is by its shape; `start` is where it stands.
fn piece_of(text: &str, start: usize, word: &str) -> Option<Piece> {
    // Nothing shorter than `a@b.c` is anything, but for a hidden Value.
    if word.len() < 5 && word.is_ascii() && !word.ends_with(['*', '.']) {
        None
    } else if is_usual(word) {
        Some(Piece::Secret)
    } else if starts_usual(word) {
        Some(cut_length(text, start, word).map_or(Piece::BrokenSecret, Piece::CutSecret))
    } else if is_hidden(word) {
        Some(Piece::Hidden)
    } else if word.contains('@') {
        is_mail(word).then_some(Piece::Mail)
    } else if word.len() > 16 && word.to_ascii_lowercase().ends_with(".onmicrosoft.com") {
        Some(Piece::Domain)
    } else {
        let part_of_more = text[..start].ends_with(['/', '\\', '@']);
        (could_be_secret(word) && !part_of_more && !word.contains(['/', '\\'])).then_some(Piece::Candidate)
    }
}

/// How long a Value is that stands alone and ends too soon; nothing if more follows on its line.
fn cut_length(text: &str, start: usize, word: &str) -> Option<usize> {
    let after = text[start + word.len()..].trim_start_matches([' ', '\t']);
    let alone = after.is_empty() || after.starts_with(['\n', '\r']);
    (alone && is_cut(word)).then_some(word.len())
}

fn is_mail(word: &str) -> bool {
    word.split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.') && !domain.contains('@'))
}

/// Bytes that never belong to a value.
const fn is_separator(byte: u8) -> bool {
    matches!(
        byte,
        b'"' | b'\'' | b'`' | b'<' | b'>' | b'{' | b'}' | b'(' | b')' | b'[' | b']' | b',' | b';' | b'|' | b':' | b'='
    )
}

/// Bytes up to the next blank or separator; colons and equals signs may stand within a word.
fn word_length(text: &str) -> usize {
    let ends = |byte: u8| byte.is_ascii_whitespace() || (is_separator(byte) && !matches!(byte, b':' | b'='));
    text.bytes().position(ends).unwrap_or(text.len()).max(text.chars().next().map_or(1, char::len_utf8))
}

/// Bytes of an address with a scheme, up to the next blank, quote or angle bracket.
fn address_length(text: &str) -> Option<usize> {
    let scheme = text.bytes().take(12).position(|byte| byte == b':').filter(|at| *at > 0)?;
    if !text[scheme..].starts_with("://") || !text.as_bytes()[..scheme].iter().all(u8::is_ascii_alphanumeric) {
        return None;
    }
    let ends =
        |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>' | b'|' | b'\\');
    let length = text.bytes().position(ends).unwrap_or(text.len());
    Some(text[..length].trim_end_matches([',', ';', ')', '.']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<Piece> {
        let recipes = sendoff_recipes::Recipes::bundled().unwrap();
        let provider = recipes.provider(sendoff_recipes::ProviderId::Microsoft).unwrap();
        tokens(text, &LabelTable::new(&provider.labels)).into_iter().map(|token| token.piece).collect()
    }

    #[test]
    fn labels_and_values_in_order() {
        let id: Guid = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa".parse().unwrap();
        let shown = |meaning| Piece::Label(meaning, LabelKind::Shown);
        assert_eq!(
            pieces("Application (client) ID\n:\n7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa\nObject ID"),
            [shown(Meaning::ClientId), Piece::Id(id.clone()), shown(Meaning::ObjectId)]
        );
        assert_eq!(
            pieces("{\"appId\":\"7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa\"}"),
            [Piece::Label(Meaning::ClientId, LabelKind::Key), Piece::Id(id)]
        );
    }

    #[test]
    fn a_heading_counts_with_a_cell_of_its_own_only() {
        let heading = |meaning| Piece::Label(meaning, LabelKind::Heading);
        assert_eq!(
            pieces("Description Expires Value Secret ID"),
            [
                heading(Meaning::Other),
                heading(Meaning::SecretExpires),
                heading(Meaning::SecretValue),
                Piece::Label(Meaning::SecretId, LabelKind::Shown),
            ]
        );
        assert_eq!(pieces("it has no Value for us, and Expires soon"), []);
    }
}

//! The two texts as atoms: single characters, except where several belong together.

/// A piece that is compared as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Atom<'a> {
    /// Its characters.
    pub(super) text: &'a str,
    /// Where it begins in its text, in characters from 0.
    pub(super) start: usize,
}

impl Atom<'_> {
    /// The character, if it is a single one.
    pub(super) fn single(&self) -> Option<char> {
        let mut characters = self.text.chars();
        characters.next().filter(|_| characters.next().is_none())
    }

    /// Whether it is a guide's placeholder, `<tenant>`, that nobody replaced.
    pub(super) fn is_placeholder(&self) -> bool {
        self.text.len() > 1 && self.text.starts_with('<')
    }
}

/// Characters of a placeholder between its brackets.
const LONGEST_PLACEHOLDER: usize = 40;

/// Both texts in atoms. A coded blank (`%20`) is whole in both. A placeholder is whole in `found`, where `expected` has no
/// brackets: if it is words only, or nothing that is expected. `<` and `>` around the right value are two characters too many.
pub(super) fn split<'a>(expected: &'a str, found: &'a str) -> (Vec<Atom<'a>>, Vec<Atom<'a>>) {
    let plain = !expected.contains(['<', '>']);
    let left_over = |inside: &&str| plain && (inside.chars().all(is_of_a_word) || !expected.contains(inside));
    let whole = |rest: &'a str| placeholder(rest).filter(left_over).map(|inside| inside.len() + 2);
    (atoms(expected, |_| None), atoms(found, whole))
}

fn is_of_a_word(character: char) -> bool {
    character.is_alphabetic() || matches!(character, ' ' | '_' | '-')
}

fn atoms<'a>(text: &'a str, whole: impl Fn(&'a str) -> Option<usize>) -> Vec<Atom<'a>> {
    let mut atoms = Vec::new();
    let (mut rest, mut start) = (text, 0);
    while let Some(first) = rest.chars().next() {
        let length = whole(rest).or_else(|| coded_blank(rest)).unwrap_or(first.len_utf8());
        let (atom, after) = rest.split_at(length);
        atoms.push(Atom { text: atom, start });
        start += atom.chars().count();
        rest = after;
    }
    atoms
}

/// Bytes of the coded blank at the head of `text` (RFC 3986 section 2.1).
fn coded_blank(text: &str) -> Option<usize> {
    text.starts_with("%20").then_some(3)
}

/// What stands between the brackets at the head of `text`.
fn placeholder(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('<')?;
    let (end, _) =
        inside.char_indices().take(LONGEST_PLACEHOLDER + 1).find(|(_, character)| matches!(character, '<' | '>'))?;
    let closed = end > 0 && inside[end..].starts_with('>');
    closed.then(|| &inside[..end])
}

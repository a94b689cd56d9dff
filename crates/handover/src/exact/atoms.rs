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

/// Both texts in atoms. Escapes (`%20`) are whole in both; placeholders only in `found`, and only where `expected` has neither
/// brackets nor what stands between them: `<` and `>` around the right value are two characters too many.
pub(super) fn split<'a>(expected: &'a str, found: &'a str) -> (Vec<Atom<'a>>, Vec<Atom<'a>>) {
    let plain = !expected.contains(['<', '>']);
    let whole = |rest: &'a str| {
        placeholder(rest).filter(|inside| plain && !expected.contains(inside)).map(|inside| inside.len() + 2)
    };
    (atoms(expected, |_| None), atoms(found, whole))
}

fn atoms<'a>(text: &'a str, whole: impl Fn(&'a str) -> Option<usize>) -> Vec<Atom<'a>> {
    let mut atoms = Vec::new();
    let (mut rest, mut start) = (text, 0);
    while let Some(first) = rest.chars().next() {
        let length = whole(rest).or_else(|| escape(rest)).unwrap_or(first.len_utf8());
        let (atom, after) = rest.split_at(length);
        atoms.push(Atom { text: atom, start });
        start += atom.chars().count();
        rest = after;
    }
    atoms
}

/// Bytes of the percent-encoded octet at the head of `text` (RFC 3986 section 2.1).
fn escape(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => Some(3),
        _ => None,
    }
}

/// What stands between the brackets at the head of `text`.
fn placeholder(text: &str) -> Option<&str> {
    let (inside, _) = text.strip_prefix('<')?.split_once('>')?;
    let fits = (1..=LONGEST_PLACEHOLDER).contains(&inside.chars().count()) && !inside.contains('<');
    fits.then_some(inside)
}

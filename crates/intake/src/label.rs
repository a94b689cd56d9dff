//! The labels that may stand beside a value, made ready for finding them in text.

use sendoff_recipes::{Meaning, PortalLabels};

/// How a label counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelKind {
    /// Wherever it stands as words.
    Shown,
    /// With a cell of its own only.
    Heading,
    /// As a key only, before `:` or `=`.
    Key,
}

/// A label that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LabelAt {
    pub(crate) meaning: Meaning,
    pub(crate) kind: LabelKind,
    pub(crate) end: usize,
}

struct Entry {
    text: String,
    meaning: Meaning,
    kind: LabelKind,
}

/// All labels, by their first byte, longest first; and which two bytes any label starts with, for passing over words.
pub(crate) struct LabelTable {
    entries: Vec<Vec<Entry>>,
    starts: Vec<bool>,
}

impl LabelTable {
    pub(crate) fn new(labels: &[PortalLabels]) -> Self {
        let mut table = Self { entries: (0..256).map(|_| Vec::new()).collect(), starts: vec![false; 1 << 16] };
        for group in labels {
            let kinds = [
                (&group.shown, LabelKind::Shown),
                (&group.headings, LabelKind::Heading),
                (&group.keys, LabelKind::Key),
            ];
            for (texts, kind) in kinds {
                for text in texts {
                    table.add(text.as_str(), group.meaning, kind);
                }
            }
        }
        table.entries.iter_mut().for_each(|bucket| bucket.sort_by_key(|entry| std::cmp::Reverse(entry.text.len())));
        table
    }

    fn add(&mut self, text: &str, meaning: Meaning, kind: LabelKind) {
        let text = crate::plain::plain(text).to_ascii_lowercase();
        let Some([first, second]) = text.as_bytes().first_chunk().copied() else { return };
        self.starts[pair(first, second)] = true;
        self.entries[usize::from(first)].push(Entry { text, meaning, kind });
    }

    /// The label at the start of a word. `after_label` says that only blanks part it from a label before it.
    pub(crate) fn at(&self, text: &str, at: usize, after_label: bool) -> Option<LabelAt> {
        let two = text.as_bytes()[at..].first_chunk::<2>()?;
        if !self.starts[pair(two[0].to_ascii_lowercase(), two[1].to_ascii_lowercase())] {
            return None;
        }
        let counts = |found: &LabelAt| match found.kind {
            LabelKind::Shown => true,
            LabelKind::Key => is_key(text, at, found.end),
            LabelKind::Heading => (after_label || starts_cell(text, at)) && self.ends_cell(text, found.end),
        };
        self.candidates(text, at).find(counts)
    }

    /// Labels whose words stand here, longest first.
    fn candidates<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = LabelAt> + 'a {
        let first = text.as_bytes().get(at).map_or(0, u8::to_ascii_lowercase);
        self.entries[usize::from(first)].iter().filter_map(move |entry| {
            let end = matched_end(text.as_bytes(), at, entry.text.as_bytes())?;
            let whole = !text[end..].chars().next().is_some_and(char::is_alphanumeric);
            whole.then_some(LabelAt { meaning: entry.meaning, kind: entry.kind, end })
        })
    }

    /// Whether a cell ends here, or another label follows.
    fn ends_cell(&self, text: &str, end: usize) -> bool {
        let blanks = text.as_bytes()[end..].iter().take(9).take_while(|byte| **byte == b' ').count();
        let next = text.as_bytes().get(end + blanks).copied();
        blanks >= 2
            || matches!(next, None | Some(b'\n' | b'\t' | b'|' | b':' | b'=' | b'"' | b','))
            || (blanks == 1 && self.candidates(text, end + 1).any(|label| label.kind != LabelKind::Key))
    }
}

/// The place of two bytes in the list of starts.
fn pair(first: u8, second: u8) -> usize {
    usize::from(u16::from_be_bytes([first, second]))
}

/// Where the label ends if it stands at `at`; one blank of the label takes up to eight of the text.
fn matched_end(text: &[u8], at: usize, label: &[u8]) -> Option<usize> {
    let mut here = at;
    for byte in label {
        let next = text.get(here)?;
        if next.to_ascii_lowercase() != *byte {
            return None;
        }
        here += 1;
        if *byte == b' ' {
            here += text[here..].iter().take(7).take_while(|byte| **byte == b' ').count();
        }
    }
    Some(here)
}

/// Whether what stands from `at` to `end` is a key: quoted or not, with `:` or `=` behind it. Short ones must be quoted.
fn is_key(text: &str, at: usize, end: usize) -> bool {
    let quoted = at > 0 && matches!(text.as_bytes()[at - 1], b'"' | b'\'');
    let behind = text.as_bytes()[end..].iter().take(4).find(|byte| !matches!(byte, b' ' | b'"' | b'\''));
    (quoted || end - at > 2) && matches!(behind, Some(b':' | b'='))
}

/// Whether a cell starts here: at the start of a line, after a tab, a bar, two blanks, a quote or a bullet.
fn starts_cell(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].iter().rev().take(2).copied().collect::<Vec<u8>>();
    match before.as_slice() {
        [] | [b'\n' | b'\t' | b'|' | b'"' | b'*' | b'-' | b',', ..] => true,
        [b' ', rest @ ..] => matches!(rest, [] | [b' ' | b'\n' | b'\t' | b'|' | b'*' | b'-' | b',']),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_key_must_be_quoted() {
        for (text, at, end, key) in [
            ("id: x", 0, 2, false),
            ("\"id\": x", 1, 3, true),
            ("'id' = x", 1, 3, true),
            ("abc = x", 0, 3, true),
            ("abc\" : x", 0, 3, true),
            ("abc x", 0, 3, false),
            ("abc    : x", 0, 3, false),
            ("a abc: x", 2, 5, true),
            ("a id: x", 2, 4, false),
        ] {
            assert_eq!(is_key(text, at, end), key, "{text:?}");
        }
    }

    #[test]
    fn a_cell_starts_behind_what_parts_cells() {
        for text in ["", "a\n", "a\t", "a|", "a  ", "a\n ", "a| ", "\"", "* ", "- ", "a, ", " "] {
            assert!(starts_cell(&format!("{text}Value"), text.len()), "{text:?}");
        }
        for text in ["a ", "a", "a. ", "a) "] {
            assert!(!starts_cell(&format!("{text}Value"), text.len()), "{text:?}");
        }
    }

    #[test]
    fn one_blank_of_a_label_takes_up_to_eight() {
        let end = |text: &str| matched_end(text.as_bytes(), 0, b"secret id");
        assert_eq!(end("Secret ID"), Some(9));
        assert_eq!(end("secret        id x"), Some(16));
        assert_eq!(end("secret         id x"), None, "nine");
        assert_eq!(end("secretid"), None);
        assert_eq!(end("secret"), None);
    }
}

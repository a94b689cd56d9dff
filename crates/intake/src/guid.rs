//! Finds IDs in text: whole, broken over lines, pasted twice without a gap, or cut.

use sendoff_values::Guid;

/// Characters an ID has.
pub(crate) const ID_LENGTH: usize = 36;

/// What stands where an ID could begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum IdAt {
    /// An ID, and where the text goes on.
    Whole(Guid, usize),
    /// Something with the hyphens of an ID and the wrong number of characters, and where the text goes on.
    Cut(usize, usize),
}

/// The longest run of blanks within a broken ID, and how many such runs there may be.
const GAP: usize = 16;
const MOST_GAPS: usize = 5;

/// What stands at `at`, which must be a character boundary at the start of a word.
pub(crate) fn id_at(text: &str, at: usize) -> Option<IdAt> {
    let run = &text[at..at + run_length(&text.as_bytes()[at..])];
    let end = at + run.len();
    let whole = run.get(..36).and_then(|head| head.parse::<Guid>().ok());
    if let Some(guid) = whole {
        let goes_on = run.get(36..72).is_some_and(|tail| tail.parse::<Guid>().is_ok());
        if goes_on || (run.len() == 36 && is_end(text, end)) || is_new_word(&text[at..]) {
            return Some(IdAt::Whole(guid, at + 36));
        }
    }
    let joined = if run.len() < 36 { joined_at(text, at, run.len()) } else { None };
    joined.or_else(|| looks_cut(run, text, end).then_some(IdAt::Cut(run.len(), end)))
}

/// Bytes of hexadecimal digits and hyphens.
fn run_length(bytes: &[u8]) -> usize {
    bytes.iter().take(80).take_while(|byte| byte.is_ascii_hexdigit() || **byte == b'-').count()
}

/// Whether a word ends here.
fn is_end(text: &str, at: usize) -> bool {
    !text[at..].chars().next().is_some_and(|next| next.is_alphanumeric() || matches!(next, '_' | '-' | '~'))
}

/// Whether a capitalised word is stuck to a small-letter ID: pages copy the name of a button without a blank.
fn is_new_word(text: &str) -> bool {
    let mut behind = text[36..].bytes();
    let capitalised = matches!((behind.next(), behind.next()), (Some(b'A'..=b'Z'), Some(b'a'..=b'z')));
    capitalised && !text[..36].bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Whether the run has the hyphens of an ID: 20 to 45 characters, three hyphens or more, and no letters behind it.
fn looks_cut(run: &str, text: &str, end: usize) -> bool {
    let hyphens = run.bytes().filter(|byte| *byte == b'-').count();
    (20..=45).contains(&run.len()) && (3..=5).contains(&hyphens) && run.as_bytes()[0] != b'-' && is_end(text, end)
}

/// An ID whose characters are parted by blanks or line breaks. `first` is the length of the part at `at`.
fn joined_at(text: &str, at: usize, first: usize) -> Option<IdAt> {
    let bytes = text.as_bytes();
    let mut id = [0; 36];
    let (mut here, mut length, mut filled) = (at, first, 0);
    for _ in 0..=MOST_GAPS {
        let part = &bytes[here..here + length.min(36 - filled)];
        id[filled..filled + part.len()].copy_from_slice(part);
        (here, filled) = (here + part.len(), filled + part.len());
        if filled == 36 {
            let guid = std::str::from_utf8(&id).ok()?.parse().ok()?;
            return is_end(text, here).then_some(IdAt::Whole(guid, here));
        }
        here += gap_length(&bytes[here..])?;
        length = run_length(&bytes[here..]);
        // A lone letter behind a cut ID is a word, not its last character.
        if length == 0 || (length == 1 && filled > 34) {
            return None;
        }
    }
    None
}

/// The blanks between two parts of a broken ID; none or too many are no break.
fn gap_length(bytes: &[u8]) -> Option<usize> {
    let blanks = bytes.iter().take(GAP + 1).take_while(|byte| matches!(byte, b' ' | b'\n' | b'\t')).count();
    (1..=GAP).contains(&blanks).then_some(blanks)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";

    fn check(text: &str, expected: Option<(Result<&str, usize>, usize)>) {
        let expected = expected.map(|(id, end)| match id {
            Ok(id) => IdAt::Whole(id.parse().unwrap(), end),
            Err(length) => IdAt::Cut(length, end),
        });
        assert_eq!(id_at(text, 0), expected, "{text:?}");
    }

    #[test]
    fn whole_broken_doubled_and_cut() {
        check(ID, Some((Ok(ID), 36)));
        check(&ID.to_uppercase(), Some((Ok(ID), 36)));
        check(&format!("{ID}Copy to clipboard"), Some((Ok(ID), 36)));
        check("7f3c1a52-0b8e-\n  4d0e-9a61-2f8c 51d7b0aa rest", Some((Ok(ID), 40)));
        check(&format!("{ID}{ID}"), Some((Ok(ID), 36)));
        check(&ID[..35], Some((Err(35), 35)));
        check(&format!("{ID}a"), Some((Err(37), 37)));
        check(&format!("{}\nDirectory", &ID[..35]), Some((Err(35), 35)));
        check(&format!("{}\nA new line", &ID[..35]), Some((Err(35), 35)));
    }

    #[test]
    fn what_is_no_id_is_left_alone() {
        for text in
            ["2027-05-21", "deadbeef", "add a b c", "a", "7f3c1a52-0b8e", "7f3c1a520b8e4d0e9a612f8c51d7b0aa", "", "-"]
        {
            check(text, None);
        }
    }
}

//! From pairs of atoms to what a person is shown: runs, and each difference by its cause.

use std::ops::Range;

use super::{
    Difference, DifferenceCause as Cause, MatchRun, RunKind, align::Pair, atoms::Atom, look_alike::look_alike,
};

/// How many neighbours are looked at to name a stretch: more than `https://www.` has.
const CONTEXT: usize = 16;

/// The runs of both texts and the differences among them.
pub(super) fn explain(pairs: &[Pair<'_>]) -> (Vec<MatchRun>, Vec<Difference>) {
    let pairs = settle(pairs.to_vec());
    let solid = |pair: &Pair<'_>| pair.found.is_some_and(|atom| !is_blank(atom));
    let inside = pairs.iter().position(solid).unwrap_or(pairs.len())..pairs.iter().rposition(solid).unwrap_or(0);
    let mut sheet = Explained { runs: Vec::new(), differences: Vec::new(), position: 1, inside };
    let mut rest = 0;
    while rest < pairs.len() {
        let length = block(&pairs[rest..]);
        sheet.add(&pairs, rest, length);
        rest += length;
    }
    (sheet.runs, sheet.differences)
}

/// How many pairs from the first on are all the same, or all not.
fn block(pairs: &[Pair<'_>]) -> usize {
    let same = pairs.first().is_some_and(Pair::is_same);
    pairs.iter().take_while(|pair| pair.is_same() == same).count()
}

/// A missing or extra stretch can often be moved along its neighbours without changing anything: of `www.wix.com`
/// against `wix.com` either `www.` is missing or `ww.w`. It is moved to where it has a name of its own.
fn settle(mut pairs: Vec<Pair<'_>>) -> Vec<Pair<'_>> {
    let mut start = 0;
    while start < pairs.len() {
        let length = block(&pairs[start..]);
        if is_one_sided(&pairs[start..start + length]) {
            settle_block(&mut pairs, start, length);
        }
        start += length.max(1);
    }
    pairs
}

fn is_one_sided(pairs: &[Pair<'_>]) -> bool {
    pairs.iter().all(|pair| pair.found.is_none()) || pairs.iter().all(|pair| pair.expected.is_none())
}

fn settle_block(pairs: &mut [Pair<'_>], start: usize, length: usize) {
    let from = start.saturating_sub(CONTEXT);
    let before = pairs[from..start + length].to_vec();
    for at in (from..=start).rev() {
        if named(pairs, at, length).is_some() {
            return;
        }
        if at == from || !move_left(pairs, at, length) {
            break;
        }
    }
    pairs[from..start + length].copy_from_slice(&before);
}

/// Moves the one-sided block at `at` one place to the left, if what it leaves is what it takes.
fn move_left(pairs: &mut [Pair<'_>], at: usize, length: usize) -> bool {
    let (before, last) = (pairs[at - 1], pairs[at + length - 1]);
    let missing = last.found.is_none();
    let side = |pair: &Pair<'_>| {
        if missing {
            pair.expected.map(|atom| atom.text.to_owned())
        } else {
            pair.found.map(|atom| atom.text.to_owned())
        }
    };
    if !before.is_same() || side(&before) != side(&last) {
        return false;
    }
    let (joined, alone) = if missing {
        (Pair { expected: last.expected, found: before.found }, Pair { expected: before.expected, found: None })
    } else {
        (Pair { expected: before.expected, found: last.found }, Pair { expected: None, found: before.found })
    };
    pairs[at - 1] = alone;
    pairs[at + length - 1] = joined;
    true
}

/// The name of a whole missing or extra stretch: a scheme, a `www.`, a slash at the end.
fn named(pairs: &[Pair<'_>], at: usize, length: usize) -> Option<Cause> {
    let missing = pairs[at].found.is_none();
    let side =
        |pair: &Pair<'_>| if missing { pair.expected } else { pair.found }.map(|atom| atom.text.to_ascii_lowercase());
    let join = |part: &[Pair<'_>]| part.iter().filter_map(side).collect::<String>();
    let text = join(&pairs[at..at + length.min(CONTEXT)]);
    if length > CONTEXT || !["s", "www.", "/"].contains(&text.as_str()) {
        return None;
    }
    let rest = &pairs[at + length..];
    let before = join(&pairs[at.saturating_sub(CONTEXT)..at]);
    let after = join(&rest[..rest.len().min(CONTEXT)]);
    let scheme = before.ends_with("http") && (after.starts_with(':') || after.starts_with("%3a"));
    let host = before.ends_with("//") || before.ends_with("%2f%2f");
    let end = || rest.iter().filter_map(|pair| if missing { pair.expected } else { pair.found }).all(is_blank);
    match (text.as_str(), missing) {
        ("s", true) if scheme => Some(Cause::HttpForHttps),
        ("s", false) if scheme => Some(Cause::HttpsForHttp),
        ("www.", true) if host => Some(Cause::WwwMissing),
        ("www.", false) if host => Some(Cause::WwwExtra),
        ("/", true) if end() => Some(Cause::EndSlashMissing),
        ("/", false) if end() => Some(Cause::EndSlashExtra),
        _ => None,
    }
}

/// What is shown, growing from left to right.
struct Explained {
    runs: Vec<MatchRun>,
    differences: Vec<Difference>,
    position: usize,
    /// From the first character of the pasted text that is no blank to the last.
    inside: Range<usize>,
}

impl Explained {
    fn add(&mut self, pairs: &[Pair<'_>], at: usize, length: usize) {
        let part = &pairs[at..at + length];
        if part.first().is_some_and(Pair::is_same) {
            self.same(part);
        } else if let Some(cause) = whole(pairs, at, length) {
            self.different(part, cause);
        } else {
            self.piecewise(pairs, at, length);
        }
    }

    fn same(&mut self, part: &[Pair<'_>]) {
        let run = run(part, RunKind::Same);
        self.position += run.found.chars().count();
        self.runs.push(run);
    }

    /// Pair by pair; neighbours with the same cause are one difference.
    fn piecewise(&mut self, pairs: &[Pair<'_>], at: usize, length: usize) {
        let causes: Vec<(RunKind, Cause)> =
            (at..at + length).map(|place| (kind(&pairs[place..=place]), self.single(pairs, place))).collect();
        let mut start = 0;
        while start < length {
            let equal = causes[start..].iter().take_while(|cause| **cause == causes[start]).count();
            self.different(&pairs[at + start..at + start + equal], causes[start].1);
            start += equal;
        }
    }

    /// The cause of one pair that is not the same.
    fn single(&self, pairs: &[Pair<'_>], at: usize) -> Cause {
        match (pairs[at].expected, pairs[at].found) {
            (Some(expected), Some(found)) => replaced(expected, found),
            (Some(expected), None) if is_blank(expected) => Cause::BlankMissing,
            (None, Some(found)) => self.surplus(pairs, at, found),
            _ => named(pairs, at, 1).unwrap_or(Cause::Missing),
        }
    }

    fn surplus(&self, pairs: &[Pair<'_>], at: usize, found: Atom<'_>) -> Cause {
        let Some(there) = found.single() else { return Cause::Extra };
        match strange(there) {
            Some(cause) => cause,
            None if there.is_whitespace() => self.blank(at),
            None if matches!(there, '<' | '>') => Cause::PlaceholderLeft,
            None => named(pairs, at, 1).unwrap_or(Cause::Extra),
        }
    }

    /// Where a surplus blank stands. Before or after means that nothing but blanks stands there in the pasted text.
    fn blank(&self, at: usize) -> Cause {
        if at < self.inside.start {
            Cause::LeadingBlank
        } else if at > self.inside.end {
            Cause::TrailingBlank
        } else {
            Cause::BlankInside
        }
    }

    fn different(&mut self, part: &[Pair<'_>], cause: Cause) {
        self.differences.push(Difference { run: self.runs.len(), position: self.position, cause });
        let run = run(part, kind(part));
        self.position += run.found.chars().count();
        self.runs.push(run);
    }
}

/// The cause of a whole block, where it has one.
fn whole(pairs: &[Pair<'_>], at: usize, length: usize) -> Option<Cause> {
    let part = &pairs[at..at + length];
    let placeholder = part.iter().filter_map(|pair| pair.found).any(|atom| atom.is_placeholder());
    if placeholder {
        return Some(Cause::PlaceholderLeft);
    }
    is_one_sided(part).then(|| named(pairs, at, length)).flatten()
}

fn run(part: &[Pair<'_>], kind: RunKind) -> MatchRun {
    let join = |side: fn(&Pair<'_>) -> Option<String>| part.iter().filter_map(side).collect::<String>();
    MatchRun {
        kind,
        expected: join(|pair| pair.expected.map(|atom| atom.text.to_owned())),
        found: join(|pair| pair.found.map(|atom| atom.text.to_owned())),
    }
}

fn kind(part: &[Pair<'_>]) -> RunKind {
    let expected = part.iter().any(|pair| pair.expected.is_some());
    let found = part.iter().any(|pair| pair.found.is_some());
    match (expected, found) {
        (true, false) => RunKind::Missing,
        (false, true) => RunKind::Extra,
        _ => RunKind::Different,
    }
}

fn replaced(expected: Atom<'_>, found: Atom<'_>) -> Cause {
    if expected.text.eq_ignore_ascii_case(found.text) {
        return Cause::OtherCase;
    }
    match (expected.text, found.text) {
        (" ", "%20" | "+") => return Cause::EncodedBlank,
        ("%20", " ") => return Cause::PlainBlank,
        _ => {}
    }
    let (Some(wanted), Some(there)) = (expected.single(), found.single()) else { return Cause::Other };
    if let Some(class) = look_alike(wanted, there) {
        return Cause::LookAlike { code_point: there.into(), class };
    }
    strange(there).unwrap_or(if there.is_whitespace() { Cause::BlankInside } else { Cause::Other })
}

/// Line breaks, tabs and what cannot be seen.
fn strange(there: char) -> Option<Cause> {
    match there {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Cause::LineBreak),
        '\t' => Some(Cause::Tab),
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => Some(Cause::Invisible { code_point: there.into() }),
        other => other.is_control().then_some(Cause::Invisible { code_point: other.into() }),
    }
}

fn is_blank(atom: Atom<'_>) -> bool {
    atom.text.trim().is_empty()
}

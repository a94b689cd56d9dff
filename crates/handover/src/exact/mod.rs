//! The exact-match check: what stands in a field of the application, against what belongs there.

mod align;
mod atoms;
mod cause;
mod look_alike;

pub use look_alike::CharacterClass;

use serde::Serialize;

/// How a pasted text compares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "of", rename_all = "kebab-case")]
pub enum ExactMatch {
    /// Every character is the same.
    Identical,
    /// Not so.
    Different {
        /// Both texts as runs, in reading order, to be shown.
        runs: Vec<MatchRun>,
        /// What differs, in reading order; at least one.
        differences: Vec<Difference>,
    },
}

/// What a run of characters is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunKind {
    /// In both.
    Same,
    /// Belongs there and is not.
    Missing,
    /// Is there and does not belong.
    Extra,
    /// Something else is there.
    Different,
}

/// Neighbouring characters of one kind. Joined, all `expected` are the text that belongs there, all `found` the pasted one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatchRun {
    /// What it is.
    pub kind: RunKind,
    /// The characters that belong there; empty for `Extra`.
    pub expected: String,
    /// The characters that are there; empty for `Missing`.
    pub found: String,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Which run shows it.
    pub run: usize,
    /// Where in the pasted text, in characters from 1.
    pub position: usize,
    /// What it is.
    pub cause: DifferenceCause,
}

/// Why two texts differ somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "of", rename_all = "kebab-case")]
pub enum DifferenceCause {
    /// A blank before the text.
    LeadingBlank,
    /// A blank after the text.
    TrailingBlank,
    /// A blank inside that does not belong.
    BlankInside,
    /// A blank that belongs there is not.
    BlankMissing,
    /// A line break.
    LineBreak,
    /// A tab.
    Tab,
    /// A character that cannot be seen.
    Invisible {
        /// Its code point.
        code_point: u32,
    },
    /// `<` or `>` of the guide's placeholder is still there, or the placeholder itself.
    PlaceholderLeft,
    /// A character that looks like the right one.
    LookAlike {
        /// Its code point.
        code_point: u32,
        /// What it is.
        class: CharacterClass,
    },
    /// Upper case for lower case, or the other way round.
    OtherCase,
    /// The slash at the end is not there.
    EndSlashMissing,
    /// There is a slash at the end that does not belong.
    EndSlashExtra,
    /// `http` where `https` belongs.
    HttpForHttps,
    /// `https` where `http` belongs.
    HttpsForHttp,
    /// `www.` is not there.
    WwwMissing,
    /// There is a `www.` that does not belong.
    WwwExtra,
    /// `%20` or `+` where a blank belongs.
    EncodedBlank,
    /// A blank where `%20` belongs.
    PlainBlank,
    /// Something else is not there.
    Missing,
    /// Something else does not belong.
    Extra,
    /// Something else stands there.
    Other,
}

/// Compares what was `pasted` with what is `expected`, character by character.
pub fn compare_exactly(expected: &str, pasted: &str) -> ExactMatch {
    if expected == pasted {
        return ExactMatch::Identical;
    }
    let (expected, found) = atoms::split(expected, pasted);
    let pieces = align::align(&expected, &found);
    let (runs, differences) = cause::explain(&pieces);
    ExactMatch::Different { runs, differences }
}

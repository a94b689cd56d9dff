//! The exact-match check, carried over from the hand-over room's words to the journey's.

use sendoff_handover::{DifferenceCause as Found, ExactMatch, RunKind, compare_exactly};
use sendoff_journey::{Comparison, DifferenceCause, MatchMark, MatchRun};

/// Compares what was pasted back with what belongs there.
pub(crate) fn compare(expected: &str, pasted: &str) -> Comparison {
    match compare_exactly(expected, pasted) {
        ExactMatch::Identical => Comparison::default(),
        ExactMatch::Different { runs, differences } => Comparison {
            runs: runs.into_iter().map(run).collect(),
            causes: differences.into_iter().map(|difference| cause(difference.cause)).collect(),
        },
    }
}

fn run(run: sendoff_handover::MatchRun) -> MatchRun {
    let mark = match run.kind {
        RunKind::Same => MatchMark::Same,
        RunKind::Missing => MatchMark::Missing,
        RunKind::Extra => MatchMark::Extra,
        RunKind::Different => MatchMark::Different,
    };
    MatchRun { mark, expected: run.expected, found: run.found }
}

fn cause(found: Found) -> DifferenceCause {
    match found {
        Found::LeadingBlank => DifferenceCause::LeadingBlank,
        Found::TrailingBlank => DifferenceCause::TrailingBlank,
        Found::BlankInside => DifferenceCause::BlankInside,
        Found::BlankMissing => DifferenceCause::BlankMissing,
        Found::LineBreak => DifferenceCause::LineBreak,
        Found::Tab => DifferenceCause::Tab,
        Found::Invisible { .. } => DifferenceCause::Invisible,
        Found::PlaceholderLeft => DifferenceCause::PlaceholderLeft,
        Found::LookAlike { .. } => DifferenceCause::LookAlike,
        Found::OtherCase => DifferenceCause::OtherCase,
        Found::EndSlashMissing => DifferenceCause::EndSlashMissing,
        Found::EndSlashExtra => DifferenceCause::EndSlashExtra,
        Found::HttpForHttps => DifferenceCause::HttpForHttps,
        Found::HttpsForHttp => DifferenceCause::HttpsForHttp,
        Found::WwwMissing => DifferenceCause::WwwMissing,
        Found::WwwExtra => DifferenceCause::WwwExtra,
        Found::EncodedBlank => DifferenceCause::EncodedBlank,
        Found::PlainBlank => DifferenceCause::PlainBlank,
        Found::Missing => DifferenceCause::Missing,
        Found::Extra => DifferenceCause::Extra,
        Found::Other => DifferenceCause::Other,
    }
}

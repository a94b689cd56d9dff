//! Finds the JSON in a text and keeps its size within bounds before it is read.
//!
//! Each byte is looked at a fixed number of times: what was found to be JSON of something else is passed over whole.

use std::ops::Range;

use serde_json::error::Category;

use super::{ManifestError, ManifestIn, Place, application::only, document::Document};

/// Brackets in brackets; a page of the portal has eight (optional claims in an answer to `GET /applications`).
const DEEPEST: usize = 32;

/// Commas and colons: more than the 1,200 entries a registration may have
/// (learn.microsoft.com/entra/identity-platform/reference-microsoft-graph-app-manifest), each with ten members.
const MOST_VALUES: usize = 16_384;

/// The first app registration in a text, else what is wrong with what comes nearest to one.
pub(super) fn find(text: &str) -> Result<ManifestIn, ManifestError> {
    let mut wrong = ManifestError::NoDocument;
    let mut from = 0;
    while let Some(start) = start_of_json(text, from) {
        let (end, read) = match end_of_json(text, start) {
            Ok(end) => (end, read(text, start..end)),
            Err(error) => (text.len(), Err(error)),
        };
        match read {
            Ok(manifest) => return Ok(ManifestIn { manifest, place: start..end }),
            Err(error) if matches!(wrong, ManifestError::NoDocument | ManifestError::NotARegistration) => wrong = error,
            Err(_) => {}
        }
        from = end;
    }
    Err(wrong)
}

fn read(text: &str, place: Range<usize>) -> Result<super::Manifest, ManifestError> {
    let start = place.start;
    let document = serde_json::from_str::<Document>(&text[place]).map_err(|error| unread(text, start, &error))?;
    only(document)
}

/// What the parser says, without its text: that may repeat a value.
fn unread(text: &str, start: usize, error: &serde_json::Error) -> ManifestError {
    let place = Place::of(text, offset(text, start, error.line(), error.column()));
    match error.classify() {
        Category::Data => ManifestError::Unfit(place),
        Category::Eof => ManifestError::Unfinished(place),
        Category::Syntax | Category::Io => ManifestError::Broken(place),
    }
}

/// Where line and column of the part from `start` on are in the whole text, in bytes.
fn offset(text: &str, start: usize, line: usize, column: usize) -> usize {
    let breaks = text[start..].match_indices('\n').map(|(at, _)| start + at + 1);
    let line_start = std::iter::once(start).chain(breaks).nth(line.saturating_sub(1)).unwrap_or(start);
    line_start + column.saturating_sub(1)
}

/// Where an object with members, or a list of objects, may begin.
pub(crate) fn start_of_json(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let next = |at: usize| bytes[at + 1..].iter().find(|byte| !byte.is_ascii_whitespace());
    let starts = |at: usize| match bytes[at] {
        b'{' => next(at) == Some(&b'"'),
        b'[' => next(at) == Some(&b'{'),
        _ => false,
    };
    (from..bytes.len()).find(|at| starts(*at))
}

/// Behind the bracket that closes the one at `start`.
pub(crate) fn end_of_json(text: &str, start: usize) -> Result<usize, ManifestError> {
    let (mut depth, mut values) = (0_usize, 0_usize);
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b',' | b':' => values += 1,
            _ => {}
        }
        if depth == 0 {
            return Ok(at + 1);
        }
        if depth > DEEPEST {
            return Err(ManifestError::TooDeep(Place::of(text, at)));
        }
        if values > MOST_VALUES {
            return Err(ManifestError::TooManyValues(Place::of(text, at)));
        }
    }
    Err(ManifestError::Unfinished(Place::of(text, text.len())))
}

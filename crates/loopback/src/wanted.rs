//! What a whole head asks for, decided without a socket. Pure.

use sendoff_oauth::{Carrier, Verdict};
use zeroize::Zeroizing;

use crate::{
    Awaited, CallbackPath, Flaw, Noise,
    head::{self, Head, Scan},
    route::{Route, Rules},
};

/// What a head asks for, without borrowing from it.
pub(crate) enum Wanted<V> {
    /// The answer stood in the query, and was judged.
    Judged(V),
    /// The answer is in a form of this length, of which this has come.
    Form { length: usize, begun: Zeroizing<Vec<u8>> },
    /// The page after the answer.
    Page,
}

/// Decides on a head; `rest` is what came behind it.
pub(crate) fn decide<A: Awaited>(
    rules: &Rules<'_>,
    attempt: &A,
    head: &Head<'_>,
    rest: &[u8],
) -> Result<Wanted<A::Verdict>, Noise> {
    let room = match rules.route(head)? {
        Route::Form(length) if rest.len() <= length => {
            let mut begun = Zeroizing::new(Vec::with_capacity(length));
            begun.extend_from_slice(rest);
            return Ok(Wanted::Form { length, begun });
        }
        Route::Form(_) => None,
        route @ (Route::Query(_) | Route::Page) => rest.is_empty().then_some(route),
    };
    match room.ok_or(Noise::Flawed(Flaw::Pipelined))? {
        Route::Query(query) => Ok(Wanted::Judged(attempt.judge(Carrier::Query, query.as_bytes()))),
        Route::Page | Route::Form(_) => Ok(Wanted::Page),
    }
}

/// What the listener makes of everything one connection sent.
#[derive(Debug)]
pub enum Judged<V = Verdict> {
    /// More would have to come.
    Incomplete,
    /// Turned away; the attempt goes on.
    Turned(Noise),
    /// An answer, and what it is.
    Answer(V),
    /// A request for the page after the answer.
    Page,
}

/// Judges the bytes of one connection as the listener on `port` does for `attempt`, with neither socket nor clock: for
/// whoever wants to try more requests than a network carries.
pub fn judge_bytes<A: Awaited>(attempt: &A, path: &CallbackPath, port: u16, bytes: &[u8]) -> Judged<A::Verdict> {
    let origins = attempt.answer_origins();
    let rules = Rules { port, path, mode: attempt.response_mode(), origins };
    match whole(&rules, attempt, bytes) {
        Err(noise) => Judged::Turned(noise),
        Ok(Some(Wanted::Page)) => Judged::Page,
        Ok(Some(Wanted::Judged(verdict))) => Judged::Answer(verdict),
        Ok(Some(Wanted::Form { length, begun })) if begun.len() == length => {
            Judged::Answer(attempt.judge(Carrier::Form, &begun))
        }
        Ok(Some(Wanted::Form { .. }) | None) => Judged::Incomplete,
    }
}

fn whole<A: Awaited>(rules: &Rules<'_>, attempt: &A, bytes: &[u8]) -> Result<Option<Wanted<A::Verdict>>, Noise> {
    let Some(end) = Scan::default().end(bytes)? else { return Ok(None) };
    let (head, rest) = bytes.split_at(end);
    decide(rules, attempt, &head::parse(head)?, rest).map(Some)
}

//! Decides which word of a text is the Value of a client secret, and on which day it ends.

use jiff::civil::Date;
use sendoff_problem::Kind;
use sendoff_recipes::Meaning;
use sendoff_values::{ClientSecret, FieldId};

use crate::{
    day::DayReading,
    group::Labelled,
    ids::declined,
    reading::{Declined, DeclinedWhat, Evidence, Found, FoundSecret, PublicReading, Question, SecretText},
    shape::judge_secret_shape,
    token::{Piece, Token},
};

/// Whether the text is about a client secret: by what stands in it.
pub(crate) fn is_secretive(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| {
        let about = [Meaning::SecretValue, Meaning::SecretId, Meaning::SecretExpires];
        let labelled = matches!(&token.piece, Piece::Label(meaning, _) if about.contains(meaning));
        labelled || matches!(token.piece, Piece::Secret | Piece::BrokenSecret | Piece::CutSecret(_) | Piece::Hidden)
    })
}

/// Finds the secret. Nothing of it goes into `reading`; what stands there is why there is none.
pub(crate) fn decide(
    text: &str,
    tokens: &[Token],
    labelled: &Labelled,
    secretive: bool,
    reading: &mut PublicReading,
) -> Option<(FoundSecret, usize)> {
    let of = |piece: &Piece| (0..tokens.len()).filter(|at| tokens[*at].piece == *piece).collect::<Vec<_>>();
    let usual = distinct(text, tokens, of(&Piece::Secret));
    let candidates =
        of(&Piece::Candidate).into_iter().filter(|at| !matches!(labelled[*at], Some((Meaning::Other, _)))).collect();
    let broken = of(&Piece::BrokenSecret);
    let cut =
        tokens.iter().find_map(|token| if let Piece::CutSecret(length) = token.piece { Some(length) } else { None });
    let found = match (usual.is_empty(), broken.is_empty() && cut.is_none()) {
        (false, _) => usual,
        (true, true) => best(text, tokens, labelled, candidates, secretive),
        (true, false) => Vec::new(),
    };
    match found.as_slice() {
        [] => {
            why_none(&of(&Piece::Hidden), &broken, cut, reading);
            None
        }
        [at] => Some((taken(tokens[*at].text(text), evidence(tokens, labelled, *at)), *at)),
        several => {
            reading.questions.push(Question::SeveralSecrets { count: several.len() });
            None
        }
    }
}

/// A secret with everything that may be known about it.
pub(crate) fn taken(text: &str, evidence: Evidence) -> FoundSecret {
    FoundSecret {
        field: FieldId::ClientSecret,
        secret: SecretText::Client(ClientSecret::new(text.to_owned())),
        shape: judge_secret_shape(text),
        length: u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
        first_three: text.chars().take(3).collect(),
        evidence,
    }
}

/// The words of another shape that may be the Value: those with its label, else those in its place of a row, else a
/// single one in a text about a secret.
fn best(text: &str, tokens: &[Token], labelled: &Labelled, candidates: Vec<usize>, secretive: bool) -> Vec<usize> {
    let all = distinct(text, tokens, candidates);
    let keep = |fits: &dyn Fn(usize) -> bool| all.iter().copied().filter(|at| fits(*at)).collect::<Vec<_>>();
    let named = keep(&|at| matches!(labelled[at], Some((Meaning::SecretValue, _))));
    let placed = keep(&|at| is_in_a_row(tokens, at));
    match (named.is_empty(), placed.is_empty()) {
        (false, _) => named,
        (true, false) => placed,
        (true, true) if secretive => all,
        (true, true) => Vec::new(),
    }
}

/// Whether a date or an ID stands next to it on its line, as in the portal's table.
fn is_in_a_row(tokens: &[Token], at: usize) -> bool {
    let beside = |other: Option<&Token>| {
        other.is_some_and(|token| token.line == tokens[at].line && matches!(token.piece, Piece::Day(_) | Piece::Id(_)))
    };
    beside(at.checked_sub(1).and_then(|before| tokens.get(before))) || beside(tokens.get(at + 1))
}

/// The places of different texts, in order.
fn distinct(text: &str, tokens: &[Token], places: Vec<usize>) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for at in places {
        let same = |other: &usize| tokens[*other].text(text) == tokens[at].text(text);
        if kept.len() < 16 && !kept.iter().any(same) {
            kept.push(at);
        }
    }
    kept
}

fn evidence(tokens: &[Token], labelled: &Labelled, at: usize) -> Evidence {
    match labelled[at] {
        Some((Meaning::SecretValue, evidence)) => evidence,
        _ if is_in_a_row(tokens, at) => Evidence::Column,
        _ => Evidence::Shape,
    }
}

fn why_none(hidden: &[usize], broken: &[usize], cut: Option<usize>, reading: &mut PublicReading) {
    if !hidden.is_empty() {
        reading.declined.push(declined(DeclinedWhat::HiddenSecret, Kind::SecretHidden, None));
    }
    if !broken.is_empty() {
        reading.declined.push(declined(DeclinedWhat::Other, Kind::SecretBroken, None));
    }
    if cut.is_some() {
        let cut = Declined { length: cut, ..declined(DeclinedWhat::Other, Kind::SecretCut, None) };
        reading.declined.push(cut);
    }
}

/// Adds the day the secret ends: the one on its line, else the one with its label, else the only one.
pub(crate) fn decide_day(tokens: &[Token], labelled: &Labelled, secret: Option<usize>, reading: &mut PublicReading) {
    let of_another = |at: usize| matches!(labelled[at], Some((Meaning::Other, _)));
    let day = |(at, token): (usize, &Token)| if let Piece::Day(day) = token.piece { Some((at, day)) } else { None };
    let days: Vec<_> = tokens.iter().enumerate().filter_map(day).filter(|(at, _)| !of_another(*at)).collect();
    let keep = |fits: &dyn Fn(usize) -> bool| days.iter().copied().filter(|(at, _)| fits(*at)).collect::<Vec<_>>();
    let beside = secret.map_or_else(Vec::new, |secret| keep(&|at| tokens[at].line == tokens[secret].line));
    let named = keep(&|at| matches!(labelled[at], Some((Meaning::SecretExpires, _))));
    let chosen = [beside, named, days.clone()].into_iter().find(|list| !list.is_empty()).unwrap_or_default();
    add_day(&chosen, labelled, reading);
}

fn add_day(days: &[(usize, DayReading)], labelled: &Labelled, reading: &mut PublicReading) {
    let Some((first, day)) = days.first() else { return };
    if days.iter().any(|(_, other)| other != day) {
        let one = |(_, day): &(usize, DayReading)| match day {
            DayReading::One(date) => Some(date.to_string()),
            DayReading::Two(..) | DayReading::None => None,
        };
        let values = days.iter().filter_map(one).take(4).collect();
        return reading.questions.push(Question::TwoValuesFit { field: FieldId::SecretExpires, values });
    }
    let evidence = labelled[*first].map_or(Evidence::Shape, |(_, evidence)| evidence);
    match day {
        DayReading::One(date) => reading.fields.push(expires(*date, evidence)),
        DayReading::Two(one, other) => reading.questions.push(Question::WhichDay { days: [*one, *other] }),
        DayReading::None => {}
    }
}

fn expires(date: Date, evidence: Evidence) -> Found {
    Found { field: FieldId::SecretExpires, value: date.to_string(), evidence }
}
